/** Features without a network, free on the sphere: each a direction with a class. */
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';
import { sharedAmong } from './classed';
import { digFreeWells, type FreeWells, type FreeWellsInput } from './free-wells';
import { directionAt, frameAt, placeBelow, sphereDensityOf, type SphereDensity } from './sphere-density';

/** What points on the sphere move in. */
export interface SphereLandscape {
  readonly wells: FreeWells;
  /** The factor of every logit: s, or the norm that all features have. */
  readonly scale: number;
  readonly temperature: number;
  /** The density of each class at this temperature [C]. */
  readonly densities: readonly SphereDensity[];
}

/**
 * Wells and densities of every class.
 *
 * @param featureNorm ‖x‖ of every feature, for losses that keep it; others ignore it
 */
export function sphereLandscapeOf(
  input: FreeWellsInput,
  featureNorm: number,
  temperature: number,
): SphereLandscape {
  const wells = digFreeWells(input);
  const scale = wells.scale ?? featureNorm;
  const densities = Array.from({ length: wells.classes }, (_, c) =>
    sphereDensityOf(wells, c, scale, temperature),
  );
  return { wells, scale, temperature, densities };
}

export class SphereCloud {
  /** Directions of the points, of length 1 [N, 3]. */
  readonly xyz_n3: Float64Array;
  readonly labels_n: Uint8Array;
  readonly starts_c: Uint32Array;

  /** `count` points shared evenly among the classes; one seed is one history. */
  constructor(
    readonly count: number,
    readonly classes: number,
    readonly seed: number,
  ) {
    ({ labels_n: this.labels_n, starts_c: this.starts_c } = sharedAmong(count, classes));
    this.xyz_n3 = new Float64Array(3 * count);
  }

  /** Puts every point where it would come to rest; each keeps its share of the distribution from call to call. */
  settle({ wells, densities }: SphereLandscape): void {
    const shares = createRng(streamSeed(this.seed, 'rest'));
    for (let c = 0; c < this.classes; c++) {
      const frame = frameAt(wells.weights_c3, c);
      for (let i = this.starts_c[c]; i < this.starts_c[c + 1]; i++) {
        const [thetaRad, bearingRad] = placeBelow(densities[c], shares.next(), shares.next());
        this.xyz_n3.set(directionAt(frame, thetaRad, bearingRad), 3 * i);
      }
    }
  }

  /** Angle of point `i` to the weight of its class, radians. */
  thetaRad({ wells: { weights_c3 } }: SphereLandscape, i: number): number {
    const w = 3 * this.labels_n[i];
    const [x, y, z] = [this.xyz_n3[3 * i], this.xyz_n3[3 * i + 1], this.xyz_n3[3 * i + 2]];
    const [wx, wy, wz] = [weights_c3[w], weights_c3[w + 1], weights_c3[w + 2]];
    // Not acos, which loses half the digits near 0.
    const sin = Math.hypot(wy * z - wz * y, wz * x - wx * z, wx * y - wy * x);
    return Math.atan2(sin, wx * x + wy * y + wz * z);
  }

  /** Root mean square angle of all points to the weights of their classes, radians. */
  rmsRad(landscape: SphereLandscape): number {
    let square = 0;
    for (let i = 0; i < this.count; i++) square += this.thetaRad(landscape, i) ** 2;
    return Math.sqrt(square / this.count);
  }
}
