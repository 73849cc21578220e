import { norm } from '../math/vector';
import { hasUnitWeights, logitScaleOf, type LossSpec } from './spec';

/** Class weights [C·K, d], class-major, and biases [C], as the loss uses them; a class wins where one of its does. */
export interface HeadWeights {
  readonly weights_cd: ArrayLike<number>;
  readonly bias_c: ArrayLike<number>;
}

/** Embeddings [P, d], class weights [C·K, d] as trained, class-major, biases [C] or null, row-major. */
export interface Decision {
  readonly embeddings_nd: ArrayLike<number>;
  readonly weights_cd: ArrayLike<number>;
  readonly bias_c: ArrayLike<number> | null;
  readonly dim: number;
  readonly classes: number;
}

/**
 * The class of each embedding by the loss's own rule: the largest logit without a margin, of equal ones the first.
 * The scale s is left out, as it moves no maximum; a loss that has one has no bias, and `bias_c` is then ignored.
 *
 * @returns class indices [P]
 */
export function decide(spec: LossSpec, decision: Decision): Int32Array {
  const { embeddings_nd, weights_cd, dim, classes } = decision;
  const bias_c = logitScaleOf(spec) === 's' ? null : decision.bias_c;
  const used_cd = usedWeights(spec, weights_cd, dim);
  const rows = used_cd.length / dim;
  const decided_n = new Int32Array(embeddings_nd.length / dim);
  for (let n = 0; n < decided_n.length; n++) {
    let largest = -Infinity;
    for (let r = 0; r < rows; r++) {
      const j = Math.floor((r * classes) / rows);
      let logit = bias_c?.[j] ?? 0;
      for (let k = 0; k < dim; k++) logit += embeddings_nd[n * dim + k] * used_cd[r * dim + k];
      if (logit > largest) {
        largest = logit;
        decided_n[n] = j;
      }
    }
  }
  return decided_n;
}

/** Class weights, row-major, as the loss's logits use them: divided by their norm where the loss does so. */
export function usedWeights(spec: LossSpec, weights_cd: ArrayLike<number>, dim: number): Float64Array {
  const used_cd = Float64Array.from(weights_cd);
  if (!hasUnitWeights(spec)) return used_cd;
  for (let from = 0; from < used_cd.length; from += dim) {
    const weight = used_cd.subarray(from, from + dim);
    const length = norm(weight);
    if (length > 0) weight.forEach((value, k) => (weight[k] = value / length));
  }
  return used_cd;
}
