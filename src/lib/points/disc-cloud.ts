/** Features without a network, free in the plane within a wall: each has a direction, a norm and a class. */
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';
import type { LossSettings, MarginLossSpec } from '../loss/spec';
import { sharedAmong } from './classed';
import { wrap } from './cloud';
import { discDensityOf, discPlaceBelow, type DiscDensity } from './disc-density';
import { digFreeWells, type FreeWells } from './free-wells';
import { radPerNotch } from './notches';

export interface DiscInput {
  readonly spec: MarginLossSpec;
  readonly settings: LossSettings;
  /** Directions of the unit class weights, in notches [C]. */
  readonly weightNotch_c: readonly number[];
  /** R, the largest norm that a feature may have. */
  readonly wall: number;
}

/** What points in the plane move in. */
export interface DiscLandscape {
  readonly wells: FreeWells;
  readonly wall: number;
  readonly temperature: number;
  /** The density of each class at this temperature [C]. */
  readonly densities: readonly DiscDensity[];
  /** Directions of the class weights, radians [C]. */
  readonly weightRad_c: readonly number[];
}

/** Wells and densities of every class. */
export function discLandscapeOf(
  { spec, settings, weightNotch_c, wall }: DiscInput,
  temperature: number,
): DiscLandscape {
  const weightRad_c = weightNotch_c.map((notch) => notch * radPerNotch);
  const weights_c3 = Float64Array.from(weightRad_c.flatMap((rad) => [Math.cos(rad), Math.sin(rad), 0]));
  const wells = digFreeWells({ spec, settings, weights_c3 });
  const densities = weightRad_c.map((rad, c) => discDensityOf(wells, c, rad, wall, temperature));
  return { wells, wall, temperature, densities, weightRad_c };
}

export class DiscCloud {
  /** Directions of the points, radians, counter-clockwise from the x axis [N]. */
  readonly rad_n: Float64Array;
  /** Their norms as shares of R, 0 to 1 [N], so that the points stay in place in the picture when the wall moves. */
  readonly share_n: Float64Array;
  readonly labels_n: Uint8Array;
  readonly starts_c: Uint32Array;

  /** `count` points shared evenly among the classes; one seed is one history. */
  constructor(
    readonly count: number,
    readonly classes: number,
    readonly seed: number,
  ) {
    ({ labels_n: this.labels_n, starts_c: this.starts_c } = sharedAmong(count, classes));
    this.rad_n = new Float64Array(count);
    this.share_n = new Float64Array(count);
  }

  /** Puts every point where it would come to rest; each keeps its share of the distribution from call to call. */
  settle({ densities, weightRad_c }: DiscLandscape): void {
    const shares = createRng(streamSeed(this.seed, 'rest'));
    for (let c = 0; c < this.classes; c++) {
      for (let i = this.starts_c[c]; i < this.starts_c[c + 1]; i++) {
        const [share, thetaRad] = discPlaceBelow(densities[c], shares.next(), shares.next());
        this.share_n[i] = share;
        this.rad_n[i] = wrap(weightRad_c[c] + thetaRad);
      }
    }
  }

  /** Root mean square angle of all points to the weights of their classes, radians. */
  rmsRad({ weightRad_c }: DiscLandscape): number {
    let square = 0;
    this.rad_n.forEach((rad, i) => {
      square += wrap(rad - weightRad_c[this.labels_n[i]]) ** 2;
    });
    return Math.sqrt(square / this.count);
  }
}
