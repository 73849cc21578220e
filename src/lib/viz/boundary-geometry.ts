/** The two-class picture in the plane of the angles θ1 and θ2: regions, margin bands and how far it must reach. */
import { twoClassBoundary, type BoundaryPoint, type RawWeights } from '../loss/boundary';
import { logitScaleOf, targetOf, type LossSettings, type LossSpec } from '../loss/spec';
import { chargedAngle } from './charged-angle';

export interface BoundaryGeometry {
  /** Where the two classes' logits are equal without a margin, by ascending θ1. */
  readonly plain: readonly BoundaryPoint[];
  /** Where training samples of each class are just accepted; empty without a margin. */
  readonly accepted: readonly [readonly BoundaryPoint[][], readonly BoundaryPoint[][]];
  /** Outlines of what the margin refuses on each class's own side; empty without a margin. */
  readonly bands: readonly [readonly BoundaryPoint[], readonly BoundaryPoint[]];
}

const samples = 181;

/** @param raw needed for a loss with raw weights; without it such a loss is drawn as if both classes were alike */
export function boundaryGeometry(
  spec: LossSpec,
  settings: LossSettings,
  raw: RawWeights | null,
): BoundaryGeometry {
  const plain = plainBoundary(logitScaleOf(spec) === 'norms' ? raw : null);
  if (!targetOf(spec)) return { plain, accepted: [[], []], bands: [[], []] };
  const lines = twoClassBoundary(spec, settings, raw);
  const there: BoundaryPoint[] = [];
  const back: BoundaryPoint[] = [];
  for (let i = 0; i < samples; i++) {
    const theta1Rad = (i / (samples - 1)) * Math.PI;
    // A safeguard may ask for less than the plain cosine past its switch; that is no margin.
    there.push({ theta1Rad, theta2Rad: Math.max(theta1Rad, chargedAngle(spec, settings, theta1Rad)) });
    back.unshift({ theta1Rad, theta2Rad: theta1Rad });
  }
  const band = [...there, ...back];
  return {
    plain,
    accepted: lines
      ? [lines.class1.map((part) => [...part]), lines.class2.map((part) => [...part])]
      : [[], []],
    bands: [band, band.map(mirror)],
  };
}

const mirror = ({ theta1Rad, theta2Rad }: BoundaryPoint): BoundaryPoint => ({
  theta1Rad: theta2Rad,
  theta2Rad: theta1Rad,
});

/** T1·cos θ1 + b1/‖x‖ = T2·cos θ2 + b2/‖x‖; kept to [0, π] where one class wins at every θ2. */
function plainBoundary(raw: RawWeights | null): BoundaryPoint[] {
  const { normRatio, biasGap } = raw ?? { normRatio: 1, biasGap: 0 };
  return Array.from({ length: samples }, (_, i) => {
    const theta1Rad = (i / (samples - 1)) * Math.PI;
    const cos2 = normRatio * Math.cos(theta1Rad) + biasGap;
    return { theta1Rad, theta2Rad: Math.acos(Math.max(-1, Math.min(1, cos2))) };
  });
}

const thirty = Math.PI / 6;

/**
 * How far both axes reach, radians: a multiple of 30°, at least 60°, that holds `wantedRad`. Kept while the wanted
 * fills at least half of it, so that it does not flicker while the network trains.
 */
export function boundaryExtent(currentRad: number, wantedRad: number): number {
  const wanted = Number.isFinite(wantedRad) ? wantedRad : Math.PI;
  if (wanted <= currentRad && wanted >= 0.5 * currentRad) return currentRad;
  const steps = Math.max(2, Math.ceil((wanted * 1.05) / thirty));
  return Math.min(Math.PI, steps * thirty);
}
