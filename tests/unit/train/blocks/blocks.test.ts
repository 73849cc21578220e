/** The network's blocks against their definitions, written out again as loops; gradients by central differences. */
import type * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/lib/math/rng';
import { batchNormEvaluate, batchNormTrain } from '../../../../src/lib/train/blocks/batch-norm';
import { conv } from '../../../../src/lib/train/blocks/conv';
import { dense } from '../../../../src/lib/train/blocks/dense';
import { flatten } from '../../../../src/lib/train/blocks/flatten';
import { maxPool } from '../../../../src/lib/train/blocks/max-pool';
import { prelu } from '../../../../src/lib/train/blocks/prelu';
import { relu } from '../../../../src/lib/train/blocks/relu';
import { evaluateBlock, slopes, type Formula } from '../../../support/block-gradients';
import {
  difference,
  gaussian,
  kernelHosts,
  loadHost,
  take,
  upload,
  type HostTensor,
} from '../../../support/host-tensor';

/** Value and every gradient agree with the formula; `skip` counts leading inputs that are data. */
function expectBlock(
  block: (...inputs: never[]) => tf.Tensor,
  formula: Formula,
  inputs: readonly HostTensor[],
  shape: readonly number[],
): void {
  const dy = gaussian(createRng(99), ...shape);
  const { value, gradients } = evaluateBlock(block, inputs, dy);
  expect(value.shape).toEqual(shape);
  const expected = formula(...inputs.map(({ values }) => Float64Array.from(values)));
  expect(difference(value.values, expected)).toBeLessThan(1e-5);
  const wanted = slopes(formula, inputs, dy);
  expect(gradients.map(({ shape }) => shape)).toEqual(inputs.map(({ shape }) => shape));
  gradients.forEach(({ values }, i) => expect(difference(values, wanted[i])).toBeLessThan(1e-5));
}

/** y[n, j] = Σᵢ x[n, i]·W[i, j] + b[j]. */
function denseFormula(rows: number, inWidth: number, outWidth: number): Formula {
  return (x, w, b) =>
    Float64Array.from({ length: rows * outWidth }, (_, at) => {
      const [n, j] = [Math.floor(at / outWidth), at % outWidth];
      let sum = b?.[j] ?? 0;
      for (let i = 0; i < inWidth; i++) sum += x[n * inWidth + i] * w[i * outWidth + j];
      return sum;
    });
}

/** y[n, p, q, o] = b[o] + Σ x[n, p + i − t, q + j − t, c]·F[i, j, c, o]; outside the image x is 0, t = ⌊(k−1)/2⌋. */
function convFormula(
  batch: number,
  height: number,
  width: number,
  k: number,
  inC: number,
  outC: number,
): Formula {
  const t = Math.floor((k - 1) / 2);
  return (x, filter, bias) => {
    const out: number[] = [];
    for (let n = 0; n < batch; n++)
      for (let p = 0; p < height; p++)
        for (let q = 0; q < width; q++)
          for (let o = 0; o < outC; o++) {
            let sum = bias[o];
            for (let i = 0; i < k; i++)
              for (let j = 0; j < k; j++)
                for (let c = 0; c < inC; c++) {
                  const [y, z] = [p + i - t, q + j - t];
                  if (y < 0 || z < 0 || y >= height || z >= width) continue;
                  sum +=
                    x[((n * height + y) * width + z) * inC + c] * filter[((i * k + j) * inC + c) * outC + o];
                }
            out.push(sum);
          }
    return out;
  };
}

/** The largest of each 2×2 window; a last odd row or column belongs to none. */
function poolFormula(batch: number, height: number, width: number, channels: number): Formula {
  return (x) => {
    const out: number[] = [];
    for (let n = 0; n < batch; n++)
      for (let p = 0; p + 1 < height; p += 2)
        for (let q = 0; q + 1 < width; q += 2)
          for (let c = 0; c < channels; c++) {
            const at = (y: number, z: number) => x[((n * height + y) * width + z) * channels + c];
            out.push(Math.max(at(p, q), at(p, q + 1), at(p + 1, q), at(p + 1, q + 1)));
          }
    return out;
  };
}

/** (x − mean) / √(variance + 1e-5) per column, times scale plus shift. */
function batchNormFormula(rows: number, channels: number): Formula {
  return (x, scale, shift) => {
    const out = new Float64Array(rows * channels);
    for (let c = 0; c < channels; c++) {
      const column = Array.from({ length: rows }, (_, n) => x[n * channels + c]);
      const mean = column.reduce((sum, value) => sum + value, 0) / rows;
      const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows;
      column.forEach((value, n) => {
        const normal = (value - mean) / Math.sqrt(variance + 1e-5);
        out[n * channels + c] = normal * (scale?.[c] ?? 1) + (shift?.[c] ?? 0);
      });
    }
    return out;
  };
}

describe.each(kernelHosts)('on %s', (host) => {
  beforeAll(() => loadHost(host));

  it('dense with a bias, seed 1', () => {
    const rng = createRng(1);
    const inputs = [gaussian(rng, 5, 4), gaussian(rng, 4, 3), gaussian(rng, 3)];
    expectBlock(
      (x: tf.Tensor2D, w: tf.Tensor2D, b: tf.Tensor1D) => dense(x, w, b),
      denseFormula(5, 4, 3),
      inputs,
      [5, 3],
    );
  });

  it('dense without a bias, seed 2', () => {
    const rng = createRng(2);
    const inputs = [gaussian(rng, 3, 6), gaussian(rng, 6, 2)];
    expectBlock((x: tf.Tensor2D, w: tf.Tensor2D) => dense(x, w, null), denseFormula(3, 6, 2), inputs, [3, 2]);
  });

  it('dense with PReLU, of images read as rows, seed 4', () => {
    const rng = createRng(4);
    const inputs = [gaussian(rng, 5, 2, 2, 1), gaussian(rng, 4, 3), gaussian(rng, 3), gaussian(rng, 3)];
    const linear = denseFormula(5, 4, 3);
    expectBlock(
      (x: tf.Tensor4D, w: tf.Tensor2D, b: tf.Tensor1D, a: tf.Tensor1D) => dense(x, w, b, true, a),
      (x, w, b, a) => Array.from(linear(x, w, b), (value, i) => (value > 0 ? value : value * a[i % 3])),
      inputs,
      [5, 3],
    );
  });

  it('dense on data, whose own gradient is left out, seed 3', () => {
    const rng = createRng(3);
    const [data, ...parameters] = [gaussian(rng, 4, 3), gaussian(rng, 3, 2), gaussian(rng, 2)];
    const x = upload<tf.Rank.R2>(data);
    const formula = denseFormula(4, 3, 2);
    expectBlock(
      (w: tf.Tensor2D, b: tf.Tensor1D) => dense(x, w, b, false),
      (...rest) => formula(Float64Array.from(data.values), ...rest),
      parameters,
      [4, 2],
    );
    x.dispose();
  });

  it.each([
    { k: 3, inC: 2, outC: 3, seed: 11 },
    { k: 5, inC: 1, outC: 2, seed: 12 },
    { k: 4, inC: 2, outC: 1, seed: 13 },
  ])('convolution $k×$k, $inC → $outC channels, seed $seed', ({ k, inC, outC, seed }) => {
    const rng = createRng(seed);
    const inputs = [gaussian(rng, 2, 6, 5, inC), gaussian(rng, k, k, inC, outC), gaussian(rng, outC)];
    expectBlock(
      (x: tf.Tensor4D, f: tf.Tensor4D, b: tf.Tensor1D) => conv(x, f, b),
      convFormula(2, 6, 5, k, inC, outC),
      inputs,
      [2, 6, 5, outC],
    );
  });

  it('convolution of data, whose own gradient is left out, seed 14', () => {
    const rng = createRng(14);
    const [data, ...parameters] = [gaussian(rng, 2, 5, 5, 1), gaussian(rng, 5, 5, 1, 2), gaussian(rng, 2)];
    const x = upload<tf.Rank.R4>(data);
    const formula = convFormula(2, 5, 5, 5, 1, 2);
    expectBlock(
      (f: tf.Tensor4D, b: tf.Tensor1D) => conv(x, f, b, false),
      (...rest) => formula(Float64Array.from(data.values), ...rest),
      parameters,
      [2, 5, 5, 2],
    );
    x.dispose();
  });

  it.each([
    { height: 6, width: 4, seed: 21 },
    { height: 5, width: 7, seed: 22 },
  ])('pooling of $height×$width, also where all is below zero, seed $seed', ({ height, width, seed }) => {
    const rng = createRng(seed);
    const input = gaussian(rng, 2, height, width, 3);
    const below = { ...input, values: input.values.map((value) => value - 5) as Float32Array };
    const shape = [2, Math.floor(height / 2), Math.floor(width / 2), 3];
    expectBlock(maxPool, poolFormula(2, height, width, 3), [input], shape);
    expectBlock(maxPool, poolFormula(2, height, width, 3), [below], shape);
  });

  it.each([[[4, 3]], [[2, 3, 2, 4]]])('PReLU of %j, seed 31', (shape) => {
    const rng = createRng(31);
    const channels = shape.at(-1)!;
    expectBlock(
      (x: tf.Tensor, alpha: tf.Tensor1D) => prelu(x, alpha),
      (x, alpha) => x.map((value, i) => (value > 0 ? value : value * alpha[i % channels])),
      [gaussian(rng, ...shape), gaussian(rng, channels)],
      shape,
    );
  });

  it('batch normalisation with scale and shift, seed 41', () => {
    const rng = createRng(41);
    const block = (x: tf.Tensor2D, scale_c: tf.Tensor1D, shift_c: tf.Tensor1D) => {
      const { y, moments } = batchNormTrain(x, { scale_c, shift_c });
      moments.mean_c.dispose();
      moments.variance_c.dispose();
      return y;
    };
    const inputs = [gaussian(rng, 6, 3), gaussian(rng, 3), gaussian(rng, 3)];
    expectBlock(block, batchNormFormula(6, 3), inputs, [6, 3]);
  });

  it.each([true, false])('batch normalisation with PReLU, affine %s, seed 43', (isAffine) => {
    const rng = createRng(43);
    const block = (x: tf.Tensor2D, ...rest: tf.Tensor1D[]) => {
      const slopes_c = rest.pop()!;
      const affine = isAffine ? { scale_c: rest[0], shift_c: rest[1] } : null;
      const { y, moments } = batchNormTrain(x, affine, slopes_c);
      moments.mean_c.dispose();
      moments.variance_c.dispose();
      return y;
    };
    const linear = batchNormFormula(6, 5);
    const formula: Formula = (x, ...rest) => {
      const slopes_c = rest.pop()!;
      return Array.from(linear(x, ...rest), (value, i) => (value > 0 ? value : value * slopes_c[i % 5]));
    };
    const perChannel = Array.from({ length: isAffine ? 3 : 1 }, () => gaussian(rng, 5));
    expectBlock(block, formula, [gaussian(rng, 6, 5), ...perChannel], [6, 5]);
  });

  it('ReLU, and rows of an image, seed 44', () => {
    const input = gaussian(createRng(44), 2, 3, 2);
    expectBlock(relu, (x) => x.map((value) => Math.max(value, 0)), [input], [2, 3, 2]);
    expectBlock(
      (x: tf.Tensor) => flatten(x, 6),
      (x) => x,
      [input],
      [2, 6],
    );
  });

  it('batch normalisation without them, and its moments, seed 42', () => {
    const input = gaussian(createRng(42), 7, 2);
    const block = (x: tf.Tensor2D) => {
      const { y, moments } = batchNormTrain(x, null);
      const column = (c: number) => Array.from(input.values).filter((_, i) => i % 2 === c);
      const means = [0, 1].map((c) => column(c).reduce((sum, value) => sum + value) / 7);
      const variances = [0, 1].map((c) => column(c).reduce((sum, v) => sum + (v - means[c]) ** 2, 0) / 7);
      expect(difference(take(moments.mean_c).values, means)).toBeLessThan(1e-6);
      expect(difference(take(moments.variance_c).values, variances)).toBeLessThan(1e-6);
      return y;
    };
    expectBlock(block, batchNormFormula(7, 2), [input], [7, 2]);
  });

  it('batch normalisation by given moments', () => {
    const [x, mean_c, variance_c, scale_c, shift_c] = [
      { shape: [2, 2], values: Float32Array.of(1, 10, 3, 30) },
      { shape: [2], values: Float32Array.of(2, 20) },
      { shape: [2], values: Float32Array.of(4, 25) },
      { shape: [2], values: Float32Array.of(3, -1) },
      { shape: [2], values: Float32Array.of(0.5, 1) },
    ].map((tensor) => upload(tensor)) as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
    const moments = { mean_c, variance_c };
    // (1 − 2)/2 = −½, (10 − 20)/5 = −2 and their mirror images, then ×3 + ½ and ×(−1) + 1.
    const plain = take(batchNormEvaluate(x, moments, null)).values;
    expect(difference(plain, [-0.5, -2, 0.5, 2])).toBeLessThan(1e-5);
    const affine = take(batchNormEvaluate(x, moments, { scale_c, shift_c })).values;
    expect(difference(affine, [-1, 3, 2, -1])).toBeLessThan(1e-5);
  });
});
