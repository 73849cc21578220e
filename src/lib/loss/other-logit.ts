/**
 * The logit of another class at an angle, in units of the scale, for boundaries and regions: cos θ, or what the loss
 * makes of it. Classes that a loss takes out of a batch are drawn as if they were in.
 */
import { numberField } from './number-field';
import { hasClassWeights, type LogitShape, type LossSettings, type LossSpec } from './spec';

/** χ(θ) at `thetaRad` in [0, π]; non-increasing. */
export function otherLogitAt(spec: LossSpec, settings: LossSettings, thetaRad: number): number {
  const shape = shapeOf(spec, settings);
  return shape ? valueOf(shape, settings, thetaRad) : Math.cos(thetaRad);
}

/** Whether another class's logit is more than its cosine. */
export const raisesOthers = (spec: LossSpec, settings: LossSettings): boolean =>
  shapeOf(spec, settings) !== null;

/** The angle from which on another class's logit is at most `value`, radians; 0 or π where it is that everywhere or nowhere. */
export function otherAngleAt(spec: LossSpec, settings: LossSettings, value: number): number {
  const shape = shapeOf(spec, settings);
  if (!shape) return Math.acos(Math.max(-1, Math.min(1, value)));
  let [low, high] = [0, Math.PI];
  if (valueOf(shape, settings, low) <= value) return low;
  if (valueOf(shape, settings, high) > value) return high;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (valueOf(shape, settings, middle) <= value) high = middle;
    else low = middle;
  }
  return high;
}

function shapeOf(spec: LossSpec, settings: LossSettings): LogitShape | null {
  const shape = hasClassWeights(spec) ? spec.other?.(settings) : null;
  return shape && !logitOf(shape, settings, 1).isMask ? shape : null;
}

function logitOf(shape: LogitShape, settings: LossSettings, thetaRad: number) {
  const sin = thetaRad >= Math.PI ? 0 : Math.sin(thetaRad);
  return shape(numberField, { cos: Math.cos(thetaRad), sin, thetaRad: () => thetaRad }, settings);
}

const valueOf = (shape: LogitShape, settings: LossSettings, thetaRad: number): number =>
  logitOf(shape, settings, thetaRad).psi;
