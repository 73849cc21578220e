/** What the training service does when something fails: data, numbers, backends. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { isFiniteFrame } from '../../../../src/lib/frame/measure';
import type { LoadedBackend } from '../../../../src/lib/train/backends/backend';
import { LockStep } from '../../../../src/lib/train/lockstep';
import type { RunConfig } from '../../../../src/lib/train/protocol';
import { loadInNode } from '../../../../tools/node-training';
import {
  bytesOf,
  DirectRun,
  replaceKernel,
  ServiceBench,
  stepOf,
  tinyConfig,
  type BenchOptions,
} from '../../../support/service-bench';
import { shardAddress, type Fault } from '../../../support/tiny-dataset';

beforeAll(() => loadInNode('cpu'));
beforeAll(() => loadInNode('wasm'));

let tensorsBefore = 0;
let bench: ServiceBench;
const mended: (() => void)[] = [];
function benchOf(options: BenchOptions = {}): ServiceBench {
  tensorsBefore = tf.memory().numTensors;
  return (bench = new ServiceBench(options));
}
// Every test ends with this one: whatever failed, nothing is left on any device.
afterEach(async () => {
  for (const mend of mended.splice(0)) mend();
  vi.restoreAllMocks();
  bench.service.dispose();
  await bench.service.settled();
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

const arcface = (recipe: RunConfig['recipe'] = {}, settings: RunConfig['settings'] = {}): RunConfig => ({
  loss: 'arcface',
  settings,
  recipe,
});

describe('data that does not come', () => {
  it.each<[Fault, string]>([
    ['missing', 'missing'],
    ['damaged', 'hash'],
  ])('in the middle (%s): the run rests, what is drawn stays, and a retry goes on', async (fault, reason) => {
    benchOf();
    const address = shardAddress(bench.dataset, 'train', 1);
    bench.server.fail(address, fault);
    const { run } = await bench.open();
    bench.play(12);
    const { problem } = await bench.next('problem');
    const file = bench.dataset.manifest.splits.train.shards[1].file;
    expect(problem).toMatchObject({
      code: 'data-unavailable',
      recovered: true,
      message: expect.stringContaining(file),
      details: { file, reason },
    });
    await bench.service.settled();
    // The first shard holds five batches of eight.
    expect(bench.last('state')).toMatchObject({ step: 5, playing: false });
    expect(stepOf(bench.newest()[0])).toBe(5);
    bench.retry();
    await bench.service.settled();
    expect(bench.all('problem').length).toBe(2);
    expect(bench.last('state')).toMatchObject({ step: 5, playing: false });
    bench.server.mend(address);
    bench.retry();
    await bench.service.settled();
    expect(bench.last('state')).toMatchObject({ step: 12, playing: false });
    const direct = (await DirectRun.open(bench.dataset, tinyConfig(bench.dataset))).stepTo(12);
    expect(bytesOf(bench.newest()[0])).toEqual(bytesOf(await direct.frame(run)));
    direct.dispose();
  });

  it.each(['manifest.json', 'the first training shard', 'a probe shard'])(
    'before the start (%s): nothing is ready until a retry finds it',
    async (what) => {
      benchOf();
      const { dataset } = bench;
      const address = {
        'manifest.json': `${dataset.url}manifest.json`,
        'the first training shard': shardAddress(dataset, 'train', 0),
        'a probe shard': shardAddress(dataset, 'probe', 1),
      }[what]!;
      bench.server.fail(address, 'missing');
      bench.start();
      const { problem } = await bench.next('problem');
      expect(problem.code).toBe('data-unavailable');
      expect(address).toContain(problem.details.file);
      bench.retry();
      await bench.service.settled();
      expect(bench.all('problem').length).toBe(2);
      expect(bench.all('ready').length).toBe(0);
      bench.server.mend(address);
      bench.retry();
      const { shape } = await bench.next('ready');
      bench.lend(1, shape);
      await bench.playTo(2);
      expect(bench.last('frame')!.step).toBe(2);
    },
  );

  it('concerns nobody who does not wait for it', async () => {
    benchOf();
    bench.server.fail(shardAddress(bench.dataset, 'train', 2), 'missing');
    await bench.open();
    await bench.playTo(6);
    await bench.next('progress', ({ loaded }) => loaded === 70);
    expect(bench.all('problem')).toEqual([]);
    expect(bench.last('state')).toMatchObject({ step: 6, playing: false });
  });
});

describe('a loss that runs away', () => {
  it('ends at the last good step with numbers that can be drawn, and names the run', async () => {
    benchOf();
    const wild = { learningRate: 1e30, normHidden: false };
    const runs = [arcface(), { loss: 'softmax', settings: {}, recipe: wild }];
    await bench.open(tinyConfig(bench.dataset, { runs }));
    bench.play();
    const { problem } = await bench.next('problem');
    await bench.service.settled();
    expect(problem).toMatchObject({
      code: 'diverged',
      recovered: false,
      details: { step: 0, loss: 'softmax' },
    });
    expect(problem.details.failedStep).toBeGreaterThan(0);
    expect(bench.last('state')).toMatchObject({ step: 0, playing: false });
    for (const report of bench.all('frame')) {
      expect(report.losses.every((losses) => losses.every(Number.isFinite))).toBe(true);
      for (const frame of bench.framesOf(report)) expect(isFiniteFrame(frame)).toBe(true);
    }
    expect(stepOf(bench.newest()[0])).toBe(0);
    // Pressed again, it comes to the same end, once.
    bench.play();
    await bench.service.settled();
    expect(bench.all('problem').length).toBe(2);
    expect(bench.last('state')).toMatchObject({ step: 0, playing: false });
  });

  it('goes on once its cause is gone, under the sliders as they then stand', async () => {
    benchOf();
    const config = tinyConfig(bench.dataset, { runs: [arcface({ ramp: false })] });
    const { run } = await bench.open(config);
    await bench.playTo(40);
    const sliders = (s: number) => ({ s, m: 0.2, safeguard: 'linear', gradient: 'exact' });
    bench.settings(sliders(1e37));
    bench.play();
    const { problem } = await bench.next('problem');
    await bench.service.settled();
    expect(problem.code).toBe('diverged');
    const step = problem.details.step as number;
    // A checkpoint is taken twice a second.
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThanOrEqual(40);
    expect(stepOf(bench.newest()[0])).toBe(step);
    bench.settings(sliders(10));
    await bench.playTo(step + 5);
    const direct = (await DirectRun.open(bench.dataset, config)).stepTo(step);
    direct.trainer.setSettings(sliders(10));
    direct.stepTo(step + 5);
    expect(bytesOf(bench.newest()[0])).toEqual(bytesOf(await direct.frame(run)));
    direct.dispose();
  });

  it('does not take the sliders back to where they stood at that step', async () => {
    benchOf();
    await bench.open(tinyConfig(bench.dataset, { runs: [arcface({ ramp: false })] }));
    await bench.playTo(40);
    bench.settings({ s: 1e37, m: 0.25, safeguard: 'linear', gradient: 'exact' });
    bench.play();
    await bench.next('problem');
    await bench.service.settled();
    const [s, m] = bench.newest()[0].header.slice(10, 12);
    expect([s, m]).toEqual([1e37, 0.25]);
  });

  it('from the very first step can be mended as well', async () => {
    benchOf();
    await bench.open(tinyConfig(bench.dataset, { runs: [arcface({ ramp: false }, { s: 1e39 })] }));
    bench.play();
    expect((await bench.next('problem')).problem.code).toBe('diverged');
    await bench.service.settled();
    bench.settings({ s: 16, m: 0.2, safeguard: 'linear', gradient: 'exact' });
    await bench.playTo(10);
    expect(bench.all('problem').length).toBe(1);
    expect(bench.last('state')).toMatchObject({ step: 10, playing: false });
  });

  it('is not reported for ever where even the last good state cannot be drawn', async () => {
    benchOf();
    await bench.open();
    const stock = tf.getKernel('Slice', 'wasm').kernelFunc;
    mended.push(
      replaceKernel('wasm', 'Slice', (args) =>
        tf.mul(tf.engine().makeTensorFromTensorInfo(stock(args) as tf.TensorInfo), NaN),
      ),
    );
    bench.play();
    await bench.next('problem');
    await bench.service.settled();
    expect(bench.all('problem').length).toBeLessThanOrEqual(2);
    expect(bench.last('state')).toMatchObject({ playing: false });
  });

  it('is not what a large scale makes of an honest start', async () => {
    benchOf();
    await bench.open(tinyConfig(bench.dataset, { runs: [arcface({ ramp: false }, { s: 64, m: 0.8 })] }));
    await bench.playTo(15);
    expect(bench.all('problem')).toEqual([]);
  });
});

describe('a backend that fails in the middle', () => {
  /** wasm trains until a kernel throws at its n-th use; cpu stands by. */
  const failing = async (kernel: string, afterUses: number, config = tinyConfig(bench.dataset)) => {
    const ready = await bench.open(config);
    expect(ready.backend).toBe('wasm');
    const stock = tf.getKernel(kernel, 'wasm').kernelFunc;
    let uses = 0;
    mended.push(
      replaceKernel('wasm', kernel, (args) => {
        if (uses++ >= afterUses) throw new Error('out of memory');
        return stock(args);
      }),
    );
    return ready;
  };

  it('hands its weights to the next, which goes on from the last checkpoint; the report names both', async () => {
    benchOf({ backends: ['wasm', 'cpu'] });
    const config = tinyConfig(bench.dataset);
    // Once a step: it breaks in the fortieth.
    const { run } = await failing('MarginaliaAdam', 39, config);
    await bench.playTo(60);
    const { problem } = await bench.next('problem');
    expect(problem).toMatchObject({
      code: 'backend-failed',
      recovered: true,
      details: { failed: 'wasm', backend: 'cpu' },
    });
    expect(problem.message).toMatch(/wasm.*out of memory.*cpu/);
    expect(bench.all('backend')).toEqual([{ type: 'backend', run, backend: 'cpu', kernels: null }]);
    expect(bench.last('state')).toMatchObject({ step: 60, playing: false });
    expect(bench.loads).toEqual(['wasm', 'cpu']);
    const step = problem.details.step as number;
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThan(40);

    for (const mend of mended.splice(0)) mend();
    await loadInNode('wasm');
    const before = (await DirectRun.open(bench.dataset, config)).stepTo(step);
    const checkpoint = await before.trainer.save();
    before.dispose();
    await loadInNode('cpu');
    const after = await DirectRun.open(bench.dataset, config);
    after.trainer.restore(checkpoint);
    after.stepTo(60);
    expect(bytesOf(bench.newest()[0])).toEqual(bytesOf(await after.frame(run)));
    after.dispose();
  });

  it('is not tried again by a later start, unless it is asked for by name', async () => {
    benchOf({ backends: ['wasm', 'cpu'] });
    await failing('MarginaliaAdam', 0);
    await bench.playTo(2);
    for (const mend of mended.splice(0)) mend();
    expect((await bench.open()).backend).toBe('cpu');
    const run = bench.start(undefined, 'wasm');
    expect((await bench.next('ready', (report) => report.run === run)).backend).toBe('wasm');
  });

  it('keeps the sliders that moved since its checkpoint', async () => {
    benchOf({ backends: ['wasm', 'cpu'] });
    const config = tinyConfig(bench.dataset, { runs: [arcface({ ramp: false })] });
    await failing('MarginaliaAdam', 6, config);
    await bench.playTo(4);
    bench.settings({ s: 24, m: 0.1, safeguard: 'linear', gradient: 'exact' });
    await bench.playTo(12);
    expect(bench.last('problem')!.problem.code).toBe('backend-failed');
    const [s, m] = bench.newest()[0].header.slice(10, 12);
    expect([s, m]).toEqual([24, 0.1]);
  });

  it('takes a slider that moves while the next one is still loading', async () => {
    let letLoad = () => {};
    const loading = new Promise<void>((resolve) => (letLoad = resolve));
    benchOf({
      backends: ['wasm', 'cpu'],
      load: async (id) => {
        if (id === 'cpu') await loading;
        return loadInNode(id);
      },
    });
    await failing('MarginaliaAdam', 0, tinyConfig(bench.dataset, { runs: [arcface({ ramp: false })] }));
    bench.play(3);
    while (bench.loads.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(() => bench.settings({ s: 24, m: 0.1, safeguard: 'linear', gradient: 'exact' })).not.toThrow();
    letLoad();
    await bench.service.settled();
    const [s] = bench.newest()[0].header.slice(10, 11);
    expect(s).toBe(24);
  });

  it('loses no buffer where it fails in the middle of a frame', async () => {
    benchOf({ backends: ['wasm', 'cpu'] });
    await bench.open(undefined, 1);
    mended.push(
      replaceKernel('wasm', 'Slice', () => {
        throw new Error('the probe broke');
      }),
    );
    await bench.playTo(5);
    expect(bench.last('problem')!.problem.message).toContain('the probe broke');
    // With one set on loan, a frame from cpu proves that the set came back.
    expect(bench.last('frame')!.step).toBe(5);
    expect(bench.last('state')).toMatchObject({ step: 5, playing: false });
  });

  it('gives up with one clear report where none is left', async () => {
    benchOf({ backends: ['wasm'] });
    await failing('MarginaliaAdam', 0);
    await bench.playTo(5);
    expect(bench.all('problem').length).toBe(1);
    const { problem } = bench.last('problem')!;
    expect(problem).toMatchObject({ code: 'backend-failed', recovered: false });
    expect(problem.message).toMatch(/wasm.*out of memory/);
    expect(bench.last('state')).toMatchObject({ playing: false });
    // The reader may press on: no crash, and the same report.
    bench.settings({});
    bench.play();
    await bench.service.settled();
    expect(bench.last('state')).toMatchObject({ playing: false });
  });

  it('gets another chance from a later start where none was left', async () => {
    benchOf({ backends: ['wasm'] });
    await failing('MarginaliaAdam', 0);
    await bench.playTo(5);
    expect(bench.last('problem')!.problem.recovered).toBe(false);
    for (const mend of mended.splice(0)) mend();
    await bench.open();
    await bench.playTo(5);
    // It was loaded and checked anew, not taken for granted.
    expect(bench.loads).toEqual(['wasm', 'wasm']);
    expect(bench.last('state')).toMatchObject({ step: 5, playing: false });
    expect(bench.all('problem').length).toBe(1);
  });

  it('whose device is lost is told apart from one that throws', async () => {
    let isLost = false;
    const wasm = async (): Promise<LoadedBackend> => ({
      ...(await loadInNode('wasm')),
      isLost: () => isLost,
    });
    benchOf({ backends: ['wasm', 'cpu'], load: (id) => (id === 'wasm' ? wasm() : loadInNode(id)) });
    await bench.open();
    await bench.playTo(3);
    isLost = true;
    await bench.playTo(6);
    expect(bench.last('problem')!.problem).toMatchObject({
      code: 'context-lost',
      recovered: true,
      details: { failed: 'wasm', backend: 'cpu' },
    });
    expect(bench.last('state')).toMatchObject({ step: 6, playing: false });
  });
});

describe('a backend that fails while it warms up', () => {
  it('gives way to the next before anything is announced', async () => {
    const queued = async (): Promise<LoadedBackend> => ({
      ...(await loadInNode('wasm')),
      isAsynchronous: true,
    });
    benchOf({ backends: ['wasm', 'cpu'], load: (id) => (id === 'wasm' ? queued() : loadInNode(id)) });
    const warmUp = vi.spyOn(LockStep.prototype, 'warmUp').mockImplementation(() => {
      throw new Error('the shader did not compile');
    });
    const ready = await bench.open();
    expect(warmUp).toHaveBeenCalledOnce();
    expect(ready.backend).toBe('cpu');
    expect(ready.refused).toEqual([{ backend: 'wasm', reason: 'the shader did not compile' }]);
    expect(bench.all('problem')).toEqual([]);
    await bench.playTo(3);
    expect(bench.last('frame')!.step).toBe(3);
  });

  it('is warmed up by one step that is not taken where its work is queued', async () => {
    const queued = async (): Promise<LoadedBackend> => ({
      ...(await loadInNode('wasm')),
      isAsynchronous: true,
    });
    benchOf({ load: queued });
    const warmUp = vi.spyOn(LockStep.prototype, 'warmUp');
    const { run } = await bench.open();
    expect(warmUp).toHaveBeenCalledOnce();
    await bench.playTo(4);
    const direct = (await DirectRun.open(bench.dataset, tinyConfig(bench.dataset))).stepTo(4);
    expect(bytesOf(bench.newest()[0])).toEqual(bytesOf(await direct.frame(run)));
    direct.dispose();
  });
});

describe('an end in the middle', () => {
  it.each([0, 1, 2, 3, 5, 8])('leaves nothing, %i tasks after the start', async (tasks) => {
    benchOf();
    bench.start();
    bench.play();
    for (let i = 0; i < tasks; i++) await new Promise((resolve) => setImmediate(resolve));
    bench.service.dispose();
    const reports = bench.reports.length;
    bench.play();
    bench.start();
    for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(bench.reports.length).toBe(reports);
  });

  it('leaves nothing while it plays and draws', async () => {
    benchOf();
    await bench.open();
    bench.play();
    await bench.next('frame', ({ step }) => step > 3);
    bench.service.dispose();
  });

  it('leaves nothing while it waits for a shard', async () => {
    benchOf();
    bench.server.fail(shardAddress(bench.dataset, 'train', 1), 'stalled');
    await bench.open();
    bench.play();
    await bench.next('frame', ({ step }) => step === 5);
    bench.service.dispose();
  });
});
