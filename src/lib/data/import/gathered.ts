/** What a reader of one kind of source hands on: images of one size, by identity. */

export interface GatheredIdentity {
  readonly name: string;
  /** Each [height·width] bytes. */
  readonly images: readonly Uint8Array[];
  /** Held out by whoever published the set; absent where the rule of `split-identities.ts` decides. */
  readonly probeImages?: readonly Uint8Array[];
}

export interface Gathered {
  readonly width: number;
  readonly height: number;
  readonly identities: readonly GatheredIdentity[];
  /** Files that are no images and were passed over. */
  readonly otherFiles: number;
}

/** How far a long reading has come. */
export interface ImportProgress {
  readonly stage: 'reading' | 'packing';
  readonly done: number;
  readonly total: number;
}
