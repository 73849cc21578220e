/** A session with the real client and the real service between it and tfjs: a reader's presses, from end to end. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoSpec, DemoState } from '../../../src/lib/demo/demo-spec';
import { loadInNode } from '../../../tools/node-training';
import { closeLinked, openLinked, reach } from '../../support/linked-session';
import { shardAddress, tinyDataset } from '../../support/tiny-dataset';

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

const open = (state: DemoState = {}) => openLinked(spec, dataset, state);

let tensorsBefore = 0;
beforeAll(() => void (tensorsBefore = tf.memory().numTensors));
afterEach(async () => {
  await closeLinked();
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

describe('a reader', () => {
  it('presses Train, sees both losses learn, and pauses', async () => {
    const { session } = open();
    session.play();
    const status = await reach(session, ({ step }) => step >= 20);
    expect(status).toMatchObject({ phase: 'playing', backend: 'wasm' });
    for (const { stats } of status.runs) expect(stats.accuracy).toBeGreaterThan(0.4);
    session.pause();
    const { step } = await reach(session, ({ phase }) => phase === 'paused');
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(session.status.step).toBe(step);
    session.step();
    await reach(session, (next) => next.phase === 'paused' && next.step === step + 1);
  });

  it('moves a slider at rest and sees its effective value', async () => {
    const { session } = open({ ramp: false, step: 4 });
    session.play();
    await reach(session, ({ phase, step }) => phase === 'paused' && step === 4);
    const { loss } = session.status.runs[1].stats;
    session.set('m', 0.2);
    const { runs } = await reach(session, (status) => status.runs[1].effective.m === 0.2);
    expect(runs[1].stats.loss).toBe(loss);
    expect(session.status.offersRestart).toBe(true);
  });

  it('waits for data that does not come, tries again, and goes on', async () => {
    const { session, server } = open();
    const late = shardAddress(dataset, 'train', 1);
    server.fail(late, 'missing');
    session.play(12);
    await reach(session, ({ phase }) => phase === 'failed');
    // Long enough for any report that is still on its way.
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(session.status).toMatchObject({ phase: 'failed', step: 5, problem: { code: 'data-unavailable' } });
    server.mend(late);
    session.retry();
    expect(await reach(session, ({ step, phase }) => step === 12 && phase === 'paused')).toMatchObject({
      problem: null,
    });
  });

  it('starts again and comes to the same numbers', async () => {
    const { session } = open();
    const twelve = () => reach(session, ({ step, phase }) => step === 12 && phase === 'paused');
    session.play(12);
    const first = (await twelve()).runs.map(({ stats }) => stats);
    session.reset();
    await reach(session, ({ step, phase }) => step === 0 && phase === 'paused');
    session.play(12);
    expect((await twelve()).runs.map(({ stats }) => stats)).toEqual(first);
  });

  it('scrolls away while it loads: nothing trains until it is in view again', async () => {
    const { session } = open();
    session.play();
    session.suspend();
    await reach(session, ({ backend }) => backend !== null);
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(session.status.step).toBe(0);
    session.resume();
    await reach(session, ({ step }) => step > 2);
    session.suspend();
    const { step } = await reach(session, ({ phase }) => phase === 'paused');
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(session.status.step).toBe(step);
  });
});
