/**
 * What moves free points: each rolls down its class's well and is shaken by a temperature. Metropolis-adjusted Langevin
 * with a truncated drift (G. O. Roberts and R. L. Tweedie, Exponential convergence of Langevin distributions and their
 * discrete approximations, Bernoulli 2, 1996), so that the points settle into exp(−L/T) exactly: plain Euler steps
 * blunt the point of a well.
 */
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';
import { wrap, type Cloud, type Landscape } from './cloud';
import { notchesPerTurn, radPerNotch } from './notches';
import { outreach, stride } from './stride';
import { nodesPerWell } from './wells';

/**
 * Returns what moves every point of a cloud once. Steps are sized by the spread to come, so that all wells settle about
 * equally fast. One seed of the cloud is one history.
 */
export function createShake(cloud: Cloud): (landscape: Landscape) => void {
  const rng = createRng(streamSeed(cloud.seed, 'steps'));
  const { rad_n, starts_c } = cloud;
  return ({ wells: { loss_cg }, temperature, densities, weightNotch_c }) => {
    for (let c = 0; c < cloud.classes; c++) {
      const ownRad = weightNotch_c[c] * radPerNotch;
      const start = c * nodesPerWell;
      const { rmsRad } = densities[c];
      // Of the place last asked for: its loss, the size of the noise there, and how far a step carries a point down.
      let loss = 0;
      let noiseRad = 0;
      let fall = 0;
      const look = (thetaRad: number): void => {
        const at = (thetaRad + Math.PI) / radPerNotch;
        const node = Math.min(Math.floor(at), notchesPerTurn - 1);
        const left = loss_cg[start + node];
        const rise = loss_cg[start + node + 1] - left;
        loss = left + (at - node) * rise;
        // Not Math.hypot, which is many times slower.
        noiseRad = stride * Math.sqrt(rmsRad ** 2 + (outreach * thetaRad) ** 2);
        const drift = (-(noiseRad ** 2) * rise) / (2 * temperature * radPerNotch);
        fall = Math.max(-noiseRad, Math.min(noiseRad, drift));
      };
      for (let i = starts_c[c]; i < starts_c[c + 1]; i++) {
        const fromRad = wrap(rad_n[i] - ownRad);
        look(fromRad);
        const lossFrom = loss;
        const noiseFrom = noiseRad;
        const move = fall + noiseRad * rng.gaussian();
        const score = (move - fall) / noiseRad;
        const toRad = wrap(fromRad + move);
        look(toRad);
        // The noise that the way back would need; without these terms the points would not find the density.
        const scoreBack = (-move - fall) / noiseRad;
        const odds =
          (lossFrom - loss) / temperature +
          (score ** 2 - scoreBack ** 2) / 2 +
          Math.log(noiseFrom / noiseRad);
        if (odds >= 0 || rng.next() < Math.exp(odds)) rad_n[i] = wrap(ownRad + toRad);
      }
    }
  };
}
