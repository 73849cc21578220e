/** Where the target-logit curve stands: axes, range and what the logits are counted in. */
import type { TargetCurve } from '../loss/curve';
import { logitScaleOf, type LossSettings, type LossSpec } from '../loss/spec';
import { linearScale, type Scale } from './axis-scale';
import { roundSteps } from './ticks';

export interface CurveLayout {
  readonly x0: number;
  readonly x1: number;
  readonly top: number;
  readonly bottom: number;
  /** Angle in radians to pixels. */
  readonly x: Scale;
  /** Logit to pixels. */
  readonly y: Scale;
  /** Logits that get a line, from below. */
  readonly ticks: readonly number[];
  /** The tallest that a ridge may stand on the curve. */
  readonly ridge: number;
  readonly dotRadius: number;
  readonly fontPx: number;
}

/**
 * The factor that ψ is drawn with: s where the loss has it. Where the feature's norm takes its place every sample has
 * one of its own, and the curve is drawn in units of it.
 */
export const curveScale = (spec: LossSpec, settings: LossSettings): number =>
  logitScaleOf(spec) === 's' ? ((settings.s as number | undefined) ?? 1) : 1;

export function curveLayout(
  widthPx: number,
  heightPx: number,
  { psi, cos }: Pick<TargetCurve, 'psi' | 'cos'>,
  scale: number,
): CurveLayout {
  const fontPx = widthPx < 340 ? 12.5 : 13.5;
  const high = scale;
  const low = scale * Math.min(-1, ...psi, ...cos);
  const [x0, x1] = [34, Math.max(74, widthPx - 14)];
  const top = 2.2 * fontPx;
  const bottom = Math.max(top + 40, heightPx - 2.9 * fontPx);
  const ridge = 0.16 * (bottom - top);
  const steps = roundSteps(Math.max(high, -low), 3);
  return {
    x0,
    x1,
    top,
    bottom,
    x: linearScale(0, Math.PI, x0, x1),
    y: linearScale(low, high, bottom, top + ridge),
    ticks: [...steps.map((step) => -step), 0, ...steps]
      .filter((tick) => tick >= low && tick <= high)
      .sort((a, b) => a - b),
    ridge,
    dotRadius: widthPx < 340 ? 1.1 : 1.4,
    fontPx,
  };
}
