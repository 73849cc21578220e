import { describe, expect, it } from 'vitest';
import { readSlot, writeSlot, openFrame } from '../../../src/lib/frame/layout';
import { TrainingClient, type ClientHandlers, type FrameSet } from '../../../src/lib/train/client';
import type { Problem, TrainingConfig } from '../../../src/lib/train/protocol';
import { FakeWorker, tinyBytes, tinyShape } from '../../support/fake-worker';

const config: TrainingConfig = {
  runs: [
    { loss: 'softmax', settings: {}, recipe: {} },
    { loss: 'arcface', settings: {}, recipe: {} },
  ],
  backbone: 'mlp',
  dim: 2,
  batchSize: 8,
  seed: 1,
  datasetUrl: 'https://data.test/tiny/',
};

function clientOf() {
  const workers: FakeWorker[] = [];
  const heard = {
    ready: 0,
    frames: [] as FrameSet[],
    states: [] as [number, boolean][],
    progress: [] as [number, number][],
    backends: [] as string[],
    problems: [] as Problem[],
    changes: [] as number[],
    catchingUp: [] as number[],
  };
  const handlers: ClientHandlers = {
    onReady: () => heard.ready++,
    onFrame: (set) => heard.frames.push(set),
    onState: (step, playing) => heard.states.push([step, playing]),
    onProgress: (loaded, total) => heard.progress.push([loaded, total]),
    onBackend: (backend) => heard.backends.push(backend),
    onProblem: (problem) => heard.problems.push(problem),
    onChanged: ({ step }) => heard.changes.push(step),
    onCatchingUp: ({ step }) => heard.catchingUp.push(step),
  };
  const client = new TrainingClient(() => {
    workers.push(new FakeWorker());
    return workers.at(-1)!;
  }, handlers);
  return { client, workers, heard, start: () => client.start(config, 'auto', null) };
}

/** Started, ready, and two sets of two buffers on loan. */
function running() {
  const bench = clientOf();
  bench.start();
  const [worker] = bench.workers;
  worker.ready();
  bench.client.lend(2);
  return { ...bench, worker };
}

describe('commands', () => {
  it('open no worker before the first start, and one for all starts', () => {
    const { client, workers, start } = clientOf();
    client.play();
    client.pause();
    expect(workers).toEqual([]);
    expect(client.isAlive).toBe(false);
    start();
    start();
    expect(workers).toHaveLength(1);
    expect(client.isAlive).toBe(true);
    expect(workers[0].all('start').map(({ run }) => run)).toEqual([1, 2]);
    expect(workers[0].last('start')).toMatchObject({ config, backend: 'auto', remembered: null });
  });

  it('carry the number of the present run', () => {
    const { client, workers, start } = clientOf();
    start();
    start();
    client.play(40);
    client.play();
    client.step(3);
    client.pause();
    client.retry();
    client.setSettings([{}, { s: 8 }]);
    expect(workers[0].commands.slice(2)).toEqual([
      { type: 'play', run: 2, untilStep: 40 },
      { type: 'play', run: 2, untilStep: null },
      { type: 'step', run: 2, count: 3 },
      { type: 'pause', run: 2 },
      { type: 'retry', run: 2 },
      { type: 'settings', run: 2, settings: [{}, { s: 8 }] },
    ]);
  });
});

describe('reports', () => {
  it('reach the handlers', () => {
    const { worker, heard } = running();
    worker.report({ type: 'progress', run: 1, loaded: 40, total: 96 });
    worker.state(7, true);
    worker.report({ type: 'backend', run: 1, backend: 'cpu', kernels: null });
    const problem: Problem = { code: 'diverged', message: 'm', recovered: false, details: { step: 1 } };
    worker.report({ type: 'problem', run: 1, problem });
    expect(heard).toMatchObject({
      ready: 1,
      progress: [[40, 96]],
      states: [[7, true]],
      backends: ['cpu'],
      problems: [problem],
    });
  });

  it('of an older run reach nobody', () => {
    const { worker, heard, start } = running();
    const [buffers] = worker.lent();
    start();
    const older = { run: 1, branch: 0 } as const;
    worker.report({ type: 'state', ...older, step: 9, playing: true });
    worker.report({ type: 'progress', run: 1, loaded: 1, total: 2 });
    worker.report({ type: 'backend', run: 1, backend: 'cpu', kernels: null });
    worker.report({
      type: 'problem',
      run: 1,
      problem: { code: 'diverged', message: '', recovered: false, details: {} },
    });
    const rest = { step: 9, buffers, losses: [], stepsPerSecond: 1, guest: null };
    worker.report({ type: 'frame', ...older, ...rest }, buffers);
    worker.ready({ run: 1 });
    expect(heard).toMatchObject({
      ready: 1,
      frames: [],
      states: [],
      progress: [],
      backends: [],
      problems: [],
    });
  });
});

describe('frame buffers', () => {
  it('are lent in two sets, one buffer a run each, of the size that the worker named', () => {
    const { worker } = running();
    expect(worker.all('free')).toHaveLength(1);
    expect(worker.last('free')!.sets.map((set) => set.map(({ byteLength }) => byteLength))).toEqual([
      [tinyBytes, tinyBytes],
      [tinyBytes, tinyBytes],
    ]);
  });

  it('are not lent before the worker is ready', () => {
    const { client, workers, start } = clientOf();
    start();
    client.lend(1);
    expect(workers[0].all('free')).toEqual([]);
  });

  it('come as frames of the right shape, and go back once', () => {
    const { worker, heard } = running();
    const [set] = worker.lent();
    worker.frame(12, set, (buffer, i) => writeSlot(openFrame(tinyShape, buffer), 'accuracy', i + 0.25));
    const [frames] = heard.frames;
    expect(frames.step).toBe(12);
    expect(frames.stepsPerSecond).toBe(20);
    expect(frames.losses).toEqual([Float32Array.of(0.5), Float32Array.of(0.5)]);
    expect(frames.frames.map((frame) => frame.shape)).toEqual([tinyShape, tinyShape]);
    expect(frames.frames.map((frame) => readSlot(frame, 'accuracy'))).toEqual([0.25, 1.25]);
    frames.release();
    frames.release();
    expect(worker.all('free')).toHaveLength(2);
    expect(worker.last('free')).toMatchObject({ run: 1 });
    expect(worker.last('free')!.sets.map((set) => set.map(({ byteLength }) => byteLength))).toEqual([
      [tinyBytes, tinyBytes],
    ]);
    // They were moved, not copied: the page's own are empty now.
    expect(frames.frames.map(({ buffer }) => buffer.byteLength)).toEqual([0, 0]);
  });

  it('of an older run do not go back into the new one', () => {
    const { worker, heard, start } = running();
    worker.frame(3, worker.lent()[0]);
    start();
    heard.frames[0].release();
    expect(worker.all('free')).toHaveLength(1);
  });
});

describe('the loss of the worker', () => {
  it('is reported once, with its reason, and ends it', () => {
    const { worker, heard, client } = running();
    worker.break('out of memory');
    expect(worker.isTerminated).toBe(true);
    expect(client.isAlive).toBe(false);
    expect(heard.problems).toEqual([
      {
        code: 'worker-lost',
        message: expect.stringContaining('out of memory'),
        recovered: false,
        details: { reason: 'out of memory' },
      },
    ]);
    expect(worker.onmessage).toBeNull();
    // Nothing more is sent to it.
    client.play();
    client.pause();
  });

  it('may be a message that cannot be read, or come without a word', () => {
    for (const lose of [
      (worker: FakeWorker) => worker.onmessageerror?.({} as MessageEvent),
      (worker: FakeWorker) => worker.break(''),
    ]) {
      const { worker, heard } = running();
      lose(worker);
      expect(worker.isTerminated).toBe(true);
      expect(heard.problems.map(({ code }) => code)).toEqual(['worker-lost']);
      expect(String(heard.problems[0].details.reason)).not.toBe('');
    }
  });

  it('is made good by the next start, with a new worker and a new run', () => {
    const { client, workers, heard, start, worker } = running();
    worker.frame(3, worker.lent()[0]);
    worker.break('gone');
    start();
    expect(workers).toHaveLength(2);
    expect(workers[1].commands).toEqual([expect.objectContaining({ type: 'start', run: 2 })]);
    workers[1].ready();
    expect(heard.ready).toBe(2);
    // A frame of the lost worker is released into nothing.
    heard.frames[0].release();
    expect(workers[1].all('free')).toEqual([]);
    expect(client.isAlive).toBe(true);
  });
});

describe('the end of the client', () => {
  it('terminates the worker, silences it and refuses a new start', () => {
    const { client, worker, heard, start } = running();
    client.dispose();
    expect(worker.isTerminated).toBe(true);
    expect([worker.onmessage, worker.onerror, worker.onmessageerror]).toEqual([null, null, null]);
    expect(client.isAlive).toBe(false);
    expect(start).toThrow(/disposed/);
    client.play();
    client.dispose();
    expect(heard.problems).toEqual([]);
  });
});

describe('people that are never trained on', () => {
  const strangers = {
    step: 7,
    labels_n: Uint8Array.of(1, 0),
    names: ['a', 'b'],
    pixels: new Uint8Array(8),
    imageWidth: 2,
    imageHeight: 2,
    runs: [{ embeddings_nd: Float32Array.of(1, 2), mirrored_nd: Float32Array.of(2, 1) }],
  };

  it('are asked for of the run, and everyone who asked gets them, null included', async () => {
    const { client, worker } = running();
    const asked = [client.strangers(), client.strangers()];
    expect(worker.last('strangers')).toEqual({ type: 'strangers', run: worker.run });
    worker.report({ type: 'strangers', run: worker.run, strangers, refused: null });
    expect(await Promise.all(asked)).toEqual([strangers, strangers]);
    const none = client.strangers();
    worker.report({ type: 'strangers', run: worker.run, strangers: null, refused: null });
    expect(await none).toBeNull();
    const gone = expect(client.strangers()).rejects.toThrow('The run was not judged: x.bin is gone.');
    worker.report({ type: 'strangers', run: worker.run, strangers: null, refused: 'x.bin is gone.' });
    await gone;
  });

  it('are refused in a sentence where the run ends first, and where nothing runs', async () => {
    const { client, worker, start } = running();
    const refused = expect(client.strangers()).rejects.toThrow('The run was not judged: another run began.');
    start();
    await refused;
    const lost = expect(client.strangers()).rejects.toThrow(/not judged: the worker ended/);
    worker.break('no memory');
    await lost;
    await expect(client.strangers()).rejects.toThrow('There is no worker to ask.');
  });
});

describe('the search for wrong labels', () => {
  const check = {
    step: 7,
    given_n: Uint8Array.of(1, 0),
    true_n: Uint8Array.of(1, 1),
    pixels: new Uint8Array(8),
    imageWidth: 2,
    imageHeight: 2,
    anglesRad: [Float32Array.of(0.1, 2), Float32Array.of(0.2, NaN)],
  };

  it('asks the run and gives everyone who asked its answer', async () => {
    const { client, worker } = running();
    const asked = [client.checkLabels(100), client.checkLabels(100)];
    expect(worker.last('check-labels')).toEqual({ type: 'check-labels', run: worker.run, count: 100 });
    worker.report({ type: 'labels-checked', run: worker.run, check });
    expect(await Promise.all(asked)).toEqual([check, check]);
  });

  it('is refused in a sentence where the run ends first, and where nothing runs', async () => {
    const { client, worker, start } = running();
    const refused = expect(client.checkLabels(100)).rejects.toThrow(
      'The labels were not looked through: another run began.',
    );
    start();
    await refused;
    const lost = expect(client.checkLabels(100)).rejects.toThrow(/not looked through: the worker ended/);
    worker.break('no memory');
    await lost;
    await expect(client.checkLabels(100)).rejects.toThrow('There is no worker to ask.');
  });

  it('does not take the answer of an older run', async () => {
    const { client, worker, start } = running();
    const old = worker.run;
    start();
    const asked = client.checkLabels(100);
    worker.report({ type: 'labels-checked', run: old, check: { ...check, step: 1 } });
    worker.report({ type: 'labels-checked', run: worker.run, check });
    expect((await asked).step).toBe(7);
  });
});
