/** The distances between a feature and its class weight on the unit circle, and what a margin adds to them. */
import { arcface } from '../../loss/arcface';
import { settingsOf } from '../../loss/spec';
import { targetLogitAt } from '../../loss/target-logit';

export interface MarginArc {
  /** Length of the way along the circle, radians: the geodesic distance, which is the angle itself. */
  readonly geodesic: number;
  /** Length of the straight way: ‖x̂ − ŵ‖ = 2 sin(θ/2). */
  readonly chord: number;
  readonly cos: number;
  /** What the loss sees in place of the cosine. */
  readonly psi: number;
  /** Whether θ + m is past π, where another formula stands in. */
  readonly isPastSwitch: boolean;
}

/** @param thetaRad in [0, π] @param marginRad in ArcFace's range */
export function marginArc(thetaRad: number, marginRad: number): MarginArc {
  return {
    geodesic: thetaRad,
    chord: 2 * Math.sin(thetaRad / 2),
    cos: Math.cos(thetaRad),
    psi: targetLogitAt(arcface, settingsOf(arcface, { m: marginRad }), thetaRad).psi,
    isPastSwitch: thetaRad + marginRad > Math.PI,
  };
}
