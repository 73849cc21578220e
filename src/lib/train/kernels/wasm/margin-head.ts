import type { TensorInfo } from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../../loss/cross-entropy';
import { numberField } from '../../../loss/number-field';
import type { LossSettings, ClassLossSpec, TargetAngle, TargetLogit } from '../../../loss/spec';
import { floatsOf, wasmKernel } from './heap';

/** Attributes of `MarginaliaMarginHead`. */
export interface MarginHeadAttributes {
  readonly spec: ClassLossSpec;
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

  const space = spaceFor(samples, classes, dim);
  const { x, w, labels_n, scale_n, scale_c, cos_nc, psi_n, slope_n, logits_nc, gradLogits_nc } = space;
  normalizeRows(floatsOf(backend, embeddings), dim, epsilon, x);
  normalizeRows(floatsOf(backend, weights), dim, epsilon, w);
  readLabels(floatsOf(backend, oneHot), classes, labels_n);
  // z = S(x)·T(W)·h + b with h = cos θ, or ψ in the target's column.
  if (spec.scale === 's') scale_n.fill(settings.s as number);
  else scale_n.set(x.divisor);
  if (spec.scale === 'norms') scale_c.set(w.divisor);
  else scale_c.fill(1);
  cosines(x.unit, w.unit, dim, cos_nc);
  targets(spec, settings, gradient, space, dim);
  const bias_c = bias ? floatsOf(backend, bias) : null;
  for (let n = 0, at = 0; n < samples; n++) {
    for (let j = 0; j < classes; j++, at++) {
      const shape = j === labels_n[n] ? psi_n[n] : cos_nc[at];
      logits_nc[at] = scale_n[n] * scale_c[j] * shape + (bias_c ? bias_c[j] : 0);
    }
  }
  const { loss } = crossEntropy(logits_nc, labels_n, classes, gradLogits_nc);

  const { gradX, gradW, gradBias, alongX, alongW } = space;
  for (const sums of [gradX, gradW, gradBias, alongX, alongW]) sums.fill(0);
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
  floatsOf(backend, outputs[0])[0] = loss;
  [gradX, gradW, gradBias].slice(0, outputs.length - 1).forEach((gradient, i) => {
    floatsOf(backend, outputs[i + 1]).set(gradient);
  });
  return outputs;
});

/** What the kernel computes with. Twenty new arrays a step took longer than all the arithmetic. */
function createSpace(samples: number, classes: number, dim: number) {
  return {
    samples,
    classes,
    dim,
    x: createRows(samples, dim),
    w: createRows(classes, dim),
    labels_n: new Int32Array(samples),
    scale_n: new Float64Array(samples),
    scale_c: new Float64Array(classes),
    cos_nc: new Float64Array(samples * classes),
    /** ψ of each sample's own column, and dψ/dcos. */
    psi_n: new Float64Array(samples),
    slope_n: new Float64Array(samples),
    logits_nc: new Float64Array(samples * classes),
    gradLogits_nc: new Float64Array(samples * classes),
    gradX: new Float64Array(samples * dim),
    gradW: new Float64Array(classes * dim),
    gradBias: new Float64Array(classes),
    /** The parts along x̂ and ŵ: what the projections take away, and what a scale that is a norm adds. */
    alongX: new Float64Array(samples),
    alongW: new Float64Array(classes),
  };
}

type Space = ReturnType<typeof createSpace>;

let lastSpace: Space | null = null;

/** That of the call before, where the sizes are the same: every step but the first. */
function spaceFor(samples: number, classes: number, dim: number): Space {
  const isRight = lastSpace?.samples === samples && lastSpace.classes === classes && lastSpace.dim === dim;
  if (!lastSpace || !isRight) lastSpace = createSpace(samples, classes, dim);
  return lastSpace;
}

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

interface Rows {
  /** Row-major, each row divided by its divisor √(‖row‖² + ε). */
  readonly unit: Float64Array;
  readonly divisor: Float64Array;
  /** 1 − ‖unit row‖² */
  readonly deficit: Float64Array;
}

const createRows = (rows: number, dim: number): Rows => ({
  unit: new Float64Array(rows * dim),
  divisor: new Float64Array(rows),
  deficit: new Float64Array(rows),
});

function normalizeRows(values: Float32Array, dim: number, epsilon: number, rows: Rows): void {
  const { unit, divisor, deficit } = rows;
  for (let i = 0; i < divisor.length; i++) {
    let square = epsilon;
    for (let k = i * dim; k < (i + 1) * dim; k++) square += values[k] * values[k];
    divisor[i] = Math.sqrt(square);
    deficit[i] = epsilon / square;
    for (let k = i * dim; k < (i + 1) * dim; k++) unit[k] = values[k] / divisor[i];
  }
}

/** The place of the 1 in each row; 0 where there is none. */
function readLabels(oneHot_nc: Float32Array, classes: number, labels_n: Int32Array): void {
  for (let n = 0; n < labels_n.length; n++) {
    let label = classes - 1;
    while (label > 0 && oneHot_nc[n * classes + label] !== 1) label--;
    labels_n[n] = label;
  }
}

/** Row n of x times row j of w, for every pair. */
function cosines(x: Float64Array, w: Float64Array, dim: number, cos_nc: Float64Array): void {
  let at = 0;
  for (let n = 0; n < x.length; n += dim) {
    for (let j = 0; j < w.length; j += dim) {
      let sum = 0;
      for (let k = 0; k < dim; k++) sum += x[n + k] * w[j + k];
      cos_nc[at++] = sum;
    }
  }
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
  spec: ClassLossSpec,
  settings: LossSettings,
  gradient: MarginHeadAttributes['gradient'],
  { classes, cos_nc, labels_n, psi_n, slope_n, x, w }: Space,
  dim: number,
): void {
  const angle = new Angle();
  for (let n = 0; n < labels_n.length; n++) {
    angle.cos = psi_n[n] = cos_nc[n * classes + labels_n[n]];
    slope_n[n] = 1;
    if (!spec.target) continue;
    angle.sin = sinBetween(angle.cos, x, n, w, labels_n[n], dim);
    const target = spec.target(numberField, angle, settings);
    psi_n[n] = target.psi;
    if (gradient === 'exact') slope_n[n] = slopeByCos(target, angle.sin);
  }
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
