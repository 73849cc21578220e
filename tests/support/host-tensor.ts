/** Tensors as plain numbers on the host, so that one input can be given to several backends. */
import * as tf from '@tensorflow/tfjs-core';
import { createRng, type Rng } from '../../src/lib/math/rng';
import { loadInNode } from '../../tools/node-training';

export interface HostTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** The backends that run in Node. */
export const nodeBackends = ['cpu', 'wasm'] as const;

/** The same, and wasm with the kernels that run where there is no SIMD. */
export const kernelHosts = [...nodeBackends, 'wasm, plain kernels'] as const;
export type KernelHost = (typeof kernelHosts)[number];

/** Makes a backend with its kernels the present one. */
export async function loadHost(host: KernelHost): Promise<void> {
  if (host !== 'wasm, plain kernels') await loadInNode(host);
  else await loadInNode('wasm', { simd: false });
}

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

/** Normal numbers, of which no two are equal in practice: no ties. */
export function gaussian(rng: Rng, ...shape: number[]): HostTensor {
  return { shape, values: Float32Array.from({ length: sizeOf(shape) }, () => rng.gaussian()) };
}

/** Puts a host tensor on the present backend. */
export function upload<R extends tf.Rank = tf.Rank>({ shape, values }: HostTensor): tf.Tensor<R> {
  return tf.tensor<tf.Rank>(
    values,
    [...shape] as never,
    values instanceof Int32Array ? 'int32' : 'float32',
  ) as tf.Tensor<R>;
}

/** Reads a tensor back and frees it. */
export function take(tensor: tf.Tensor): HostTensor {
  const values = Float32Array.from(tensor.dataSync());
  const { shape } = tensor;
  tensor.dispose();
  return { shape, values };
}

/** Runs a kernel by name on one backend; inputs and outputs lie on the host, and nothing stays on the device. */
export async function runOn(
  host: KernelHost,
  kernel: string,
  inputs: Readonly<Record<string, HostTensor>>,
  attrs: Readonly<Record<string, unknown>> = {},
): Promise<HostTensor[]> {
  await loadHost(host);
  const before = tf.memory().numTensors;
  const tensors = Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => [name, upload(tensor)]),
  ) as tf.NamedTensorMap;
  const result = tf.engine().runKernel(kernel, tensors, attrs as tf.NamedAttrMap) as tf.Tensor | tf.Tensor[];
  const outputs = [result].flat().map(take);
  tf.dispose(tensors);
  if (tf.memory().numTensors !== before) throw new Error(`${kernel} on ${host} left tensors behind.`);
  return outputs;
}

/** Largest |a − b|, over the largest |b| or 1: how float32 sums of different orders differ. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let largest = 1;
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    largest = Math.max(largest, Math.abs(b[i]));
    const gap = Math.abs(a[i] - b[i]);
    if (!(gap <= worst)) worst = gap;
  }
  return worst / largest;
}

/** Seeds `count` cases of one kind: each gets a generator of its own, and shows its seed in the test's name. */
export function seeded(count: number, first = 1): { seed: number; rng: Rng }[] {
  return Array.from({ length: count }, (_, i) => ({ seed: first + i, rng: createRng(first + i) }));
}
