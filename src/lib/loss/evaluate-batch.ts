/** Losses on embeddings alone, and terms beside a head, in float64: the ground truth for their tensors. */
import { arrayField, floatArray } from './array-field';
import type { AdditiveLossSpec, LossSettings, PairwiseLossSpec } from './spec';

/** One batch: embeddings [N, d], row-major, with labels [N]. */
export interface PairwiseProblem {
  readonly embeddings_nd: ArrayLike<number>;
  readonly labels_n: ArrayLike<number>;
  readonly dim: number;
  readonly classes: number;
}

/** The same with class weights [C, d] and what the term keeps, or null. */
export interface TermProblem extends PairwiseProblem {
  readonly weights_cd: ArrayLike<number> | null;
  readonly state: ArrayLike<number> | null;
}

/** Evaluates a loss without class weights. */
export function evaluatePairwise(spec: PairwiseLossSpec, settings: LossSettings, problem: PairwiseProblem) {
  const { loss, gradEmbeddings_nd } = spec.evaluate(arrayField, batchOf(problem), settings);
  return { loss: loss.data[0], gradEmbeddings_nd: gradEmbeddings_nd.data };
}

/** Evaluates an additive term, and what it keeps after the step; null where it keeps nothing. */
export function evaluateTerm(spec: AdditiveLossSpec, settings: LossSettings, problem: TermProblem) {
  const { dim, classes, weights_cd, state } = problem;
  const batch = {
    ...batchOf(problem),
    weights_cd: weights_cd && floatArray(weights_cd, [classes, dim]),
    state: state && spec.state ? floatArray(state, spec.state.shape(classes, dim)) : null,
  };
  const { loss, gradEmbeddings_nd, gradWeights_cd } = spec.evaluate(arrayField, batch, settings);
  return {
    loss: loss.data[0],
    gradEmbeddings_nd: gradEmbeddings_nd.data,
    gradWeights_cd: gradWeights_cd?.data ?? null,
    stateAfter: spec.state?.update(arrayField, batch, settings).data ?? null,
  };
}

function batchOf({ embeddings_nd, labels_n, dim, classes }: PairwiseProblem) {
  const oneHot = Array.from(labels_n, (label) =>
    Array.from({ length: classes }, (_, c) => Number(c === label)),
  );
  return {
    embeddings_nd: floatArray(embeddings_nd, [labels_n.length, dim]),
    oneHot_nc: floatArray(oneHot.flat(), [labels_n.length, classes]),
  };
}
