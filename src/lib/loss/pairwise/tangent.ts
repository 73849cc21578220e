import type { BatchField } from '../spec';

/** Below it a direction has no tangent worth the name, and the tangent goes to zero with the sine. */
const LEAST_SINE = 1e-12;

export interface Tangent<T> {
  readonly angleRad: T;
  /** The unit vector at u, across u, that points to v, in the last axis; zero where u and v lie on one line. */
  readonly towards: T;
}

/**
 * The angle between unit vectors in the last axis, and how it falls: ∂θ/∂u = −towards, ∂θ/∂v = −(that of v to u). No arc
 * cosine is differentiated; at θ = 0 and π there is no tangent, and it is zero.
 */
export function tangentBetween<T>(field: BatchField<T>, u: T, v: T, axis: number): Tangent<T> {
  const cos = field.sum(field.mul(u, v), axis);
  const rest = field.sub(v, field.mul(u, cos));
  // Once more, as rounding leaves a part along u where the two are close.
  const across = field.sub(rest, field.mul(u, field.sum(field.mul(u, rest), axis)));
  const sin = field.sqrt(field.sum(field.mul(across, across), axis));
  return { angleRad: field.atan2(sin, cos), towards: field.div(across, field.max(sin, LEAST_SINE)) };
}
