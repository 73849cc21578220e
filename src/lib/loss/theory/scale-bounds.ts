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
export function leastScaleBesideNeighbour(
  separationRad: number,
  probability: number,
  ownLogit = 1,
  neighbours = 1,
): number {
  return scaleForOdds(Math.log(neighbours) + logOdds(probability), ownLogit - Math.cos(separationRad));
}

/**
 * The same, exactly, for weights spread evenly on the circle: every other class counts.
 *
 * @returns Infinity where the own logit is no larger than the neighbours'
 */
export function leastScaleOnCircle(classes: number, probability: number, ownLogit = 1): number {
  const others = Array.from({ length: classes - 1 }, (_, k) => Math.cos((2 * Math.PI * (k + 1)) / classes));
  const lead = ownLogit - Math.max(...others);
  // The others' share falls as s grows, where the own logit is the largest; at s = 0 all share alike.
  const othersShare = (s: number) => others.reduce((sum, cos) => sum + Math.exp(s * (cos - ownLogit)), 0);
  const allowed = Math.exp(-logOdds(probability));
  if (othersShare(0) <= allowed) return 0;
  if (!(lead > 0)) return Infinity;
  let [low, high] = [0, 1];
  while (othersShare(high) > allowed) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (othersShare(middle) > allowed) low = middle;
    else high = middle;
  }
  return high;
}

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
