/** What each class has at one moment of a training, for the document and for an article's claims. */
import type { Frame } from '../src/lib/frame/layout';
import { decide } from '../src/lib/loss/decide';
import type { LossSpec } from '../src/lib/loss/spec';
import { median } from '../src/lib/metric/class-angles';

export interface ClassTable {
  /** Length of each class weight, as the loss uses it. */
  readonly weightNorm_c: readonly number[];
  readonly bias_c: readonly number[];
  /** Share of a class's held-out digits that are right by the loss's own rule, and their median length. */
  readonly accuracy_c: readonly number[];
  readonly featureNorm_c: readonly number[];
}

/** @param labels_n classes of the frame's samples */
export function classTable(frame: Frame, spec: LossSpec, labels_n: Uint8Array): ClassTable {
  const { dim, classes } = frame.shape;
  const decided_n = decide(spec, { ...frame, dim, classes });
  const norms = (rows: Float32Array): number[] =>
    Array.from({ length: rows.length / dim }, (_, n) => Math.hypot(...rows.subarray(n * dim, (n + 1) * dim)));
  const length_n = norms(frame.embeddings_nd);
  const samplesOf = (c: number) => [...labels_n.keys()].filter((n) => labels_n[n] === c);
  const each = Array.from({ length: classes }, (_, c) => samplesOf(c));
  return {
    weightNorm_c: norms(frame.weights_cd),
    bias_c: [...frame.bias_c],
    accuracy_c: each.map((own, c) => own.filter((n) => decided_n[n] === c).length / own.length),
    featureNorm_c: each.map((own) => median(own.map((n) => length_n[n]))),
  };
}
