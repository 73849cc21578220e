import type * as tf from '@tensorflow/tfjs-core';
import { add } from '../blocks/add';
import { conv } from '../blocks/conv';
import { flatten } from '../blocks/flatten';
import { maxPool } from '../blocks/max-pool';
import { prelu } from '../blocks/prelu';
import type { BuildBackbone } from './backbone';
import { apply, embeddingLayer } from './embedding-layer';
import { Normalization } from './normalization';
import type { Parameters } from './parameters';

const kernel = 3;
/** An eighth of the authors' widths: these faces are 64 pixels wide, and the device is a reader's. */
const channels = [8, 16, 32, 64] as const;

/**
 * The networks of SphereFace (Liu et al. 2017, table 2), narrower: four stages that begin with a 3×3 convolution, each
 * followed by its number of residual units (two 3×3 convolutions), PReLU after every convolution, then the embedding.
 * Where theirs has stride 2 the largest of 2×2 is taken: on images this small a stride loses what tells faces apart
 * (docs/model.md). `units`: residual units of each stage.
 */
const faceCnn =
  (units: readonly number[]): BuildBackbone =>
  (parameters, { height, width, dim }, options) => {
    let size = [height, width];
    const stages = channels.map((own, i) => {
      const before = i === 0 ? 1 : channels[i - 1];
      size = size.map((length) => Math.floor(length / 2));
      return {
        isInput: i === 0,
        first: layer(parameters, `stage${i + 1}/conv1`, before, own),
        units: Array.from({ length: units[i] }, (_, unit) =>
          [2, 3].map((place) => layer(parameters, `stage${i + 1}/conv${2 * unit + place}`, own, own)),
        ),
      };
    });
    const flatWidth = size[0] * size[1] * channels[3];
    const norm = options.normHidden ? new Normalization(parameters, 'flat', flatWidth, true) : null;
    const embedding = embeddingLayer(parameters, flatWidth, dim, options);
    return {
      normalizations: [...(norm ? [norm] : []), ...embedding.normalizations],
      embed(images, training) {
        let x = images;
        for (const { isInput, first, units } of stages) {
          x = first(x, { isInput, pools: true });
          for (const unit of units)
            x = add(
              x,
              unit.reduce((at, apply) => apply(at), x),
            );
        }
        const flat = flatten(x, flatWidth);
        return embedding.apply(norm ? apply(norm, flat, training) : flat, training);
      },
    };
  };

/**
 * A convolution and its PReLU, which follows the pooling where there is one: for positive slopes the result is the same
 * at a quarter of the work.
 */
function layer(parameters: Parameters, name: string, inChannels: number, outChannels: number) {
  const filter = parameters.heNormal<tf.Rank.R4>(
    `${name}/filter`,
    [kernel, kernel, inChannels, outChannels],
    kernel ** 2 * inChannels,
  );
  const bias = parameters.constant<tf.Rank.R1>(`${name}/bias`, [outChannels], 0);
  const alpha = parameters.constant<tf.Rank.R1>(`${name}/alpha`, [outChannels], 0.25);
  return (x: tf.Tensor4D, { isInput = false, pools = false } = {}): tf.Tensor4D => {
    const linear = conv(x, filter, bias, !isInput);
    return prelu(pools ? maxPool(linear) : linear, alpha);
  };
}

/** Four convolutions. */
export const cnn4 = faceCnn([0, 0, 0, 0]);
/** Ten: three residual units. */
export const cnn10 = faceCnn([0, 1, 2, 0]);
/** Twenty: eight residual units. */
export const cnn20 = faceCnn([1, 2, 4, 1]);
