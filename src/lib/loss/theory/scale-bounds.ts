/**
 * How large the scale s must be before a probability is within reach. On the unit sphere logits differ by at most 2s,
 * so with a small s no arrangement of the classes brings the softmax near 1, and the loss stays high for ever.
 */

/**
 * The least s with which a sample that lies on its class weight can reach the posterior `probability`, however the
 * weights lie (CosFace, eq. 6): at best the other C − 1 logits stand at cos θ = −1/(C − 1), the simplex.
 *
 * With a margin the own logit is s·ψ(0) instead of s, and the bound s ≥ ln((C − 1)P/(1 − P)) / (ψ(0) + 1/(C − 1)).
 *
 * @param ownLogit ψ(0), the target at θ = 0 in units of s: 1 without a margin, 1 − m for CosFace, cos m for ArcFace
 * @returns Infinity where no s will do; at least 0
 */
export function leastScale(classes: number, probability: number, ownLogit = 1): number {
  const lead = ownLogit + 1 / (classes - 1);
  return scaleForOdds(Math.log(classes - 1) + logOdds(probability), lead);
}

/**
 * The same where the nearest other class lies at the angle `separationRad` and the rest does not count: what is needed
 * at least where there is no room for a simplex.
 */
export function leastScaleBesideNeighbour(separationRad: number, probability: number, ownLogit = 1): number {
  return scaleForOdds(logOdds(probability), ownLogit - Math.cos(separationRad));
}

/**
 * The same, exactly, for weights spread evenly on the circle: every other class counts.
 *
 * @returns Infinity where the own logit is no larger than the neighbours'
 */
export function leastScaleOnCircle(classes: number, probability: number, ownLogit = 1): number {
  const allowed = Math.exp(-logOdds(probability));
  if (classes - 1 <= allowed) return 0;
  if (!(ownLogit > Math.cos((2 * Math.PI) / classes))) return Infinity;
  const others = othersOnCircle(classes);
  // The others' share falls as s grows, where the own logit is the largest.
  let [low, high] = [0, 1];
  while (oddsAgainst(others, high, ownLogit) > allowed) [low, high] = [high, high * 2];
  for (let i = 0; i < 45; i++) {
    const middle = (low + high) / 2;
    if (oddsAgainst(others, middle, ownLogit) > allowed) low = middle;
    else high = middle;
  }
  return high;
}

/** The posterior of a sample on its class weight, the weights spread evenly on the circle. */
export const posteriorOnCircle = (classes: number, scale: number, ownLogit = 1): number =>
  1 / (1 + oddsAgainst(othersOnCircle(classes), scale, ownLogit));

/** The largest posterior that a sample on its class weight can have, however the weights lie; the inverse of `leastScale`. */
export const mostPosterior = (classes: number, scale: number, ownLogit = 1): number =>
  Math.exp(-Math.log1p((classes - 1) * Math.exp(-scale * (ownLogit + 1 / (classes - 1)))));

/** The same beside one neighbour; the inverse of `leastScaleBesideNeighbour`. */
export const posteriorBesideNeighbour = (separationRad: number, scale: number, ownLogit = 1): number =>
  1 / (1 + Math.exp(scale * (Math.cos(separationRad) - ownLogit)));

/** cos θ of other classes on the circle, and how many of them have it. */
interface Others {
  readonly cos: number;
  readonly count: number;
}

/** The other C − 1 weights: near ones each, beyond them many as one, as they differ little. */
function othersOnCircle(classes: number): Others[] {
  const half = Math.floor((classes - 1) / 2);
  const near = Math.min(half, 300);
  const cosAt = (k: number) => Math.cos((2 * Math.PI * k) / classes);
  const others: Others[] = Array.from({ length: near }, (_, i) => ({ cos: cosAt(i + 1), count: 2 }));
  const strata = Math.min(300, half - near);
  for (let i = 0; i < strata; i++) {
    const [from, to] = [i, i + 1].map((edge) => near + (edge * (half - near)) / strata);
    others.push({ cos: cosAt((from + to + 1) / 2), count: 2 * (to - from) });
  }
  if (classes % 2 === 0) others.push({ cos: -1, count: 1 });
  return others;
}

const oddsAgainst = (others: readonly Others[], scale: number, ownLogit: number): number =>
  others.reduce((sum, { cos, count }) => sum + count * Math.exp(scale * (cos - ownLogit)), 0);

/**
 * s = √2·ln(C − 1), the fixed scale of AdaCos: with it a sample at θ = 45°, all other cosines near 0, has the posterior
 * ½, where it changes fastest. 0 for two classes.
 */
export const steepestScale = (classes: number): number => Math.SQRT2 * Math.log(classes - 1);

const logOdds = (probability: number): number => Math.log(probability / (1 - probability));

function scaleForOdds(logOddsNeeded: number, lead: number): number {
  if (logOddsNeeded <= 0) return 0;
  return lead > 0 ? logOddsNeeded / lead : Infinity;
}
