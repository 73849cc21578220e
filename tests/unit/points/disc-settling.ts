/** Free points that come from all over the disc and settle in the wells of a loss, in their angles and their norms. */
import { describe, expect, it } from 'vitest';
import { marginLossById } from '../../../src/lib/loss/registry';
import { hasUnitFeatures, settingsOf, type LossSettings } from '../../../src/lib/loss/spec';
import type { Vector3 } from '../../../src/lib/loss/sphere-regions';
import { createRng } from '../../../src/lib/math/rng';
import { wrap } from '../../../src/lib/points/cloud';
import { DiscCloud, discLandscapeOf, type DiscLandscape } from '../../../src/lib/points/disc-cloud';
import { createDiscShake } from '../../../src/lib/points/disc-shake';
import { radPerNotch } from '../../../src/lib/points/notches';
import {
  alongFirst,
  alongSecond,
  bentAxis,
  chiSquareOnGrid,
  evenAxis,
  gridOf,
  type Grid,
} from './free-truth';
import { chiSquareScore } from './ground-truth';
import { even, limit, settingsOfLoss } from './settling';

export function discLandscapeFor(
  lossId: string,
  settings: LossSettings,
  wall: number,
  temperature: number,
  weightNotch_c: readonly number[] = even,
): DiscLandscape {
  const spec = marginLossById(lossId)!;
  return discLandscapeOf({ spec, settings: settingsOf(spec, settings), weightNotch_c, wall }, temperature);
}

/** Places drawn evenly over the area of the disc. */
function scatter(cloud: DiscCloud, seed: number): void {
  const rng = createRng(seed);
  for (let i = 0; i < cloud.count; i++) {
    cloud.rad_n[i] = wrap(2 * Math.PI * rng.next());
    cloud.share_n[i] = Math.sqrt(rng.next());
  }
}

/** Angles to the own weights and norms as shares of R. */
export const placesOf = (
  { rad_n, share_n, labels_n }: DiscCloud,
  { weightRad_c }: DiscLandscape,
  only?: number,
): [thetaRad: number, share: number][] =>
  Array.from(rad_n, (rad, i): [number, number] => [wrap(rad - weightRad_c[labels_n[i]]), share_n[i]]).filter(
    (_, i) => only === undefined || labels_n[i] === only,
  );

/** exp(−L/T) around the weight of class c, with the area element ‖x‖. */
export function discTruth(
  lossId: string,
  settings: LossSettings,
  c: number,
  wall: number,
  temperature: number,
  weightNotch_c: readonly number[] = even,
): Grid {
  const weights = weightNotch_c.map((notch): Vector3 => {
    const rad = notch * radPerNotch;
    return [Math.cos(rad), Math.sin(rad), 0];
  });
  const half = bentAxis(0.5, 70, Math.PI, 50);
  // A loss that does not see the norm has one angle's density at all of them.
  const norms = hasUnitFeatures(marginLossById(lossId)!) ? 24 : 48;
  const grid = gridOf(
    { lossId, settings, weights },
    c,
    temperature,
    { from: 0, end: evenAxis(0, 1, norms) },
    {
      from: -Math.PI,
      end: [
        ...half
          .map((rad) => -rad)
          .reverse()
          .slice(1),
        0,
        ...half,
      ],
    },
    (share, thetaRad) => {
      const rad = weightNotch_c[c] * radPerNotch + thetaRad;
      return [share * wall * Math.cos(rad), share * wall * Math.sin(rad), 0];
    },
    (from, to) => ((from + to) / 2) * (to - from),
  );
  // Angles first, for a steep well is cut into more of them.
  return {
    chance: grid.secondEnd.map((_, j) => grid.chance.map((row) => row[j])),
    firstEnd: grid.secondEnd,
    secondEnd: grid.firstEnd,
  };
}

/** `steps`: 180 are a second of the figure. */
export function describeDiscSettling(ids: readonly string[], count: number, steps: number): void {
  describe.each(ids)(`${count} free points of %s in the plane`, (id) => {
    it.each(settingsOfLoss[id])('settle into exp(−L/T) inside the wall: %j', (setting) => {
      const { first, norm, temperature } = setting;
      const cloud = new DiscCloud(count, 10, 7);
      const shake = createDiscShake(cloud);
      scatter(cloud, 3);
      const landscape = discLandscapeFor(id, first, norm, temperature);
      for (let step = 0; step < steps; step++) shake(landscape);
      const truth = discTruth(id, first, 0, norm, temperature);
      const places = placesOf(cloud, landscape);
      const theta = places.map(([rad]) => rad);
      expect(chiSquareScore(theta, alongFirst(truth), 24)).toBeLessThan(limit);
      const shares = places.map(([, share]) => share);
      expect(chiSquareScore(shares, alongSecond(truth), 10)).toBeLessThan(limit);
      expect(chiSquareOnGrid(places, truth, 6, 4)).toBeLessThan(limit);
    });
  });
}
