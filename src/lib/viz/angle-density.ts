/** How densely angles lie between 0 and π, for ridges and silhouettes over a straight axis. */

const bins = 360;
const binRad = Math.PI / bins;
/** Standard deviation of the smoothing kernel in bins: 1.25 degrees, as for the ridges of the circle. */
const kernelSigma = 2.5;
const kernelRadius = 8;
const kernel = Array.from({ length: 2 * kernelRadius + 1 }, (_, i) =>
  Math.exp(-0.5 * ((i - kernelRadius) / kernelSigma) ** 2),
);
const kernelSum = kernel.reduce((sum, tap) => sum + tap, 0);

export class AngleDensity {
  private readonly density = new Float64Array(bins);
  private readonly counts = new Float64Array(bins);

  /** Estimates the density of the finite values, radians in [0, π]; it integrates to 1. What is smoothed past an end is folded back. */
  measure(values: ArrayLike<number>): void {
    const { counts, density } = this;
    counts.fill(0);
    density.fill(0);
    let total = 0;
    for (let i = 0; i < values.length; i++) {
      if (!Number.isFinite(values[i])) continue;
      counts[Math.max(0, Math.min(bins - 1, Math.floor(values[i] / binRad)))]++;
      total++;
    }
    if (!total) return;
    const perRad = 1 / (total * binRad * kernelSum);
    for (let b = 0; b < bins; b++) {
      if (!counts[b]) continue;
      for (let k = -kernelRadius; k <= kernelRadius; k++) {
        const at = b + k;
        const folded = at < 0 ? -1 - at : at >= bins ? 2 * bins - 1 - at : at;
        density[folded] += counts[b] * perRad * kernel[k + kernelRadius];
      }
    }
  }

  /** Density at an angle, per radian. */
  at(rad: number): number {
    return this.density[Math.max(0, Math.min(bins - 1, Math.floor(rad / binRad)))] || 0;
  }

  /** Angle and density of each bin from the first that holds something to the last; empty where nothing does. */
  profile(): { readonly rad: number; readonly perRad: number }[] {
    const first = this.density.findIndex((value) => value > 0);
    if (first < 0) return [];
    const last = this.density.findLastIndex((value) => value > 0);
    return Array.from({ length: last - first + 1 }, (_, i) => ({
      rad: (first + i + 0.5) * binRad,
      perRad: this.density[first + i],
    }));
  }
}
