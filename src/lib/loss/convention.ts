/**
 * The numeric habits in which public implementations of one and the same loss differ (epsilons, clamps, what the
 * gradient is). The product trains with `conventionFor(settings)`; conformance names the others.
 */
import type { LossSettings } from './spec';

/** How the gradient of the target logit flows back: the values of a margin loss's option `gradient`. */
export type GradientConvention =
  /** The derivative of what the forward pass computes. */
  | 'exact'
  /** f' = 1 on the target although the forward logit is f(cos θ): insightface, opensphere ("CGD"). */
  | 'straight-through'
  /** SphereFace's Caffe layer: a re-normalised target term, and weights that feel no margin and are `hard`. */
  | 'sphereface-authors';

/** How a vector is divided by its norm. */
export type NormalizationRule =
  /** x / max(‖x‖, ε): torch. */
  | 'floor'
  /** x / √max(Σx², ε): tf.nn.l2_normalize. */
  | 'square-floor'
  /** x / √(Σx² + ε): MXNet, and our own. */
  | 'add'
  /** x / ‖x‖; the zero vector, which has no direction, stays zero. */
  | 'bare'
  /** x·w / max(‖x‖‖w‖, ε): muggle. */
  | 'product-floor'
  /** x·w / (‖x‖‖w‖ + ε) in a target column of scale ‖x‖‖w‖: amirhfarzaneh's L-Softmax. */
  | 'product-add'
  /** The same, and the scale is ‖x‖‖w‖ + ε too: L-Softmax's Caffe layer. */
  | 'product-shift';

export interface Convention {
  readonly gradient: GradientConvention;
  /** `projected`: through W/‖W‖. `hard`: W is renormalised outside the graph, its gradient is that of the unit weight. */
  readonly weightGradient: 'projected' | 'hard';
  readonly normalization: { readonly rule: NormalizationRule; readonly epsilon: number };
  /**
   * cos θ is clamped to ±(1 − inset) before the arc function, in the target column or in every column, and its exact
   * gradient is 0 where clamped; null: no clamp needed.
   */
  readonly cosClamp: { readonly inset: number; readonly columns: 'target' | 'every' } | null;
  /** The side that cos θ takes when it equals a branch point: `strict` the one of larger angles, `inclusive` the other (pml). */
  readonly tie: 'strict' | 'inclusive';
  /**
   * The head in tensors differentiates the target through acos in single precision, as naive code does: its slope is
   * infinite where cos θ rounds to ±1, and 0 · ∞ is NaN. For showing that failure; absent, and never in the reference.
   */
  readonly throughAcos?: boolean;
  /** What the mean loss is multiplied with at last (opensphere's `lw`). */
  readonly lossFactor: number;
}

/** What Marginalia trains with: bounded at ‖x‖ = 0 in float32, and the true derivative. */
export const defaultConvention: Convention = {
  gradient: 'exact',
  weightGradient: 'projected',
  normalization: { rule: 'add', epsilon: 1e-12 },
  cosClamp: null,
  tie: 'strict',
  lossFactor: 1,
};

/** `defaultConvention` with the gradient that `settings` ask for. */
export function conventionFor(settings: LossSettings): Convention {
  return { ...defaultConvention, gradient: (settings.gradient ?? 'exact') as GradientConvention };
}
