import type { AdditiveLossSpec, BatchField, TermBatch } from './spec';

/**
 * Center loss (Wen et al. 2016, eq. 2): (λ/2N)Σ‖x_i − c_{y_i}‖², beside a loss that keeps the classes apart; by itself it
 * only draws each class together. The centers are no parameters of the network: after each step
 *
 * `authors`: c_j ← c_j − α·Σ_{y_i = j}(c_j − x_i)/(1 + n_j) (eq. 4), whatever λ and N are;
 * `gradient`: gradient descent on (1/N)Σ‖x_i − c_{y_i}‖², which is also the term itself, without the ½
 * (KaiyangZhou/pytorch-center-loss).
 *
 * A class that a batch does not show keeps its center.
 */
export const center: AdditiveLossSpec = {
  kind: 'additive',
  id: 'center',
  needsWeights: false,
  parameters: [
    {
      name: 'center-weight',
      default: 0.05,
      min: 0,
      max: 1,
      step: 0.005,
      unit: '1',
      phase: 'train',
      role: 'shape',
    },
    {
      name: 'center-rate',
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
      unit: '1',
      phase: 'train',
      role: 'shape',
    },
  ],
  options: [{ name: 'center-rule', default: 'authors', values: ['authors', 'gradient'], phase: 'reset' }],
  state: {
    shape: (classes, dim) => [classes, dim],
    initial: null,
    update(field, batch, settings) {
      const [n] = field.shape(batch.embeddings_nd);
      const rate = settings['center-rate'] as number;
      // Σ_{y_i = j}(x_i − c_j) of each class.
      const pull_cd = field.matMul(batch.oneHot_nc, fromCenters(field, batch), true);
      if (settings['center-rule'] === 'gradient')
        return field.add(batch.state!, field.mul(pull_cd, (2 * rate) / n));
      const counts_c1 = field.transpose(field.sum(batch.oneHot_nc, 0));
      const step_cd = field.div(pull_cd, field.add(counts_c1, 1));
      return field.add(batch.state!, field.mul(step_cd, rate));
    },
  },
  evaluate(field, batch, settings) {
    const [n] = field.shape(batch.embeddings_nd);
    const weight = (settings['center-weight'] as number) / n;
    const factor = settings['center-rule'] === 'gradient' ? 1 : 0.5;
    const difference_nd = fromCenters(field, batch);
    const square = field.sum(field.sum(field.mul(difference_nd, difference_nd), 0), 1);
    return {
      loss: field.mul(square, factor * weight),
      gradEmbeddings_nd: field.mul(difference_nd, 2 * factor * weight),
      gradWeights_cd: null,
    };
  },
};

/** x_i − c_{y_i} [N, d] */
const fromCenters = <T>(field: BatchField<T>, { embeddings_nd, oneHot_nc, state }: TermBatch<T>): T =>
  field.sub(embeddings_nd, field.matMul(oneHot_nc, state!));
