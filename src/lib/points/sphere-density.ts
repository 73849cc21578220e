/**
 * Where points of temperature T come to rest on the sphere: exp(−L/T) with respect to its area, integrated on rings
 * around the own weight. A ring at θ is 2π·sin θ long: on the weight itself, where the density is highest, there is no
 * room, so most points stand at some angle to it.
 */
import { LossProbe, type FreeWells } from './free-wells';

/** Rings, closer together near the own weight, where wells may be narrow; places on each. */
export const rings = 128;
export const bearings = 32;

/** Where ring k ends and ring k + 1 begins: radians from the own weight; ring numbers in between are places within. */
export const ringRad = (k: number): number => Math.PI * (k / rings) ** 3;
const thinnestCell = 1e-300;

export interface SphereDensity {
  /** Density of the angle to the own weight per radian, in the middle of each ring [rings]. */
  readonly perRad_r: Float64Array;
  /** Probability of an angle below each ring's edge [rings + 1], from 0 to 1. */
  readonly below_r: Float64Array;
  /** Within each ring, the probability of a bearing below each edge [rings, bearings + 1]. */
  readonly below_rb: Float64Array;
  /** The least and the largest L on each ring [rings]. */
  readonly leastLoss_r: Float64Array;
  readonly mostLoss_r: Float64Array;
  /** Root mean square angle to the own weight, radians. */
  readonly rmsRad: number;
}

/** The density of class c at this temperature; `scale` is the factor of every logit. */
export function sphereDensityOf(
  wells: FreeWells,
  c: number,
  scale: number,
  temperature: number,
): SphereDensity {
  const probe = new LossProbe(wells);
  const frame = frameAt(wells.weights_c3, c);
  const loss_rb = new Float64Array(rings * bearings);
  let least = Infinity;
  const leastLoss_r = new Float64Array(rings).fill(Infinity);
  const mostLoss_r = new Float64Array(rings);
  for (let r = 0; r < rings; r++) {
    for (let b = 0; b < bearings; b++) {
      const [x, y, z] = directionAt(frame, ringRad(r + 0.5), bearingRad(b + 0.5));
      probe.look(c, x, y, z, scale);
      loss_rb[r * bearings + b] = probe.loss;
      leastLoss_r[r] = Math.min(leastLoss_r[r], probe.loss);
      mostLoss_r[r] = Math.max(mostLoss_r[r], probe.loss);
    }
    least = Math.min(least, leastLoss_r[r]);
  }
  const perRad_r = new Float64Array(rings);
  const below_r = new Float64Array(rings + 1);
  const below_rb = new Float64Array(rings * (bearings + 1));
  let mass = 0;
  let square = 0;
  for (let r = 0; r < rings; r++) {
    const from = r * (bearings + 1);
    for (let b = 0; b < bearings; b++) {
      const chance = Math.exp((least - loss_rb[r * bearings + b]) / temperature);
      below_rb[from + b + 1] = below_rb[from + b] + Math.max(chance, thinnestCell);
    }
    const mean = below_rb[from + bearings] / bearings;
    for (let b = 1; b <= bearings; b++) below_rb[from + b] /= below_rb[from + bearings];
    const thetaRad = ringRad(r + 0.5);
    const thickRad = ringRad(r + 1) - ringRad(r);
    // The area between two circles around the own weight, exactly.
    const ring = 2 * Math.PI * (Math.cos(ringRad(r)) - Math.cos(ringRad(r + 1))) * mean;
    perRad_r[r] = ring / thickRad;
    mass += ring;
    square += ring * thetaRad ** 2;
    below_r[r + 1] = mass;
  }
  for (let r = 0; r < rings; r++) {
    perRad_r[r] /= mass;
    below_r[r + 1] /= mass;
  }
  return { perRad_r, below_r, below_rb, leastLoss_r, mostLoss_r, rmsRad: Math.sqrt(square / mass) };
}

/**
 * The angle to the own weight and the bearing around it below which these shares of 0 to 1 of the density lie: for two
 * even random shares, a place drawn from it.
 */
export function placeBelow(
  { below_r, below_rb }: SphereDensity,
  thetaShare: number,
  bearingShare: number,
): readonly [thetaRad: number, bearingRad: number] {
  const ring = placeIn(below_r, 0, rings, thetaShare);
  const within = Math.min(Math.floor(ring), rings - 1) * (bearings + 1);
  return [ringRad(ring), bearingRad(placeIn(below_rb, within, bearings, bearingShare))];
}

/** The share of the density within an angle of the own weight. */
export function shareWithinCap({ below_r }: SphereDensity, thetaRad: number): number {
  const place = Math.min(rings, rings * Math.cbrt(thetaRad / Math.PI));
  const ring = Math.min(rings - 1, Math.floor(place));
  return below_r[ring] + (place - ring) * (below_r[ring + 1] - below_r[ring]);
}

const bearingRad = (b: number): number => (2 * Math.PI * b) / bearings;

/** Where an ascending table of `cells` cells from 0 to 1 reaches a share: the cell's number and how far into it. */
export function placeIn(below: Float64Array, start: number, cells: number, share: number): number {
  let [low, high] = [0, cells];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (below[start + middle] <= share) low = middle;
    else high = middle;
  }
  const chance = below[start + high] - below[start + low];
  return low + (chance > 0 ? Math.min(1, (share - below[start + low]) / chance) : 0.5);
}

/** A weight and two directions at right angles to it and to each other, each of length 1: [3, 3], row-major. */
export type TangentFrame = Float64Array;

/** The frame at the weight of class c, after Duff and others, Building an orthonormal basis, revisited, JCGT 6, 2017. */
export function frameAt(weights_c3: Float64Array, c: number): TangentFrame {
  const [x, y, z] = weights_c3.subarray(3 * c, 3 * c + 3);
  const sign = z >= 0 ? 1 : -1;
  const a = -1 / (sign + z);
  const b = x * y * a;
  return Float64Array.of(x, y, z, 1 + sign * x * x * a, sign * b, -sign * x, b, sign + y * y * a, -y);
}

/** The direction at an angle to the frame's weight and a bearing around it, radians. */
export function directionAt(
  frame: TangentFrame,
  thetaRad: number,
  bearing: number,
): readonly [x: number, y: number, z: number] {
  const cos = Math.cos(thetaRad);
  const ahead = Math.sin(thetaRad) * Math.cos(bearing);
  const aside = Math.sin(thetaRad) * Math.sin(bearing);
  return [
    cos * frame[0] + ahead * frame[3] + aside * frame[6],
    cos * frame[1] + ahead * frame[4] + aside * frame[7],
    cos * frame[2] + ahead * frame[5] + aside * frame[8],
  ];
}
