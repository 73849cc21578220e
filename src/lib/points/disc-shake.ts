/**
 * What moves free points in the plane: Metropolis-adjusted Langevin in polar coordinates, first along the circle of the
 * point's norm, then along its ray. So a narrow well does not keep points from changing their norm. Area grows with the
 * norm, which adds log ‖x‖ to what the steps along a ray climb. The wall reflects.
 */
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';
import { wrap } from './cloud';
import type { DiscCloud, DiscLandscape } from './disc-cloud';
import { normCells } from './disc-density';
import { LossProbe } from './free-wells';
import { outreach, stride } from './stride';

/** The noise of a step along a ray, as a share of R. */
const normNoise = 0.15;

/** Returns what moves every point of a cloud once. One seed of the cloud is one history. */
export function createDiscShake(cloud: DiscCloud): (landscape: DiscLandscape) => void {
  const rng = createRng(streamSeed(cloud.seed, 'steps'));
  const { rad_n, share_n, starts_c } = cloud;
  return ({ wells, wall, temperature, densities, weightRad_c }) => {
    const probe = new LossProbe(wells);
    for (let c = 0; c < cloud.classes; c++) {
      const ownRad = weightRad_c[c];
      const { rmsRad_k } = densities[c];
      // Of the place last asked for.
      let noiseRad = 0;
      let fallRad = 0;
      let fallShare = 0;
      const look = (thetaRad: number, share: number): void => {
        const cos = Math.cos(ownRad + thetaRad);
        const sin = Math.sin(ownRad + thetaRad);
        probe.look(c, cos, sin, 0, wells.scale ?? share * wall);
        const spreadRad = rmsRad_k[Math.min(normCells - 1, Math.floor(share * normCells))];
        noiseRad = stride * Math.sqrt(spreadRad ** 2 + (outreach * thetaRad) ** 2);
        const slope = probe.gradY * cos - probe.gradX * sin;
        fallRad = within(noiseRad, (-(noiseRad ** 2) * slope) / (2 * temperature));
        const climb = 1 / share - (wells.scale === null ? (wall * probe.perScale) / temperature : 0);
        fallShare = within(normNoise, (normNoise ** 2 * climb) / 2);
      };
      for (let i = starts_c[c]; i < starts_c[c + 1]; i++) {
        let thetaRad = wrap(rad_n[i] - ownRad);
        let share = share_n[i];
        look(thetaRad, share);
        let loss = probe.loss;
        const noiseFrom = noiseRad;
        const move = fallRad + noiseRad * rng.gaussian();
        const score = (move - fallRad) / noiseRad;
        let fallFrom = fallShare;
        // Past half a turn a place could be reached by a second way: such a step is not taken.
        if (Math.abs(move) < Math.PI) {
          const toRad = wrap(thetaRad + move);
          look(toRad, share);
          const scoreBack = (-move - fallRad) / noiseRad;
          const odds =
            (loss - probe.loss) / temperature +
            (score ** 2 - scoreBack ** 2) / 2 +
            Math.log(noiseFrom / noiseRad);
          if (odds >= 0 || rng.next() < Math.exp(odds)) {
            thetaRad = toRad;
            loss = probe.loss;
            fallFrom = fallShare;
          }
        }
        const to = reflected(share + fallFrom + normNoise * rng.gaussian());
        if (to !== null) {
          look(thetaRad, to);
          const odds =
            (loss - probe.loss) / temperature +
            Math.log(to / share) +
            Math.log(waysTo(share, to + fallShare) / waysTo(to, share + fallFrom));
          if (odds >= 0 || rng.next() < Math.exp(odds)) share = to;
        }
        rad_n[i] = wrap(ownRad + thetaRad);
        share_n[i] = share;
      }
    }
  };
}

const within = (most: number, value: number): number => Math.max(-most, Math.min(most, value));

/** A place on the ray after one reflection at its end, or at the wall; null where it would take more, which is never seen. */
function reflected(share: number): number | null {
  const to = share < 0 ? -share : share > 1 ? 2 - share : share;
  return to > 0 && to <= 1 ? to : null;
}

/** How likely the noise is to carry a point from `middle` to `share`: straight, or by way of either end. */
const waysTo = (share: number, middle: number): number =>
  noiseAt(share - middle) + noiseAt(-share - middle) + noiseAt(2 - share - middle);
const noiseAt = (distance: number): number => Math.exp(-((distance / normNoise) ** 2) / 2);
