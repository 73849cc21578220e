/**
 * A radial sina plot: each dot is lifted off the ring by a share of the height that its class has at its angle,
 * so that the dots themselves are the ridge. Height goes with the square root of density, which keeps a wide
 * class visible beside a tight one.
 */

const bins = 720;
const turn = 2 * Math.PI;
/** Standard deviation of the smoothing kernel in bins: 1.25 degrees. */
const kernelSigma = 2.5;
const kernelRadius = 8;
const kernel = gaussian();

/** Density per radian at which a ridge reaches its full height: that of a normal spread of 1.6 degrees. */
export const fullDensity = 14;

function gaussian(): Float64Array {
  const taps = new Float64Array(2 * kernelRadius + 1);
  let sum = 0;
  for (let i = -kernelRadius; i <= kernelRadius; i++) {
    sum += taps[i + kernelRadius] = Math.exp(-0.5 * (i / kernelSigma) ** 2);
  }
  return taps.map((tap) => tap / sum);
}

const binOf = (rad: number): number => {
  const bin = Math.round((rad / turn) * bins) % bins;
  return bin < 0 ? bin + bins : bin;
};

/** Densities of C classes on the circle. Holds its buffers; `measure` allocates nothing. */
export class Ridges {
  private readonly counts: Float32Array;
  private readonly density: Float32Array;

  constructor(readonly classes: number) {
    this.counts = new Float32Array(classes * bins);
    this.density = new Float32Array(classes * bins);
  }

  /**
   * Estimates each class's density from directions [N] in radians. Points with `strayed_n` 1 are left out of the
   * ridge but count in the class's total, so that a class that lost half its points is half as dense.
   */
  measure(rad_n: ArrayLike<number>, labels_n: ArrayLike<number>, strayed_n: ArrayLike<number>): void {
    const { counts, density, classes } = this;
    counts.fill(0);
    const totals = new Float64Array(classes);
    for (let i = 0; i < rad_n.length; i++) {
      totals[labels_n[i]]++;
      if (!strayed_n[i] && Number.isFinite(rad_n[i])) counts[labels_n[i] * bins + binOf(rad_n[i])]++;
    }
    density.fill(0);
    for (let c = 0; c < classes; c++) {
      if (!totals[c]) continue;
      const perRad = bins / turn / totals[c];
      for (let b = 0; b < bins; b++) {
        const count = counts[c * bins + b];
        if (!count) continue;
        for (let k = -kernelRadius; k <= kernelRadius; k++) {
          density[c * bins + ((b + k + bins) % bins)] += count * perRad * kernel[k + kernelRadius];
        }
      }
    }
  }

  /** Density of a class at a direction, per radian. */
  densityAt(classIndex: number, rad: number): number {
    return this.density[classIndex * bins + binOf(rad)];
  }
}

/** Height of a ridge of this density, 0 to 1. */
export function ridgeHeight(densityPerRad: number): number {
  return Math.min(1, Math.sqrt(densityPerRad / fullDensity));
}

/** A fixed, evenly spread number in [0, 1) for each sample: where in its ridge the dot sits. */
export const levelOf = (index: number): number => (0.5 + index * 0.6180339887498949) % 1;
