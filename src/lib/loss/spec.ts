/**
 * What a loss is, as data. One loss is one file beside this one, one line in `registry.ts` and its words
 * in `i18n/`; sliders, URL keys, curves, regions, the float64 reference and the tfjs head all read this.
 * Nothing here knows a DOM, a tensor library or a word of interface text.
 */

/** A number as the field sees it: a plain number, or whatever the field computes with (a tensor). */
export type Operand<T> = T | number;

/**
 * The arithmetic in which a target logit is written once. The reference supplies numbers, the training head
 * tensors of shape [N]. Conditions are masks: 1 where true, else 0.
 */
export interface Field<T> {
  add(a: Operand<T>, b: Operand<T>): T;
  sub(a: Operand<T>, b: Operand<T>): T;
  mul(a: Operand<T>, b: Operand<T>): T;
  cos(a: T): T;
  sin(a: T): T;
  /** 1 where a > b, else 0. */
  greater(a: Operand<T>, b: Operand<T>): T;
  /** `whenTrue` where mask is 1, else `whenFalse`; both sides are evaluated, so both must be finite. */
  select(mask: T, whenTrue: Operand<T>, whenFalse: Operand<T>): T;
}

/**
 * The same for whole batches, with what looks across one: reductions and products. Shapes broadcast as in NumPy; a
 * reduction keeps its axis, with extent 1. The float64 reference computes in `array-field.ts`, training in tensors.
 */
export interface BatchField<T> extends Field<T> {
  div(a: Operand<T>, b: Operand<T>): T;
  max(a: Operand<T>, b: Operand<T>): T;
  min(a: Operand<T>, b: Operand<T>): T;
  exp(a: T): T;
  log(a: T): T;
  sqrt(a: T): T;
  atan2(y: T, x: T): T;
  sum(a: T, axis: number): T;
  largest(a: T, axis: number): T;
  smallest(a: T, axis: number): T;
  /** The value with as many above as below along an axis, the smaller of the two in the middle. */
  lowerMedian(a: T, axis: number): T;
  /** Of two matrices, each transposed first where asked. */
  matMul(a: T, b: T, transposeA?: boolean, transposeB?: boolean): T;
  transpose(a: T): T;
  reshape(a: T, shape: readonly number[]): T;
  shape(a: T): readonly number[];
  /** The unit matrix [n, n]. */
  identity(n: number): T;
}

/** The angle θ between a feature and its own class weight, θ in [0, π]. */
export interface TargetAngle<T> {
  readonly cos: T;
  /** sin θ ≥ 0, computed apart from cos θ, so that it keeps its digits near 0 and π; costs work only when read. */
  readonly sin: T;
  /** θ in radians; costs an arc function, so a loss asks for it only where cos and sin do not suffice. */
  thetaRad(): T;
}

/** The shape ψ of the target logit and its slope; the logit itself is ψ times the loss's scale. */
export interface TargetLogit<T> {
  readonly psi: T;
  /** dψ/dθ, at most 0 wherever the loss is monotone. */
  readonly dPsiDTheta: T;
  /**
   * dψ/d cos θ, where it stays finite at 0 and π (ψ a polynomial of cos θ); a plain number where it is constant. A loss without it is differentiated along
   * the tangent, −(dψ/dθ)·t, since −(dψ/dθ)/sin θ has no limit at those angles.
   */
  readonly dPsiDCos?: Operand<T>;
  /** True where the shape only takes classes out: then conventions that give a margin the slope 1 keep this one's. */
  readonly isMask?: boolean;
}

/** Values of a loss's parameters and options by name, e.g. `{s: 16, m: 0.5, safeguard: 'linear'}`. */
export type LossSettings = Readonly<Record<string, number | string>>;

/** `view` redraws, `train` changes the running trainer, `reset` starts a new run. */
export type ParameterPhase = 'view' | 'train' | 'reset';

/** One number that the reader can set. Its name is its URL key. */
export interface ParameterSpec {
  readonly name: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** `rad` is shown in degrees beside the slider; `cos` is a difference of cosines; `1` has no unit. */
  readonly unit: 'rad' | 'cos' | '1';
  readonly integer?: boolean;
  readonly phase: ParameterPhase;
  /** What the quantity is, so that views can give it its colour: scale, margin, a schedule's weight, or none of these. */
  readonly role: 'scale' | 'margin' | 'blend' | 'shape';
  /** Of a margin: the value at which it does nothing, 0 unless said. Ramps begin there. */
  readonly neutral?: number;
  /** The loss finds it by itself (`state`): shown, but neither a slider nor a URL key. */
  readonly derived?: boolean;
}

/** One choice among names (`safeguard`, `gradient`). Its name is its URL key. */
export interface OptionSpec {
  readonly name: string;
  readonly default: string;
  readonly values: readonly string[];
  readonly phase: ParameterPhase;
}

/**
 * How a logit scales, which fixes the geometry:
 * `norms`: z = ‖W‖‖x‖·h (raw weights, raw features); `feature-norm`: z = ‖x‖·h (unit weights, raw features);
 * `s`: z = s·h (both unit).
 */
export type LogitScale = 'norms' | 'feature-norm' | 's';

/** What every loss has. */
interface LossBase {
  /** The id used in URLs: kebab-case. */
  readonly id: string;
  readonly parameters: readonly ParameterSpec[];
  readonly options: readonly OptionSpec[];
  /** Fewest classes with which the loss says anything; 1 unless said. */
  readonly leastClasses?: number;
  /** Whether settings that are each in range do not go together. */
  readonly refuses?: (settings: LossSettings) => boolean;
}

/** The shape of a logit, written once over a `Field`. */
export type LogitShape = <T>(
  field: Field<T>,
  angle: TargetAngle<T>,
  settings: LossSettings,
) => TargetLogit<T>;

/** What losses with class weights have in common: a logit S·T·h(θ) for every class. */
interface ClassLossBase extends LossBase {
  readonly scale: LogitScale;
  /** ψ and dψ/dθ of the target column. Absent: ψ = cos θ, the loss has no margin. */
  readonly target?: LogitShape;
  /** The same of every other column; absent: cos θ. Only where the scale is `s`. */
  readonly other?: (settings: LossSettings) => LogitShape | null;
  /**
   * Class weights of one class. Rows are class-major, c·K + k; a class's angle is the smallest to any of its rows (the
   * first of equal ones), and only that row is moved. Absent: 1.
   */
  readonly subcenters?: (settings: LossSettings) => number;
  /** Where the loss finds its scale s by itself. */
  readonly state?: ScaleState;
  /** Angles in radians, inside (0, π), where ψ changes its formula for these settings (switch to a safeguard, k of ψ). */
  readonly branchPointsRad?: (settings: LossSettings) => number[];
  /** What the loss promises; tests hold it to that. */
  readonly promises: {
    /** ψ(θ) ≤ cos θ on this interval (radians), for these settings; null where it is not promised. */
    readonly belowCosine: (settings: LossSettings) => readonly [number, number] | null;
    /** ψ is non-increasing on this interval (radians); null where it is not promised. */
    readonly monotone: (settings: LossSettings) => readonly [number, number] | null;
  };
}

/** A loss with class weights and a target logit: softmax cross-entropy over the classes. */
export interface MarginLossSpec extends ClassLossBase {
  readonly kind: 'margin';
  /** Whether the loss has a bias b_j by default (only Softmax does). */
  readonly bias: boolean;
}

/**
 * One logistic for each class, target or not, so that classes do not compete (SphereFace2):
 * L = (1/N)·Σ_i (1/s)·[α·softplus(−z_iy) + (1 − α)·Σ_{j≠y} softplus(z_ij)], z = s·h + b, with one b for all classes.
 */
export interface BinaryLossSpec extends ClassLossBase {
  readonly kind: 'binary';
  readonly scale: 's';
  /** α, the share of the own class's logistic. */
  readonly ownShare: (settings: LossSettings) => number;
  /** Where b starts. */
  readonly initialBias: (settings: LossSettings, classes: number) => number;
}

/**
 * A scale s that is no slider: found from the number of classes, and where it `changes`, anew from each batch before
 * the batch's logits are scaled. It belongs to the run, is kept in its checkpoints, and no gradient flows through it.
 */
export interface ScaleState {
  readonly initial: (classes: number) => number;
  readonly changes: (settings: LossSettings) => boolean;
  /**
   * @param cos_nc cos θ of a batch [N, C]
   * @param oneHot_nc its labels [N, C]
   * @param scale s before the batch [1, 1]
   * @returns s for this batch and until the next [1, 1]
   */
  readonly update: <T>(field: BatchField<T>, cos_nc: T, oneHot_nc: T, scale: T) => T;
}

/** A batch as losses see it that look at all of it at once. */
export interface EmbeddedBatch<T> {
  /** Embeddings [N, d], raw. */
  readonly embeddings_nd: T;
  /** Labels [N, C], 1 in the own class's column. */
  readonly oneHot_nc: T;
}

/**
 * A loss on embeddings alone (contrastive, triplet, angular triplet): no class weights, no boundary. Frames of such a
 * run carry each class's mean in the weights' place (`train/class-means.ts`), and a sample is of the nearest one's class.
 */
export interface PairwiseLossSpec extends LossBase {
  readonly kind: 'pairwise';
  /** Whether the loss divides features by their norm. */
  readonly unitFeatures: (settings: LossSettings) => boolean;
  /** The loss [1, 1] and its closed-form gradient [N, d]; finite where two embeddings coincide or one is 0. */
  readonly evaluate: <T>(
    field: BatchField<T>,
    batch: EmbeddedBatch<T>,
    settings: LossSettings,
  ) => { readonly loss: T; readonly gradEmbeddings_nd: T };
}

/** A term beside any head (center, intra, inter). What it adds is already weighted. Not a loss to train under by itself. */
export interface AdditiveLossSpec extends LossBase {
  readonly kind: 'additive';
  /** Whether the term looks at class weights; it then goes beside losses that have them only. */
  readonly needsWeights: boolean;
  /** What the term keeps between steps (centers) and how a batch changes it, after the step. */
  readonly state?: TermState;
  readonly evaluate: <T>(
    field: BatchField<T>,
    batch: TermBatch<T>,
    settings: LossSettings,
  ) => { readonly loss: T; readonly gradEmbeddings_nd: T; readonly gradWeights_cd: T | null };
}

export interface TermBatch<T> extends EmbeddedBatch<T> {
  /** Class weights [C, d], raw; null where the head has none. */
  readonly weights_cd: T | null;
  /** The term's state; null where it has none. */
  readonly state: T | null;
}

export interface TermState {
  readonly shape: (classes: number, dim: number) => readonly number[];
  /** Row-major; null: zeros. */
  readonly initial: ((classes: number, dim: number) => Float64Array) | null;
  readonly update: <T>(field: BatchField<T>, batch: TermBatch<T>, settings: LossSettings) => T;
}

/** A loss with class weights. */
export type ClassLossSpec = MarginLossSpec | BinaryLossSpec;

/** A loss that a run trains under: what the URL's `loss` names. */
export type LossSpec = ClassLossSpec | PairwiseLossSpec;

/** Everything with parameters of its own: losses, and the terms that the URL's `add` names. */
export type AnyLossSpec = LossSpec | AdditiveLossSpec;

export const hasClassWeights = (spec: AnyLossSpec): spec is ClassLossSpec =>
  spec.kind === 'margin' || spec.kind === 'binary';

/**
 * How the logits of any loss scale. Without class weights each class's mean μ stands in their place, with the bias
 * −½‖μ‖²: the largest x·μ − ½‖μ‖² is the nearest mean.
 */
export const logitScaleOf = (spec: LossSpec): LogitScale => (hasClassWeights(spec) ? spec.scale : 'norms');

/** ψ of a loss's target column; undefined where that is cos θ. */
export const targetOf = (spec: LossSpec): LogitShape | undefined =>
  hasClassWeights(spec) ? spec.target : undefined;

/** Angles where ψ changes its formula, radians. */
export const branchPointsOf = (spec: LossSpec, settings: LossSettings): number[] =>
  (hasClassWeights(spec) && spec.branchPointsRad?.(settings)) || [];

/** Class weights of one class, K. */
export const subcentersOf = (spec: AnyLossSpec, settings: LossSettings): number =>
  (hasClassWeights(spec) && spec.subcenters?.(settings)) || 1;

/** True where the loss divides class weights by their norm. */
export const hasUnitWeights = (spec: LossSpec): boolean => logitScaleOf(spec) !== 'norms';

/** True where the loss divides features by their norm. */
export const hasUnitFeatures = (spec: LossSpec, settings: LossSettings = settingsOf(spec)): boolean =>
  hasClassWeights(spec) ? spec.scale === 's' : spec.unitFeatures(settings);

/** Every parameter and option of `spec` at its default, overridden by those of `overrides` that the loss has. */
export function settingsOf(spec: AnyLossSpec, overrides: LossSettings = {}): LossSettings {
  const settings: Record<string, number | string> = {};
  for (const { name, default: value } of [...spec.parameters, ...spec.options]) {
    settings[name] = overrides[name] ?? value;
  }
  return settings;
}
