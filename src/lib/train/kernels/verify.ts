/**
 * Kernels that can be wrong without an error, against plain loops on small inputs: a check at start-up of a few
 * milliseconds. tfjs' backends have had such kernels, and so may ours have on an engine that nobody here has seen.
 */
import * as tf from '@tensorflow/tfjs-core';
import { softmax } from '../../loss/softmax';
import { createRng } from '../../math/rng';
import { hasKernel, runKernel, runKernels, runListKernel } from '../blocks/run-kernel';
import {
  adamKernel,
  batchNormGradKernel,
  batchNormKernel,
  blendKernel,
  denseGradKernel,
  denseKernel,
  marginHeadKernel,
  preluGradKernel,
  sgdKernel,
} from './names';

/** Relative to the largest number; float32 sums in another order differ by a hundredth of it. */
const tolerance = 1e-4;

interface HostTensor {
  readonly shape: number[];
  readonly values: Float32Array;
}

/** Throws an Error that names the first kernel of the active backend that is off. */
export function verifyKernels(): void {
  const rng = createRng(13);
  const random = (...shape: number[]): HostTensor => ({
    shape,
    values: Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => rng.gaussian()),
  });
  tf.tidy(() => {
    for (const check of checks) check(random);
  });
}

const checks = [
  product,
  convolution,
  pooling,
  prelu,
  sum,
  gather,
  optimizers,
  blending,
  denseBlock,
  batchNorm,
  marginHead,
];

type Random = (...shape: number[]) => HostTensor;

const upload = ({ shape, values }: HostTensor): tf.Tensor => tf.tensor(values, shape);

function expectNear(name: string, tensor: tf.Tensor, expected: ArrayLike<number>): void {
  const values = tensor.dataSync();
  let largest = 0;
  let difference = values.length === expected.length ? 0 : Infinity;
  for (let i = 0; i < values.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]));
    difference = Math.max(difference, Math.abs(values[i] - expected[i]));
  }
  // Written so that a NaN fails.
  if (!(difference <= tolerance * largest)) throw new Error(`its kernel ${name} is off by ${difference}`);
}

/** Sizes that are no multiples of a tile, in both orders of both operands, with bias and slopes. */
function product(random: Random): void {
  const [m, n, k] = [13, 11, 9];
  const a = random(m, k);
  const b = random(k, n);
  const bias = random(n);
  const slopes = random(n);
  const plain = new Float64Array(m * n);
  const fused = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a.values[i * k + p] * b.values[p * n + j];
      const shifted = sum + bias.values[j];
      plain[i * n + j] = sum;
      fused[i * n + j] = shifted < 0 ? shifted * slopes.values[j] : shifted;
    }
  }
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      const inputs = { a: operand(a, transposeA), b: operand(b, transposeB) };
      expectNear('BatchMatMul', runKernel('BatchMatMul', inputs, { transposeA, transposeB }), plain);
    }
  }
  const result = runKernel(
    '_FusedMatMul',
    {
      a: operand(a, false),
      b: operand(b, false),
      bias: upload(bias),
      preluActivationWeights: upload(slopes),
    },
    { transposeA: false, transposeB: false, activation: 'prelu' },
  );
  expectNear('_FusedMatMul', result, fused);
}

/** [1, rows, columns], or the transpose of it. */
function operand({ shape, values }: HostTensor, transpose: boolean): tf.Tensor {
  const [rows, columns] = shape;
  if (!transpose) return tf.tensor(values, [1, rows, columns]);
  const turned = values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]);
  return tf.tensor(turned, [1, columns, rows]);
}

/** Forward and both gradients by one loop: each pixel, weight and result that meet. */
function convolution(random: Random): void {
  const [batch, height, width, kernel] = [2, 5, 3, 3];
  for (const [channels, outChannels, stride] of [
    [9, 10, 1],
    [2, 5, 2],
  ]) {
    const outHeight = Math.ceil(height / stride);
    const outWidth = Math.ceil(width / stride);
    const x = random(batch, height, width, channels);
    const filter = random(kernel, kernel, channels, outChannels);
    const dy = random(batch, outHeight, outWidth, outChannels);
    const bias = random(outChannels);
    const y = new Float64Array(dy.values.length);
    const dx = new Float64Array(x.values.length);
    const dFilter = new Float64Array(filter.values.length);
    // "same": the padding's smaller half comes first.
    const before = (length: number, out: number) =>
      Math.floor(Math.max((out - 1) * stride + kernel - length, 0) / 2);
    const top = before(height, outHeight);
    const left = before(width, outWidth);
    for (let n = 0; n < batch; n++)
      for (let oy = 0; oy < outHeight; oy++)
        for (let ox = 0; ox < outWidth; ox++)
          for (let ky = 0; ky < kernel; ky++)
            for (let kx = 0; kx < kernel; kx++) {
              const row = oy * stride - top + ky;
              const column = ox * stride - left + kx;
              if (row < 0 || row >= height || column < 0 || column >= width) continue;
              for (let c = 0; c < channels; c++)
                for (let o = 0; o < outChannels; o++) {
                  const atX = ((n * height + row) * width + column) * channels + c;
                  const atFilter = ((ky * kernel + kx) * channels + c) * outChannels + o;
                  const atY = ((n * outHeight + oy) * outWidth + ox) * outChannels + o;
                  y[atY] += x.values[atX] * filter.values[atFilter];
                  dx[atX] += dy.values[atY] * filter.values[atFilter];
                  dFilter[atFilter] += dy.values[atY] * x.values[atX];
                }
            }
    const layout = {
      strides: [stride, stride],
      pad: 'same',
      dataFormat: 'NHWC',
      dilations: [1, 1],
      dimRoundingMode: undefined,
    };
    const [tx, tFilter, tdy] = [x, filter, dy].map(upload);
    expectNear('Conv2D', runKernel('Conv2D', { x: tx, filter: tFilter }, layout), y);
    const forward = runKernel(
      'FusedConv2D',
      { x: tx, filter: tFilter, bias: upload(bias) },
      { ...layout, activation: 'linear' },
    );
    const shifted = y.map((value, i) => value + bias.values[i % outChannels]);
    expectNear('FusedConv2D', forward, shifted);
    const inputGrad = runKernel(
      'Conv2DBackpropInput',
      { dy: tdy, filter: tFilter },
      { ...layout, inputShape: x.shape },
    );
    expectNear('Conv2DBackpropInput', inputGrad, dx);
    const filterGrad = runKernel(
      'Conv2DBackpropFilter',
      { x: tx, dy: tdy },
      { ...layout, filterShape: filter.shape },
    );
    expectNear('Conv2DBackpropFilter', filterGrad, dFilter);
  }
}

/** 2×2 windows side by side; about one in sixteen has no positive number, where tfjs' own gradient is wrong. */
function pooling(random: Random): void {
  const [batch, side, channels] = [2, 6, 5];
  const x = random(batch, side, side, channels);
  const dy = random(batch, side / 2, side / 2, channels);
  const y = new Float64Array(dy.values.length).fill(-Infinity);
  const winner = new Int32Array(y.length);
  const windowOf = (i: number) => {
    const channel = i % channels;
    const column = Math.floor(i / channels) % side;
    const row = Math.floor(i / (channels * side));
    return (Math.floor(row / 2) * (side / 2) + Math.floor(column / 2)) * channels + channel;
  };
  x.values.forEach((value, i) => {
    const window = windowOf(i);
    if (value > y[window]) {
      y[window] = value;
      winner[window] = i;
    }
  });
  const dx = new Float64Array(x.values.length);
  winner.forEach((place, window) => (dx[place] = dy.values[window]));
  const attrs = { filterSize: [2, 2], strides: [2, 2], pad: 'valid', dimRoundingMode: undefined };
  const input = upload(x);
  const output = runKernel('MaxPool', { x: input }, attrs);
  expectNear('MaxPool', output, y);
  expectNear('MaxPoolGrad', runKernel('MaxPoolGrad', { dy: upload(dy), input, output }, attrs), dx);
  const spread = Float64Array.from(x.values, (_, i) => dy.values[windowOf(i)] / 4);
  expectNear('AvgPoolGrad', runKernel('AvgPoolGrad', { dy: upload(dy), input }, attrs), spread);
}

function prelu(random: Random): void {
  const channels = 9;
  const x = random(7, channels);
  const alpha = random(channels);
  const dy = random(7, channels);
  const dAlpha = new Float64Array(channels);
  const slope = (i: number) => (x.values[i] > 0 ? 1 : alpha.values[i % channels]);
  x.values.forEach((value, i) => (dAlpha[i % channels] += Math.min(value, 0) * dy.values[i]));
  const [tx, tAlpha, tdy] = [x, alpha, dy].map(upload);
  expectNear(
    'Prelu',
    runKernel('Prelu', { x: tx, alpha: tAlpha }),
    Float64Array.from(x.values, (value, i) => value * slope(i)),
  );
  if (!hasKernel(preluGradKernel)) return;
  const [dxOut, dAlphaOut] = runKernels(preluGradKernel, { x: tx, alpha: tAlpha, dy: tdy });
  expectNear(
    preluGradKernel,
    dxOut,
    Float64Array.from(dy.values, (value, i) => value * slope(i)),
  );
  expectNear(preluGradKernel, dAlphaOut, dAlpha);
}

function sum(random: Random): void {
  const x = random(5, 4, 11);
  const sums = new Float64Array(11);
  x.values.forEach((value, i) => (sums[i % 11] += value));
  expectNear('Sum', tf.sum(upload(x), [0, 1]), sums);
}

function gather(random: Random): void {
  const x = random(6, 7);
  const rows = [4, 0, 5, 4];
  const expected = rows.flatMap((row) => [...x.values.subarray(7 * row, 7 * row + 7)]);
  expectNear('GatherV2', tf.gather(upload(x), tf.tensor1d(rows, 'int32')), expected);
}

function optimizers(random: Random): void {
  const [parameter, gradient, moment1, root] = [random(7), random(7), random(7), random(7)];
  const moment2 = { shape: [7], values: root.values.map((value) => value * value) };
  const lists = { parameters: [upload(parameter)], gradients: [upload(gradient)] };
  if (hasKernel(sgdKernel)) {
    const [next] = runListKernel(sgdKernel, lists, { stepSize: 0.1 });
    expectNear(
      sgdKernel,
      next,
      parameter.values.map((value, i) => value - 0.1 * gradient.values[i]),
    );
  }
  if (!hasKernel(adamKernel)) return;
  const [first, second] = [upload(moment1), upload(moment2)];
  const [next] = runListKernel(
    adamKernel,
    { ...lists, moments1: [first], moments2: [second] },
    { stepSize: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-7 },
  );
  const m = Float64Array.from(moment1.values, (value, i) => 0.9 * value + 0.1 * gradient.values[i]);
  const v = Float64Array.from(moment2.values, (value, i) => 0.99 * value + 0.01 * gradient.values[i] ** 2);
  expectNear(adamKernel, first, m);
  expectNear(adamKernel, second, v);
  expectNear(
    adamKernel,
    next,
    m.map((value, i) => parameter.values[i] - (0.1 * value) / (Math.sqrt(v[i]) + 1e-7)),
  );
}

function blending(random: Random): void {
  if (!hasKernel(blendKernel)) return;
  const [from, to] = [random(5), random(5)];
  const [mixed] = runListKernel(blendKernel, { from: [upload(from)], to: [upload(to)] }, { share: 0.1 });
  expectNear(
    blendKernel,
    mixed,
    from.values.map((value, i) => 0.9 * value + 0.1 * to.values[i]),
  );
}

/** x·W + b with PReLU, and all four gradients. */
function denseBlock(random: Random): void {
  if (!hasKernel(denseKernel)) return;
  const [rows, depth, columns] = [6, 7, 9];
  const [x, weights, bias, slopes, dy] = [
    random(rows, depth),
    random(depth, columns),
    random(columns),
    random(columns),
    random(rows, columns),
  ];
  const linear = new Float64Array(rows * columns);
  const y = new Float64Array(rows * columns);
  const dx = new Float64Array(rows * depth);
  const dWeights = new Float64Array(depth * columns);
  const dBias = new Float64Array(columns);
  const dSlopes = new Float64Array(columns);
  for (let n = 0; n < rows; n++) {
    for (let j = 0; j < columns; j++) {
      const at = n * columns + j;
      linear[at] = bias.values[j];
      for (let k = 0; k < depth; k++) linear[at] += x.values[n * depth + k] * weights.values[k * columns + j];
      const slope = linear[at] > 0 ? 1 : slopes.values[j];
      y[at] = linear[at] * slope;
      dSlopes[j] += Math.min(linear[at], 0) * dy.values[at];
      dBias[j] += slope * dy.values[at];
      for (let k = 0; k < depth; k++) {
        dx[n * depth + k] += slope * dy.values[at] * weights.values[k * columns + j];
        dWeights[k * columns + j] += slope * dy.values[at] * x.values[n * depth + k];
      }
    }
  }
  const operands = { x: upload(x), weights: upload(weights), slopes: upload(slopes) };
  const forward = runKernels(denseKernel, { ...operands, bias: upload(bias) });
  expectNear(denseKernel, forward[0], y);
  expectNear(denseKernel, forward[1], linear);
  const attrs = { needsInputGradient: true, hasBias: true };
  const gradients = runKernels(denseGradKernel, { ...operands, linear: forward[1], dy: upload(dy) }, attrs);
  [dx, dWeights, dBias, dSlopes].forEach((expected, i) =>
    expectNear(denseGradKernel, gradients[i], expected),
  );
}

/** One sample of each of two classes under softmax: logits W·x, gradients (p − one-hot)/2 times W and x. */
function marginHead(random: Random): void {
  if (!hasKernel(marginHeadKernel)) return;
  const [embeddings, weights] = [random(2, 2), random(2, 2)];
  const [x, w] = [embeddings.values, weights.values];
  const dX = new Float64Array(4);
  const dW = new Float64Array(4);
  let loss = 0;
  for (let n = 0; n < 2; n++) {
    const logit = (j: number) => x[2 * n] * w[2 * j] + x[2 * n + 1] * w[2 * j + 1];
    const wrong = 1 - n;
    const share = 1 / (1 + Math.exp(logit(n) - logit(wrong)));
    loss -= Math.log(1 - share) / 2;
    for (const [j, slope] of [
      [n, -share / 2],
      [wrong, share / 2],
    ]) {
      for (let k = 0; k < 2; k++) {
        dX[2 * n + k] += slope * w[2 * j + k];
        dW[2 * j + k] += slope * x[2 * n + k];
      }
    }
  }
  const outputs = runKernels(
    marginHeadKernel,
    { embeddings: upload(embeddings), weights: upload(weights), oneHot: tf.tensor2d([1, 0, 0, 1], [2, 2]) },
    { spec: softmax, settings: {}, gradient: 'exact', epsilon: 1e-12 },
  );
  [[loss], dX, dW].forEach((expected, i) => expectNear(marginHeadKernel, outputs[i], expected));
}

/** With scale, shift and PReLU. */
function batchNorm(random: Random): void {
  if (!hasKernel(batchNormKernel)) return;
  const [rows, columns, epsilon] = [6, 7, 1e-5];
  const x = random(rows, columns);
  const dy = random(rows, columns);
  const scale = random(columns);
  const shift = random(columns);
  const slopes = random(columns);
  const y = new Float64Array(x.values.length);
  const dx = new Float64Array(x.values.length);
  const dScale = new Float64Array(columns);
  const dSlopes = new Float64Array(columns);
  for (let c = 0; c < columns; c++) {
    const places = Array.from({ length: rows }, (_, i) => i * columns + c);
    const mean = (of: (place: number) => number) => places.reduce((sum, at) => sum + of(at), 0) / rows;
    const centre = mean((at) => x.values[at]);
    const inverse = 1 / Math.sqrt(mean((at) => (x.values[at] - centre) ** 2) + epsilon);
    const normal = (at: number) => (x.values[at] - centre) * inverse;
    const linear = (at: number) => normal(at) * scale.values[c] + shift.values[c];
    const slope = (at: number) => (linear(at) > 0 ? 1 : slopes.values[c]);
    const upstream = (at: number) => dy.values[at] * slope(at);
    const meanDy = mean(upstream);
    const meanProduct = mean((at) => upstream(at) * normal(at));
    dScale[c] = meanProduct * rows;
    dSlopes[c] = mean((at) => dy.values[at] * Math.min(linear(at), 0)) * rows;
    for (const at of places) {
      y[at] = linear(at) * slope(at);
      dx[at] = inverse * scale.values[c] * (upstream(at) - meanDy - normal(at) * meanProduct);
    }
  }
  const tail = { scale: upload(scale), shift: upload(shift), slopes: upload(slopes) };
  const [out, normal, inverse] = runKernels(batchNormKernel, { x: upload(x), ...tail }, { epsilon });
  expectNear(batchNormKernel, out, y);
  const gradients = runKernels(batchNormGradKernel, { dy: upload(dy), normal, inverse, ...tail });
  expectNear(batchNormGradKernel, gradients[0], dx);
  expectNear(batchNormGradKernel, gradients[1], dScale);
  expectNear(batchNormGradKernel, gradients[3], dSlopes);
}
