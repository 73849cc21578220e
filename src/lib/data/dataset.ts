/**
 * The dataset format that the site serves and importers write: a manifest, and gzip shards named by the hash
 * of their bytes. Images are single-channel, row-major, packed to 4 or 8 bits a pixel.
 */

export interface ShardEntry {
  /** File name beside the manifest: `<first 16 hex digits of sha256>.bin`, gzip without Content-Encoding. */
  readonly file: string;
  /** sha256 of the file's bytes, hex. */
  readonly sha256: string;
  /** Bytes of the file. */
  readonly bytes: number;
  /** Samples in the shard: labels first (one byte each), then packed pixels. */
  readonly count: number;
}

export interface SplitEntry {
  readonly count: number;
  readonly shards: readonly ShardEntry[];
}

/** Identities that are never trained on: open-set verification is judged on them. */
export interface UnseenEntry extends SplitEntry {
  /** Labels of the shards index into these, not into the manifest's `classNames`. */
  readonly classNames: readonly string[];
}

/** What may be done to a training image so that it still shows the same class. */
export interface Jitter {
  /** Every other image is mirrored. */
  readonly mirror: boolean;
  /** Images are shifted by up to so many pixels each way. */
  readonly shiftPx: number;
}

/** For pictures of faces: a mirror image is as good, and a face may stand a little aside. */
export const faceJitter: Jitter = { mirror: true, shiftPx: 6 };

/** What a reader and a reviewer should know of the data. */
export interface DatasetCard {
  readonly title: string;
  readonly source: string;
  readonly credit: string;
  readonly licence: string;
  readonly licenceUrl: string;
  /** What was done to the data between its source and these shards. */
  readonly processing: string;
  readonly splits: string;
  /** Whether those who are shown agreed to it, and to what. */
  readonly consent?: string;
  /** In what the data is known to be lopsided. */
  readonly bias?: string;
  /** What must not be concluded from results on it. */
  readonly notConclude?: string;
}

export interface DatasetManifest {
  readonly format: 'marginalia-dataset';
  readonly version: 1;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: 4 | 8;
  readonly classNames: readonly string[];
  /** `probe` is both the set that views draw and the held-out set that accuracy is measured on. */
  readonly splits: { readonly train: SplitEntry; readonly probe: SplitEntry };
  /** Absent where training takes the images as they are. */
  readonly jitter?: Jitter;
  /** Absent where every class is trained on. */
  readonly unseen?: UnseenEntry;
  readonly card: DatasetCard;
}

/** Decoded samples: pixels in [0, 1] as bytes 0..255, row-major. */
export interface Samples {
  readonly count: number;
  /** [count, height·width] bytes, 0 to 255. */
  readonly pixels: Uint8Array;
  /** [count] class indices. */
  readonly labels: Uint8Array;
}
