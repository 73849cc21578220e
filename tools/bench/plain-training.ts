/**
 * The first demo's training as a page would write it without us: tfjs layers, tfjs' own Adam and gradients, the
 * ArcFace head in tfjs ops, stock wasm kernels. Data, network, recipe and held-out samples are the demo's own.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasmUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simdWasmUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import * as layers from '@tensorflow/tfjs-layers';
import type { DatasetManifest, Samples } from '../../src/lib/data/dataset';
import { readShard } from '../../src/lib/data/shard-reader';
import { pixelMoments, standardizeInto } from '../../src/lib/data/standardize';
import { arcface } from '../../src/lib/loss/arcface';
import { settingsOf } from '../../src/lib/loss/spec';
import { BatchOrder } from '../../src/lib/train/batch-order';
import { DataFeed } from '../../src/lib/train/data-feed';
import type { ImageShape } from '../../src/lib/train/device-dataset';
import { createTrainer } from '../../src/lib/train/lockstep';
import { effectiveSettings, learningRateAt, recipeFor } from '../../src/lib/train/recipe';
import { addMissingFilterGradient } from './plain-layers';

/** What the page shows as it goes. */
export interface PlainProgress {
  readonly step: number;
  /** Milliseconds of the last step. */
  readonly stepMs: number;
  /** Held-out accuracy by the class weights' angles, where it was measured at this step. */
  readonly accuracy: number | null;
}

const batchSize = 128;
/** Held-out accuracy is measured this often; our page does it several times a second. */
const stepsPerLook = 25;

/** Trains until `onStep` answers false. */
export async function trainPlainly(
  dataUrl: string,
  seed: number,
  onStep: (progress: PlainProgress) => boolean,
): Promise<void> {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainWasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdWasmUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': simdWasmUrl,
  });
  await tf.setBackend('wasm');
  addMissingFilterGradient();

  const feed = new DataFeed(
    dataUrl,
    (url, init) => fetch(url, init),
    () => {},
  );
  const { manifest, train, probe, images: shape } = await feed.open();
  feed.streamAll();
  const order = new BatchOrder(
    seed,
    manifest.splits.train.shards.map(({ count }) => count),
    batchSize,
  );
  const heldOut = await standardized(probe.samples, manifest, dataUrl);

  const recipe = recipeFor(arcface);
  const settings = settingsOf(arcface);
  const model = embeddingModel();
  const weights_cd = tf.variable(tf.zeros<tf.Rank.R2>([shape.classes, 2]));
  const variables = [...model.trainableWeights.map((weight) => weight.read() as tf.Variable), weights_cd];
  await startAsOurs(variables, shape, seed);
  const optimizer = tf.train.adam(recipe.learningRate) as tf.AdamOptimizer & { learningRate: number };

  for (let step = 0, goesOn = true; goesOn; step++) {
    const fromMs = performance.now();
    await feed.until(order.requiredCount(step));
    const { s, m } = effectiveSettings(arcface, settings, recipe, step);
    optimizer.learningRate = learningRateAt(recipe, step);
    const batch = train.batch(order.batch(step));
    optimizer.minimize(
      () => {
        const embeddings_nd = model.apply(batch.images, { training: true }) as tf.Tensor2D;
        return arcFaceLoss(embeddings_nd, weights_cd, batch.oneHot_nc, Number(s), Number(m));
      },
      false,
      variables,
    );
    tf.dispose([batch.images, batch.oneHot_nc]);
    const stepMs = performance.now() - fromMs;
    const looks = (step + 1) % stepsPerLook === 0;
    const accuracy = looks ? accuracyOf(model, weights_cd, heldOut, probe.samples.labels) : null;
    goesOn = onStep({ step: step + 1, stepMs, accuracy });
    // A turn for the page, or nothing is ever drawn.
    await tf.nextFrame();
  }
}

/** The start of our own trainer, whose variables come in the same order: so both need about as many steps. */
async function startAsOurs(variables: tf.Variable[], shape: ImageShape, seed: number): Promise<void> {
  const run = { loss: arcface.id, settings: {}, recipe: {} };
  const trainer = createTrainer(run, { backbone: 'lenet', dim: 2, seed }, shape);
  const { variables: values } = await trainer.save();
  trainer.dispose();
  variables.forEach((variable, i) => tf.tidy(() => variable.assign(tf.tensor(values[i], variable.shape))));
}

/** Held-out images as the network sees them: by the moments of the first shard, which the feed keeps to itself. */
async function standardized(samples: Samples, manifest: DatasetManifest, url: string): Promise<tf.Tensor4D> {
  const manifestUrl = new URL('manifest.json', url).href;
  const first = await readShard(manifest, manifestUrl, manifest.splits.train.shards[0], {
    fetch: (address, init) => fetch(address, init),
  });
  const values = new Float32Array(samples.pixels.length);
  standardizeInto(values, 0, samples.pixels, pixelMoments(first));
  return tf.tensor4d(values, [samples.count, manifest.height, manifest.width, 1]);
}

/** LeNet as in `backbone/lenet.ts`, up to the normalised embedding; `startAsOurs` says where it starts. */
function embeddingModel(): layers.Sequential {
  const model = layers.sequential();
  const filter = { kernelSize: 5, padding: 'same' } as const;
  const prelu = (sharedAxes?: number[]) => layers.layers.prelu({ sharedAxes });
  const moments = { momentum: 0.9, epsilon: 1e-5 };
  model.add(layers.layers.conv2d({ ...filter, filters: 8, inputShape: [28, 28, 1] }));
  model.add(layers.layers.maxPooling2d({ poolSize: 2 }));
  model.add(prelu([1, 2]));
  model.add(layers.layers.conv2d({ ...filter, filters: 16 }));
  model.add(layers.layers.maxPooling2d({ poolSize: 2 }));
  model.add(prelu([1, 2]));
  model.add(layers.layers.flatten());
  model.add(layers.layers.dense({ units: 128 }));
  model.add(layers.layers.batchNormalization(moments));
  model.add(prelu());
  model.add(layers.layers.dense({ units: 2, useBias: false }));
  // Without scale and shift this layer throws in training; with both held at 1 and 0 it computes the same.
  model.add(layers.layers.batchNormalization({ ...moments, trainable: false }));
  return model;
}

const unitRows = (x: tf.Tensor2D): tf.Tensor2D =>
  tf.div(x, tf.sqrt(tf.add(tf.sum(tf.square(x), 1, true), 1e-12)));

/** Mean cross-entropy with s·cos(θ + m) in the target's column, past π − m the straight line. */
function arcFaceLoss(
  embeddings_nd: tf.Tensor2D,
  weights_cd: tf.Tensor2D,
  oneHot_nc: tf.Tensor2D,
  scale: number,
  marginRad: number,
): tf.Scalar {
  const cos_nc = tf.matMul(unitRows(embeddings_nd), unitRows(weights_cd), false, true);
  const sin_nc = tf.sqrt(tf.sub(1 + 1e-6, tf.square(cos_nc)));
  const shifted_nc = tf.sub(tf.mul(cos_nc, Math.cos(marginRad)), tf.mul(sin_nc, Math.sin(marginRad)));
  const line_nc = tf.sub(cos_nc, marginRad * Math.sin(marginRad));
  // tfjs has no gradient for `greater`; a step has one, which is 0.
  const before_nc = tf.step(tf.sub(cos_nc, Math.cos(Math.PI - marginRad)));
  const target_nc = tf.add(line_nc, tf.mul(before_nc, tf.sub(shifted_nc, line_nc)));
  const logits_nc = tf.mul(tf.add(cos_nc, tf.mul(oneHot_nc, tf.sub(target_nc, cos_nc))), scale);
  return tf.neg(tf.mean(tf.sum(tf.mul(oneHot_nc, tf.logSoftmax(logits_nc)), 1)));
}

function accuracyOf(
  model: layers.Sequential,
  weights_cd: tf.Tensor2D,
  images: tf.Tensor4D,
  labels: ArrayLike<number>,
): number {
  const nearest = tf.tidy(() => {
    const embeddings_nd = model.predict(images, { batchSize: 500 }) as tf.Tensor2D;
    return tf.argMax(tf.matMul(embeddings_nd, unitRows(weights_cd), false, true), 1).dataSync();
  });
  let right = 0;
  nearest.forEach((label, i) => (right += Number(label === labels[i])));
  return right / labels.length;
}
