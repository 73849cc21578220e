/**
 * Where points of temperature T come to rest in the plane, inside a wall at ‖x‖ = R: exp(−L/T) with respect to area,
 * integrated on cells of norm and angle. Without a wall there would be no such density where L falls with the norm for
 * ever, as it does for every loss that keeps the norm; and none where L does not see the norm, either.
 */
import { LossProbe, type FreeWells } from './free-wells';
import { placeIn } from './sphere-density';

/** Cells of the norm, equally thick, and of the angle, closer together near the own weight. */
export const normCells = 32;
export const angleCells = 200;

/** The angle to the own weight where cell k ends and cell k + 1 begins, −π to π, counter-clockwise. */
export function cellRad(k: number): number {
  const place = (2 * k) / angleCells - 1;
  return Math.PI * place * Math.abs(place);
}

export interface DiscDensity {
  /** Density of the angle to the own weight per radian, in the middle of each cell [angleCells]. */
  readonly perRad_a: Float64Array;
  /** Density of ‖x‖ / R, in the middle of each cell [normCells]; it would be 2‖x‖/R if L did not see the norm. */
  readonly perShare_k: Float64Array;
  /** Probability of a norm below each edge [normCells + 1], from 0 to 1. */
  readonly below_k: Float64Array;
  /** At each norm, the probability of an angle below each edge [normCells, angleCells + 1]. */
  readonly below_ka: Float64Array;
  /** Root mean square angle to the own weight at each norm [normCells], radians. */
  readonly rmsRad_k: Float64Array;
  /** The same of all points. */
  readonly rmsRad: number;
}

/**
 * The density of class c at this temperature.
 *
 * @param ownRad direction of its weight, counter-clockwise from the x axis
 * @param wall R
 */
export function discDensityOf(
  wells: FreeWells,
  c: number,
  ownRad: number,
  wall: number,
  temperature: number,
): DiscDensity {
  const probe = new LossProbe(wells);
  const loss_ka = new Float64Array(normCells * angleCells);
  let least = Infinity;
  for (let k = 0; k < normCells; k++) {
    const row = loss_ka.subarray(k * angleCells, (k + 1) * angleCells);
    // A loss that does not see the norm is the same at each.
    if (wells.scale !== null && k > 0) row.set(loss_ka.subarray(0, angleCells));
    else {
      for (let a = 0; a < angleCells; a++) {
        const rad = ownRad + cellRad(a + 0.5);
        probe.look(c, Math.cos(rad), Math.sin(rad), 0, wells.scale ?? ((k + 0.5) * wall) / normCells);
        row[a] = probe.loss;
        least = Math.min(least, probe.loss);
      }
    }
  }
  const perRad_a = new Float64Array(angleCells);
  const perShare_k = new Float64Array(normCells);
  const below_k = new Float64Array(normCells + 1);
  const below_ka = new Float64Array(normCells * (angleCells + 1));
  const rmsRad_k = new Float64Array(normCells);
  let mass = 0;
  let square = 0;
  for (let k = 0; k < normCells; k++) {
    // The area of a cell grows with its norm.
    const area = k + 0.5;
    const from = k * (angleCells + 1);
    let squareHere = 0;
    for (let a = 0; a < angleCells; a++) {
      const thickRad = cellRad(a + 1) - cellRad(a);
      const chance = thickRad * Math.exp((least - loss_ka[k * angleCells + a]) / temperature) + 1e-300;
      below_ka[from + a + 1] = below_ka[from + a] + chance;
      squareHere += chance * cellRad(a + 0.5) ** 2;
      perRad_a[a] += (area * chance) / thickRad;
    }
    const here = below_ka[from + angleCells];
    for (let a = 1; a <= angleCells; a++) below_ka[from + a] /= here;
    rmsRad_k[k] = Math.sqrt(squareHere / here);
    perShare_k[k] = area * here * normCells;
    mass += area * here;
    square += area * squareHere;
    below_k[k + 1] = mass;
  }
  for (let a = 0; a < angleCells; a++) perRad_a[a] /= mass;
  for (let k = 0; k < normCells; k++) {
    perShare_k[k] /= mass;
    below_k[k + 1] /= mass;
  }
  return { perRad_a, perShare_k, below_k, below_ka, rmsRad_k, rmsRad: Math.sqrt(square / mass) };
}

/** The norm as a share of R and the angle to the own weight below which these shares of the density lie. */
export function discPlaceBelow(
  { below_k, below_ka }: DiscDensity,
  normShare: number,
  angleShare: number,
): readonly [share: number, thetaRad: number] {
  const place = placeIn(below_k, 0, normCells, normShare);
  const k = Math.min(Math.floor(place), normCells - 1);
  // Within a cell the area, not the norm, is spread evenly.
  const share = Math.sqrt(k ** 2 + (place - k) * (2 * k + 1)) / normCells;
  return [share, cellRad(placeIn(below_ka, k * (angleCells + 1), angleCells, angleShare))];
}

/** The share of the density within an angle of the own weight on both sides. */
export function shareWithinWedge({ perRad_a }: DiscDensity, rad: number): number {
  return perRad_a.reduce((sum, perRad, a) => {
    const [from, to] = [Math.max(cellRad(a), -rad), Math.min(cellRad(a + 1), rad)];
    return sum + perRad * Math.max(0, to - from);
  }, 0);
}
