import type { TensorInfo } from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../../loss/cross-entropy';
import { logisticLosses } from '../../../loss/logistic-losses';
import { numberField } from '../../../loss/number-field';
import {
  subcentersOf,
  type ClassLossSpec,
  type LossSettings,
  type TargetAngle,
  type TargetLogit,
} from '../../../loss/spec';
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
 * `MarginaliaMarginHead`: the whole head of a loss with class weights in one pass over the heap, in float64. A batch has a hundred
 * samples and ten classes, so that the ninety launches of the head by ops cost far more than its arithmetic. The
 * formulas are those of `loss/reference.ts`, with their sums taken apart:
 * dx = Σ_j a_j·ŵ_j + b·x̂ and dW = Σ_n c_n·x̂_n + e·ŵ. Of each class the weight row with the largest cosine speaks.
 */
export const marginHead = wasmKernel(({ inputs, attrs, backend }) => {
  const { embeddings, weights, oneHot } = inputs;
  const bias = inputs.bias as TensorInfo | undefined;
  const { spec, settings, epsilon, gradient } = attrs as unknown as MarginHeadAttributes;
  const [samples, dim] = embeddings.shape;
  const rowsPerClass = subcentersOf(spec, settings);
  const classes = weights.shape[0] / rowsPerClass;
  const shapes = [[], embeddings.shape, weights.shape, ...(bias ? [bias.shape] : [])];
  const outputs = shapes.map((shape) => backend.makeOutput(shape, 'float32'));

  const space = spaceFor(samples, classes, rowsPerClass, dim);
  const { x, w, labels_n, scale_n, scale_r, cos_nc, row_nc, shape_nc, slope_nc, logits_nc, gradLogits_nc } =
    space;
  normalizeRows(floatsOf(backend, embeddings), dim, epsilon, x);
  normalizeRows(floatsOf(backend, weights), dim, epsilon, w);
  readLabels(floatsOf(backend, oneHot), classes, labels_n);
  // z = S(x)·T(W)·h + b with h = cos θ, or what the loss makes of it.
  const s = inputs.scale ? floatsOf(backend, inputs.scale as TensorInfo)[0] : (settings.s as number);
  if (spec.scale === 's') scale_n.fill(s);
  else scale_n.set(x.divisor);
  if (spec.scale === 'norms') scale_r.set(w.divisor);
  else scale_r.fill(1);
  cosines(x.unit, w.unit, dim, rowsPerClass, space);
  computeShapes(spec, settings, gradient, space, dim);
  const bias_c = bias ? floatsOf(backend, bias) : null;
  const ownBias = spec.kind === 'binary' ? 0 : 1;
  for (let n = 0, at = 0; n < samples; n++) {
    for (let j = 0; j < classes; j++, at++) {
      logits_nc[at] = scale_n[n] * scale_r[row_nc[at]] * shape_nc[at] + (bias_c ? bias_c[ownBias * j] : 0);
    }
  }
  const { loss } =
    spec.kind === 'binary'
      ? logisticLosses(logits_nc, labels_n, classes, spec.ownShare(settings), 1 / s, gradLogits_nc)
      : crossEntropy(logits_nc, labels_n, classes, gradLogits_nc);

  const { gradX, gradW, gradBias, alongX, alongW } = space;
  for (const sums of [gradX, gradW, gradBias, alongX, alongW]) sums.fill(0);
  const normOfX = spec.scale === 's' ? 0 : 1;
  const normOfW = spec.scale === 'norms' ? 1 : 0;
  for (let n = 0, at = 0; n < samples; n++) {
    for (let j = 0; j < classes; j++, at++) {
      const r = row_nc[at];
      const ofLogit = gradLogits_nc[at];
      const ofCos = ofLogit * scale_n[n] * scale_r[r] * slope_nc[at];
      const toX = ofCos / x.divisor[n];
      const toW = ofCos / w.divisor[r];
      addRow(gradX, n * dim, toX, w.unit, r * dim, dim);
      addRow(gradW, r * dim, toW, x.unit, n * dim, dim);
      alongX[n] += normOfX * ofLogit * scale_r[r] * shape_nc[at] - toX * cos_nc[at];
      alongW[r] += normOfW * ofLogit * scale_n[n] * shape_nc[at] - toW * cos_nc[at];
      gradBias[ownBias * j] += ofLogit;
    }
  }
  for (let n = 0; n < samples; n++) addRow(gradX, n * dim, alongX[n], x.unit, n * dim, dim);
  for (let r = 0; r < alongW.length; r++) addRow(gradW, r * dim, alongW[r], w.unit, r * dim, dim);
  floatsOf(backend, outputs[0])[0] = loss;
  floatsOf(backend, outputs[1]).set(gradX);
  floatsOf(backend, outputs[2]).set(gradW);
  if (bias) floatsOf(backend, outputs[3]).set(gradBias.subarray(0, bias.shape[0]));
  return outputs;
});

/** What the kernel computes with. Twenty new arrays a step took longer than all the arithmetic. */
function createSpace(samples: number, classes: number, rows: number, dim: number) {
  return {
    samples,
    classes,
    dim,
    x: createRows(samples, dim),
    w: createRows(rows, dim),
    labels_n: new Int32Array(samples),
    scale_n: new Float64Array(samples),
    scale_r: new Float64Array(rows),
    /** cos θ of each sample to each class, and the weight row that speaks for the class. */
    cos_nc: new Float64Array(samples * classes),
    row_nc: new Int32Array(samples * classes),
    /** h of each column, and dh/dcos. */
    shape_nc: new Float64Array(samples * classes),
    slope_nc: new Float64Array(samples * classes),
    logits_nc: new Float64Array(samples * classes),
    gradLogits_nc: new Float64Array(samples * classes),
    gradX: new Float64Array(samples * dim),
    gradW: new Float64Array(rows * dim),
    gradBias: new Float64Array(classes),
    /** The parts along x̂ and ŵ: what the projections take away, and what a scale that is a norm adds. */
    alongX: new Float64Array(samples),
    alongW: new Float64Array(rows),
  };
}

type Space = ReturnType<typeof createSpace>;

let lastSpace: Space | null = null;

/** That of the call before, where the sizes are the same: every step but the first. */
function spaceFor(samples: number, classes: number, rowsPerClass: number, dim: number): Space {
  const rows = classes * rowsPerClass;
  const isRight =
    lastSpace?.samples === samples &&
    lastSpace.classes === classes &&
    lastSpace.alongW.length === rows &&
    lastSpace.dim === dim;
  if (!lastSpace || !isRight) lastSpace = createSpace(samples, classes, rows, dim);
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

/** Of each class the largest product of row n of x with one of its rows of w, the first of equal ones. */
function cosines(
  x: Float64Array,
  w: Float64Array,
  dim: number,
  rowsPerClass: number,
  { cos_nc, row_nc }: Space,
): void {
  const perClass = rowsPerClass * dim;
  let at = 0;
  for (let n = 0; n < x.length; n += dim) {
    for (let j = 0; j < w.length; j += perClass, at++) {
      cos_nc[at] = -Infinity;
      for (let r = j; r < j + perClass; r += dim) {
        let sum = 0;
        for (let k = 0; k < dim; k++) sum += x[n + k] * w[r + k];
        if (sum > cos_nc[at]) {
          cos_nc[at] = sum;
          row_nc[at] = r / dim;
        }
      }
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

/** h of each column, and dh/dcos: ψ in the target's, χ in the others' where the loss has one, else cos θ. */
function computeShapes(
  spec: ClassLossSpec,
  settings: LossSettings,
  gradient: MarginHeadAttributes['gradient'],
  { classes, cos_nc, row_nc, labels_n, shape_nc, slope_nc, x, w }: Space,
  dim: number,
): void {
  const angle = new Angle();
  const ofOthers = spec.other?.(settings) ?? null;
  shape_nc.set(cos_nc);
  slope_nc.fill(1);
  for (let n = 0; n < labels_n.length; n++) {
    const [from, to] = ofOthers ? [0, classes] : [labels_n[n], labels_n[n] + 1];
    for (let j = from; j < to; j++) {
      const logitShape = j === labels_n[n] ? spec.target : ofOthers;
      if (!logitShape) continue;
      const at = n * classes + j;
      angle.cos = cos_nc[at];
      angle.sin = sinBetween(angle.cos, x, n, w, row_nc[at], dim);
      const logit = logitShape(numberField, angle, settings);
      shape_nc[at] = logit.psi;
      if (gradient === 'exact' || logit.isMask) slope_nc[at] = slopeByCos(logit, angle.sin);
    }
  }
}

/** √(1 − cos²) without its cancellation, see `loss/reference-column.ts`. */
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
