/** What a session does with a reader's presses and a worker's reports. */
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/lib/train/protocol';
import { arcfaceDemo, lockstepDemo } from '../../support/demos';
import { SessionBench } from '../../support/session-bench';

const problem = (code: Problem['code'], recovered = false, details: Problem['details'] = {}): Problem => ({
  code,
  message: 'what happened',
  recovered,
  details,
});

describe('a session', () => {
  it('loads nothing by itself', async () => {
    const bench = new SessionBench();
    await bench.settle();
    expect(bench.workers).toEqual([]);
    expect(bench.status).toMatchObject({ phase: 'idle', step: 0, problem: null, backend: null, state: {} });
    expect(
      bench.status.runs.map(({ spec, settings, effective }) => [spec.id, settings.m, effective.m]),
    ).toEqual([['arcface', 0.5, 0.5]]);
  });

  it('starts with the state of the address', async () => {
    const bench = new SessionBench(arcfaceDemo, { m: 0.2, seed: 4 });
    bench.session.prepare();
    await bench.settle();
    expect(bench.worker.last('start')).toMatchObject({
      config: { seed: 4, runs: [{ loss: 'arcface', settings: { m: 0.2 } }] },
      backend: 'auto',
    });
    expect(bench.status.runs[0].settings.m).toBe(0.2);
  });

  it('prepares once, so that the press acts at once', async () => {
    const bench = new SessionBench();
    bench.session.prepare();
    bench.session.prepare();
    expect(bench.status.phase).toBe('starting');
    await bench.settle();
    bench.worker.ready();
    expect(bench.status).toMatchObject({ phase: 'paused', backend: 'wasm', available: ['wasm', 'cpu'] });
    expect(bench.worker.all('start')).toHaveLength(1);
    expect(bench.asked).toEqual([]);
    bench.session.prepare();
    bench.session.play();
    expect(bench.worker.all('start')).toHaveLength(1);
    expect(bench.asked).toEqual(['play']);
  });

  it('starts on a press, and plays once it is ready', async () => {
    const bench = new SessionBench();
    bench.session.play();
    await bench.settle();
    expect(bench.asked).toEqual([]);
    bench.worker.ready();
    expect(bench.worker.last('play')).toMatchObject({ untilStep: null });
    bench.worker.state(0, true);
    expect(bench.status.phase).toBe('playing');
    bench.worker.state(12, false);
    expect(bench.status).toMatchObject({ phase: 'paused', step: 12 });
  });

  it('takes single steps, also as the first thing', async () => {
    const bench = new SessionBench();
    bench.session.step(3);
    await bench.settle();
    bench.worker.ready();
    expect(bench.worker.last('step')).toMatchObject({ count: 3 });
    bench.session.step();
    expect(bench.worker.last('step')).toMatchObject({ count: 1 });
  });

  it('does not play where it was paused while it started', async () => {
    const bench = new SessionBench();
    bench.session.play();
    await bench.settle();
    bench.session.pause();
    bench.worker.ready();
    expect(bench.asked).toEqual(['pause']);
    expect(bench.status.phase).toBe('paused');
  });

  it('rests at the rest step of its demo, and goes on past it when pressed there', async () => {
    const bench = new SessionBench(lockstepDemo);
    await bench.playing();
    expect(bench.worker.last('play')).toMatchObject({ untilStep: 300 });
    bench.worker.state(300, false);
    bench.session.play();
    expect(bench.worker.last('play')).toMatchObject({ untilStep: null });
    const asked = new SessionBench(lockstepDemo, { step: 40 });
    await asked.playing();
    expect(asked.worker.last('play')).toMatchObject({ untilStep: 40 });
    asked.session.play(90);
    expect(asked.worker.last('play')).toMatchObject({ untilStep: 90 });
  });

  it('lends buffers for every run, and sends sliders that moved while it started', async () => {
    const bench = new SessionBench(lockstepDemo);
    bench.session.prepare();
    await bench.settle();
    bench.session.set('m', 0.1);
    bench.worker.ready();
    expect(bench.worker.lent().map((set) => set.length)).toEqual([2, 2]);
    expect(bench.worker.last('settings')!.settings).toEqual([{}, expect.objectContaining({ m: 0.1 })]);
    // The sliders are there before the first buffer, so no frame shows older ones.
    const order = bench.worker.commands.map(({ type }) => type);
    expect(order.indexOf('settings')).toBeLessThan(order.indexOf('free'));
  });

  it('remembers the backend that was measured, and recalls it', async () => {
    const bench = new SessionBench();
    const remember = { backend: 'wasm', build: 'b1' } as const;
    bench.session.prepare();
    await bench.settle();
    bench.worker.ready({ remember });
    expect(bench.remembered).toEqual(remember);
    bench.session.restart();
    expect(bench.worker.last('start')!.remembered).toEqual(remember);
    bench.worker.ready({ remember: null });
    expect(bench.remembered).toEqual(remember);
  });

  it('tells how much data is here, and which backend took over', async () => {
    const bench = await new SessionBench().playing();
    bench.worker.report({ type: 'progress', run: 1, loaded: 40, total: 96 });
    bench.worker.report({ type: 'backend', run: 1, backend: 'cpu', kernels: null });
    expect(bench.status).toMatchObject({ loaded: { count: 40, total: 96 }, backend: 'cpu' });
  });
});

describe('frames', () => {
  it('become statistics, effective values and history; what is undefined is absent', async () => {
    const bench = await new SessionBench().playing();
    bench.frame(0, { accuracy: 0.1, targetDeg: 80 }, [4, 0]);
    expect(bench.status.runs[0].stats).toEqual({ accuracy: 0.1, targetDeg: 80 });
    bench.frame(
      1,
      { loss: 2, accuracy: 0.5, cosineAccuracy: 0.4, targetDeg: 30, intraDeg: 9, interDeg: 40 },
      [6, 0.1],
    );
    expect(bench.status).toMatchObject({ step: 1, stepsPerSecond: 20 });
    expect(bench.status.runs[0]).toMatchObject({
      stats: { loss: 2, accuracy: 0.5, cosineAccuracy: 0.4, targetDeg: 30, intraDeg: 9, interDeg: 40 },
      settings: { s: 16, m: 0.5, safeguard: 'linear' },
      effective: { s: 6, m: 0.1, safeguard: 'linear' },
    });
    bench.watch();
    const [{ histories }] = bench.painted;
    expect(histories[0].loss.steps).toEqual([0, 1]);
    expect(histories[0].accuracy.values).toEqual([0.1, 0.5]);
  });

  it('say where the reader’s own image lies, and a new run learns of it too', async () => {
    const bench = await new SessionBench().playing();
    const pixels = Uint8Array.of(0, 255, 0, 9);
    bench.session.bringGuest(pixels);
    expect(bench.worker.last('guest')).toMatchObject({ run: 1, pixels });
    const place = [Float32Array.of(3, 4)];
    bench.frame(1, {}, [], place);
    expect(bench.session.moment.guest).toEqual(place);
    bench.session.set('seed', 7);
    bench.worker.ready();
    expect(bench.worker.last('guest')).toMatchObject({ run: 2, pixels });
    expect(bench.session.moment.guest).toBeNull();
    bench.session.bringGuest(null);
    expect(bench.worker.last('guest')).toMatchObject({ run: 2, pixels: null });
    bench.session.set('seed', 8);
    bench.worker.ready();
    expect(bench.worker.all('guest').filter(({ run }) => run === 3)).toEqual([]);
  });

  it('brought before there is a network wait for it', async () => {
    const bench = new SessionBench();
    bench.session.bringGuest(Uint8Array.of(1, 2, 3, 4));
    expect(bench.workers).toEqual([]);
    await bench.prepared();
    expect(bench.worker.last('guest')).toMatchObject({ run: 1 });
  });

  it('show a weight where the reader pulled it, until it is put back or training is asked for', async () => {
    const bench = await new SessionBench().playing();
    const write = { accuracy: 0.5, loss: 2 };
    bench.frame(3, write);
    bench.watch();
    const trained = [...bench.session.moment.frames![0].weights_cd];
    await bench.session.moveWeight(0, 1, [0, 9]);
    expect(bench.worker.last('pause')).toMatchObject({ run: 1 });
    bench.worker.state(3, false);
    expect(bench.status.isWhatIf).toBe(true);
    const { frames, trained: ghost } = bench.session.moment;
    expect([...ghost![0].weights_cd]).toEqual(trained);
    expect(frames![0].weights_cd.subarray(0, 2)).toEqual(ghost![0].weights_cd.subarray(0, 2));
    // The last batch's loss was not that of this weight.
    expect(bench.status.runs[0].stats.loss).toBeUndefined();
    bench.session.putBack();
    expect(bench.status.isWhatIf).toBe(false);
    expect(bench.session.moment).toMatchObject({ trained: null });
    expect(bench.status.runs[0].stats.loss).toBe(2);
    await bench.session.moveWeight(0, 0, [1, 0]);
    bench.session.play();
    expect(bench.status.isWhatIf).toBe(false);
    expect(bench.asked.at(-1)).toBe('play');
  });

  it('are painted once a display frame, the newest only, and buffers go back', async () => {
    const bench = await new SessionBench().playing();
    bench.watch();
    expect(bench.painted).toHaveLength(1);
    bench.displayFrame();
    const before = bench.painted.length;
    bench.frame(1);
    bench.frame(2);
    expect(bench.painted).toHaveLength(before);
    bench.displayFrame();
    expect(bench.painted).toHaveLength(before + 1);
    expect(bench.painted.at(-1)).toMatchObject({ step: 2, classNames: ['a', 'b'] });
    expect(bench.painted.at(-1)!.frames![0].header).toHaveLength(18);
    expect(bench.asksForFrame).toBe(false);
    // Two sets are on loan: one is shown, the other must be free again for the worker.
    expect(bench.worker.all('free')).toHaveLength(2);
  });

  it('reach every painter until it stops', async () => {
    const bench = await new SessionBench().playing();
    const stop = bench.watch();
    bench.watch();
    bench.displayFrame();
    const before = bench.painted.length;
    stop();
    bench.frame(1);
    bench.displayFrame();
    expect(bench.painted).toHaveLength(before + 1);
  });
});

describe('what the reader sets', () => {
  it('goes to the running trainer where its phase is train', async () => {
    const bench = await new SessionBench().playing();
    bench.session.set('m', 0.7);
    expect(bench.worker.last('settings')!.settings).toEqual([
      { s: 16, m: 0.7, safeguard: 'linear', gradient: 'exact' },
    ]);
    expect(bench.worker.all('start')).toHaveLength(1);
    expect(bench.status).toMatchObject({ phase: 'playing', state: { m: 0.7 } });
    bench.session.set('safeguard', 'easy');
    expect(bench.status.state).toEqual({ m: 0.7, safeguard: 'easy' });
  });

  it('vanishes from the state at the preset value', async () => {
    const bench = await new SessionBench(arcfaceDemo, { m: 0.2, view: ['plane'] }).prepared();
    bench.session.set('m', 0.5);
    bench.session.set('view', ['circle', 'chart']);
    expect(bench.status.state).toEqual({});
  });

  it('redraws where its phase is view, and trains nothing', async () => {
    const bench = await new SessionBench().prepared();
    bench.displayFrame();
    const commands = bench.worker.commands.length;
    bench.session.set('theme', 'dark');
    expect(bench.status.state).toEqual({ theme: 'dark' });
    expect(bench.asksForFrame).toBe(true);
    expect(bench.worker.commands).toHaveLength(commands);
  });

  it('starts a new run where its phase is reset, and plays on where it played', async () => {
    const bench = await new SessionBench().playing();
    bench.frame(40, { accuracy: 0.9 });
    bench.session.set('seed', 5);
    expect(bench.worker.last('start')).toMatchObject({ run: 2, config: { seed: 5 } });
    expect(bench.workers).toHaveLength(1);
    expect(bench.status).toMatchObject({ phase: 'starting', step: 0, state: { seed: 5 } });
    expect(bench.status.runs[0].stats).toEqual({});
    bench.worker.ready();
    expect(bench.asked).toEqual(['play']);

    bench.worker.state(3, false);
    bench.session.set('seed', 6);
    bench.worker.ready();
    expect(bench.asked).toEqual([]);
  });

  it('does not make a press forgotten that waits for the start', async () => {
    const bench = new SessionBench();
    bench.session.play();
    await bench.settle();
    bench.session.set('seed', 5);
    bench.worker.ready();
    expect(bench.worker.last('start')).toMatchObject({ config: { seed: 5 } });
    expect(bench.asked).toEqual(['play']);
  });

  it('may change which runs there are', async () => {
    const bench = await new SessionBench().playing();
    bench.session.set('loss', ['softmax', 'cosface', 'arcface']);
    bench.worker.ready();
    expect(bench.status.runs.map(({ spec }) => spec.id)).toEqual(['softmax', 'cosface', 'arcface']);
    expect(bench.worker.lent().map((set) => set.length)).toEqual([3, 3]);
    bench.frame(1, { accuracy: 0.2 });
    bench.watch();
    expect(bench.painted[0].histories).toHaveLength(3);
  });

  it.each(['no-such-key', 'constructor', '__proto__', 'lambda'])(
    'is left alone where there is no key %s',
    (key) => {
      const bench = new SessionBench();
      bench.session.set(key, 1);
      expect(bench.status.state).toEqual({});
      expect(bench.changes).toBe(0);
    },
  );
});

describe('lowering a margin', () => {
  it('of a trained run offers a new start, and the start takes the offer back', async () => {
    const bench = await new SessionBench().playing();
    bench.session.set('m', 0.3);
    expect(bench.status.offersRestart).toBe(false);
    bench.frame(20);
    bench.session.set('m', 0.4);
    expect(bench.status.offersRestart).toBe(false);
    bench.session.set('m', 0.2);
    expect(bench.status.offersRestart).toBe(true);
    bench.session.set('m', 0.9);
    expect(bench.status.offersRestart).toBe(true);
    bench.session.restart();
    expect(bench.status).toMatchObject({ offersRestart: false, state: { m: 0.9 }, step: 0 });
    bench.worker.ready();
    expect(bench.asked).toEqual(['play']);
  });

  it('of any run of a lock-step set counts; a scale does not', async () => {
    const bench = await new SessionBench(lockstepDemo).playing();
    bench.frame(20);
    bench.session.set('s', 2);
    expect(bench.status.offersRestart).toBe(false);
    bench.session.set('m', 0.1);
    expect(bench.status.offersRestart).toBe(true);
  });
});

describe('reset and restart', () => {
  it('reset goes back to the preset, before the first step, and waits', async () => {
    const bench = await new SessionBench(arcfaceDemo, { m: 0.2, seed: 3 }).playing();
    bench.frame(30, { accuracy: 0.9 });
    bench.session.reset();
    expect(bench.status).toMatchObject({ state: {}, step: 0, stepsPerSecond: null, offersRestart: false });
    expect(bench.worker.last('start')).toMatchObject({ run: 2, config: { seed: 1 } });
    bench.worker.ready();
    expect(bench.status.phase).toBe('paused');
    expect(bench.asked).toEqual([]);
    // A frame of the run before does not come back to life.
    bench.worker.report({ type: 'state', run: 1, branch: 0, step: 31, playing: true });
    expect(bench.status).toMatchObject({ phase: 'paused', step: 0 });
  });

  it('reset before anything was loaded loads nothing', async () => {
    const bench = new SessionBench(arcfaceDemo, { m: 0.2 });
    bench.session.reset();
    await bench.settle();
    expect(bench.workers).toEqual([]);
    expect(bench.status).toMatchObject({ phase: 'idle', state: {} });
  });

  it('reset while the worker is on its way starts it once, with the preset', async () => {
    const bench = new SessionBench(arcfaceDemo, { seed: 3 });
    bench.session.play();
    bench.session.reset();
    await bench.settle();
    expect(bench.workers).toHaveLength(1);
    expect(bench.worker.all('start').map(({ config }) => config.seed)).toEqual([1]);
    bench.worker.ready();
    expect(bench.asked).toEqual([]);
  });
});

describe('trouble', () => {
  it('with a backend is still told after a reset on the one that took its place', async () => {
    const bench = new SessionBench();
    const refused = [{ backend: 'webgl', reason: 'no context' }] as const;
    bench.session.prepare();
    await bench.settle();
    bench.worker.ready({ refused });
    bench.session.reset();
    bench.worker.ready({ refused: [] });
    expect(bench.status.refused).toEqual(refused);
    bench.session.set('backend', 'cpu');
    bench.worker.ready({ backend: 'cpu', refused: [] });
    expect(bench.status.refused).toEqual([]);
  });

  it('with kernels is told with the set that runs instead', async () => {
    const bench = new SessionBench();
    const kernels = { set: 'plain', refused: [{ set: 'simd', reason: 'no SIMD' }] } as const;
    bench.session.prepare();
    await bench.settle();
    bench.worker.ready({ kernels });
    expect(bench.status.kernels).toEqual(kernels);
    bench.worker.report({ type: 'backend', run: 1, backend: 'cpu', kernels: null });
    expect(bench.status.kernels).toBeNull();
  });

  it('with a worker that is gone leaves Train a whole run to do', async () => {
    const bench = await new SessionBench(lockstepDemo).playing();
    bench.frame(350);
    bench.worker.break('out of memory');
    bench.session.play();
    await bench.settle();
    bench.worker.ready();
    expect(bench.worker.last('play')).toMatchObject({ untilStep: 300 });
  });

  it('with data lets the reader ask again; what is drawn stays', async () => {
    const bench = await new SessionBench().playing();
    bench.frame(5, { accuracy: 0.5 });
    bench.worker.report({
      type: 'problem',
      run: 1,
      problem: problem('data-unavailable', true, { file: 'x.bin' }),
    });
    bench.worker.state(5, false);
    expect(bench.status).toMatchObject({ phase: 'failed', step: 5, problem: { code: 'data-unavailable' } });
    expect(bench.status.runs[0].stats.accuracy).toBe(0.5);
    bench.session.retry();
    expect(bench.asked).toEqual(['play', 'retry']);
    expect(bench.status.problem).toBeNull();
    bench.worker.state(5, true);
    expect(bench.status.phase).toBe('playing');
  });

  it('with data before the start keeps the press in mind', async () => {
    const bench = new SessionBench();
    bench.session.play();
    await bench.settle();
    bench.worker.report({ type: 'problem', run: 1, problem: problem('data-unavailable', true) });
    expect(bench.status.phase).toBe('failed');
    bench.session.retry();
    expect(bench.asked).toEqual(['retry']);
    bench.worker.ready();
    expect(bench.asked).toEqual(['retry', 'play']);
  });

  it('with numbers leaves the run at rest, ready to go on', async () => {
    const bench = await new SessionBench().playing();
    bench.worker.report({ type: 'problem', run: 1, problem: problem('diverged', false, { step: 3 }) });
    bench.worker.state(3, false);
    expect(bench.status).toMatchObject({ phase: 'paused', step: 3, problem: { code: 'diverged' } });
    bench.session.play();
    expect(bench.asked).toEqual(['play', 'play']);
    expect(bench.status.problem).toBeNull();
  });

  it('with a backend that another replaced is told and nothing else', async () => {
    const bench = await new SessionBench().playing();
    bench.worker.report({ type: 'problem', run: 1, problem: problem('context-lost', true) });
    expect(bench.status).toMatchObject({ phase: 'playing', problem: { code: 'context-lost' } });
  });

  it('with the last backend waits for the reader, who can start anew', async () => {
    const bench = await new SessionBench().playing();
    bench.worker.report({ type: 'problem', run: 1, problem: problem('backend-failed') });
    bench.worker.state(3, false);
    expect(bench.status.phase).toBe('failed');
    bench.session.retry();
    expect(bench.worker.last('start')!.run).toBe(2);
    bench.worker.ready();
    expect(bench.asked).toEqual(['play']);
  });

  it('with the worker ends it, and a retry opens a new one', async () => {
    const bench = await new SessionBench().playing();
    bench.frame(7, { accuracy: 0.5 });
    bench.worker.break('out of memory');
    expect(bench.status).toMatchObject({ phase: 'failed', problem: { code: 'worker-lost' } });
    bench.session.retry();
    await bench.settle();
    expect(bench.workers).toHaveLength(2);
    bench.worker.ready();
    expect(bench.status.problem).toBeNull();
    expect(bench.asked).toEqual(['play']);
    bench.frame(0);
    expect(bench.status.step).toBe(0);
  });

  it('with the worker is over as well when Train is pressed', async () => {
    const bench = await new SessionBench().playing();
    bench.worker.break('out of memory');
    bench.session.play();
    await bench.settle();
    bench.worker.ready();
    expect(bench.workers).toHaveLength(2);
    expect(bench.asked).toEqual(['play']);
  });

  it('with opening a worker is a problem, not an exception, and may pass', async () => {
    const bench = new SessionBench();
    bench.refusal = new Error('workers are forbidden here');
    bench.session.play();
    await bench.settle();
    expect(bench.status).toMatchObject({ phase: 'failed', problem: { code: 'worker-lost' } });
    bench.refusal = null;
    bench.session.retry();
    await bench.settle();
    bench.worker.ready();
    expect(bench.asked).toEqual(['play']);
  });
});

describe('off screen', () => {
  it('nothing trains, and what trained goes on in view', async () => {
    const bench = await new SessionBench(lockstepDemo).playing();
    bench.session.suspend();
    bench.session.suspend();
    expect(bench.asked).toEqual(['play', 'pause']);
    bench.worker.state(9, false);
    bench.session.resume();
    expect(bench.asked).toEqual(['play', 'pause', 'play']);
    expect(bench.worker.last('play')).toMatchObject({ untilStep: 300 });
  });

  it('what rested stays at rest', async () => {
    const bench = await new SessionBench().prepared();
    bench.session.suspend();
    bench.session.resume();
    expect(bench.asked).toEqual([]);
  });

  it('a press of Pause holds, in view again too', async () => {
    const bench = await new SessionBench().playing();
    bench.session.suspend();
    bench.session.pause();
    bench.session.resume();
    expect(bench.asked.filter((type) => type === 'play')).toHaveLength(1);
  });

  it('a press whose start took too long waits for the return', async () => {
    const bench = new SessionBench();
    bench.session.play();
    bench.session.suspend();
    await bench.settle();
    bench.worker.ready();
    expect(bench.asked).toEqual([]);
    bench.session.resume();
    expect(bench.asked).toEqual(['play']);
  });

  it('a press that the worker has not answered yet is paused too', async () => {
    const bench = await new SessionBench().prepared();
    bench.session.play();
    bench.session.suspend();
    expect(bench.asked).toEqual(['play', 'pause']);
    bench.session.resume();
    expect(bench.asked).toEqual(['play', 'pause', 'play']);
  });

  it('a press waits for the return', async () => {
    const bench = await new SessionBench().prepared();
    bench.session.suspend();
    bench.session.play();
    expect(bench.asked).toEqual([]);
    bench.session.resume();
    expect(bench.asked).toEqual(['play']);
  });

  it('does not turn a few steps into endless training', async () => {
    const bench = await new SessionBench().prepared();
    bench.worker.state(10, false);
    bench.session.step(5);
    bench.worker.state(10, true);
    bench.session.suspend();
    bench.worker.state(12, false);
    bench.session.resume();
    expect(bench.worker.last('play')).toMatchObject({ untilStep: 15 });
  });

  it('nothing draws, not even what was due; the return shows the newest', async () => {
    const bench = await new SessionBench().playing();
    bench.watch();
    bench.frame(1);
    const before = bench.painted.length;
    bench.session.suspend();
    bench.displayFrame();
    bench.frame(2);
    bench.session.set('m', 0.9);
    bench.session.redraw();
    bench.displayFrame();
    expect(bench.painted).toHaveLength(before);
    bench.session.resume();
    bench.displayFrame();
    expect(bench.painted).toHaveLength(before + 1);
    expect(bench.painted.at(-1)!.step).toBe(2);
  });
});

describe('the end of a session', () => {
  it('terminates the worker, cancels the drawing and silences everybody', async () => {
    const bench = await new SessionBench().playing();
    bench.watch();
    bench.frame(1);
    const { changes } = bench;
    const painted = bench.painted.length;
    bench.session.dispose();
    expect(bench.worker.isTerminated).toBe(true);
    bench.displayFrame();
    const { session } = bench;
    session.play();
    session.step();
    session.pause();
    session.set('m', 0.1);
    session.set('seed', 9);
    session.restart();
    session.reset();
    session.retry();
    session.suspend();
    session.resume();
    session.prepare();
    session.dispose();
    await bench.settle();
    expect(bench.workers).toHaveLength(1);
    expect(bench.painted).toHaveLength(painted);
    expect(bench.changes).toBe(changes);
  });

  it('before the worker has come starts none', async () => {
    const bench = new SessionBench();
    bench.session.play();
    bench.session.dispose();
    await bench.settle();
    expect(bench.workers).toEqual([]);
  });
});

describe('the search for wrong labels', () => {
  it('asks the worker, and nobody before there is a training', async () => {
    const bench = new SessionBench();
    expect(await bench.session.checkLabels(50)).toBe(null);
    await bench.playing();
    const asked = bench.session.checkLabels(50);
    expect(bench.worker.last('check-labels')).toMatchObject({ count: 50 });
    const check = {
      step: 3,
      given_n: Uint8Array.of(1),
      true_n: Uint8Array.of(0),
      pixels: new Uint8Array(4),
      imageWidth: 2,
      imageHeight: 2,
      anglesRad: [Float32Array.of(1.5)],
    };
    bench.worker.report({ type: 'labels-checked', run: bench.worker.run, check });
    expect(await asked).toEqual(check);
  });

  it('ends with the run that was asked', async () => {
    const bench = await new SessionBench().playing();
    const refused = expect(bench.session.checkLabels(50)).rejects.toThrow('another run began');
    bench.session.set('seed', 9);
    await refused;
  });
});
