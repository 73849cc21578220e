import type * as tf from '@tensorflow/tfjs-core';
import { conv } from '../blocks/conv';
import { flatten } from '../blocks/flatten';
import { maxPool } from '../blocks/max-pool';
import { prelu } from '../blocks/prelu';
import type { BuildBackbone } from './backbone';
import { apply, embeddingLayer } from './embedding-layer';
import { Normalization } from './normalization';

const kernel = 5;
const stages = [32, 64, 128] as const;

/**
 * LeNet++, the network of the centre-loss figure (Wen et al. 2016, table 1): three stages of two 5×5 convolutions
 * with PReLU and a pooling each, then the embedding. 40 times the work of `lenet`: for real GPUs.
 */
export const lenetPlus: BuildBackbone = (parameters, { height, width, dim }, options) => {
  let inChannels = 1;
  let index = 0;
  const layers = stages.flatMap((channels) =>
    [0, 1].map((place) => {
      index++;
      const fanIn = kernel ** 2 * inChannels;
      const layer = {
        isInput: index === 1,
        endsStage: place === 1,
        filter: parameters.heNormal<tf.Rank.R4>(
          `conv${index}/filter`,
          [kernel, kernel, inChannels, channels],
          fanIn,
        ),
        bias: parameters.constant<tf.Rank.R1>(`conv${index}/bias`, [channels], 0),
        alpha: parameters.constant<tf.Rank.R1>(`conv${index}/alpha`, [channels], 0.25),
      };
      inChannels = channels;
      return layer;
    }),
  );
  const flatWidth = Math.floor(height / 8) * Math.floor(width / 8) * inChannels;
  const norm = options.normHidden ? new Normalization(parameters, 'flat', flatWidth, true) : null;
  const embedding = embeddingLayer(parameters, flatWidth, dim, options);
  return {
    normalizations: [...(norm ? [norm] : []), ...embedding.normalizations],
    embed(images, training) {
      let x = images;
      for (const { filter, bias, alpha, isInput, endsStage } of layers) {
        const linear = conv(x, filter, bias, !isInput);
        x = prelu(endsStage ? maxPool(linear) : linear, alpha);
      }
      return embedding.apply(norm ? apply(norm, flatten(x, flatWidth), training) : x, training);
    },
  };
};
