/** Batches at the angles where derivatives have no limit, through the training head of the backend in use. */
import * as tf from '@tensorflow/tfjs-core';
import { conventionFor } from '../../src/lib/loss/convention';
import { classLosses } from '../../src/lib/loss/registry';
import { branchPointsOf, subcentersOf, type ClassLossSpec, type LossSettings } from '../../src/lib/loss/spec';
import { marginLoss } from '../../src/lib/train/head/margin-head';
import { settingsGrid } from '../unit/loss/problems';

/** Weights whose float32 norms are exact, so that their multiples are collinear to the last bit. */
const weights_cd = [
  [1, 0, 0],
  [0, 2, 0],
  [-0.5, 0, 0],
  [3, 0, 4],
];
const nearRad = [1e-8, 1e-6, 1e-4, 1e-3, 0.02];

/** A feature at an angle to a weight, turned towards the third weight that is not along it. */
function turned(weight: readonly number[], rad: number): number[] {
  const length = Math.hypot(...weight);
  const unit = weight.map((value) => value / length);
  const other = unit[1] ? [0, 0, 1] : [0, 1, 0];
  return unit.map((value, k) => 3 * (Math.cos(rad) * value + Math.sin(rad) * other[k]));
}

/** Features of each class: on its weight, opposite, on and opposite every other weight, none at all, and just beside. */
function batchAtEdges(branchesRad: readonly number[]) {
  const embeddings: number[][] = [];
  const labels: number[] = [];
  weights_cd.forEach((own, label) => {
    const rads = [...nearRad, ...branchesRad.flatMap((rad) => [rad, rad - 1e-7, rad + 1e-7])];
    const features = [
      ...weights_cd.flatMap((weight) => [
        weight.map((value) => 2 * value),
        weight.map((value) => -2 * value),
      ]),
      [0, 0, 0],
      ...rads.flatMap((rad) => [turned(own, rad), turned(own, Math.PI - rad)]),
    ];
    embeddings.push(...features);
    labels.push(...features.map(() => label));
  });
  return { embeddings, labels };
}

async function isFiniteAt(spec: ClassLossSpec, settings: LossSettings): Promise<boolean> {
  const { embeddings, labels } = batchAtEdges(branchPointsOf(spec, settings));
  // Sub-centers of a class: its weight, over and over. Where rows tie the first is moved.
  const rows = weights_cd.flatMap((weight) => Array<number[]>(subcentersOf(spec, settings)).fill(weight));
  const tensors = tf.tidy(() => {
    const x_nd = tf.tensor2d(embeddings);
    const w_cd = tf.tensor2d(rows);
    const bias = tf.zeros([spec.kind === 'binary' ? 1 : weights_cd.length]);
    const oneHot_nc = tf.tensor2d(
      labels.map((label) => weights_cd.map((_, j) => Number(j === label))),
      undefined,
      'float32',
    );
    const { value, grads } = tf.valueAndGrads((x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
      marginLoss(
        spec,
        settings,
        conventionFor(settings),
        x as tf.Tensor2D,
        w as tf.Tensor2D,
        b as tf.Tensor1D,
        oneHot_nc,
      ),
    )([x_nd, w_cd, bias]);
    return [value, ...grads];
  });
  const numbers = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  return numbers.every((values) => values.every(Number.isFinite));
}

/**
 * Losses, with their settings, of which a loss or a gradient is not finite at such a batch; and how many were tried.
 *
 * @param ids losses to try; all unless said
 */
export async function failuresAtEdges(ids?: readonly string[]): Promise<{ tried: number; failed: string[] }> {
  const failed: string[] = [];
  let tried = 0;
  for (const spec of classLosses.filter(({ id }) => !ids || ids.includes(id))) {
    for (const settings of settingsGrid(spec)) {
      tried++;
      if (!(await isFiniteAt(spec, settings))) failed.push(`${spec.id} ${JSON.stringify(settings)}`);
    }
  }
  return { tried, failed };
}
