/** A rate far from the one that suits the loss, and a run that suffers from it. */
import type { Rule } from '../diagnosis';

/** Steps in which a healthy run has learnt most of what it learns. */
const patience = 120;

export const rateTooHigh: Rule = ({ recipe, usualRate, step, accuracy, signs, loss }) => {
  const rate = recipe.learningRate;
  if (rate < 5 * usualRate || step < patience) return null;
  const suffers = accuracy < 0.75 || signs.closest.angleDeg < 5;
  if (!suffers) return null;
  return { figures: { rate, times: rate / usualRate, step, accuracy, loss }, remedy: { lr: usualRate } };
};

export const rateTooLow: Rule = ({ recipe, usualRate, step, accuracy, loss }) => {
  const rate = recipe.learningRate;
  if (rate > usualRate / 10 || step < patience || accuracy > 0.75) return null;
  return { figures: { rate, times: usualRate / rate, step, accuracy, loss }, remedy: { lr: usualRate } };
};
