/**
 * Any loss with class weights in float64, with closed-form gradients: the ground truth for the tensor head. The goldens
 * are the ground truth for it.
 */
import { row } from '../math/vector';
import { arrayField, floatArray } from './array-field';
import { refuseBadProblem } from './check';
import type { Convention } from './convention';
import { crossEntropy } from './cross-entropy';
import { logisticLosses } from './logistic-losses';
import { normalize } from './normalize';
import { cosine, column } from './reference-column';
import { subcentersOf, type ClassLossSpec, type LossSettings } from './spec';

/**
 * One batch: embeddings [N, d], class weights [C·K, d], class-major, and biases [C] or null, row-major, with labels
 * [N]. A `binary` loss has one bias for all classes.
 */
export interface LossProblem {
  readonly embeddings_nd: ArrayLike<number>;
  readonly weights_cd: ArrayLike<number>;
  readonly bias_c: ArrayLike<number> | null;
  readonly labels_n: ArrayLike<number>;
  readonly dim: number;
  readonly classes: number;
}

export interface LossEvaluation {
  /** Logits as the loss sees them, margin included [N, C]. */
  readonly logits_nc: Float64Array;
  /** Mean over the batch. */
  readonly loss: number;
  readonly gradEmbeddings_nd: Float64Array;
  /** With `weightGradient: 'hard'`, that of the unit weights. */
  readonly gradWeights_cd: Float64Array;
  readonly gradBias_c: Float64Array;
}

/**
 * The loss, its logits and its gradients for one batch, under the scale of the settings; `nextScale` is where a loss
 * finds it by itself.
 *
 * @throws RangeError in one sentence where the settings or the numbers make no sense
 */
export function evaluateLoss(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  problem: LossProblem,
): LossEvaluation {
  refuseBadProblem(spec, settings, problem);
  const { dim, classes, bias_c, labels_n } = problem;
  const samples = labels_n.length;
  const rowsPerClass = subcentersOf(spec, settings);
  const features = normalizedRows(problem.embeddings_nd, dim, convention);
  const weights = normalizedRows(problem.weights_cd, dim, convention);

  // Of each class the row with the largest cosine speaks, the first of equal ones.
  const rows = features.map((x) =>
    Array.from({ length: classes }, (_, j) => {
      if (rowsPerClass === 1) return j;
      const own = weights
        .slice(j * rowsPerClass, (j + 1) * rowsPerClass)
        .map((w) => cosine(convention, x, w));
      return j * rowsPerClass + own.indexOf(Math.max(...own));
    }),
  );
  const columns = features.map((x, n) =>
    rows[n].map((r, j) => column(spec, settings, convention, x, weights[r], j === labels_n[n])),
  );
  const hasOneBias = spec.kind === 'binary';
  const logits_nc = new Float64Array(samples * classes);
  columns.forEach((ofSample, n) =>
    ofSample.forEach(
      ({ logit }, j) => (logits_nc[n * classes + j] = logit + (bias_c?.[hasOneBias ? 0 : j] ?? 0)),
    ),
  );
  const factor = convention.lossFactor;
  const { loss, gradLogits_nc } =
    spec.kind === 'binary'
      ? logisticLosses(logits_nc, labels_n, classes, spec.ownShare(settings), factor / (settings.s as number))
      : scaled(crossEntropy(logits_nc, labels_n, classes), factor);

  const gradEmbeddings_nd = new Float64Array(samples * dim);
  const gradWeights_cd = new Float64Array(weights.length * dim);
  const gradBias_c = new Float64Array(hasOneBias ? 1 : classes);
  columns.forEach((ofSample, n) =>
    ofSample.forEach(({ dLogitDX, dLogitDW }, j) => {
      const gradLogit = gradLogits_nc[n * classes + j];
      gradBias_c[hasOneBias ? 0 : j] += gradLogit;
      for (let k = 0; k < dim; k++) {
        gradEmbeddings_nd[n * dim + k] += gradLogit * dLogitDX[k];
        gradWeights_cd[rows[n][j] * dim + k] += gradLogit * dLogitDW[k];
      }
    }),
  );
  return { logits_nc, loss, gradEmbeddings_nd, gradWeights_cd, gradBias_c };
}

/**
 * The scale s of a batch under a loss that finds it by itself, from that before it, `settings.s`; for any other loss
 * that of the settings.
 */
export function nextScale(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  problem: LossProblem,
): number {
  const s = settings.s as number;
  if (!spec.state?.changes(settings)) return s;
  const { dim, classes, labels_n } = problem;
  const weights = normalizedRows(problem.weights_cd, dim, convention);
  const cosines = normalizedRows(problem.embeddings_nd, dim, convention).flatMap((x) =>
    weights.map((w) => cosine(convention, x, w)),
  );
  const oneHot = Array.from(labels_n, (label) =>
    Array.from({ length: classes }, (_, j) => Number(j === label)),
  );
  const shape = [labels_n.length, classes];
  const next = spec.state.update(
    arrayField,
    floatArray(cosines, shape),
    floatArray(oneHot.flat(), shape),
    floatArray([s], [1, 1]),
  );
  return next.data[0];
}

function normalizedRows(matrix: ArrayLike<number>, dim: number, { normalization }: Convention) {
  const { rule, epsilon } = normalization;
  const numbers = Float64Array.from(matrix);
  return Array.from({ length: numbers.length / dim }, (_, i) =>
    normalize(row(numbers, i, dim), rule, epsilon),
  );
}

function scaled({ loss, gradLogits_nc }: ReturnType<typeof crossEntropy>, factor: number) {
  return factor === 1
    ? { loss, gradLogits_nc }
    : { loss: loss * factor, gradLogits_nc: gradLogits_nc.map((value) => value * factor) };
}
