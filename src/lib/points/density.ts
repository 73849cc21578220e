/**
 * Where points of temperature T come to rest in a well: the density exp(−L/T), normalised over the circle. L is straight
 * between the nodes of its table, so that every integral over a cell is exact, however steep the well.
 */
import { notchesPerTurn, radPerNotch } from './notches';
import { nodeRad, nodesPerWell, type Wells } from './wells';

export interface WellDensity {
  /** Density per radian at the nodes [nodesPerWell]. */
  readonly perRad_g: Float64Array;
  /** Probability of an angle below each node [nodesPerWell], from 0 to 1. */
  readonly below_g: Float64Array;
  /** Root mean square angle to the own weight, radians. */
  readonly rmsRad: number;
}

/** The density of class c at this temperature. */
export function densityOf({ loss_cg }: Wells, c: number, temperature: number): WellDensity {
  const loss_g = loss_cg.subarray(c * nodesPerWell, (c + 1) * nodesPerWell);
  let least = Infinity;
  for (const loss of loss_g) least = Math.min(least, loss);
  const perRad_g = loss_g.map((loss) => Math.exp((least - loss) / temperature));
  const below_g = new Float64Array(nodesPerWell);
  let mass = 0;
  let square = 0;
  for (let g = 0; g < notchesPerTurn; g++) {
    const rise = (loss_g[g + 1] - loss_g[g]) / temperature;
    const [left, right] = [perRad_g[g], perRad_g[g + 1]];
    const isFlat = Math.abs(rise) < 1e-3;
    // ∫₀¹ e^{−rise·x} dx and the mean of x under it; e^{−rise} is right / left.
    const cell = radPerNotch * (isFlat ? (left + right) / 2 : (left - right) / rise);
    const place = isFlat ? 0.5 - rise / 12 : 1 / rise - right / (left - right);
    const middleRad = nodeRad(g) + radPerNotch * place;
    // The spread within a cell: that of an even density, less what the slope takes from it.
    const spread = radPerNotch ** 2 * Math.max(0, 1 / 12 - rise ** 2 / 240);
    mass += cell;
    // Far up a steep well the density is too small for a number, and has no mean.
    if (cell > 0) square += cell * (middleRad ** 2 + spread);
    below_g[g + 1] = mass;
  }
  for (let g = 0; g < nodesPerWell; g++) {
    perRad_g[g] /= mass;
    below_g[g] /= mass;
  }
  return { perRad_g, below_g, rmsRad: Math.sqrt(square / mass) };
}

/**
 * The angle to the own weight below which a share of 0 to 1 of the density lies: for an even random share, an angle
 * drawn from the density.
 */
export function angleBelow({ perRad_g, below_g }: WellDensity, share: number): number {
  let [low, high] = [0, notchesPerTurn];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (below_g[middle] <= share) low = middle;
    else high = middle;
  }
  const within = (share - below_g[low]) / (below_g[high] - below_g[low]);
  const fall = Math.log(perRad_g[low] / perRad_g[high]);
  // A cell holds a piece of an exponential.
  const place = Math.abs(fall) < 1e-6 ? within : -Math.log1p(within * Math.expm1(-fall)) / fall;
  return nodeRad(low) + radPerNotch * place;
}

/** The share of the density within an angle of the own weight on both sides. */
export function shareWithin({ below_g }: WellDensity, rad: number): number {
  const nodes = Math.min(Math.round(rad / radPerNotch), notchesPerTurn / 2);
  return below_g[notchesPerTurn / 2 + nodes] - below_g[notchesPerTurn / 2 - nodes];
}
