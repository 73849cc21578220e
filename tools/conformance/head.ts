/** A golden problem through the tensor head, on tfjs' plain cpu backend and on wasm with the kernels of the site. */
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { fileURLToPath } from 'node:url';
import { marginLogits, marginLoss, nextScale } from '../../src/lib/train/head/margin-head';
import { installKernelSet } from '../../src/lib/train/kernels/wasm/install';
import type { Ours } from './check';
import type { Options } from './conventions';
import type { GoldenProblem } from './golden';

export const headBackends = ['cpu', 'wasm'] as const;

export async function evaluateHead(
  options: Options,
  problem: GoldenProblem,
  backend: (typeof headBackends)[number],
): Promise<Ours> {
  await use(backend);
  return tf.tidy(() => {
    const { spec, settings, convention, bias_c, steps } = options;
    const { labels_n, classes, dim, features_nd, weights_cd } = problem;
    const oneHot = labels_n.map((label) => Array.from({ length: classes }, (_, j) => (j === label ? 1 : 0)));
    const x_nd = tf.tensor2d(Float32Array.from(features_nd), [labels_n.length, dim]);
    const w_cd = tf.tensor2d(Float32Array.from(weights_cd), [weights_cd.length / dim, dim]);
    const b_c = tf.tensor1d(bias_c ? [...bias_c] : new Array(classes).fill(0));
    const oneHot_nc = tf.tensor2d(oneHot, [labels_n.length, classes], 'float32');
    const scales: number[] = [];
    let scale: tf.Tensor | null = null;
    if (spec.state) {
      scale = tf.tensor2d([settings.s as number], [1, 1]);
      while (scales.length < steps) {
        scale = nextScale(spec.state, settings, convention, x_nd, w_cd, oneHot_nc, scale);
        scales.push(scale.dataSync()[0]);
      }
    }
    const loss = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
      marginLoss(
        spec,
        settings,
        convention,
        x as tf.Tensor2D,
        w as tf.Tensor2D,
        b as tf.Tensor1D,
        oneHot_nc,
        scale,
      );
    const { value, grads } = tf.valueAndGrads(loss)([x_nd, w_cd, b_c]);
    const logits = marginLogits(spec, settings, convention, x_nd, w_cd, b_c, oneHot_nc, scale);
    return {
      loss: value.dataSync()[0],
      logits: logits.dataSync(),
      gradFeatures: grads[0].dataSync(),
      gradWeights: grads[1].dataSync(),
      gBias: grads[2].dataSync(),
      scales,
    };
  });
}

let areKernelsInstalled = false;

async function use(backend: (typeof headBackends)[number]): Promise<void> {
  if (tf.getBackend() === backend) return;
  // Without it tfjs advertises its native package on stderr.
  tf.enableProdMode();
  if (backend === 'wasm') {
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    const files = new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url);
    setWasmPaths(fileURLToPath(files));
  }
  await tf.setBackend(backend);
  if (backend === 'wasm' && !areKernelsInstalled) {
    installKernelSet('plain');
    areKernelsInstalled = true;
  }
}
