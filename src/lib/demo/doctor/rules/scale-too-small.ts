/** A scale with which even a perfect feature has a low probability, so that the loss has a floor far above 0. */
import { hasUnitFeatures } from '../../../loss/spec';
import { lowestLoss } from '../../../loss/theory/loss-bound';
import type { Rule } from '../diagnosis';

/** A perfect feature should be given at least this. */
const wantedProbability = 0.9;

export const scaleTooSmall: Rule = ({ spec, settings, classes, dim, step, loss }) => {
  if (spec.kind !== 'margin' || !hasUnitFeatures(spec) || step < 30) return null;
  // A scale that the loss finds by itself is not for the reader to set.
  const scale = spec.parameters.find(({ role, derived }) => role === 'scale' && !derived);
  if (!scale) return null;
  const s = settings[scale.name] as number;
  const probability = bestProbability(s, classes, dim);
  if (probability >= 0.5) return null;
  let wanted = scale.min;
  while (wanted < scale.max && bestProbability(wanted, classes, dim) < wantedProbability)
    wanted += scale.step;
  return {
    figures: { s, probability, floor: -Math.log(probability), loss },
    remedy: { [scale.name]: wanted },
  };
};

/**
 * The probability of the own class for a feature exactly on its weight, without a margin, weights spread as well as
 * can be: evenly on the circle; in more dimensions as a simplex, which bounds it from above (CosFace, eq. 6).
 */
export function bestProbability(s: number, classes: number, dim: number): number {
  if (dim > 2) return Math.exp(-lowestLoss(classes, s));
  let all = 0;
  for (let j = 0; j < classes; j++) all += Math.exp(s * (Math.cos((2 * Math.PI * j) / classes) - 1));
  return 1 / all;
}
