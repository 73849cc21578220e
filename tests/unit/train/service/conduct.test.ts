/** What the training service does when all goes well: starts, trains, draws and rests as it is told. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readSlot } from '../../../../src/lib/frame/layout';
import { LockStep } from '../../../../src/lib/train/lockstep';
import type { RunConfig } from '../../../../src/lib/train/protocol';
import { loadInNode } from '../../../../tools/node-training';
import { nodeBackends } from '../../../support/host-tensor';
import {
  bytesOf,
  DirectRun,
  ServiceBench,
  stepOf,
  tinyConfig,
  type BenchOptions,
} from '../../../support/service-bench';
import { classes, shardAddress, side } from '../../../support/tiny-dataset';

beforeAll(() => loadInNode('wasm'));

let tensorsBefore = 0;
const benches: ServiceBench[] = [];
function benchOf(options: BenchOptions = {}): ServiceBench {
  if (benches.length === 0) tensorsBefore = tf.memory().numTensors;
  const bench = new ServiceBench(options);
  benches.push(bench);
  return bench;
}
// Every test ends with this one: nothing is left on any device.
afterEach(async () => {
  for (const { service } of benches) {
    service.dispose();
    await service.settled();
  }
  if (benches.splice(0).length) expect(tf.memory().numTensors).toBe(tensorsBefore);
});

const twoRuns: RunConfig[] = [
  { loss: 'softmax', settings: {}, recipe: {} },
  { loss: 'arcface', settings: { s: 8, m: 0.3 }, recipe: { ramp: false } },
];

describe.each(nodeBackends)('on %s', (backend) => {
  it('its frames and losses are those of trainers stepped by hand, bit for bit, seed 1', async () => {
    const bench = benchOf({ backends: [backend] });
    const config = tinyConfig(bench.dataset, { runs: twoRuns });
    const { run } = await bench.open(config);
    await bench.playTo(15);
    const frames = bench.all('frame');
    expect(frames.length).toBeGreaterThan(3);
    expect(frames.at(-1)!.step).toBe(15);
    for (const [i, own] of twoRuns.entries()) {
      const direct = await DirectRun.open(bench.dataset, config, own);
      for (const report of frames) {
        direct.stepTo(report.step);
        expect(bytesOf(bench.framesOf(report)[i])).toEqual(bytesOf(await direct.frame(run)));
      }
      expect(frames.flatMap(({ losses }) => [...losses[i]])).toEqual(direct.losses);
      direct.dispose();
    }
  });
});

describe('starting', () => {
  it('announces what the page must know, trains nothing, and draws nothing before it has a buffer', async () => {
    const bench = benchOf();
    const run = bench.start();
    const ready = await bench.next('ready');
    await bench.service.settled();
    const { probe, manifest } = bench.dataset;
    expect(ready).toEqual({
      type: 'ready',
      run,
      backend: 'wasm',
      kernels: { set: 'simd', refused: [] },
      refused: [],
      available: ['wasm'],
      remember: { backend: 'wasm', build: 'test' },
      shape: { probes: 20, dim: 2, classes },
      classNames: manifest.classNames,
      labels_n: probe.labels,
      pixels: probe.pixels,
      imageWidth: side,
      imageHeight: side,
    });
    expect(bench.all('frame')).toEqual([]);
    expect(bench.all('state')).toEqual([]);
    expect(bench.all('problem')).toEqual([]);
  });

  it('draws the first moment once it has a buffer, with no loss yet', async () => {
    const bench = benchOf();
    await bench.open();
    expect(bench.all('frame').length).toBe(1);
    const [frame] = bench.newest();
    expect(stepOf(frame)).toBe(0);
    expect(readSlot(frame, 'loss')).toBeNaN();
    expect(readSlot(frame, 'accuracy')).toBeGreaterThanOrEqual(0);
  });

  it('tells how much of the training data is here, and brings the rest while nobody waits', async () => {
    const bench = benchOf();
    await bench.open();
    await bench.next('progress', ({ loaded, total }) => loaded === total);
    expect(bench.all('progress').map(({ loaded, total }) => [loaded, total])).toEqual([
      [40, 96],
      [70, 96],
      [96, 96],
    ]);
  });

  it('is ready before the later shards are, and steps to the same bits whenever they come', async () => {
    const bench = benchOf();
    const late = shardAddress(bench.dataset, 'train', 1);
    bench.server.fail(late, 'stalled');
    const { run } = await bench.open();
    bench.play(12);
    // Five batches of eight make up the first shard.
    await bench.next('frame', ({ step }) => step === 5);
    expect(bench.last('state')).toMatchObject({ playing: true });
    bench.server.mend(late);
    await bench.service.settled();
    const direct = (await DirectRun.open(bench.dataset, tinyConfig(bench.dataset))).stepTo(12);
    expect(bytesOf(bench.newest()[0])).toEqual(bytesOf(await direct.frame(run)));
    direct.dispose();
  });

  it('takes up what was asked for while it started', async () => {
    const bench = benchOf();
    const run = bench.start();
    bench.step(3);
    const { shape } = await bench.next('ready');
    bench.lend(1, shape);
    await bench.service.settled();
    expect(bench.last('state')).toEqual({ type: 'state', run, branch: 0, step: 3, playing: false });
    expect(bench.last('frame')!.step).toBe(3);
  });

  it('takes no step before it has announced itself and saved where it began', async () => {
    const bench = benchOf();
    const { save } = LockStep.prototype;
    const saved: number[] = [];
    vi.spyOn(LockStep.prototype, 'save').mockImplementation(async function (this: LockStep) {
      if (saved.length === 0) bench.step(2);
      const checkpoints = await save.call(this);
      saved.push(checkpoints[0].step, checkpoints[0].adam.count);
      return checkpoints;
    });
    bench.start();
    await bench.next('state', ({ step, playing }) => step === 2 && !playing);
    const types = bench.reports.map(({ type }) => type);
    expect(types.indexOf('ready')).toBeLessThan(types.indexOf('state'));
    expect(saved.slice(0, 2)).toEqual([0, 0]);
    vi.restoreAllMocks();
  });

  it('heeds a pause that came while it started, in the order in which it came', async () => {
    const bench = benchOf();
    bench.start();
    bench.play();
    bench.pause();
    await bench.next('ready');
    await bench.service.settled();
    expect(bench.last('state')?.playing ?? false).toBe(false);
    const stepsTaken = bench.last('state')?.step ?? 0;
    expect(stepsTaken).toBeLessThanOrEqual(1);
    bench.start();
    bench.pause();
    bench.step(2);
    await bench.next('state', ({ step, playing }) => step === 2 && !playing);
  });

  it('refuses a loss that does not exist with one sentence, and can start another run', async () => {
    const bench = benchOf();
    bench.start(
      tinyConfig(bench.dataset, { runs: [twoRuns[0], { loss: 'no-such', settings: {}, recipe: {} }] }),
    );
    const { problem } = await bench.next('problem');
    expect(problem).toMatchObject({
      code: 'bad-value',
      recovered: false,
      message: expect.stringContaining('no-such'),
    });
    // The page's words for this code need the reason.
    expect(problem.details.reason).toBe(problem.message);
    await bench.open();
    await bench.playTo(2);
    expect(bench.last('frame')!.step).toBe(2);
  });
});

describe('training', () => {
  it('takes as many steps as asked, tells that it plays and that it rests, and shows where', async () => {
    const bench = benchOf();
    const { run } = await bench.open();
    bench.step(3);
    await bench.service.settled();
    expect(bench.all('state')).toEqual([
      { type: 'state', run, branch: 0, step: 0, playing: true },
      { type: 'state', run, branch: 0, step: 3, playing: false },
    ]);
    // The report of rest comes after the frame of that step, so nobody sees the one without the other.
    const order = bench.reports.filter(({ type }) => type === 'frame' || type === 'state');
    expect(order.at(-2)).toMatchObject({ type: 'frame', step: 3 });
    bench.step(1);
    await bench.service.settled();
    expect(bench.last('frame')!.step).toBe(4);
  });

  it('rests at the step it was sent to, and where it is when sent there again', async () => {
    const bench = benchOf();
    await bench.open();
    await bench.playTo(7);
    expect(bench.last('state')).toMatchObject({ step: 7, playing: false });
    await bench.playTo(7);
    await bench.playTo(5);
    expect(bench.last('state')).toMatchObject({ step: 7, playing: false });
    expect(stepOf(bench.newest()[0])).toBe(7);
  });

  it('goes on until paused, and then takes not one step more', async () => {
    const bench = benchOf();
    await bench.open();
    bench.play();
    await bench.next('frame', ({ step }) => step > 6);
    bench.pause();
    await bench.service.settled();
    const { step, playing } = bench.last('state')!;
    expect(playing).toBe(false);
    expect(bench.last('frame')!.step).toBe(step);
    // Its data may still be arriving.
    const ofTraining = () => bench.reports.filter(({ type }) => type !== 'progress').length;
    const before = ofTraining();
    for (let i = 0; i < 30; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(ofTraining()).toBe(before);
  });

  it('uses new slider values from the next step on', async () => {
    const bench = benchOf();
    const config = tinyConfig(bench.dataset, { runs: [{ ...twoRuns[1] }] });
    const { run } = await bench.open(config);
    await bench.playTo(4);
    const settings = { s: 30, m: 0.1, safeguard: 'linear', gradient: 'exact' };
    bench.settings(settings);
    await bench.playTo(9);
    const direct = (await DirectRun.open(bench.dataset, config)).stepTo(4);
    direct.trainer.setSettings(settings);
    direct.stepTo(9);
    expect(bytesOf(bench.newest()[0])).toEqual(bytesOf(await direct.frame(run)));
    direct.dispose();
  });

  it('tells its speed in steps a second, by its clock', async () => {
    const bench = benchOf();
    await bench.open();
    await bench.playTo(30);
    // Each chunk looks at the clock a handful of times: some steps for every 20 to 400 ms.
    expect(bench.last('frame')!.stepsPerSecond).toBeGreaterThan(1);
    expect(bench.last('frame')!.stepsPerSecond).toBeLessThan(200);
    expect(bench.all('frame')[0].stepsPerSecond).toBe(0);
  });
});

describe('frames', () => {
  it('come only into buffers on loan: no more frames than sets until one is given back', async () => {
    const bench = benchOf();
    bench.returnsBuffers = false;
    await bench.open(undefined, 2);
    bench.play();
    await bench.next('frame', ({ step }) => step > 0);
    await bench.next('progress', ({ loaded, total }) => loaded === total);
    for (let i = 0; i < 40; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(bench.all('frame').length).toBe(2);
    const [first, second] = bench.all('frame');
    bench.send({ type: 'free', run: first.run, sets: [first.buffers] }, first.buffers);
    await bench.next('frame', ({ step }) => step > second.step);
    bench.pause();
    await bench.service.settled();
    expect(bench.all('frame').length).toBe(3);
    // Meanwhile it trained on: the losses of every step are in the frame that came late.
    const late = bench.last('frame')!;
    expect(late.losses[0]).toHaveLength(late.step - second.step);
    expect(late.step - second.step).toBeGreaterThan(30);
  });

  it('show the state at rest as soon as there is a buffer, however long after', async () => {
    const bench = benchOf();
    bench.returnsBuffers = false;
    await bench.open(undefined, 1);
    await bench.playTo(5);
    expect(bench.all('frame').length).toBe(1);
    const [first] = bench.all('frame');
    bench.send({ type: 'free', run: first.run, sets: [first.buffers] }, first.buffers);
    await bench.service.settled();
    expect(bench.last('frame')!.step).toBe(5);
  });

  it('are not drawn while the clock stands still, but for the state at rest', async () => {
    const bench = benchOf({ tickMs: 0 });
    await bench.open();
    await bench.next('progress', ({ loaded, total }) => loaded === total);
    await bench.playTo(50);
    expect(bench.all('frame').map(({ step }) => step)).toEqual([0, 50]);
  });

  it('take at most a quarter of the time', async () => {
    // Each look at the clock takes 20 ms: a frame takes two, so the next is due six looks later, and a step takes
    // three; a checkpoint now and then takes one more.
    const bench = benchOf();
    await bench.open();
    await bench.next('progress', ({ loaded, total }) => loaded === total);
    await bench.playTo(40);
    const steps = bench.all('frame').map(({ step }) => step);
    const gaps = steps.slice(2, -1).map((own, i) => own - steps[i + 1]);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(4);
  });

  it('show a slider that moved while the run rests, with the loss of the last step', async () => {
    const bench = benchOf();
    await bench.open(tinyConfig(bench.dataset, { runs: [twoRuns[1]] }));
    await bench.playTo(3);
    const [before] = bench.newest();
    bench.settings({ s: 20, m: 0.2, safeguard: 'linear', gradient: 'exact' });
    await bench.service.settled();
    const [after] = bench.newest();
    const effective = after.header.slice(10, 12);
    expect([...effective]).toEqual([20, 0.2]);
    expect(stepOf(after)).toBe(3);
    expect(readSlot(after, 'loss')).toBe(readSlot(before, 'loss'));
    expect([...after.embeddings_nd]).toEqual([...before.embeddings_nd]);
  });
});

describe('a guest', () => {
  it('lies in every frame where the network of that frame puts it, in each run, until it leaves', async () => {
    const bench = benchOf();
    const { run } = await bench.open(tinyConfig(bench.dataset, { runs: twoRuns }));
    expect(bench.last('frame')!.guest).toBeNull();
    // Held-out sample 5 comes as a guest: its twin is in the frame.
    const pixels = bench.dataset.probe.pixels.slice(5 * side * side, 6 * side * side);
    bench.send({ type: 'guest', run, pixels });
    await bench.service.settled();
    expect(bench.last('frame')!.step).toBe(0);
    await bench.playTo(7);
    const frames = bench.all('frame').filter(({ guest }) => guest);
    expect(new Set(frames.map(({ step }) => step)).size).toBeGreaterThan(3);
    for (const report of frames) {
      bench.framesOf(report).forEach(({ embeddings_nd }, i) => {
        report.guest![i].forEach((value, k) => expect(value).toBeCloseTo(embeddings_nd[10 + k], 4));
      });
    }
    bench.send({ type: 'guest', run, pixels: null });
    await bench.service.settled();
    expect(bench.last('frame')!.guest).toBeNull();
  });

  it('of another size is refused with a sentence, and the run goes on', async () => {
    const bench = benchOf();
    const { run } = await bench.open();
    bench.send({ type: 'guest', run, pixels: new Uint8Array(7) });
    expect(bench.last('problem')!.problem).toMatchObject({
      code: 'bad-value',
      message: 'An image has 6 × 6 pixels here, not 7 in all.',
    });
    await bench.playTo(3);
    expect(bench.last('frame')).toMatchObject({ step: 3, guest: null });
  });
});

describe('a new start', () => {
  it('ends the run before and begins from its own first step', async () => {
    const bench = benchOf();
    await bench.open();
    bench.play();
    await bench.next('frame', ({ step }) => step > 3);
    const config = tinyConfig(bench.dataset, { seed: 9 });
    const run = bench.start(config);
    const { shape } = await bench.next('ready', (report) => report.run === run);
    const at = bench.reports.length;
    bench.lend(2, shape);
    await bench.playTo(6);
    expect(bench.reports.slice(at).every((report) => report.run === run)).toBe(true);
    const direct = (await DirectRun.open(bench.dataset, config)).stepTo(6);
    expect(bytesOf(bench.newest()[0])).toEqual(bytesOf(await direct.frame(run)));
    direct.dispose();
    // What was downloaded is not downloaded again.
    expect(new Set(bench.server.requests).size).toBe(bench.server.requests.length);
    expect(bench.loads).toEqual(['wasm']);
  });

  it('makes older commands void', async () => {
    const bench = benchOf();
    const { run: older } = await bench.open();
    await bench.open();
    const before = bench.reports.length;
    bench.send({ type: 'play', run: older, untilStep: null });
    bench.send({ type: 'step', run: older, count: 5 });
    await bench.service.settled();
    expect(bench.reports.length).toBe(before);
  });

  it('of several at once, only the last comes to life', async () => {
    const bench = benchOf();
    bench.start();
    bench.start();
    const last = bench.start();
    await bench.next('ready', ({ run }) => run === last);
    await bench.service.settled();
    expect(bench.all('ready').length).toBe(1);
  });

  it('lets the reader choose another backend, and come back to the automatic choice', async () => {
    const bench = benchOf({ backends: ['wasm', 'cpu'] });
    bench.start(undefined, 'cpu');
    expect(await bench.next('ready')).toMatchObject({ backend: 'cpu', remember: null });
    const second = bench.start(undefined, 'auto');
    expect(await bench.next('ready', ({ run }) => run === second)).toMatchObject({ backend: 'wasm' });
    const third = bench.start(undefined, 'auto');
    await bench.next('ready', ({ run }) => run === third);
    expect(bench.loads).toEqual(['cpu', 'wasm']);
  });
});

describe('what an older run has left to do', () => {
  it('does not keep the next one from beginning', async () => {
    const bench = benchOf();
    const { run } = await bench.open();
    await bench.playTo(3);
    // The first is at work when the new run comes; the second is never looked at.
    bench.send({ type: 'save', run });
    bench.send({ type: 'save', run });
    const next = bench.start();
    await bench.next('ready', (report) => report.run === next);
    expect(bench.all('stands').length).toBeLessThan(2);
  });
});

describe('waiting for a shard that does not come', () => {
  const stalled = async () => {
    const bench = benchOf();
    bench.server.fail(shardAddress(bench.dataset, 'train', 1), 'stalled');
    await bench.open();
    bench.play();
    await bench.next('frame', ({ step }) => step === 5);
    return bench;
  };

  it('a pause is heeded at once', async () => {
    const bench = await stalled();
    bench.pause();
    await bench.next('state', ({ step, playing }) => step === 5 && !playing);
    bench.play();
    bench.server.mend(shardAddress(bench.dataset, 'train', 1));
    await bench.next('frame', ({ step }) => step > 6);
    bench.pause();
    await bench.service.settled();
  });

  it('a new start does not wait for it', async () => {
    const bench = await stalled();
    const run = bench.start();
    await bench.next('ready', (report) => report.run === run);
  });
});
