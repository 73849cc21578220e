import type { Mining } from './pairwise/triplet-terms';
import type { PairwiseLossSpec } from './spec';
import { evaluateTriplets } from './triplet';

/**
 * Triplet loss on angles: arccos(x̂_a·x̂_p) + m ≤ arccos(x̂_a·x̂_n) (ArcFace, eq. 7, where the classes need no weights).
 * The angle's gradient is a unit tangent and bounded at every angle; the authors' code has none at coincidence.
 */
export const angularTriplet: PairwiseLossSpec = {
  kind: 'pairwise',
  id: 'angular-triplet',
  parameters: [
    { name: 'm', default: 0.35, min: 0, max: 1, step: 0.01, unit: 'rad', phase: 'train', role: 'margin' },
  ],
  options: [
    {
      name: 'mining',
      default: 'semi-hard',
      values: ['semi-hard', 'semi-hard-one', 'batch-hard', 'hard', 'all'],
      phase: 'train',
    },
  ],
  unitFeatures: () => true,
  evaluate: (field, batch, { m, mining }) =>
    evaluateTriplets(
      field,
      batch,
      { kind: 'angle', unit: true },
      { mining: mining as Mining, margin: m as number, penalty: 'hinge', mean: 'chosen' },
    ),
};
