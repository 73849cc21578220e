/**
 * The numeric habits in which public implementations of one and the same loss differ (LOSSES: gradients,
 * normalisation epsilons, clamps). The product trains with `defaultConvention`; conformance names the others.
 */

/** How the gradient of the target logit flows back. */
export type GradientConvention =
  /** The derivative of what the forward pass computes. */
  | 'exact'
  /** f' = 1 on the target although the forward logit is f(cos θ): insightface, opensphere ("CGD"). */
  | 'straight-through'
  /** SphereFace's Caffe layer: a re-normalised target term, and weights that do not feel the margin. */
  | 'sphereface-authors';

/** How a vector is divided by its norm. */
export type NormalizationRule =
  /** x / max(‖x‖, ε): torch. */
  | 'floor'
  /** x / √max(Σx², ε): tf.nn.l2_normalize. */
  | 'square-floor'
  /** x / √(Σx² + ε): MXNet, and our own. */
  | 'add'
  /** x / ‖x‖ */
  | 'bare'
  /** x·w / max(‖x‖‖w‖, ε): muggle. */
  | 'product-floor';

export interface Convention {
  readonly gradient: GradientConvention;
  /** `projected`: through W/‖W‖. `hard`: W is renormalised outside the graph, its gradient is that of the unit weight. */
  readonly weightGradient: 'projected' | 'hard';
  readonly normalization: { readonly rule: NormalizationRule; readonly epsilon: number };
  /** cos θ is clamped to ±(1 − cosClamp) before the arc function, its gradient is 0 where clamped; null: no clamp needed. */
  readonly cosClamp: number | null;
}

/** What Marginalia trains with: bounded at ‖x‖ = 0 in float32, and the true derivative. */
export const defaultConvention: Convention = {
  gradient: 'exact',
  weightGradient: 'projected',
  normalization: { rule: 'add', epsilon: 1e-12 },
  cosClamp: null,
};
