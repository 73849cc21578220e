/** Our plain wasm kernels, which stand in where there is no SIMD, against tfjs' cpu backend on random shapes. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Rng } from '../../../../src/lib/math/rng';
import {
  difference,
  gaussian,
  loadHost,
  runOn,
  seeded,
  take,
  upload,
  type HostTensor,
} from '../../../support/host-tensor';

/** Both run in float32. */
const tolerance = 1e-5;

async function expectAgreement(
  kernel: string,
  inputs: Record<string, HostTensor>,
  attrs: Record<string, unknown>,
): Promise<HostTensor> {
  const [expected] = await runOn('cpu', kernel, inputs, attrs);
  const [got] = await runOn('wasm, plain kernels', kernel, inputs, attrs);
  expect(got.shape).toEqual(expected.shape);
  expect(difference(got.values, expected.values)).toBeLessThan(tolerance);
  return got;
}

const between = (rng: Rng, from: number, to: number): number => from + rng.integer(to - from + 1);
const pick = <T>(rng: Rng, items: readonly T[]): T => items[rng.integer(items.length)];

/** A convolution's or a pooling's shapes; the output's size by TensorFlow's rule for `same` and `valid`. */
function windows(rng: Rng) {
  const pad = pick(rng, ['same', 'valid'] as const);
  const [filterHeight, filterWidth] = [between(rng, 1, 5), between(rng, 1, 5)];
  const stride = between(rng, 1, 2);
  const [height, width] = [between(rng, filterHeight, 11), between(rng, filterWidth, 11)];
  const out = (size: number, filter: number) =>
    Math.ceil((pad === 'same' ? size : size - filter + 1) / stride);
  return {
    pad,
    filter: [filterHeight, filterWidth] as [number, number],
    strides: [stride, stride] as [number, number],
    batch: between(rng, 1, 4),
    size: [height, width] as [number, number],
    outSize: [out(height, filterHeight), out(width, filterWidth)] as [number, number],
  };
}

describe('convolution gradients on wasm', () => {
  it.each(seeded(10, 100))('of the filter, seed $seed', async ({ rng }) => {
    const { pad, filter, strides, batch, size, outSize } = windows(rng);
    const [inChannels, outChannels] = [between(rng, 1, 5), between(rng, 1, 5)];
    await expectAgreement(
      'Conv2DBackpropFilter',
      { x: gaussian(rng, batch, ...size, inChannels), dy: gaussian(rng, batch, ...outSize, outChannels) },
      { strides, pad, dataFormat: 'NHWC', filterShape: [...filter, inChannels, outChannels] },
    );
  });

  it.each(seeded(10, 200))('of the input, seed $seed', async ({ rng }) => {
    const { pad, filter, strides, batch, size, outSize } = windows(rng);
    const [inChannels, outChannels] = [between(rng, 1, 5), between(rng, 1, 5)];
    await expectAgreement(
      'Conv2DBackpropInput',
      {
        dy: gaussian(rng, batch, ...outSize, outChannels),
        filter: gaussian(rng, ...filter, inChannels, outChannels),
      },
      { strides, pad, dataFormat: 'NHWC', inputShape: [batch, ...size, inChannels] },
    );
  });

  it('of the input where padding is uneven: even filters, stride 1, seed 230', async () => {
    const [{ rng }] = seeded(1, 230);
    await expectAgreement(
      'Conv2DBackpropInput',
      { dy: gaussian(rng, 2, 6, 7, 3), filter: gaussian(rng, 4, 2, 2, 3) },
      { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', inputShape: [2, 6, 7, 2] },
    );
  });
});

describe('the gradient of max-pooling on wasm', () => {
  /** Moves every pixel below zero: the windows whose maximum tfjs' own kernel loses. */
  const shifts = { 'around zero': 0, 'below zero': -6 };

  it.each(seeded(12, 300))('seed $seed', async ({ seed, rng }) => {
    const { pad, filter, strides, batch, size, outSize } = windows(rng);
    const channels = between(rng, 1, 4);
    const input = gaussian(rng, batch, ...size, channels);
    const shift = seed % 2 ? shifts['below zero'] : shifts['around zero'];
    input.values.forEach((value, i) => (input.values[i] = value + shift));
    const attrs = { filterSize: filter, strides, pad, dimRoundingMode: undefined };
    const [output] = await runOn('cpu', 'MaxPool', { x: input }, attrs);
    const dy = gaussian(rng, batch, ...outSize, channels);
    const dx = await expectAgreement('MaxPoolGrad', { dy, input, output }, attrs);
    // Nothing may get lost on the way: each window hands its whole gradient to one pixel.
    const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
    expect(sum(dx.values)).toBeCloseTo(sum(dy.values), 3);
  });
});

describe('matrix products on wasm', () => {
  const transposes = [false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) => ({ transposeA, transposeB })),
  );
  const cases = transposes.flatMap((attrs, i) =>
    seeded(3, 400 + 10 * i).map(({ seed, rng }) => ({ ...attrs, seed, rng })),
  );
  /** Factors of an m×k by k×n product, stored as the transposes ask. */
  const factors = (rng: Rng, transposeA: boolean, transposeB: boolean, batches: [number, number]) => {
    const [m, k, n] = [between(rng, 1, 9), between(rng, 1, 9), between(rng, 1, 9)];
    return {
      a: gaussian(rng, batches[0], ...(transposeA ? [k, m] : [m, k])),
      b: gaussian(rng, batches[1], ...(transposeB ? [n, k] : [k, n])),
      n,
    };
  };

  it.each(cases)(
    'A′ $transposeA, B′ $transposeB, seed $seed',
    async ({ rng, transposeA, transposeB, seed }) => {
      const batches: [number, number] = seed % 3 === 0 ? [1, 3] : seed % 3 === 1 ? [2, 2] : [1, 1];
      const { a, b } = factors(rng, transposeA, transposeB, batches);
      await expectAgreement('BatchMatMul', { a, b }, { transposeA, transposeB });
    },
  );

  it.each(transposes)('with bias and relu, A′ $transposeA, B′ $transposeB, seed 440', async (attrs) => {
    const [{ rng }] = seeded(1, 440);
    const { a, b, n } = factors(rng, attrs.transposeA, attrs.transposeB, [1, 1]);
    await expectAgreement('_FusedMatMul', { a, b, bias: gaussian(rng, n) }, { ...attrs, activation: 'relu' });
  });
});

describe('rows and sums on wasm', () => {
  it.each(seeded(6, 500))('gathering along an axis, seed $seed', async ({ seed, rng }) => {
    const shape = [between(rng, 1, 7), between(rng, 1, 5), between(rng, 1, 3)];
    const axis = seed % 3 === 0 ? 1 : 0;
    const count = between(rng, 1, 12);
    const indices = {
      shape: [count],
      values: Int32Array.from({ length: count }, () => rng.integer(shape[axis])),
    };
    await expectAgreement('GatherV2', { x: gaussian(rng, ...shape), indices }, { axis, batchDims: 0 });
  });

  it('gathering refuses a row that is not there', async () => {
    const x = { shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) };
    for (const index of [-1, 2]) {
      const indices = { shape: [1], values: Int32Array.of(index) };
      await expect(
        runOn('wasm, plain kernels', 'GatherV2', { x, indices }, { axis: 0, batchDims: 0 }),
      ).rejects.toThrow(/index/);
    }
  });

  it.each([
    { axis: [0], keepDims: false },
    { axis: [0, 1], keepDims: false },
    { axis: [0, 1, 2], keepDims: true },
    { axis: [0, 1, 2, 3], keepDims: false },
    { axis: [1, 2], keepDims: false },
    { axis: [3], keepDims: true },
  ])('sums over axes $axis, keeping $keepDims, seed 600', async (attrs) => {
    const [{ rng }] = seeded(1, 600);
    await expectAgreement('Sum', { x: gaussian(rng, 3, 4, 2, 5) }, attrs);
  });

  it('an identity takes no memory and outlives the original, seed 610', async () => {
    const [{ rng }] = seeded(1, 610);
    await loadHost('wasm, plain kernels');
    const host = gaussian(rng, 3, 2);
    const x = upload(host);
    const { numDataBuffers } = tf.memory();
    const copy = tf.clone(x);
    expect(tf.memory().numDataBuffers).toBe(numDataBuffers);
    x.dispose();
    const other = upload(gaussian(rng, 3, 2));
    expect(take(copy).values).toEqual(host.values);
    other.dispose();
  });
});
