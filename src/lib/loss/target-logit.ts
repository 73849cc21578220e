/** The target logit of a loss at an angle, for curves, boundaries and regions. */
import { numberField } from './number-field';
import { targetOf, type LossSettings, type LossSpec, type TargetLogit } from './spec';

/** ψ and dψ/dθ at `thetaRad` in [0, π]; cos θ and −sin θ for a loss without a margin. */
export function targetLogitAt(spec: LossSpec, settings: LossSettings, thetaRad: number): TargetLogit<number> {
  const cos = Math.cos(thetaRad);
  const sin = thetaRad >= Math.PI ? 0 : Math.sin(thetaRad);
  return (
    targetOf(spec)?.(numberField, { cos, sin, thetaRad: () => thetaRad }, settings) ?? {
      psi: cos,
      dPsiDTheta: -sin,
    }
  );
}
