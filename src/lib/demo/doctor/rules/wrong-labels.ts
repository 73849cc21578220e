/** A part of the training labels is wrong, and the run suffers: what it is told cannot be learnt. */
import type { Rule } from '../diagnosis';

export const wrongLabels: Rule = ({ noise, step, accuracy, loss }) => {
  if (noise < 0.1 || step < 120 || accuracy > 0.75) return null;
  return { figures: { noise, accuracy, loss }, remedy: { noise: 0 } };
};
