import { decide } from '../loss/decide';
import { median } from '../metric/class-angles';
import type { EmbeddingInput } from './embedding-input';

export interface ClassFacts {
  readonly count: number;
  /** Samples of this class that another class wins. */
  readonly strayed: number;
  /** Median angle to the class's weight, radians; NaN for an empty class. */
  readonly medianRad: number;
}

export interface EmbeddingFacts {
  readonly count: number;
  readonly strayed: number;
  readonly medianRad: number;
  readonly classes: readonly ClassFacts[];
  /** How many samples of class `from` fell to class `into`, most first. */
  readonly confusions: readonly { readonly from: number; readonly into: number; readonly count: number }[];
}

/** What an embedding's picture says, in numbers; null before the first frame. */
export function embeddingFacts(input: EmbeddingInput): EmbeddingFacts | null {
  const { frame, labels_n, spec } = input;
  if (!frame) return null;
  const { probes, dim, classes } = frame.shape;
  const decided_n = decide(spec, { ...frame, dim, classes });
  const table = new Uint32Array(classes * classes);
  const angles: number[][] = Array.from({ length: classes }, () => []);
  for (let n = 0; n < probes; n++) {
    table[labels_n[n] * classes + decided_n[n]]++;
    angles[labels_n[n]].push(frame.targetRad_n[n]);
  }
  const confusions = [];
  let strayed = 0;
  const strayedBy = new Uint32Array(classes);
  for (let from = 0; from < classes; from++) {
    for (let into = 0; into < classes; into++) {
      const count = table[from * classes + into];
      if (from === into || !count) continue;
      confusions.push({ from, into, count });
      strayedBy[from] += count;
      strayed += count;
    }
  }
  return {
    count: probes,
    strayed,
    medianRad: median(frame.targetRad_n),
    classes: angles.map((of, c) => ({ count: of.length, strayed: strayedBy[c], medianRad: median(of) })),
    confusions: confusions.sort((a, b) => b.count - a.count),
  };
}
