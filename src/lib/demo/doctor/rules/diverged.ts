/** The run stopped by itself. With a number that is none, the worker names the tensor that had it first. */
import type { DemoState } from '../../demo-spec';
import type { Evidence } from '../evidence';
import type { Rule } from '../diagnosis';

export const notFinite: Rule = (evidence) => {
  const details = evidence.problem?.details;
  if (!details || details.sickStep === undefined) return null;
  return {
    figures: {
      step: details.sickStep,
      kind: details.sickKind,
      tensor: details.sickTensor,
      throughAcos: Number(evidence.recipe.acos),
    },
    remedy: evidence.recipe.acos ? { acos: false } : calmer(evidence),
  };
};

export const ranAway: Rule = (evidence) => {
  if (!evidence.problem) return null;
  return {
    figures: { step: evidence.problem.details.failedStep, rate: evidence.recipe.learningRate },
    remedy: calmer(evidence),
  };
};

/** The rate and the normalisation that suit the loss. */
export const calmer = ({ usualRate, recipe }: Pick<Evidence, 'usualRate' | 'recipe'>): DemoState => ({
  lr: usualRate,
  ...(recipe.normHidden ? {} : { norm: true }),
});
