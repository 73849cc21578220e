import { pairDistances, type DistanceKind } from './pairwise/pair-distance';
import { pairsOf } from './pairwise/pairs';
import { tripletLoss, type Mining, type TripletRule } from './pairwise/triplet-terms';
import type { BatchField, EmbeddedBatch, LossSettings, PairwiseLossSpec } from './spec';

/**
 * Triplet loss: d(a, p) + m ≤ d(a, n) for an anchor, a positive of its class and a negative of another (FaceNet, eq. 1,
 * with squared distances of unit embeddings; others leave them unsquared). Which triplets of a batch count is the
 * option `mining`, and in it public programs differ most.
 */
export const triplet: PairwiseLossSpec = {
  kind: 'pairwise',
  id: 'triplet',
  parameters: [
    { name: 'm', default: 0.3, min: 0, max: 2, step: 0.05, unit: '1', phase: 'train', role: 'margin' },
  ],
  options: [
    {
      name: 'mining',
      default: 'semi-hard',
      values: ['semi-hard', 'semi-hard-one', 'batch-hard', 'hard', 'all'],
      phase: 'train',
    },
    { name: 'distance', default: 'l2', values: ['l2', 'squared-l2', 'cosine'], phase: 'train' },
    { name: 'penalty', default: 'hinge', values: ['hinge', 'soft'], phase: 'train' },
    { name: 'mean', default: 'chosen', values: ['chosen', 'active'], phase: 'train' },
    { name: 'features', default: 'unit', values: ['unit', 'raw'], phase: 'reset' },
  ],
  unitFeatures: ({ features, distance }) => features === 'unit' || distance === 'cosine',
  evaluate: (field, batch, settings) =>
    evaluateTriplets(
      field,
      batch,
      { kind: settings.distance as DistanceKind, unit: settings.features === 'unit' },
      tripletRule(settings),
    ),
};

const tripletRule = ({ m, mining, penalty, mean }: LossSettings): TripletRule => ({
  mining: mining as Mining,
  margin: m as number,
  penalty: penalty as TripletRule['penalty'],
  mean: mean as TripletRule['mean'],
});

/** The triplets of a batch that a rule chooses, under a distance. */
export function evaluateTriplets<T>(
  field: BatchField<T>,
  { embeddings_nd, oneHot_nc }: EmbeddedBatch<T>,
  distance: { readonly kind: DistanceKind; readonly unit: boolean },
  rule: TripletRule,
): { loss: T; gradEmbeddings_nd: T } {
  const distances = pairDistances(field, embeddings_nd, distance);
  const { loss, gradDistance_nn } = tripletLoss(field, distances, pairsOf(field, oneHot_nc), rule);
  return { loss, gradEmbeddings_nd: distances.gradient(gradDistance_nn) };
}
