/** What a page would write without us: the same networks in tfjs-layers, trained by `trainOnBatch`. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import type { OptimizerId } from '../../src/lib/train/optimizer/optimizer';
import type { Batch } from '../../src/lib/train/device-dataset';
import type { BenchNet } from './flop';
import type { Contestant } from './turns';

/** `plainModel` on one batch, with tfjs' stock kernels. Its softmax head is less work than an ArcFace head. */
export function plainLayers(
  net: BenchNet,
  optimizer: OptimizerId,
  batch: Batch,
  useStock: () => void,
): Contestant {
  const model = plainModel(net, optimizer);
  return {
    name: 'plain',
    use: useStock,
    run: async (steps) => {
      for (let step = 0; step < steps; step++) await model.trainOnBatch(batch.images, batch.oneHot_nc);
    },
    dispose: () => void model.dispose(),
  };
}

/** A classifier of 28×28 digits with a two-dimensional embedding before its last layer, and cross-entropy. */
export function plainModel(net: BenchNet, optimizer: OptimizerId = 'adam'): layers.Sequential {
  const model = layers.sequential();
  if (net === 'mlp') {
    model.add(layers.layers.flatten({ inputShape: [28, 28, 1] }));
    model.add(layers.layers.dense({ units: 128 }));
    model.add(layers.layers.prelu({}));
    model.add(layers.layers.dense({ units: 64 }));
  } else {
    const shared = { sharedAxes: [1, 2] };
    const filter = { kernelSize: 5, padding: 'same' } as const;
    model.add(layers.layers.conv2d({ ...filter, filters: 8, inputShape: [28, 28, 1] }));
    model.add(layers.layers.maxPooling2d({ poolSize: 2 }));
    model.add(layers.layers.prelu(shared));
    model.add(layers.layers.conv2d({ ...filter, filters: 16 }));
    model.add(layers.layers.maxPooling2d({ poolSize: 2 }));
    model.add(layers.layers.prelu(shared));
    model.add(layers.layers.flatten());
    model.add(layers.layers.dense({ units: 128 }));
  }
  model.add(layers.layers.batchNormalization({}));
  model.add(layers.layers.prelu({}));
  model.add(layers.layers.dense({ units: 2 }));
  model.add(layers.layers.dense({ units: 10, activation: 'softmax' }));
  const rule = { adam: () => tf.train.adam(0.01), sgd: () => tf.train.sgd(0.01) }[optimizer]();
  model.compile({ optimizer: rule, loss: 'categoricalCrossentropy' });
  return model;
}

/**
 * tfjs' wasm backend cannot train a convolution: its filter gradient is missing. Added here in the simplest way:
 * one product for each place of the filter.
 */
export function addMissingFilterGradient(): void {
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const x = inputs.x as tf.Tensor4D;
      const dy = inputs.dy as tf.Tensor4D;
      const shape = attrs!.filterShape as [number, number, number, number];
      const info = tf.backend_util.computeConv2DInfo(
        x.shape,
        shape,
        attrs!.strides as number,
        1,
        attrs!.pad as 'same',
      );
      const { top, bottom, left, right } = info.padInfo;
      return tf.tidy(() => {
        const padded = tf.pad(x, [
          [0, 0],
          [top, bottom],
          [left, right],
          [0, 0],
        ]);
        const [n, height, width, channels] = dy.shape;
        const gradient = tf.reshape(dy, [n * height * width, channels]);
        const places: tf.Tensor2D[] = [];
        for (let ky = 0; ky < shape[0]; ky++) {
          for (let kx = 0; kx < shape[1]; kx++) {
            const part = tf.slice(padded, [0, ky, kx, 0], [n, height, width, shape[2]]);
            places.push(tf.matMul(tf.reshape(part, [n * height * width, shape[2]]), gradient, true));
          }
        }
        return tf.reshape(tf.stack(places), shape);
      });
    },
  });
}
