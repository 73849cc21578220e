/** Where an import reads from: files with paths, or an archive that can be read in any place. */

export interface SourceFile {
  /** With slashes, from the top of what was given: `orl/s1/1.pgm`. */
  readonly path: string;
  readonly bytes: number;
  /** All of it. Rejects where it cannot be read; a RefusedImage says why. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** A file of which any stretch can be read: a Blob, or an open file of Node. */
export interface RandomAccess {
  readonly bytes: number;
  /** Bytes `from` up to, not including, `to`; fewer where the file ends before. */
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
}

export type ImportSource =
  | { readonly type: 'files'; readonly files: readonly SourceFile[] }
  | { readonly type: 'zip'; readonly archive: RandomAccess };

/** A Blob as a file of which any stretch can be read. */
export const blobAccess = (blob: Blob): RandomAccess => ({
  bytes: blob.size,
  read: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
});
