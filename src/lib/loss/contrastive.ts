import { pairDistances } from './pairwise/pair-distance';
import { over, pairsOf, total, type Pairs } from './pairwise/pairs';
import type { BatchField, EmbeddedBatch, LossSettings, PairwiseLossSpec } from './spec';

/**
 * Contrastive loss over all pairs of a batch: pairs of one class are drawn together, pairs of two are pushed apart until
 * their distance is m. Three forms are in use:
 *
 * `half`: ½D² and ½max(0, m − D)², mean over the pairs (Hadsell, Chopra & LeCun 2006, eq. 4, DeepID2);
 * `square`: the same without the ½ (TensorFlow Addons);
 * `hinge`: max(0, D − p) and max(0, m − D), not squared, where the mean of the first and that of the second, each over
 * the terms that are not 0, are added (pytorch-metric-learning).
 */
export const contrastive: PairwiseLossSpec = {
  kind: 'pairwise',
  id: 'contrastive',
  parameters: [
    { name: 'm', default: 1, min: 0, max: 2, step: 0.05, unit: '1', phase: 'train', role: 'margin' },
    { name: 'slack', default: 0, min: 0, max: 1, step: 0.05, unit: '1', phase: 'train', role: 'shape' },
  ],
  options: [
    { name: 'form', default: 'half', values: ['half', 'square', 'hinge'], phase: 'train' },
    { name: 'features', default: 'raw', values: ['raw', 'unit'], phase: 'reset' },
  ],
  unitFeatures: ({ features }) => features === 'unit',
  evaluate: (field, batch, settings) =>
    contrastPairs(field, batch.embeddings_nd, pairsOf(field, batch.oneHot_nc), settings),
};

/** The same over the pairs that are named, ordered; both orders of a pair may be among them. */
export function contrastPairs<T>(
  field: BatchField<T>,
  embeddings_nd: EmbeddedBatch<T>['embeddings_nd'],
  { positive_nn, negative_nn }: Pairs<T>,
  settings: LossSettings,
): { loss: T; gradEmbeddings_nd: T; perPair_nn: T } {
  const [m, slack] = [settings.m as number, settings.slack as number];
  const { distance_nn, gradient } = pairDistances(field, embeddings_nd, {
    kind: 'l2',
    unit: settings.features === 'unit',
  });
  const missing_nn = field.max(field.sub(m, distance_nn), 0);
  if (settings.form === 'hinge') {
    const excess_nn = field.max(field.sub(distance_nn, slack), 0);
    const side = (mask_nn: T, term_nn: T) => {
      const active_nn = field.mul(mask_nn, field.greater(term_nn, 0));
      const count = total(field, active_nn);
      return {
        mean: over(field, total(field, field.mul(mask_nn, term_nn)), count),
        slope_nn: over(field, active_nn, count),
      };
    };
    const [together, apart] = [side(positive_nn, excess_nn), side(negative_nn, missing_nn)];
    return {
      loss: field.add(together.mean, apart.mean),
      gradEmbeddings_nd: gradient(field.sub(together.slope_nn, apart.slope_nn)),
      perPair_nn: field.add(field.mul(positive_nn, excess_nn), field.mul(negative_nn, missing_nn)),
    };
  }
  const factor = settings.form === 'half' ? 0.5 : 1;
  const count = total(field, field.add(positive_nn, negative_nn));
  const perPair_nn = field.mul(
    field.add(
      field.mul(positive_nn, field.mul(distance_nn, distance_nn)),
      field.mul(negative_nn, field.mul(missing_nn, missing_nn)),
    ),
    factor,
  );
  const slope_nn = field.mul(
    field.sub(field.mul(positive_nn, distance_nn), field.mul(negative_nn, missing_nn)),
    2 * factor,
  );
  return {
    loss: over(field, total(field, perPair_nn), count),
    gradEmbeddings_nd: gradient(over(field, slope_nn, count)),
    perPair_nn,
  };
}
