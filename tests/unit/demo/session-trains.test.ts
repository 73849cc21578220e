/** A session with the real client and the real service between it and tfjs: a reader's presses, from end to end. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoSpec } from '../../../src/lib/demo/demo-spec';
import { Session, type SessionStatus } from '../../../src/lib/demo/session';
import { TrainingClient, type WorkerLike } from '../../../src/lib/train/client';
import type { Command, Report } from '../../../src/lib/train/protocol';
import { TrainingService } from '../../../src/lib/train/service';
import { loadInNode } from '../../../tools/node-training';
import { MemoryServer, shardAddress, tinyDataset } from '../../support/tiny-dataset';

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

/** A worker in the same thread: messages are cloned, transferred and delivered in later tasks. */
class LinkedWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<Report>) => void) | null = null;
  onerror = null;
  onmessageerror = null;
  readonly #service: TrainingService;
  #nowMs = 0;

  constructor(server: MemoryServer) {
    this.#service = new TrainingService({
      fetch: server.fetch,
      now: () => (this.#nowMs += 20),
      nextTask: () => new Promise((resolve) => setImmediate(resolve)),
      post: (report, transfer = []) => {
        const data = structuredClone(report, { transfer });
        setImmediate(() => this.onmessage?.({ data } as MessageEvent<Report>));
      },
      candidates: {
        detect: async () => ['wasm'],
        load: loadInNode,
        check: async () => {},
        measure: async () => 1,
      },
      build: 'test',
    });
  }

  postMessage(message: Command, transfer: Transferable[] = []): void {
    const command = structuredClone(message, { transfer });
    setImmediate(() => this.#service.handle(command));
  }

  terminate(): void {
    this.#service.dispose();
  }
}

const sessions: Session[] = [];
function open(state = {}) {
  const server = new MemoryServer(dataset);
  const session = new Session(spec, state, {
    openClient: async (handlers) => new TrainingClient(() => new LinkedWorker(server), handlers),
    datasetUrl: () => dataset.url,
    recordingUrl: (name) => `https://data.test/${name}.run`,
    fetch: server.fetch,
    motion: {
      reduced: false,
      now: () => 0,
      nextFrame: (callback) => {
        const handle = setImmediate(callback);
        return () => clearImmediate(handle);
      },
    },
    recallBackend: () => null,
    rememberBackend: () => {},
  });
  sessions.push(session);
  return { session, server };
}

/** Resolves with the first status that fits. */
async function reach(session: Session, fits: (status: SessionStatus) => boolean): Promise<SessionStatus> {
  const giveUpAtMs = performance.now() + 10_000;
  while (!fits(session.status)) {
    if (performance.now() > giveUpAtMs) {
      const { phase, step, problem } = session.status;
      throw new Error(`Stuck at step ${step}, ${phase}, ${problem?.message ?? 'no problem'}.`);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return session.status;
}

let tensorsBefore = 0;
beforeAll(() => void (tensorsBefore = tf.memory().numTensors));
afterEach(async () => {
  for (const session of sessions.splice(0)) session.dispose();
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
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
