import type * as tf from '@tensorflow/tfjs-core';
import { dense } from '../blocks/dense';
import type { BuildBackbone } from './backbone';
import { apply, embeddingLayer } from './embedding-layer';
import { Normalization } from './normalization';

const hidden = [128, 64] as const;

/** Two dense layers of 128 and 64 with PReLU, then the embedding: the smallest network that learns digits. */
export const mlp: BuildBackbone = (parameters, { height, width, dim }, options) => {
  const pixels = height * width;
  const w1 = parameters.heNormal<tf.Rank.R2>('dense1/weights', [pixels, hidden[0]], pixels);
  const b1 = parameters.constant<tf.Rank.R1>('dense1/bias', [hidden[0]], 0);
  const a1 = parameters.constant<tf.Rank.R1>('dense1/alpha', [hidden[0]], 0.25);
  const w2 = parameters.heNormal<tf.Rank.R2>('dense2/weights', [hidden[0], hidden[1]], hidden[0]);
  const b2 = parameters.constant<tf.Rank.R1>('dense2/bias', [hidden[1]], 0);
  const norm = options.normHidden ? new Normalization(parameters, 'dense2', hidden[1], true) : null;
  const a2 = parameters.constant<tf.Rank.R1>('dense2/alpha', [hidden[1]], 0.25);
  const embedding = embeddingLayer(parameters, hidden[1], dim, options);
  return {
    normalizations: [...(norm ? [norm] : []), ...embedding.normalizations],
    embed(images, training) {
      const first = dense(images, w1, b1, false, a1);
      const second = norm ? apply(norm, dense(first, w2, b2), training, a2) : dense(first, w2, b2, true, a2);
      return embedding.apply(second, training);
    },
  };
};
