import type * as tf from '@tensorflow/tfjs-core';
import { dense } from '../blocks/dense';
import { relu } from '../blocks/relu';
import type { BackboneOptions } from './backbone';
import { Normalization } from './normalization';
import type { Parameters } from './parameters';

/** The last layer of every backbone: hidden [N, width] (or [N, ..] of as many numbers) to embedding [N, d], linear unless the recipe says otherwise. */
export function embeddingLayer(
  parameters: Parameters,
  width: number,
  dim: number,
  options: BackboneOptions,
): { apply(hidden: tf.Tensor, training: boolean): tf.Tensor2D; normalizations: Normalization[] } {
  const weights = parameters.heNormal<tf.Rank.R2>('embedding/weights', [width, dim], width);
  // A bias before an affine-free normalisation would be subtracted again.
  const bias = options.normEmbedding ? null : parameters.constant<tf.Rank.R1>('embedding/bias', [dim], 0);
  const normalization = options.normEmbedding ? new Normalization(parameters, 'embedding', dim, false) : null;
  return {
    normalizations: normalization ? [normalization] : [],
    apply(hidden, training) {
      const raw = dense(hidden, weights, bias);
      const normal = normalization ? apply(normalization, raw, training) : raw;
      return options.relu ? relu(normal) : normal;
    },
  };
}

/** Normalises by the batch while training, by running moments else; then PReLU where there are slopes [C]. */
export function apply(
  normalization: Normalization,
  x: tf.Tensor2D,
  training: boolean,
  slopes_c: tf.Tensor1D | null = null,
): tf.Tensor2D {
  return training ? normalization.train(x, slopes_c) : normalization.evaluate(x, slopes_c);
}
