/** The warm-up before Train is pressed: it moves nothing, gives way to a press, and is only for what compiles. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LoadedBackend } from '../../../../src/lib/train/backends/backend';
import { LockStep } from '../../../../src/lib/train/lockstep';
import { readScalars } from '../../../../src/lib/train/read-scalars';
import { loadInNode } from '../../../../tools/node-training';
import { bytesOf, DirectRun, ServiceBench, tinyConfig } from '../../../support/service-bench';

afterEach(() => vi.restoreAllMocks());

/** wasm, said to compile, with a compiler that `compile` stands for. */
function compiling(compile: (work: () => void, isUrgent: () => boolean) => Promise<void>) {
  const isRunAhead: boolean[] = [];
  const load = async (): Promise<LoadedBackend> => ({
    ...(await loadInNode('wasm')),
    isAsynchronous: true,
    compileAhead: async (work, isUrgent) => {
      await compile(work, isUrgent);
      isRunAhead.push(!isUrgent());
    },
  });
  return { bench: new ServiceBench({ load }), isRunAhead };
}

/** The frame after five steps that nobody warmed up. */
async function expectedFrame(bench: ServiceBench, run: number): Promise<Uint8Array[]> {
  const direct = (await DirectRun.open(bench.dataset, tinyConfig(bench.dataset))).stepTo(5);
  const bytes = bytesOf(await direct.frame(run));
  direct.dispose();
  return bytes as unknown as Uint8Array[];
}

async function close(bench: ServiceBench): Promise<void> {
  bench.service.dispose();
  await bench.service.settled();
}

describe('the warm-up of a backend that compiles', () => {
  it('runs what a step and a frame run, before the run is announced, and leaves its bits as they were', async () => {
    const kernels = new Set<string>();
    let tensorsLeft = NaN;
    const { bench, isRunAhead } = compiling(async (work) => {
      const before = tf.memory().numTensors;
      const profile = await tf.profile(() => {
        work();
        return tf.scalar(0);
      });
      profile.kernels.forEach(({ name }) => kernels.add(name));
      tf.dispose(profile.result);
      tensorsLeft = tf.memory().numTensors - before;
    });
    const warmUp = vi.spyOn(LockStep.prototype, 'warmUp');
    const { run } = await bench.open();
    expect(isRunAhead).toEqual([true]);
    expect(warmUp).toHaveBeenCalledOnce();
    // The probe's images stay: the first frame needs them.
    expect(tensorsLeft).toBe(1);
    const needed = await tf.profile(async () => {
      await bench.playTo(5);
      return tf.scalar(0);
    });
    // Whole losses are put together for a frame by the second part of the warm-up.
    const late = needed.kernelNames.filter(
      (name) => !kernels.has(name) && !/Pack|Concat|ExpandDims/.test(name),
    );
    expect(late).toEqual([]);
    expect(bytesOf(bench.newest()[0])).toEqual(await expectedFrame(bench, run));
    await close(bench);
  });

  it('gives way to a press: the run is announced at once, the press is kept, and the bits are the same', async () => {
    let pressed = () => {};
    const started = new Promise<void>((resolve) => (pressed = resolve));
    const { bench, isRunAhead } = compiling(async (work, isUrgent) => {
      work();
      pressed();
      while (!isUrgent()) await new Promise((resolve) => setImmediate(resolve));
    });
    const warmUp = vi.spyOn(LockStep.prototype, 'warmUp');
    const run = bench.start();
    await started;
    bench.play(5);
    const { shape } = await bench.next('ready');
    bench.lend(2, shape);
    await bench.service.settled();
    expect(isRunAhead).toEqual([false]);
    expect(warmUp).not.toHaveBeenCalled();
    expect(bench.last('state')).toMatchObject({ step: 5, playing: false });
    expect(bytesOf(bench.newest()[0])).toEqual(await expectedFrame(bench, run));
    await close(bench);
  });

  it('gives way to another start', async () => {
    let begun = () => {};
    const started = new Promise<void>((resolve) => (begun = resolve));
    const { bench } = compiling(async (_, isUrgent) => {
      begun();
      while (!isUrgent()) await new Promise((resolve) => setImmediate(resolve));
    });
    bench.start();
    await started;
    const second = bench.start();
    bench.step(1);
    await bench.next('state', ({ run, step, playing }) => run === second && step === 1 && !playing);
    await close(bench);
  });
});

it('nothing is rehearsed where nothing is compiled', async () => {
  const rehearsals = (['rehearse', 'warmUp'] as const).map((name) => vi.spyOn(LockStep.prototype, name));
  const bench = new ServiceBench({ backends: ['cpu'] });
  await bench.open();
  for (const rehearsal of rehearsals) expect(rehearsal).not.toHaveBeenCalled();
  await close(bench);
});

describe('scalars are read in groups', () => {
  it.each([0, 1, 7, 8, 9, 20])('%d of them, in order, and they stay', async (count) => {
    await loadInNode('cpu');
    const scalars = Array.from({ length: count }, (_, i) => tf.scalar(i + 0.5));
    const before = tf.memory().numTensors;
    expect([...(await readScalars(scalars))]).toEqual(scalars.map((_, i) => i + 0.5));
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose(scalars);
  });
});
