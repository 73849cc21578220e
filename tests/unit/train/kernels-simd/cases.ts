/** Random shapes for the kernels, and the comparison with tfjs' cpu backend. */
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { Rng } from '../../../../src/lib/math/rng';
import { loadInNode } from '../../../../tools/node-training';
import { gaussian, take, upload, type HostTensor } from '../../../support/host-tensor';

/** The sets of kernels of our own on wasm. */
export const kernelSets = ['simd', 'plain'] as const;
export type OwnKernelSet = (typeof kernelSets)[number];

export const between = (rng: Rng, from: number, to: number): number => from + rng.integer(to - from + 1);
export const pick = <T>(rng: Rng, items: readonly T[]): T => items[rng.integer(items.length)];

/** Makes a set of kernels the one that runs; fails where another would. */
export async function useKernels(set: OwnKernelSet): Promise<void> {
  const { kernelSet, refusedKernelSets } = await loadInNode('wasm', { simd: set === 'simd' });
  if (kernelSet !== set) throw new Error(`${set} does not run: ${JSON.stringify(refusedKernelSets)}`);
}

/** Largest |a − b| over the largest |b|. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let worst = 0;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const gap = Math.abs(a[i] - b[i]);
    if (!(gap <= worst)) worst = gap;
    largest = Math.max(largest, Math.abs(b[i]));
  }
  return worst === 0 ? 0 : worst / largest;
}

/** Runs `compute` on cpu and on wasm with each of `sets`; every result agrees to 1e-5 of its largest number. */
export async function expectParity(
  inputs: Readonly<Record<string, HostTensor>>,
  compute: (tensors: Record<string, tf.Tensor>) => tf.Tensor | tf.Tensor[],
  sets: readonly OwnKernelSet[] = kernelSets,
): Promise<void> {
  const results = () => {
    const tensors = Object.fromEntries(Object.entries(inputs).map(([name, host]) => [name, upload(host)]));
    const outputs = [tf.tidy(() => compute(tensors))].flat().map(take);
    tf.dispose(tensors);
    return outputs;
  };
  await loadInNode('cpu');
  const expected = results();
  for (const set of sets) {
    await useKernels(set);
    const before = tf.memory().numTensors;
    const got = results();
    expect(tf.memory().numTensors, `tensors left by ${set}`).toBe(before);
    got.forEach(({ shape, values }, i) => {
      expect(shape, set).toEqual(expected[i].shape);
      expect(relativeDifference(values, expected[i].values), set).toBeLessThan(1e-5);
    });
  }
}

/** A convolution: every padding, strides that differ, filters larger than the image where padding allows. */
export function convolution(rng: Rng) {
  const filter: [number, number] = [between(rng, 1, 5), between(rng, 1, 5)];
  const strides: [number, number] = [between(rng, 1, 3), between(rng, 1, 3)];
  const pads = Array.from({ length: 4 }, () => rng.integer(4));
  const pad = pick(rng, [
    'same',
    'valid',
    [[0, 0], pads.slice(0, 2), pads.slice(2), [0, 0]] as tf.backend_util.ExplicitPadding,
  ] as const);
  const least = pad === 'same' ? [1, 1] : filter;
  const height = between(rng, least[0], 11);
  const width = between(rng, least[1], 11);
  const channels = pick(rng, [1, 2, 3, 4, 5, 7, 8, 9, 16]);
  const outChannels = pick(rng, [1, 2, 4, 7, 8, 9, 16, 17]);
  const inputShape = [between(rng, 1, 3), height, width, channels] as [number, number, number, number];
  const filterShape = [...filter, channels, outChannels] as [number, number, number, number];
  const { outShape } = tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad as 'same');
  return {
    inputShape,
    filterShape,
    outShape,
    outChannels,
    attrs: { strides, pad, dataFormat: 'NHWC', dilations: [1, 1], dimRoundingMode: undefined },
    x: () => gaussian(rng, ...inputShape),
    filter: () => gaussian(rng, ...filterShape),
    dy: () => gaussian(rng, ...outShape),
  };
}
