/** Two classes with one direction: by angle the loss cannot tell them apart any more, and nothing pushes them apart. */
import { hasUnitWeights } from '../../../loss/spec';
import type { DemoState } from '../../demo-spec';
import type { Rule } from '../diagnosis';

/** After so many steps the weights of healthy runs have found their places. */
const settled = 300;

export const weightsCoincide: Rule = ({ spec, settings, signs, step, accuracy, batchSize }) => {
  if (spec.kind !== 'margin' || !hasUnitWeights(spec) || step < settled || accuracy > 0.75) return null;
  // Where a batch holds hardly anything, that is the cause (`tiny-batch`).
  if (batchSize <= 4) return null;
  const { classes, angleDeg } = signs.closest;
  if (angleDeg > 1.5) return null;
  return { figures: { a: classes[0], b: classes[1], angleDeg, accuracy }, remedy: remedyFor() };

  /** A scale that begins gently, and a margin, which holds neighbours apart. */
  function remedyFor(): DemoState {
    const remedy: Record<string, number> = {};
    for (const { name, role, default: usual, derived } of spec.parameters) {
      if (derived) continue;
      const value = settings[name] as number;
      if (role === 'scale' && value > usual) remedy[name] = usual;
      if (role === 'margin' && value < usual) remedy[name] = usual;
    }
    return remedy;
  }
};
