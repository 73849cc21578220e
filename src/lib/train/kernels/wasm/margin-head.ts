import type { TensorInfo } from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../../loss/cross-entropy';
import { numberField } from '../../../loss/number-field';
import type { LossSettings, MarginLossSpec, TargetLogit } from '../../../loss/spec';
import { floatsOf, wasmKernel } from './heap';

/** Attributes of `MarginaliaMarginHead`. */
export interface MarginHeadAttributes {
  readonly spec: MarginLossSpec;
  readonly settings: LossSettings;
  /** The ε of x / √(Σx² + ε), the one rule of normalisation that this kernel knows. */
  readonly epsilon: number;
  readonly gradient: 'exact' | 'straight-through';
}

/**
 * The whole head of a margin loss in one pass over the heap, in float64: [loss, dEmbeddings, dWeights, dBias?]. A
 * batch has a hundred samples and ten classes, so that the ninety launches of the head by ops cost far more than its
 * arithmetic. The formulas are those of `loss/reference.ts`, with their sums taken apart:
 * dx = Σ_j a_j·ŵ_j + b·x̂ and dW = Σ_n c_n·x̂_n + e·ŵ.
 */
export const marginHead = wasmKernel(({ inputs, attrs, backend }) => {
  const { embeddings, weights, oneHot } = inputs;
  const bias = inputs.bias as TensorInfo | undefined;
  const { spec, settings, epsilon, gradient } = attrs as unknown as MarginHeadAttributes;
  const [samples, dim] = embeddings.shape;
  const classes = weights.shape[0];
  const outputs = [[], embeddings.shape, weights.shape, ...(bias ? [bias.shape] : [])].map((shape) =>
    backend.makeOutput(shape, 'float32'),
  );

  const x = normalizedRows(floatsOf(backend, embeddings), dim, epsilon);
  const w = normalizedRows(floatsOf(backend, weights), dim, epsilon);
  const bias_c = bias && floatsOf(backend, bias);
  const labels_n = labelsOf(floatsOf(backend, oneHot), classes);
  // z = S(x)·T(W)·h with h = cos θ, or ψ in the target's column.
  const scaleOfX = (n: number) => (spec.scale === 's' ? (settings.s as number) : x.divisor[n]);
  const scaleOfW = (j: number) => (spec.scale === 'norms' ? w.divisor[j] : 1);
  const cos_nc = new Float64Array(samples * classes);
  const shape_nc = new Float64Array(samples * classes);
  const logits_nc = new Float64Array(samples * classes);
  /** dh/dcos of each sample's own column; 1 in every other. */
  const slope_n = new Float64Array(samples).fill(1);
  for (let n = 0; n < samples; n++) {
    for (let j = 0; j < classes; j++) {
      let cos = 0;
      for (let k = 0; k < dim; k++) cos += x.unit[n * dim + k] * w.unit[j * dim + k];
      const at = n * classes + j;
      cos_nc[at] = shape_nc[at] = cos;
      if (spec.target && j === labels_n[n]) {
        const sin = sinBetween(cos, x, n, w, j, dim);
        const angle = { cos, sin, thetaRad: () => Math.atan2(sin, cos) };
        const target = spec.target(numberField, angle, settings);
        shape_nc[at] = target.psi;
        if (gradient === 'exact') slope_n[n] = slopeByCos(target, sin);
      }
      logits_nc[at] = scaleOfX(n) * scaleOfW(j) * shape_nc[at] + (bias_c?.[j] ?? 0);
    }
  }
  const { loss, gradLogits_nc } = crossEntropy(logits_nc, labels_n, classes);

  const gradX = new Float64Array(samples * dim);
  const gradW = new Float64Array(classes * dim);
  const gradBias = new Float64Array(classes);
  const alongW = new Float64Array(classes);
  for (let n = 0; n < samples; n++) {
    let alongX = 0;
    for (let j = 0; j < classes; j++) {
      const at = n * classes + j;
      const slope = j === labels_n[n] ? slope_n[n] : 1;
      const ofCos = gradLogits_nc[at] * scaleOfX(n) * scaleOfW(j) * slope;
      const toX = ofCos / x.divisor[n];
      const toW = ofCos / w.divisor[j];
      for (let k = 0; k < dim; k++) {
        gradX[n * dim + k] += toX * w.unit[j * dim + k];
        gradW[j * dim + k] += toW * x.unit[n * dim + k];
      }
      alongX -= toX * cos_nc[at];
      alongW[j] -= toW * cos_nc[at];
      if (spec.scale !== 's') alongX += gradLogits_nc[at] * scaleOfW(j) * shape_nc[at];
      if (spec.scale === 'norms') alongW[j] += gradLogits_nc[at] * scaleOfX(n) * shape_nc[at];
      gradBias[j] += gradLogits_nc[at];
    }
    for (let k = 0; k < dim; k++) gradX[n * dim + k] += alongX * x.unit[n * dim + k];
  }
  for (let j = 0; j < classes; j++) {
    for (let k = 0; k < dim; k++) gradW[j * dim + k] += alongW[j] * w.unit[j * dim + k];
  }
  const results = [Float64Array.of(loss), gradX, gradW, gradBias];
  outputs.forEach((output, i) => floatsOf(backend, output).set(results[i]));
  return outputs;
});

interface Rows {
  /** Row-major, each row divided by its divisor √(‖row‖² + ε). */
  readonly unit: Float64Array;
  readonly divisor: Float64Array;
  /** 1 − ‖unit row‖² */
  readonly deficit: Float64Array;
}

function normalizedRows(values: Float32Array, dim: number, epsilon: number): Rows {
  const rows = values.length / dim;
  const unit = new Float64Array(values.length);
  const divisor = new Float64Array(rows);
  const deficit = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let square = epsilon;
    for (let k = i * dim; k < (i + 1) * dim; k++) square += values[k] * values[k];
    divisor[i] = Math.sqrt(square);
    deficit[i] = epsilon / square;
    for (let k = i * dim; k < (i + 1) * dim; k++) unit[k] = values[k] / divisor[i];
  }
  return { unit, divisor, deficit };
}

function labelsOf(oneHot_nc: Float32Array, classes: number): Int32Array {
  const labels = new Int32Array(oneHot_nc.length / classes);
  oneHot_nc.forEach((value, at) => {
    if (value === 1) labels[Math.floor(at / classes)] = at % classes;
  });
  return labels;
}

/** √(1 − cos²) without its cancellation, see `loss/reference.ts`. */
function sinBetween(cos: number, x: Rows, n: number, w: Rows, j: number, dim: number): number {
  let residual = 0;
  for (let k = 0; k < dim; k++) residual += (w.unit[j * dim + k] - cos * x.unit[n * dim + k]) ** 2;
  return Math.sqrt(residual + w.deficit[j] + cos * cos * x.deficit[n]);
}

/** dψ/dcos; at sin θ = 0, where it has no limit, 0. */
function slopeByCos({ dPsiDCos, dPsiDTheta }: TargetLogit<number>, sin: number): number {
  return dPsiDCos ?? (sin === 0 ? 0 : -dPsiDTheta / sin);
}
