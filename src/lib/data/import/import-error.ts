/**
 * Why an import, or a part of it, cannot be used. The sentence is English and precise, for terminals and logs; the
 * interface has its own words by code (`i18n/import.ts`).
 */

/** What ends an import as a whole. */
export type ImportErrorCode =
  /** The archive would unpack to more than is allowed. */
  | 'zip-bomb'
  /** The archive cannot be read. */
  | 'zip'
  | 'mat'
  | 'idx'
  /** Nothing that can be used is in the source. */
  | 'no-images'
  /** Fewer than two people are left: there is nobody to be told apart. */
  | 'one-identity'
  | 'storage-full'
  | 'storage-refused'
  /** No set of this name is stored. */
  | 'set-missing'
  /** Faces were to be aligned, and the networks for it could not be had. */
  | 'aligner'
  /** Reading failed in a way that has no word of its own, or the worker ended. */
  | 'failed';

/** The import ends; nothing of it was kept. */
export class ImportError extends Error {
  override readonly name = 'ImportError';

  constructor(
    readonly code: ImportErrorCode,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

/** What is left out while the rest goes on. */
export type RefusalCode =
  /** The name says image, the bytes do not. */
  | 'no-image'
  | 'damaged'
  | 'too-many-pixels'
  | 'too-large'
  /** The file could not be read where it lies. */
  | 'unreadable'
  /** It lies in no folder, so it is nobody's. */
  | 'no-folder'
  /** Its path in the archive leads out of the archive. */
  | 'climbs'
  | 'nested-zip'
  /** It is packed or locked in a way that is not read. */
  | 'packing'
  /** Faces were to be aligned, and here is none. */
  | 'no-face'
  | 'few-images'
  | 'too-many-people'
  | 'too-many-images';

/** One thing that was left out. */
export interface Refusal {
  readonly code: RefusalCode;
  /** The file or the person. */
  readonly name: string;
  readonly sentence: string;
  /** How many were refused together for this reason; 1 unless grouped, and then `name` lists the first. */
  readonly count: number;
}

/** One image is not usable; the import goes on without it. */
export class RefusedImage extends Error {
  override readonly name = 'RefusedImage';

  /** @param what completes a sentence that begins with the file's name */
  constructor(
    readonly code: RefusalCode,
    what: string,
    options?: ErrorOptions,
  ) {
    super(what, options);
  }
}
