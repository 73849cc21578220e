/** The start-up check passes on sound backends, and finds kernels that are wrong without an error. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { checkReferenceStep, measureStepMs } from '../../../../src/lib/train/backends/reference-step';
import { loadInNode } from '../../../../tools/node-training';
import { nodeBackends } from '../../../support/host-tensor';
import { replaceKernel } from '../../../support/service-bench';

const mended: (() => void)[] = [];
afterEach(() => mended.splice(0).forEach((mend) => mend()));

const wrong: [string, number][] = [
  ['MaxPoolGrad', 0.94],
  ['Conv2DBackpropFilter', 1.05],
  ['Conv2DBackpropInput', 0.9],
  ['MaxPool', 1.05],
  ['FusedConv2D', 0.97],
  ['MarginaliaDense', 1.03],
];

describe.each(nodeBackends)('the reference step on %s', (backend) => {
  it('is reproduced, and leaves nothing behind', async () => {
    await loadInNode(backend);
    const before = tf.memory().numTensors;
    await checkReferenceStep();
    expect(tf.memory().numTensors).toBe(before);
  });

  /** Makes the kernel's first output wrong by a factor, as a kernel that loses or doubles part of its sums is. */
  const spoil = (kernel: string, factor: number) => {
    const stock = tf.getKernel(kernel, backend).kernelFunc;
    mended.push(
      replaceKernel(backend, kernel, (args) => {
        const result = stock(args);
        const [first, ...rest] = [result].flat();
        const wrong = tf.mul(tf.engine().makeTensorFromTensorInfo(first), factor);
        return Array.isArray(result) ? [wrong, ...rest] : wrong;
      }),
    );
  };

  // On cpu each takes a second; two show that the check works there too.
  it.each(backend === 'wasm' ? wrong : wrong.slice(0, 2))(
    'finds a %s that is off by %d',
    async (kernel, factor) => {
      await loadInNode(backend);
      spoil(kernel, factor);
      await expect(checkReferenceStep()).rejects.toThrow(/reference step/);
    },
  );

  it('finds numbers that are none', async () => {
    await loadInNode(backend);
    // In a gradient alone; the loss stays right.
    spoil('MaxPoolGrad', NaN);
    await expect(checkReferenceStep()).rejects.toThrow(/reference step/);
  });
});

it('the timing gives milliseconds and leaves nothing behind', async () => {
  await loadInNode('wasm');
  const before = tf.memory().numTensors;
  const stepMs = await measureStepMs();
  expect(stepMs).toBeGreaterThan(0);
  expect(stepMs).toBeLessThan(60_000);
  expect(tf.memory().numTensors).toBe(before);
});
