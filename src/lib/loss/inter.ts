import { pairDistances } from './pairwise/pair-distance';
import { total } from './pairwise/pairs';
import { unitRows } from './pairwise/unit-rows';
import type { AdditiveLossSpec, BatchField } from './spec';

/**
 * Inter-loss (ArcFace, eq. 6): it turns the class weights away from each other, beside a softmax.
 *
 * `paper`: −w·(1/(πN(C − 1)))Σ_iΣ_{j≠y_i} arccos(W_{y_i}·W_j), which is at least −w and so can make the loss negative;
 * `code`: what the authors ran in 2019, w times the mean over i and every j, y_i among them, of cos(W_{y_i}, W_j).
 */
export const inter: AdditiveLossSpec = {
  kind: 'additive',
  id: 'inter',
  needsWeights: true,
  parameters: [
    {
      name: 'inter-weight',
      default: 1,
      min: 0,
      max: 10,
      step: 0.1,
      unit: '1',
      phase: 'train',
      role: 'shape',
    },
  ],
  options: [{ name: 'inter-form', default: 'paper', values: ['paper', 'code'], phase: 'train' }],
  evaluate(field, { embeddings_nd, oneHot_nc, weights_cd }, settings) {
    const [n, classes] = field.shape(oneHot_nc);
    const weight = settings['inter-weight'] as number;
    // Each class counts as often as the batch shows it.
    const share_c1 = field.mul(field.transpose(field.sum(oneHot_nc, 0)), 1 / n);
    const form = settings['inter-form'] === 'code' ? cosines : angles;
    return {
      ...form(field, weights_cd!, share_c1, classes, weight),
      gradEmbeddings_nd: field.mul(embeddings_nd, 0),
    };
  },
};

function angles<T>(field: BatchField<T>, weights_cd: T, share_c1: T, classes: number, weight: number) {
  const { distance_nn, gradient } = pairDistances(field, weights_cd, { kind: 'angle', unit: true });
  const others_cc = field.sub(1, field.identity(classes));
  const gradAngle_cc = field.mul(
    field.mul(others_cc, share_c1),
    -weight / (Math.PI * Math.max(classes - 1, 1)),
  );
  return {
    loss: total(field, field.mul(distance_nn, gradAngle_cc)),
    gradWeights_cd: gradient(gradAngle_cc),
  };
}

function cosines<T>(field: BatchField<T>, weights_cd: T, share_c1: T, classes: number, weight: number) {
  const weights = unitRows(field, weights_cd);
  const scaled = weight / classes;
  const sum_1d = field.sum(weights.unit_nd, 0);
  const mean_1d = field.sum(field.mul(weights.unit_nd, share_c1), 0);
  return {
    loss: field.mul(field.sum(field.mul(sum_1d, mean_1d), 1), scaled),
    gradWeights_cd: weights.toRaw(field.mul(field.add(field.mul(sum_1d, share_c1), mean_1d), scaled)),
  };
}
