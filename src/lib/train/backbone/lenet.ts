import type * as tf from '@tensorflow/tfjs-core';
import { conv } from '../blocks/conv';
import { dense } from '../blocks/dense';
import { maxPool } from '../blocks/max-pool';
import { prelu } from '../blocks/prelu';
import type { BuildBackbone } from './backbone';
import { apply, embeddingLayer } from './embedding-layer';
import { Normalization } from './normalization';

const kernel = 5;
const channels = [8, 16] as const;
const width128 = 128;

/**
 * LeNet's shape (LeCun et al. 1998): two 5×5 convolutions of 8 and 16 channels, a dense layer of 128, the
 * embedding. PReLU follows the pooling: for positive slopes the result is the same at a quarter of the work.
 */
export const lenet: BuildBackbone = (parameters, { height, width, dim }, options) => {
  const f1 = parameters.heNormal<tf.Rank.R4>('conv1/filter', [kernel, kernel, 1, channels[0]], kernel ** 2);
  const b1 = parameters.constant<tf.Rank.R1>('conv1/bias', [channels[0]], 0);
  const a1 = parameters.constant<tf.Rank.R1>('conv1/alpha', [channels[0]], 0.25);
  const fanIn2 = kernel ** 2 * channels[0];
  const f2 = parameters.heNormal<tf.Rank.R4>('conv2/filter', [kernel, kernel, ...channels], fanIn2);
  const b2 = parameters.constant<tf.Rank.R1>('conv2/bias', [channels[1]], 0);
  const a2 = parameters.constant<tf.Rank.R1>('conv2/alpha', [channels[1]], 0.25);
  const flatWidth = Math.floor(height / 4) * Math.floor(width / 4) * channels[1];
  const w3 = parameters.heNormal<tf.Rank.R2>('dense/weights', [flatWidth, width128], flatWidth);
  const b3 = parameters.constant<tf.Rank.R1>('dense/bias', [width128], 0);
  const norm = options.normHidden ? new Normalization(parameters, 'dense', width128, true) : null;
  const a3 = parameters.constant<tf.Rank.R1>('dense/alpha', [width128], 0.25);
  const embedding = embeddingLayer(parameters, width128, dim, options);
  return {
    normalizations: [...(norm ? [norm] : []), ...embedding.normalizations],
    embed(images, training) {
      const first = prelu(maxPool(conv(images, f1, b1, false)), a1);
      const second = prelu(maxPool(conv(first, f2, b2)), a2);
      const third = norm ? apply(norm, dense(second, w3, b3), training, a3) : dense(second, w3, b3, true, a3);
      return embedding.apply(third, training);
    },
  };
};
