import { targetOf, type LossSettings, type LossSpec } from '../loss/spec';
import { otherAngleAt } from '../loss/other-logit';
import { targetLogitAt } from '../loss/target-logit';

/**
 * The angle that training charges for an angle θ to the own class, radians: the one at which another class's logit is
 * as low as the target logit ψ(θ). For ArcFace it is θ + m while that is at most π. Where no angle is as bad the answer
 * is π.
 */
export function chargedAngle(spec: LossSpec, settings: LossSettings, thetaRad: number): number {
  if (!targetOf(spec)) return thetaRad;
  return otherAngleAt(spec, settings, targetLogitAt(spec, settings, thetaRad).psi);
}

/** Whether these settings charge a margin at all. */
export const hasMargin = (spec: LossSpec, settings: LossSettings): boolean =>
  targetOf(spec) !== undefined && chargedAngle(spec, settings, 1) - 1 > 1e-4;

/** A charged angle's name: θ + m where the margin is an angle and is charged in full, else θ′. */
export function chargedName(spec: LossSpec, settings: LossSettings, thetaRad: number): string {
  const margin = spec.parameters.find(({ role, unit }) => role === 'margin' && unit === 'rad');
  if (!margin) return 'θ′';
  const sumRad = thetaRad + (settings[margin.name] as number);
  return Math.abs(chargedAngle(spec, settings, thetaRad) - sumRad) < 1e-6 ? `θ + ${margin.name}` : 'θ′';
}
