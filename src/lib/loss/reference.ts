/**
 * Any margin loss in float64, with closed-form gradients: the ground truth for the tensor head. The goldens are the
 * ground truth for it. Gradients of a target logit use the tangent form: ∂ψ/∂x = −(dψ/dθ)·t/‖x‖ with the unit
 * tangent t = (ŵ − cos θ·x̂)/sin θ, which is bounded at every angle; at θ = 0 and π, where there is no tangent, that
 * part is zero. Nothing is differentiated through acos or sqrt.
 */
import { dot, row } from '../math/vector';
import type { Convention } from './convention';
import { crossEntropy } from './cross-entropy';
import { normalize, type NormalizedVector } from './normalize';
import { createNumberField } from './number-field';
import type { Field, LossSettings, ClassLossSpec, TargetLogit } from './spec';

/** One batch: embeddings [N, d], class weights [C, d] and biases [C] or null, row-major, with labels [N]. */
export interface LossProblem {
  readonly embeddings_nd: ArrayLike<number>;
  readonly weights_cd: ArrayLike<number>;
  readonly bias_c: ArrayLike<number> | null;
  readonly labels_n: ArrayLike<number>;
  readonly dim: number;
  readonly classes: number;
}

export interface LossEvaluation {
  /** Logits as the softmax sees them, margin included [N, C]. */
  readonly logits_nc: Float64Array;
  /** Mean cross-entropy. */
  readonly loss: number;
  readonly gradEmbeddings_nd: Float64Array;
  /** With `weightGradient: 'hard'`, that of the unit weights. */
  readonly gradWeights_cd: Float64Array;
  readonly gradBias_c: Float64Array;
}

/** The angle of one embedding to one class weight, and how its cosine moves with each of them. */
interface Pair {
  /** cos θ before any clamp. */
  readonly cos: number;
  /** ∂cos/∂x [d] and ∂cos/∂W [d] */
  readonly dCosDX: Float64Array;
  readonly dCosDW: Float64Array;
}

/** The loss, its logits and its gradients for one batch. */
export function evaluateLoss(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  problem: LossProblem,
): LossEvaluation {
  const { dim, classes, bias_c, labels_n } = problem;
  const samples = labels_n.length;
  const embeddings_nd = Float64Array.from(problem.embeddings_nd);
  const weights_cd = Float64Array.from(problem.weights_cd);
  const { rule, epsilon } = convention.normalization;
  const features = Array.from({ length: samples }, (_, n) =>
    normalize(row(embeddings_nd, n, dim), rule, epsilon),
  );
  const weights = Array.from({ length: classes }, (_, j) =>
    normalize(row(weights_cd, j, dim), rule, epsilon),
  );

  const columns = features.map((x, n) =>
    weights.map((w, j) => column(spec, settings, convention, x, w, j === labels_n[n])),
  );
  const logits_nc = new Float64Array(samples * classes);
  columns.forEach((ofSample, n) =>
    ofSample.forEach(({ logit }, j) => (logits_nc[n * classes + j] = logit + (bias_c?.[j] ?? 0))),
  );
  const { loss, gradLogits_nc } = crossEntropy(logits_nc, labels_n, classes);

  const gradEmbeddings_nd = new Float64Array(samples * dim);
  const gradWeights_cd = new Float64Array(classes * dim);
  const gradBias_c = new Float64Array(classes);
  columns.forEach((ofSample, n) =>
    ofSample.forEach(({ dLogitDX, dLogitDW }, j) => {
      const gradLogit = gradLogits_nc[n * classes + j];
      gradBias_c[j] += gradLogit;
      for (let k = 0; k < dim; k++) {
        gradEmbeddings_nd[n * dim + k] += gradLogit * dLogitDX[k];
        gradWeights_cd[j * dim + k] += gradLogit * dLogitDW[k];
      }
    }),
  );
  return { logits_nc, loss, gradEmbeddings_nd, gradWeights_cd, gradBias_c };
}

interface Column {
  /** The logit without its bias. */
  readonly logit: number;
  readonly dLogitDX: Float64Array;
  readonly dLogitDW: Float64Array;
}

/** One logit, of one embedding and one class, with its derivatives. */
function column(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  x: NormalizedVector,
  w: NormalizedVector,
  isTarget: boolean,
): Column {
  const pair = pairOf(convention, x, w);
  const hasMargin = isTarget && spec.target !== undefined;
  const shape = hasMargin
    ? targetShape(spec, settings, convention, pair, x, w)
    : plainShape(convention, pair, isTarget);
  const ofX = scaleOfFeature(spec, settings, convention, x);
  const ofW = scaleOfWeight(spec, w);
  const scale = ofX.scale * ofW.scale;

  // z = S(x)·T(W)·h, so dz = h·(S'·T + S·T') + S·T·h'·d cos.
  const dLogitDX = x.unit.map((_, k) => {
    return ofW.scale * ofX.gradient(k) * shape.value + scale * shape.slope * pair.dCosDX[k];
  });
  const dLogitDW = x.unit.map((_, k) => {
    return ofX.scale * ofW.gradient(k) * shape.value + scale * shape.slope * pair.dCosDW[k];
  });
  const result = { logit: scale * shape.value, dLogitDX, dLogitDW };
  return convention.gradient === 'sphereface-authors'
    ? authorsColumn(spec, settings, result, pair, x, w, hasMargin)
    : result;
}

/** cos θ between x and W, and its derivatives, under the convention's normalisation. */
function pairOf(convention: Convention, x: NormalizedVector, w: NormalizedVector): Pair {
  const product = dot(x.unit, w.unit);
  const { rule, epsilon } = convention.normalization;
  const floored = rule === 'product-floor' && x.norm * w.norm < epsilon;
  const shrink = floored ? (x.divisor * w.divisor) / epsilon : 1;
  const ofX = x.projects && !floored ? product : 0;
  const ofW = w.projects && !floored ? product : 0;
  const hard = convention.weightGradient === 'hard';
  return {
    cos: shrink * product,
    dCosDX: x.unit.map((unitX, k) => (shrink * (w.unit[k] - ofX * unitX)) / x.divisor),
    dCosDW: w.unit.map((unitW, k) =>
      hard ? shrink * x.unit[k] : (shrink * (x.unit[k] - ofW * unitW)) / w.divisor,
    ),
  };
}

/** h and dh/dcos of a logit. */
interface Shape {
  readonly value: number;
  readonly slope: number;
}

/** A column without a margin: h = cos θ, clamped where a convention clamps every column. */
function plainShape({ cosClamp, gradient }: Convention, { cos }: Pair, isTarget: boolean): Shape {
  if (!cosClamp || (cosClamp.columns === 'target' && !isTarget)) return { value: cos, slope: 1 };
  const bound = 1 - cosClamp.inset;
  const clamped = Math.min(Math.max(cos, -bound), bound);
  return { value: clamped, slope: clamped === cos || gradient === 'straight-through' ? 1 : 0 };
}

/** The target column of a loss with a margin: h = ψ. */
function targetShape(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  pair: Pair,
  x: NormalizedVector,
  w: NormalizedVector,
): Shape {
  const clamp = plainShape(convention, pair, true);
  const isClamped = clamp.value !== pair.cos;
  const sin = isClamped ? sinOfCos(clamp.value) : sinBetween(pair.cos, x, w);
  const field = createNumberField(convention.tie);
  const logit = targetLogit(spec, settings, clamp.value, sin, field);
  if (convention.gradient === 'straight-through') return { value: logit.psi, slope: 1 };
  return { value: logit.psi, slope: clamp.slope * slopeByCos(logit, sin) };
}

/** ψ at the angle with this cosine and sine. */
function targetLogit(
  spec: ClassLossSpec,
  settings: LossSettings,
  cos: number,
  sin: number,
  field: Field<number>,
): TargetLogit<number> {
  const angle = { cos, sin, thetaRad: () => Math.atan2(sin, cos) };
  return spec.target!(field, angle, settings);
}

/** dψ/dcos; at sin θ = 0, where it has no limit, 0, which removes the tangential part. */
function slopeByCos(logit: TargetLogit<number>, sin: number): number {
  return logit.dPsiDCos ?? (sin === 0 ? 0 : -logit.dPsiDTheta / sin);
}

const sinOfCos = (cos: number): number => Math.sqrt(Math.max((1 - cos) * (1 + cos), 0));

/**
 * √(1 − cos²) without its cancellation: with u, v the normalised vectors,
 * 1 − (u·v)² = ‖v − (u·v)u‖² + (1 − ‖v‖²) + (u·v)²(1 − ‖u‖²), three terms that are never negative.
 */
function sinBetween(cos: number, x: NormalizedVector, w: NormalizedVector): number {
  const product = dot(x.unit, w.unit);
  if (cos !== product) return sinOfCos(cos);
  let residual = 0;
  for (let k = 0; k < x.unit.length; k++) residual += (w.unit[k] - cos * x.unit[k]) ** 2;
  return Math.sqrt(residual + w.deficit + cos * cos * x.deficit);
}

/** A factor of the logit's scale, and component k of its gradient. */
interface ScaleFactor {
  readonly scale: number;
  gradient(k: number): number;
}

const constantScale = (scale: number): ScaleFactor => ({ scale, gradient: () => 0 });

/** S(x): s, or the feature's norm. */
function scaleOfFeature(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  x: NormalizedVector,
): ScaleFactor {
  if (spec.scale === 's') return constantScale(settings.s as number);
  // Under `add` the divisor itself is the norm, so that S·x̂ = x and nothing is singular at x = 0.
  if (convention.normalization.rule === 'add') return { scale: x.divisor, gradient: (k) => x.unit[k] };
  return { scale: x.norm, gradient: (k) => (x.norm === 0 ? 0 : x.raw[k] / x.norm) };
}

/** T(W): the weight's norm where the loss keeps raw weights, else 1. */
function scaleOfWeight(spec: ClassLossSpec, w: NormalizedVector): ScaleFactor {
  if (spec.scale !== 'norms') return constantScale(1);
  return { scale: w.divisor, gradient: (k) => w.unit[k] };
}

/**
 * The gradients of SphereFace's Caffe layer: the target's gradient by the feature is (c_w·ŵ + c_x·x) divided by
 * √(c_w² + c_x²), with c_w = dψ/dcos and c_x = (ψ − cos·dψ/dcos)/‖x‖, then blended with λ; the weights' gradient is
 * that of the unit weights and ignores the margin.
 */
function authorsColumn(
  spec: ClassLossSpec,
  settings: LossSettings,
  exact: Column,
  pair: Pair,
  x: NormalizedVector,
  w: NormalizedVector,
  hasMargin: boolean,
): Column {
  const dLogitDW = Float64Array.from(x.raw);
  if (!hasMargin) return { ...exact, dLogitDW };
  const lambda = settings.lambda as number;
  const sin = sinBetween(pair.cos, x, w);
  const pure = targetLogit(spec, { ...settings, lambda: 0 }, pair.cos, sin, createNumberField());
  const ofWeight = slopeByCos(pure, sin);
  const ofFeature = (pure.psi - pair.cos * ofWeight) / x.divisor;
  const length = Math.hypot(ofWeight, ofFeature);
  const dLogitDX = w.unit.map((unitW, k) => {
    const renormalised = (ofWeight * unitW + ofFeature * x.raw[k]) / length;
    return (renormalised + lambda * unitW) / (1 + lambda);
  });
  return { ...exact, dLogitDX, dLogitDW };
}
