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
  /** What the quantity is, so that views can give it its colour: scale, margin or a schedule's weight. */
  readonly role: 'scale' | 'margin' | 'blend';
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

/** A loss with class weights and a target logit. */
export interface MarginLossSpec {
  readonly kind: 'margin';
  /** The id used in URLs: kebab-case. */
  readonly id: string;
  readonly scale: LogitScale;
  /** Whether the loss has a bias b_j by default (only Softmax does). */
  readonly bias: boolean;
  readonly parameters: readonly ParameterSpec[];
  readonly options: readonly OptionSpec[];
  /** ψ and dψ/dθ of the target column. Absent: ψ = cos θ, the loss has no margin. */
  readonly target?: <T>(field: Field<T>, angle: TargetAngle<T>, settings: LossSettings) => TargetLogit<T>;
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

/** The union grows with later losses: `binary`, `pairwise`, `additive`. */
export type LossSpec = MarginLossSpec;

/** True where the loss divides class weights by their norm. */
export const hasUnitWeights = (spec: MarginLossSpec): boolean => spec.scale !== 'norms';

/** True where the loss divides features by their norm. */
export const hasUnitFeatures = (spec: MarginLossSpec): boolean => spec.scale === 's';

/** Every parameter and option of `spec` at its default, overridden by those of `overrides` that the loss has. */
export function settingsOf(spec: LossSpec, overrides: LossSettings = {}): LossSettings {
  const settings: Record<string, number | string> = {};
  for (const { name, default: value } of [...spec.parameters, ...spec.options]) {
    settings[name] = overrides[name] ?? value;
  }
  return settings;
}
