/** Features without a network: thousands of free angles, each with a class, and where they come to rest. */
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';
import { sharedAmong } from './classed';
import { angleBelow, type WellDensity } from './density';
import { radPerNotch } from './notches';
import type { Wells } from './wells';

const turn = 2 * Math.PI;

/** What the points move in. */
export interface Landscape {
  readonly wells: Wells;
  readonly temperature: number;
  /** The density of each class at this temperature [C]. */
  readonly densities: readonly WellDensity[];
  /** Directions of the class weights [C]. */
  readonly weightNotch_c: readonly number[];
}

export class Cloud {
  /** Directions of the points, radians, counter-clockwise from the x axis, in [−π, π) [N]. */
  readonly rad_n: Float64Array;
  /** Classes of the points [N], ascending. */
  readonly labels_n: Uint8Array;
  /** Where each class begins [C + 1]. */
  readonly starts_c: Uint32Array;

  /** `count` points shared evenly among the classes; one seed is one history. */
  constructor(
    readonly count: number,
    readonly classes: number,
    readonly seed: number,
  ) {
    this.rad_n = new Float64Array(count);
    ({ labels_n: this.labels_n, starts_c: this.starts_c } = sharedAmong(count, classes));
  }

  /**
   * Puts every point where it would come to rest: drawn from the density of its class. Each point keeps its share of
   * the distribution from one call to the next, so that a landscape that changes little moves it little.
   */
  settle({ densities, weightNotch_c }: Landscape): void {
    const shares = createRng(streamSeed(this.seed, 'rest'));
    for (let c = 0; c < this.classes; c++) {
      const ownRad = weightNotch_c[c] * radPerNotch;
      for (let i = this.starts_c[c]; i < this.starts_c[c + 1]; i++) {
        this.rad_n[i] = wrap(ownRad + angleBelow(densities[c], shares.next()));
      }
    }
  }

  /** Root mean square angle of all points to the weights of their classes, radians. */
  rmsRad({ weightNotch_c }: Landscape): number {
    let square = 0;
    this.rad_n.forEach((rad, i) => {
      square += wrap(rad - weightNotch_c[this.labels_n[i]] * radPerNotch) ** 2;
    });
    return Math.sqrt(square / this.count);
  }
}

/** The same angle in [−π, π), radians. */
export function wrap(rad: number): number {
  const wrapped = rad - turn * Math.floor((rad + Math.PI) / turn);
  return wrapped >= Math.PI ? -Math.PI : wrapped;
}
