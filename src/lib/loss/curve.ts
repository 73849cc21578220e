import { angleSamples } from './angle-samples';
import type { LossSettings, LossSpec } from './spec';
import { targetLogitAt } from './target-logit';

/** A target-logit curve: parallel arrays over ascending angles from 0 to π. */
export interface TargetCurve {
  readonly thetaRad: Float64Array;
  /** ψ(θ), the target logit in units of its scale. */
  readonly psi: Float64Array;
  /** cos θ, the same without a margin. */
  readonly cos: Float64Array;
  /** dψ/dθ */
  readonly slope: Float64Array;
}

/**
 * The target-logit curve of a loss, over `samples` even angles and both sides of each branch point.
 *
 * @param samples at least 2
 */
export function targetCurve(spec: LossSpec, settings: LossSettings, samples = 361): TargetCurve {
  const thetaRad = angleSamples(spec, settings, samples);
  const logits = Array.from(thetaRad, (angleRad) => targetLogitAt(spec, settings, angleRad));
  return {
    thetaRad,
    psi: Float64Array.from(logits, ({ psi }) => psi),
    cos: thetaRad.map(Math.cos),
    slope: Float64Array.from(logits, ({ dPsiDTheta }) => dPsiDTheta),
  };
}
