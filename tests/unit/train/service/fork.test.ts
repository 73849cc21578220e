/** A run that was rewound and forked equals, to the bit, one that took that path without the detour. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { settingsAt } from '../../../../src/lib/frame/settings-change';
import type { LossSettings } from '../../../../src/lib/loss/spec';
import { LockStep } from '../../../../src/lib/train/lockstep';
import type { RunConfig, TrainingConfig } from '../../../../src/lib/train/protocol';
import { trailLimits } from '../../../../src/lib/train/trail';
import { loadInNode } from '../../../../tools/node-training';
import { bytesOf, ServiceBench, stepOf, tinyConfig, type BenchOptions } from '../../../support/service-bench';

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
  vi.restoreAllMocks();
  for (const { service } of benches) {
    service.dispose();
    await service.settled();
  }
  if (benches.splice(0).length) expect(tf.memory().numTensors).toBe(tensorsBefore);
});

/**
 * Two losses in lock-step; the ramps of s and m run over the first steps, as they do for readers. The rate has decayed
 * early, so that a moved slider warms it up again.
 */
const recipe = { decaySteps: 15, decayFloor: 0.1 };
const twoRuns: RunConfig[] = [
  { loss: 'softmax', settings: {}, recipe },
  { loss: 'arcface', settings: { s: 16, m: 0.2 }, recipe },
];
const sliders = (s: number, m: number): LossSettings[] => [{}, { s, m }];

/** Moves sliders at steps, ascending, and rests at `until`. */
async function train(
  bench: ServiceBench,
  moves: readonly (readonly [step: number, settings: LossSettings[]])[],
  until: number,
): Promise<void> {
  for (const [step, settings] of moves) {
    await bench.playTo(step);
    bench.settings(...settings);
    await bench.service.settled();
  }
  await bench.playTo(until);
}

/** Newest frames of a run that takes a path straight, from another worker. */
async function straight(
  config: TrainingConfig,
  moves: Parameters<typeof train>[1],
  until: number,
): Promise<number[][]> {
  const bench = benchOf();
  await bench.open(config);
  await train(bench, moves, until);
  return bench.newest().map(bytesOf);
}

describe('a fork', () => {
  it.each([1, 7])(
    'equals the run without the detour, with sliders moved before and after it, seed %i',
    async (seed) => {
      const bench = benchOf();
      const config = tinyConfig(bench.dataset, { runs: twoRuns, seed });
      await bench.open(config);
      const before = [
        [20, sliders(16, 0.5)],
        [37, sliders(24, 0.5)],
      ] as const;
      await train(bench, [...before, [60, sliders(8, 0.1)]], 90);
      // Back to a step between two copies, with other sliders; one more change after it.
      bench.fork(1, 47, sliders(24, 0.8), { untilStep: 70 });
      await bench.service.settled();
      expect(bench.last('state')).toMatchObject({ branch: 1, step: 70, playing: false });
      bench.settings(...sliders(12, 0.8));
      await bench.playTo(95);
      expect(bench.newest().map(stepOf)).toEqual([95, 95]);
      const path = [...before, [47, sliders(24, 0.8)] as const, [70, sliders(12, 0.8)] as const];
      expect(bench.newest().map(bytesOf)).toEqual(await straight(config, path, 95));
    },
  );

  it('may begin at every step that was recorded, step 0 and the newest included', async () => {
    const bench = benchOf();
    const config = tinyConfig(bench.dataset, { runs: [twoRuns[1]] });
    await bench.open(config);
    await train(bench, [[11, [{ s: 16, m: 0.6 }]]], 30);
    const steps = new Set(bench.all('frame').map(({ step }) => step));
    const expected = new Map(bench.all('frame').map((report) => [report.step, bench.framesOf(report)]));
    let branch = 0;
    for (const step of steps) {
      // The same sliders as at that step: the same numbers again.
      const settings = step < 11 ? [{ s: 16, m: 0.2 }] : [{ s: 16, m: 0.6 }];
      bench.fork(++branch, step, settings, { untilStep: step, keeps: [0] });
      await bench.service.settled();
      expect(stepOf(bench.newest()[0])).toBe(step);
      expect(bytesOf(bench.newest()[0])).toEqual(bytesOf(expected.get(step)![0]));
      bench.returnTo(0);
      await bench.service.settled();
    }
    expect(steps.size).toBeGreaterThan(10);
  });

  it('tells its sliders and the step of each change, and shows no frame of the steps between', async () => {
    const bench = benchOf();
    await bench.open(tinyConfig(bench.dataset, { runs: [twoRuns[1]] }));
    await train(bench, [[12, [{ s: 16, m: 0.5 }]]], 40);
    const told = bench.all('changed').map(({ change }) => change);
    expect(told).toMatchObject([{ step: 12, runs: [{ settings: { m: 0.5 }, changedAtStep: 12 }] }]);
    bench.reports.length = bench.reports.findIndex(({ type }) => type === 'ready') + 1;
    bench.fork(1, 26, [{ s: 16, m: 0.9 }], { untilStep: 30 });
    await bench.service.settled();
    const frames = bench.all('frame');
    expect(frames[0]).toMatchObject({ branch: 1, step: 26 });
    expect(frames.at(-1)).toMatchObject({ branch: 1, step: 30 });
    expect(bench.all('changed')).toMatchObject([
      { branch: 1, change: { step: 26, runs: [{ settings: { m: 0.9 }, changedAtStep: 26 }] } },
    ]);
    const caught = bench.all('catching-up');
    expect(caught.at(-1)).toMatchObject({ branch: 1, step: 26, target: 26 });
    expect(caught.every(({ from, step }) => from <= step && step <= 26)).toBe(true);
  });

  it('that is left in the middle of the way back is taken up again', async () => {
    const bench = benchOf({ tickMs: 1 });
    const config = tinyConfig(bench.dataset, { runs: twoRuns });
    await bench.open(config);
    await train(bench, [[9, sliders(16, 0.4)]], 50);
    bench.fork(1, 40, sliders(16, 0.4), { keeps: [0] });
    bench.pause();
    bench.fork(2, 45, sliders(16, 0.1), { untilStep: 60, keeps: [0, 1] });
    await bench.service.settled();
    const path = [
      [9, sliders(16, 0.4)],
      [45, sliders(16, 0.1)],
    ] as const;
    expect(bench.newest().map(bytesOf)).toEqual(
      await straight(config, [path[0]], 60).then(() => straight(config, path, 60)),
    );
    bench.returnTo(1, [0, 2]);
    await bench.playTo(44);
    expect(bench.last('state')).toMatchObject({ branch: 1, step: 44 });
    expect(bench.newest().map(bytesOf)).toEqual(await straight(config, [path[0]], 44));
  });

  it('survives sliders that move while it goes back', async () => {
    const bench = benchOf();
    const config = tinyConfig(bench.dataset, { runs: [twoRuns[1]] });
    await bench.open(config);
    await bench.playTo(40);
    bench.fork(1, 33, [{ s: 16, m: 0.4 }], { untilStep: 40 });
    bench.settings({ s: 16, m: 0.7 });
    await bench.service.settled();
    expect(bench.newest().map(bytesOf)).toEqual(await straight(config, [[33, [{ s: 16, m: 0.7 }]]], 40));
  });
});

describe('a branch that was left', () => {
  it('is there again at once, at its newest step, and goes on as if nothing had been', async () => {
    const bench = benchOf();
    const config = tinyConfig(bench.dataset, { runs: twoRuns });
    await bench.open(config);
    await train(bench, [[15, sliders(16, 0.5)]], 50);
    const left = bench.newest().map(bytesOf);
    bench.fork(1, 20, sliders(16, 0), { untilStep: 45, keeps: [0] });
    await bench.service.settled();
    const forked = bench.newest().map(bytesOf);
    const steps = vi.spyOn(LockStep.prototype, 'step');
    bench.returnTo(0, [1]);
    await bench.service.settled();
    expect(steps).not.toHaveBeenCalled();
    expect(bench.last('state')).toMatchObject({ branch: 0, step: 50, playing: false });
    expect(bench.newest().map(bytesOf)).toEqual(left);
    bench.returnTo(1, [0]);
    await bench.service.settled();
    expect(bench.newest().map(bytesOf)).toEqual(forked);
    bench.returnTo(0, [1]);
    await bench.playTo(70);
    expect(bench.newest().map(bytesOf)).toEqual(await straight(config, [[15, sliders(16, 0.5)]], 70));
  });

  it('tells the losses that no frame had told', async () => {
    const bench = benchOf();
    await bench.open(tinyConfig(bench.dataset, { runs: [twoRuns[1]] }), 0);
    await bench.playTo(25);
    bench.fork(1, 10, [{ s: 16, m: 0.2 }], { untilStep: 15, keeps: [0] });
    await bench.service.settled();
    bench.returnTo(0);
    bench.lend(2, bench.last('ready')!.shape);
    await bench.service.settled();
    expect(bench.last('frame')).toMatchObject({ branch: 0, step: 25 });
    expect(bench.last('frame')!.losses[0].length).toBe(25);
  });

  it('that the page gave up is forgotten, and asking for it changes nothing', async () => {
    const bench = benchOf();
    await bench.open(tinyConfig(bench.dataset, { runs: [twoRuns[1]] }));
    await bench.playTo(20);
    bench.fork(1, 10, [{ s: 16, m: 0.2 }], { untilStep: 15, keeps: [] });
    await bench.service.settled();
    bench.returnTo(0);
    await bench.service.settled();
    expect(stepOf(bench.newest()[0])).toBe(15);
    await bench.playTo(17);
    expect(bench.last('state')).toMatchObject({ branch: 1, step: 17 });
  });
});

describe('a run that was saved', () => {
  it('is forked in another worker from its copies, to the bit', async () => {
    const first = benchOf();
    const config = tinyConfig(first.dataset, { runs: twoRuns });
    await first.open(config);
    await train(first, [[14, sliders(16, 0.5)]], 40);
    const stands = await first.save();
    expect(stands.at(-1)!.step).toBe(40);
    const changes = [
      { step: 0, runs: config.runs.map(({ settings }) => ({ settings, changedAtStep: null })) },
      ...first.all('changed').map(({ change }) => change),
    ];
    expect(settingsAt(changes, 13)).toEqual([{}, { s: 16, m: 0.2 }]);
    const steps = vi.spyOn(LockStep.prototype, 'step');
    const second = benchOf();
    await second.open(config, 2, structuredClone({ changes, stands }));
    second.fork(1, 40, sliders(16, 0.1), { untilStep: 60 });
    await second.service.settled();
    expect(steps).toHaveBeenCalledTimes(20);
    const path = [
      [14, sliders(16, 0.5)],
      [40, sliders(16, 0.1)],
    ] as const;
    expect(second.newest().map(bytesOf)).toEqual(await straight(config, path, 60));
  });

  it('without copies is trained again from its seed, and shows the way there where that is wanted', async () => {
    const bench = benchOf();
    const config = tinyConfig(bench.dataset, { runs: [twoRuns[1]] });
    const changes = [
      { step: 0, runs: [{ settings: { s: 16, m: 0.2 }, changedAtStep: null }] },
      { step: 12, runs: [{ settings: { s: 16, m: 0.5 }, changedAtStep: 12 }] },
    ];
    await bench.open(config, 2, { changes, stands: [] });
    bench.fork(1, 30, [{ s: 16, m: 0.5 }], { untilStep: 35, shows: true });
    await bench.service.settled();
    expect(bench.all('catching-up')[0]).toMatchObject({ from: 0, target: 30 });
    const shown = bench.all('frame').map(({ step }) => step);
    expect(shown.filter((step) => step < 30).length).toBeGreaterThan(5);
    expect(shown).toContain(30);
    expect(bench.newest().map(bytesOf)).toEqual(await straight(config, [[12, [{ s: 16, m: 0.5 }]]], 35));
  });

  it('of another network is trained again from its seed', async () => {
    const other = benchOf();
    await other.open(tinyConfig(other.dataset, { runs: [twoRuns[1]], dim: 3 }));
    await other.playTo(20);
    const stands = await other.save();
    const bench = benchOf();
    const config = tinyConfig(bench.dataset, { runs: [twoRuns[1]] });
    const changes = [{ step: 0, runs: [{ settings: { s: 16, m: 0.2 }, changedAtStep: null }] }];
    await bench.open(config, 2, { changes, stands });
    bench.fork(1, 20, [{ s: 16, m: 0.2 }], { untilStep: 20 });
    await bench.service.settled();
    expect(bench.all('catching-up')[0]).toMatchObject({ from: 0 });
    expect(bench.newest().map(bytesOf)).toEqual(await straight(config, [], 20));
  });
});

it('a long run keeps few copies, evenly spread', async () => {
  const bench = benchOf({ tickMs: 260 });
  await bench.open(tinyConfig(bench.dataset, { runs: [twoRuns[1]] }));
  await bench.playTo(700);
  const steps = (await bench.save()).map(({ step }) => step);
  expect(steps.length).toBeLessThanOrEqual(trailLimits.stands + 1);
  expect(steps.length).toBeGreaterThan(trailLimits.stands / 2);
  expect([steps[0], steps.at(-1)]).toEqual([0, 700]);
  const gaps = steps.slice(1).map((step, i) => step - steps[i]);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(4 * (700 / trailLimits.stands));
});
