import { tangentBetween } from './pairwise/tangent';
import { unitRows } from './pairwise/unit-rows';
import type { AdditiveLossSpec } from './spec';

/**
 * Intra-loss (ArcFace, eq. 5): w·(1/(πN))Σ θ_{y_i}, the mean angle between a feature and its class weight, beside a
 * softmax. Its pull is the same at every angle, near the weight too; at θ = 0, where acos' is infinite, it is 0.
 */
export const intra: AdditiveLossSpec = {
  kind: 'additive',
  id: 'intra',
  needsWeights: true,
  parameters: [
    {
      name: 'intra-weight',
      default: 1,
      min: 0,
      max: 10,
      step: 0.1,
      unit: '1',
      phase: 'train',
      role: 'shape',
    },
  ],
  options: [],
  evaluate(field, { embeddings_nd, oneHot_nc, weights_cd }, settings) {
    const [n] = field.shape(embeddings_nd);
    const weight = (settings['intra-weight'] as number) / (Math.PI * n);
    const features = unitRows(field, embeddings_nd);
    const weights = unitRows(field, weights_cd!);
    const own_nd = field.matMul(oneHot_nc, weights.unit_nd);
    const ofFeature = tangentBetween(field, features.unit_nd, own_nd, 1);
    const ofWeight = tangentBetween(field, own_nd, features.unit_nd, 1);
    return {
      loss: field.mul(field.sum(ofFeature.angleRad, 0), weight),
      gradEmbeddings_nd: features.toRaw(field.mul(ofFeature.towards, -weight)),
      gradWeights_cd: weights.toRaw(field.mul(field.matMul(oneHot_nc, ofWeight.towards, true), -weight)),
    };
  },
};
