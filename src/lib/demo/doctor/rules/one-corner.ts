/** A ReLU on the embedding leaves it one corner of the space; class weights that point elsewhere are never reached. */
import type { Rule } from '../diagnosis';

export const oneCorner: Rule = ({ signs, recipe, dim, step, classes }) => {
  if (!recipe.relu || !signs.isOneCorner || step < 30) return null;
  // In many dimensions a corner has room enough.
  if (classes <= dim) return null;
  return {
    figures: { zeroShare: signs.zeroShare, outOfReach: signs.outOfReach, corners: 2 ** dim },
    remedy: { relu: false },
  };
};
