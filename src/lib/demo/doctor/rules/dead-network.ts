/** Every embedding is 0 behind a ReLU: no gradient passes it, and nothing can wake it. */
import type { Rule } from '../diagnosis';
import { calmer } from './diverged';

export const deadNetwork: Rule = (evidence) => {
  const { signs, gradientNorms, recipe } = evidence;
  const below = gradientNorms?.filter(({ layer }) => layer !== 'head') ?? [];
  const isStill = below.length > 0 && below.every(({ norm }) => norm === 0);
  if (signs.zeroShare < 0.99 && !isStill) return null;
  return {
    figures: { zeroShare: signs.zeroShare, gradient: below[0]?.norm ?? 0 },
    remedy: { ...calmer(evidence), ...(recipe.relu ? { relu: false } : {}) },
  };
};
