/**
 * Batch normalisation over a handful of samples. With two, each channel becomes +1 and −1 whatever they were, and what
 * comes before it gets no gradient.
 */
import type { Rule } from '../diagnosis';

export const tinyBatch: Rule = ({ batchSize, recipe, step, gradientNorms, accuracy }) => {
  const isNormalised = recipe.normHidden || recipe.normEmbedding;
  if (batchSize > 4 || !isNormalised || step < 30 || accuracy > 0.7) return null;
  const first = gradientNorms?.[0];
  if (!first) return null;
  return {
    figures: { batch: batchSize, layer: first.layer, gradient: first.norm, accuracy },
    remedy: { batch: 128 },
  };
};
