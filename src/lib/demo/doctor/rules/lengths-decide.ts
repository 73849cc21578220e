/** A network that is right by lengths and biases, not by directions: no use where features are compared by angle. */
import { hasUnitFeatures } from '../../../loss/spec';
import type { Rule } from '../diagnosis';
import { calmer } from './diverged';

export const lengthsDecide: Rule = (evidence) => {
  const { spec, step, accuracy, cosineAccuracy } = evidence;
  if (spec.kind !== 'margin' || hasUnitFeatures(spec) || step < 100) return null;
  // Up to a tenth of the decisions hangs on lengths in healthy runs of Softmax.
  if (accuracy < 0.5 || accuracy - cosineAccuracy < 0.3) return null;
  return { figures: { accuracy, cosineAccuracy }, remedy: calmer(evidence) };
};
