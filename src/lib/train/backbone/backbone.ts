/** What every backbone is: a map from images to embeddings, built from parameters in a fixed order. */
import type * as tf from '@tensorflow/tfjs-core';
import type { BackboneId } from '../protocol';
import type { Normalization } from './normalization';
import type { Parameters } from './parameters';

export interface BackboneShape {
  readonly height: number;
  readonly width: number;
  /** Dimension d of the embedding. */
  readonly dim: number;
}

/** Ingredients of the recipe that act inside the network. */
export interface BackboneOptions {
  /** Batch normalisation after the last hidden layer. */
  readonly normHidden: boolean;
  /** Affine-free batch normalisation of the embedding itself. */
  readonly normEmbedding: boolean;
  /** ReLU on the embedding, as a plain classifier would have it. */
  readonly relu: boolean;
}

export interface Backbone {
  /** Images [N, H, W, 1] to embeddings [N, d]. `training` normalises by the batch, else by running moments. */
  embed(images: tf.Tensor4D, training: boolean): tf.Tensor2D;
  readonly normalizations: readonly Normalization[];
}

export type BuildBackbone = (
  parameters: Parameters,
  shape: BackboneShape,
  options: BackboneOptions,
) => Backbone;

export type { BackboneId };
