import type { TensorInfo } from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../../loss/cross-entropy';
import { numberField } from '../../../loss/number-field';
import type { LossSettings, MarginLossSpec, TargetAngle, TargetLogit } from '../../../loss/spec';
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
 * `MarginaliaMarginHead`: the whole head of a margin loss in one pass over the heap, in float64. A batch has a hundred
 * samples and ten classes, so that the ninety launches of the head by ops cost far more than its arithmetic. The
 * formulas are those of `loss/reference.ts`, with their sums taken apart:
 * dx = Σ_j a_j·ŵ_j + b·x̂ and dW = Σ_n c_n·x̂_n + e·ŵ.
 */
export const marginHead = wasmKernel(({ inputs, attrs, backend }) => {
  const { embeddings, weights, oneHot } = inputs;
  const bias = inputs.bias as TensorInfo | undefined;
  const { spec, settings, epsilon, gradient } = attrs as unknown as MarginHeadAttributes;
  const [samples, dim] = embeddings.shape;
  const classes = weights.shape[0];
  const shapes = [[], embeddings.shape, weights.shape, ...(bias ? [bias.shape] : [])];
  const outputs = shapes.map((shape) => backend.makeOutput(shape, 'float32'));

  const x = normalizedRows(floatsOf(backend, embeddings), dim, epsilon);
  const w = normalizedRows(floatsOf(backend, weights), dim, epsilon);
  const labels_n = labelsOf(floatsOf(backend, oneHot), samples, classes);
  // z = S(x)·T(W)·h + b with h = cos θ, or ψ in the target's column.
  const scale_n = spec.scale === 's' ? new Float64Array(samples).fill(settings.s as number) : x.divisor;
  const scale_c = spec.scale === 'norms' ? w.divisor : new Float64Array(classes).fill(1);
  const cos_nc = cosines(x.unit, w.unit, dim);
  const { psi_n, slope_n } = targets(spec, settings, gradient, cos_nc, labels_n, x, w, dim);
  const bias_c = bias ? floatsOf(backend, bias) : null;
  const logits_nc = logitsOf(cos_nc, psi_n, labels_n, scale_n, scale_c, bias_c);
  const { loss, gradLogits_nc } = crossEntropy(logits_nc, labels_n, classes);

  const gradX = new Float64Array(samples * dim);
  const gradW = new Float64Array(classes * dim);
  const gradBias = new Float64Array(classes);
  // The parts along x̂ and ŵ: what the projections take away, and what a scale that is a norm adds.
  const alongX = new Float64Array(samples);
  const alongW = new Float64Array(classes);
  const normOfX = spec.scale === 's' ? 0 : 1;
  const normOfW = spec.scale === 'norms' ? 1 : 0;
  for (let n = 0, at = 0; n < samples; n++) {
    for (let j = 0; j < classes; j++, at++) {
      const isTarget = j === labels_n[n];
      const shape = isTarget ? psi_n[n] : cos_nc[at];
      const slope = isTarget ? slope_n[n] : 1;
      const ofLogit = gradLogits_nc[at];
      const ofCos = ofLogit * scale_n[n] * scale_c[j] * slope;
      const toX = ofCos / x.divisor[n];
      const toW = ofCos / w.divisor[j];
      addRow(gradX, n * dim, toX, w.unit, j * dim, dim);
      addRow(gradW, j * dim, toW, x.unit, n * dim, dim);
      alongX[n] += normOfX * ofLogit * scale_c[j] * shape - toX * cos_nc[at];
      alongW[j] += normOfW * ofLogit * scale_n[n] * shape - toW * cos_nc[at];
      gradBias[j] += ofLogit;
    }
  }
  for (let n = 0; n < samples; n++) addRow(gradX, n * dim, alongX[n], x.unit, n * dim, dim);
  for (let j = 0; j < classes; j++) addRow(gradW, j * dim, alongW[j], w.unit, j * dim, dim);
  const results = [Float64Array.of(loss), gradX, gradW, gradBias];
  outputs.forEach((output, i) => floatsOf(backend, output).set(results[i]));
  return outputs;
});

/** Adds `factor` times a row of numbers to another row. */
function addRow(
  to: Float64Array,
  toStart: number,
  factor: number,
  from: Float64Array,
  fromStart: number,
  count: number,
): void {
  for (let k = 0; k < count; k++) to[toStart + k] += factor * from[fromStart + k];
}

function logitsOf(
  cos_nc: Float64Array,
  psi_n: Float64Array,
  labels_n: Int32Array,
  scale_n: Float64Array,
  scale_c: Float64Array,
  bias_c: Float32Array | null,
): Float64Array {
  const classes = scale_c.length;
  const logits_nc = new Float64Array(cos_nc.length);
  for (let n = 0, at = 0; n < labels_n.length; n++) {
    for (let j = 0; j < classes; j++, at++) {
      const shape = j === labels_n[n] ? psi_n[n] : cos_nc[at];
      logits_nc[at] = scale_n[n] * scale_c[j] * shape + (bias_c ? bias_c[j] : 0);
    }
  }
  return logits_nc;
}

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

function labelsOf(oneHot_nc: Float32Array, samples: number, classes: number): Int32Array {
  const labels = new Int32Array(samples);
  for (let n = 0; n < samples; n++) {
    while (labels[n] < classes - 1 && oneHot_nc[n * classes + labels[n]] !== 1) labels[n]++;
  }
  return labels;
}

/** Row n of x times row j of w, for every pair. */
function cosines(x: Float64Array, w: Float64Array, dim: number): Float64Array {
  const cos = new Float64Array((x.length / dim) * (w.length / dim));
  let at = 0;
  for (let n = 0; n < x.length; n += dim) {
    for (let j = 0; j < w.length; j += dim) {
      let sum = 0;
      for (let k = 0; k < dim; k++) sum += x[n + k] * w[j + k];
      cos[at++] = sum;
    }
  }
  return cos;
}

/** One angle for all samples, one after the other: an object less for each. */
class Angle implements TargetAngle<number> {
  cos = 1;
  sin = 0;
  thetaRad(): number {
    return Math.atan2(this.sin, this.cos);
  }
}

/** ψ of each sample's own column, and dψ/dcos. */
function targets(
  spec: MarginLossSpec,
  settings: LossSettings,
  gradient: MarginHeadAttributes['gradient'],
  cos_nc: Float64Array,
  labels_n: Int32Array,
  x: Rows,
  w: Rows,
  dim: number,
): { psi_n: Float64Array; slope_n: Float64Array } {
  const samples = labels_n.length;
  const classes = cos_nc.length / samples;
  const psi_n = new Float64Array(samples);
  const slope_n = new Float64Array(samples).fill(1);
  const angle = new Angle();
  for (let n = 0; n < samples; n++) {
    angle.cos = psi_n[n] = cos_nc[n * classes + labels_n[n]];
    if (!spec.target) continue;
    angle.sin = sinBetween(angle.cos, x, n, w, labels_n[n], dim);
    const target = spec.target(numberField, angle, settings);
    psi_n[n] = target.psi;
    if (gradient === 'exact') slope_n[n] = slopeByCos(target, angle.sin);
  }
  return { psi_n, slope_n };
}

/** √(1 − cos²) without its cancellation, see `loss/reference.ts`. */
function sinBetween(cos: number, x: Rows, n: number, w: Rows, j: number, dim: number): number {
  let residual = 0;
  for (let k = 0; k < dim; k++) {
    const part = w.unit[j * dim + k] - cos * x.unit[n * dim + k];
    residual += part * part;
  }
  return Math.sqrt(residual + w.deficit[j] + cos * cos * x.deficit[n]);
}

/** dψ/dcos; at sin θ = 0, where it has no limit, 0. */
function slopeByCos({ dPsiDCos, dPsiDTheta }: TargetLogit<number>, sin: number): number {
  return dPsiDCos ?? (sin === 0 ? 0 : -dPsiDTheta / sin);
}
