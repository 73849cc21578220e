/**
 * What moves free points on the sphere: Metropolis-adjusted Langevin as on the circle (`shake.ts`), a step in the tangent
 * plane that is then rolled onto the sphere along a great circle. The way back is the same great circle, and the sphere
 * stretches the plane by r / sin r in both directions, so that area drops out of the test.
 */
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';
import { LossProbe } from './free-wells';
import type { SphereCloud, SphereLandscape } from './sphere-cloud';
import { outreach, stride } from './stride';

/** Returns what moves every point of a cloud once. One seed of the cloud is one history. */
export function createSphereShake(cloud: SphereCloud): (landscape: SphereLandscape) => void {
  const rng = createRng(streamSeed(cloud.seed, 'steps'));
  const { xyz_n3, starts_c } = cloud;
  return ({ wells, scale, temperature, densities }) => {
    const probe = new LossProbe(wells);
    for (let c = 0; c < cloud.classes; c++) {
      const { rmsRad } = densities[c];
      // Of the place last asked for: the size of the noise there, and where a step carries a point down.
      let noiseRad = 0;
      let fallX = 0;
      let fallY = 0;
      let fallZ = 0;
      const look = (x: number, y: number, z: number): void => {
        probe.look(c, x, y, z, scale);
        noiseRad = stride * Math.sqrt(rmsRad ** 2 + (outreach * probe.thetaRad) ** 2);
        const { gradX, gradY, gradZ } = probe;
        const slope = Math.sqrt(gradX * gradX + gradY * gradY + gradZ * gradZ);
        const drift = noiseRad ** 2 / (2 * temperature);
        const factor = -(drift * slope > noiseRad ? noiseRad / slope : drift);
        fallX = factor * gradX;
        fallY = factor * gradY;
        fallZ = factor * gradZ;
      };
      for (let i = starts_c[c]; i < starts_c[c + 1]; i++) {
        const x = xyz_n3[3 * i];
        const y = xyz_n3[3 * i + 1];
        const z = xyz_n3[3 * i + 2];
        look(x, y, z);
        const lossFrom = probe.loss;
        const noiseFrom = noiseRad;
        // Noise in space, of which only what lies in the tangent plane counts, is even noise in that plane.
        const nx = rng.gaussian();
        const ny = rng.gaussian();
        const nz = rng.gaussian();
        const out = nx * x + ny * y + nz * z;
        const px = nx - out * x;
        const py = ny - out * y;
        const pz = nz - out * z;
        const vx = fallX + noiseRad * px;
        const vy = fallY + noiseRad * py;
        const vz = fallZ + noiseRad * pz;
        const reach = Math.sqrt(vx * vx + vy * vy + vz * vz);
        // Past the far pole a place could be reached by a second way: such a step is not taken.
        if (reach >= Math.PI || reach === 0) continue;
        const cos = Math.cos(reach);
        const sin = Math.sin(reach) / reach;
        const tx = cos * x + sin * vx;
        const ty = cos * y + sin * vy;
        const tz = cos * z + sin * vz;
        const length = Math.sqrt(tx * tx + ty * ty + tz * tz);
        const toX = tx / length;
        const toY = ty / length;
        const toZ = tz / length;
        look(toX, toY, toZ);
        // The way back, in the tangent plane where the step ends.
        const back = reach * reach * sin;
        const bx = back * x - cos * vx - fallX;
        const by = back * y - cos * vy - fallY;
        const bz = back * z - cos * vz - fallZ;
        const score = px * px + py * py + pz * pz;
        const scoreBack = (bx * bx + by * by + bz * bz) / (noiseRad * noiseRad);
        const odds =
          (lossFrom - probe.loss) / temperature +
          (score - scoreBack) / 2 +
          // Noise of two dimensions.
          2 * Math.log(noiseFrom / noiseRad);
        if (odds < 0 && rng.next() >= Math.exp(odds)) continue;
        xyz_n3[3 * i] = toX;
        xyz_n3[3 * i + 1] = toY;
        xyz_n3[3 * i + 2] = toZ;
      }
    }
  };
}
