/** A reader goes back in a run and trains on from there: with the real service, and what the timeline tells of it. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoSpec } from '../../../src/lib/demo/demo-spec';
import type { Session, SessionStatus } from '../../../src/lib/demo/session';
import { decodeRecording } from '../../../src/lib/frame/read-recording';
import { loadInNode } from '../../../tools/node-training';
import { closeLinked, openLinked, reach } from '../../support/linked-session';
import { tinyDataset } from '../../support/tiny-dataset';

beforeAll(() => loadInNode('wasm'));

const dataset = tinyDataset(6);
const spec: DemoSpec = {
  id: 'two',
  losses: ['softmax', 'arcface'],
  net: 'mlp',
  batch: 8,
  sliders: ['m', 's'],
  views: ['chart'],
};

let tensorsBefore = 0;
beforeAll(() => void (tensorsBefore = tf.memory().numTensors));
afterEach(async () => {
  await closeLinked();
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

const open = (state = {}) => openLinked(spec, dataset, state);
const turns = async (count = 20) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};
async function trainTo(session: Session, step: number): Promise<SessionStatus> {
  session.play(step);
  const status = await reach(
    session,
    (now) => now.step === step && now.phase === 'paused' && now.timeline?.canFork === false,
  );
  await turns(5);
  return status;
}
/** Read-outs of each run, and the sliders. */
const numbers = ({ runs }: SessionStatus) => runs.map(({ stats, settings }) => ({ stats, settings }));

/** Trained to step 40, m moved from 0.5 to 0.2 at step 24, at rest. Where it rests there is a moment. */
async function trained() {
  const { session, workers } = open();
  for (const step of [3, 5, 10, 11, 12, 15, 24]) await trainTo(session, step);
  session.set('m', 0.2);
  await reach(session, ({ timeline }) => timeline?.changes.length === 1);
  for (const step of [30, 40]) await trainTo(session, step);
  return { session, workers };
}

describe('a timeline', () => {
  it('tells where sliders were moved, and how the margin grew', async () => {
    const { session } = await trained();
    const { timeline } = session.status;
    expect(timeline!.changes).toEqual([
      { step: 24, run: 1, name: 'm', before: 0.5, after: 0.2, isMargin: true },
    ]);
    expect(timeline!.margin).toMatchObject({ run: 1, name: 'm' });
    expect(timeline!.margin!.values).toHaveLength(timeline!.steps.length);
    expect(timeline).toMatchObject({ canFork: false, branches: [], index: timeline!.steps.length - 1 });
  });

  it('goes to the recorded step that is nearest, and its sliders stand as they stood there', async () => {
    const { session } = await trained();
    await session.goTo(12);
    expect(session.status).toMatchObject({ step: 12, timeline: { canFork: true, moved: [] } });
    expect(session.status.runs[1].settings.m).toBe(0.5);
    // The address keeps what the training has.
    expect(session.status.state).toEqual({ m: 0.2 });
    await session.goTo(1000);
    expect(session.status).toMatchObject({ step: 40, timeline: { canFork: false } });
    expect(session.status.runs[1].settings.m).toBe(0.2);
  });

  it('a slider that is moved in the past waits for a fork, and is forgotten without one', async () => {
    const { session } = await trained();
    await session.goTo(12);
    session.set('m', 0.9);
    expect(session.status.runs[1].settings.m).toBe(0.9);
    expect(session.status.runs[1].effective.m).toBe(0.9);
    expect(session.status.timeline!.moved).toEqual([{ run: 1, name: 'm', recorded: 0.5 }]);
    await turns();
    expect(session.status.timeline!.changes).toHaveLength(1);
    await session.goTo(40);
    expect(session.status.runs[1].settings.m).toBe(0.2);
  });
});

describe('a fork', () => {
  it('comes to the numbers of a run that took its path straight', async () => {
    const { session } = await trained();
    await session.goTo(15);
    session.set('m', 0.8);
    session.fork();
    await reach(session, ({ step, timeline }) => step > 15 && timeline?.canFork === false);
    session.pause();
    const { step } = await reach(session, ({ phase }) => phase === 'paused');
    expect(session.status.state).toEqual({ m: 0.8 });

    const straight = open().session;
    await trainTo(straight, 15);
    straight.set('m', 0.8);
    await reach(straight, ({ timeline }) => timeline?.changes.length === 1);
    expect(numbers(await trainTo(straight, step))).toEqual(numbers(session.status));
    expect(session.moment.histories[1].loss.values).toEqual(straight.moment.histories[1].loss.values);
  });

  it('keeps the way that was left, which one press brings back, and the other way round', async () => {
    const { session } = await trained();
    const before = numbers(session.status);
    const losses = [...session.moment.histories[1].loss.values];
    await session.goTo(15);
    session.fork();
    await reach(session, ({ step, timeline }) => step >= 25 && timeline?.canFork === false);
    const { timeline } = session.status;
    expect(timeline!.steps[0]).toBe(0);
    expect(timeline!.changes).toEqual([]);
    expect(timeline!.branches).toMatchObject([{ id: 0, fromStep: 0, toStep: 40 }]);
    expect(timeline!.branches[0].settings[1].m).toBe(0.2);
    session.returnTo(0);
    const back = await reach(session, ({ step, phase }) => step === 40 && phase === 'paused');
    expect(numbers(back)).toEqual(before);
    expect(back.state).toEqual({ m: 0.2 });
    expect(session.moment.histories[1].loss.values).toEqual(losses);
    expect(back.timeline).toMatchObject({ changes: [{ step: 24 }], branches: [{ id: 1, fromStep: 15 }] });
    session.returnTo(1);
    await reach(session, ({ step, timeline: now }) => step >= 25 && now?.branches[0]?.id === 0);
    expect(session.status.runs[1].settings.m).toBe(0.5);
  });

  it('three times keeps the two ways that were left last', async () => {
    const { session } = await trained();
    for (const step of [10, 11, 12]) {
      await session.goTo(step);
      session.fork();
      await reach(session, (now) => now.step > 12 && now.timeline?.canFork === false);
      session.pause();
      await reach(session, ({ phase }) => phase === 'paused');
    }
    expect(session.status.timeline!.branches.map(({ id }) => id)).toEqual([1, 2]);
    session.returnTo(0);
    await turns();
    expect(session.status.timeline!.branches.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('at the newest step is simply training on', async () => {
    const { session } = await trained();
    session.fork();
    await reach(session, ({ step }) => step > 42);
    expect(session.status.timeline!.branches).toEqual([]);
  });

  it('works after the worker was lost: the run is trained again up to there, and what was seen stays meanwhile', async () => {
    const { session, workers } = await trained();
    await session.goTo(30);
    const before = numbers(session.status);
    workers[0].fail('gone');
    expect(session.status.phase).toBe('failed');
    session.fork();
    const seen = new Set<number>();
    session.subscribe(() => seen.add(session.status.step));
    await reach(session, ({ step, phase }) => step > 31 && phase === 'playing');
    expect(Math.min(...seen)).toBe(30);
    await session.goTo(30);
    expect(session.status.step).toBe(30);
    for (const [i, { stats }] of numbers(session.status).entries()) {
      expect(stats.accuracy).toBe(before[i].stats.accuracy);
    }
    // What was before the fork can still be gone back to.
    await session.goTo(5);
    expect(session.status.step).toBe(5);
  });
});

describe('a file', () => {
  it('with copies is gone on with elsewhere, from any of its steps, to the same numbers', async () => {
    const { session } = await trained();
    const file = (await session.saveRun({ withStands: true }))!;
    const { stands, info } = await decodeRecording(file.bytes);
    expect(stands.at(-1)!.step).toBe(40);
    expect(info.changes).toMatchObject([{ step: 0 }, { step: 24 }]);
    const elsewhere = open().session;
    await elsewhere.openRun(file.bytes);
    expect(elsewhere.status).toMatchObject({ step: 40, timeline: { source: 'recorded', canFork: true } });
    elsewhere.fork();
    await reach(elsewhere, ({ step, timeline }) => step > 44 && timeline?.source === 'live');
    elsewhere.pause();
    const { step } = await reach(elsewhere, ({ phase }) => phase === 'paused');
    expect(numbers(await trainTo(session, step))).toEqual(numbers(elsewhere.status));
    // Its recorded past goes on into the new run.
    await elsewhere.goTo(3);
    expect(elsewhere.status).toMatchObject({ step: 3, timeline: { source: 'live' } });
  });

  it('without copies is trained again from its seed, sliders and all, and says so', async () => {
    const { session } = await trained();
    const file = (await session.saveRun())!;
    expect((await decodeRecording(file.bytes)).stands).toEqual([]);
    const elsewhere = open().session;
    await elsewhere.openRun(file.bytes);
    await elsewhere.goTo(30);
    expect(elsewhere.status.runs[1].settings.m).toBe(0.2);
    const told: unknown[] = [];
    elsewhere.subscribe(() => told.push(elsewhere.status.timeline?.catchingUp));
    elsewhere.fork();
    await reach(elsewhere, ({ step, timeline }) => step > 31 && timeline?.source === 'live');
    elsewhere.pause();
    const { step } = await reach(elsewhere, ({ phase }) => phase === 'paused');
    expect(told).toContainEqual(expect.objectContaining({ from: 0, target: 30 }));
    const straight = open().session;
    await trainTo(straight, 24);
    straight.set('m', 0.2);
    await reach(straight, ({ timeline }) => timeline?.changes.length === 1);
    expect(numbers(await trainTo(straight, step))).toEqual(numbers(elsewhere.status));
  });
});
