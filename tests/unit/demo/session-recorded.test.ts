/** A session that opens on a recorded run: what is shown, when training takes over, and what goes wrong. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DemoSpec } from '../../../src/lib/demo/demo-spec';
import { encodeRecording } from '../../../src/lib/frame/write-recording';
import { arcfaceDemo } from '../../support/demos';
import { infoOf, wanderingRun } from '../../support/recordings';
import { SessionBench } from '../../support/session-bench';

const spec: DemoSpec = { ...arcfaceDemo, recording: 'first' };
const address = 'https://data.test/first.run';
const run = {
  loss: 'arcface',
  settings: { s: 16, m: 0.5, safeguard: 'linear', gradient: 'exact' },
  recipe: {},
};
const shape = { probes: 4, dim: 2, classes: 2 };
const { recording, frames } = wanderingRun(shape, 5, {
  info: infoOf(shape, { runs: [{ ...run, norms: true }] }),
});
const last = recording.steps.at(-1)!;
let file: Uint8Array<ArrayBuffer>;
beforeAll(async () => void (file = await encodeRecording(recording)));

async function opened(state = {}): Promise<SessionBench> {
  const bench = new SessionBench(spec, state);
  bench.files.set(address, file);
  await bench.session.openPreset();
  return bench;
}

describe('a session with a recorded run', () => {
  it('asks for nothing until it is told to, then once', async () => {
    const bench = new SessionBench(spec);
    bench.files.set(address, file);
    await bench.settle();
    expect(bench.requests).toEqual([]);
    expect(bench.status.timeline).toBeNull();
    await Promise.all([bench.session.openPreset(), bench.session.openPreset()]);
    expect(bench.requests).toEqual([address]);
    expect(bench.workers).toEqual([]);
  });

  it('opens on the last moment, with the recorded figures and courses', async () => {
    const bench = await opened();
    bench.watch();
    expect(bench.status).toMatchObject({ phase: 'idle', step: last, recordingProblem: null });
    expect(bench.status.timeline).toMatchObject({
      source: 'recorded',
      steps: recording.steps,
      index: 4,
      isReplaying: false,
      speed: 1,
      moved: [],
      changes: [],
      branches: [],
      canFork: true,
      catchingUp: null,
    });
    expect(bench.status.runs[0].stats.accuracy).toBeCloseTo(frames[4][0].header[4], 6);
    expect(bench.painted[0]).toMatchObject({ step: last, classNames: ['0', '1'] });
    expect([...bench.painted[0].labels_n]).toEqual([0, 1, 0, 1]);
    expect(bench.painted[0].histories[0].loss.steps).toHaveLength(recording.losses[0].steps.length);
    expect(bench.painted[0].histories[0].accuracy.steps).toEqual(recording.steps);
  });

  it('shows any of its moments, in the same way', async () => {
    const bench = await opened();
    bench.watch();
    await bench.session.seek(1);
    expect(bench.status).toMatchObject({ step: recording.steps[1], timeline: { index: 1 } });
    bench.displayFrame();
    const drawn = bench.painted.at(-1)!.frames![0].embeddings_nd;
    drawn.forEach((value, i) => expect(value).toBeCloseTo(frames[1][0].embeddings_nd[i], 1));
    await bench.session.seek(-7);
    expect(bench.status.step).toBe(0);
    await bench.session.seek(99);
    expect(bench.status.step).toBe(last);
  });

  it('replays from the beginning at ten moments a second, and ends at the last', async () => {
    const bench = await opened();
    await bench.session.replay();
    expect(bench.status.timeline).toMatchObject({ index: 0, isReplaying: true });
    const seen: [number, number][] = [];
    for (let frame = 0; bench.asksForFrame && frame < 200; frame++) {
      bench.displayFrame();
      bench.nowMs += 20;
      if (seen.at(-1)?.[1] !== bench.status.timeline!.index)
        seen.push([bench.nowMs, bench.status.timeline!.index]);
    }
    expect(seen.map(([, index]) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(seen.at(-1)![0] - seen[1][0]).toBe(300);
    expect(bench.status.timeline!.isReplaying).toBe(false);
  });

  it('pauses a replay off screen, and where it is told to stop', async () => {
    const bench = await opened();
    await bench.session.replay();
    bench.displayFrame();
    bench.session.suspend();
    expect(bench.asksForFrame).toBe(false);
    bench.nowMs += 5000;
    bench.session.resume();
    bench.displayFrame();
    expect(bench.status.timeline).toMatchObject({ index: 1, isReplaying: true });
    bench.session.stopReplay();
    bench.displayFrame();
    expect(bench.asksForFrame).toBe(false);
    expect(bench.status.timeline).toMatchObject({ index: 1, isReplaying: false });
  });

  it('follows a slider with the lines, tells that the dots are recorded, and offers no new start', async () => {
    const bench = await opened();
    bench.session.set('m', 0.3);
    expect(bench.status.runs[0].effective).toMatchObject({ m: 0.3 });
    expect(bench.status.runs[0].stats.accuracy).toBeCloseTo(frames[4][0].header[4], 6);
    expect(bench.status.timeline!.moved).toEqual([{ run: 0, name: 'm', recorded: 0.5 }]);
    expect(bench.status.offersRestart).toBe(false);
    expect(bench.asksForFrame).toBe(true);
    bench.session.set('m', 0.5);
    expect(bench.status.timeline!.moved).toEqual([]);
  });

  it('opens on it with the sliders of the address', async () => {
    const bench = await opened({ m: 0.2, backend: 'wasm' });
    expect(bench.status.step).toBe(last);
    expect(bench.status.timeline!.moved).toEqual([{ run: 0, name: 'm', recorded: 0.5 }]);
  });

  it('does not show it where the address asks for another training', async () => {
    const bench = await opened({ seed: 77 });
    expect(bench.status).toMatchObject({ step: 0, timeline: null });
    bench.session.reset();
    expect(bench.status).toMatchObject({ step: last, timeline: { source: 'recorded' } });
  });

  it('hides it where the reader asks for another training, until a reset', async () => {
    const bench = await opened();
    bench.session.set('seed', 4);
    expect(bench.status).toMatchObject({ step: 0, timeline: null });
    bench.session.reset();
    expect(bench.status).toMatchObject({ step: last, state: {}, timeline: { source: 'recorded', index: 4 } });
  });
});

describe('training takes over', () => {
  async function live(): Promise<SessionBench> {
    const bench = await opened();
    bench.session.prepare();
    await bench.settle();
    bench.worker.ready();
    await bench.settle();
    return bench;
  }

  it('only when it is asked for: a worker that got ready changes nothing', async () => {
    const bench = await live();
    bench.frame(0, { accuracy: 0.1 });
    expect(bench.status).toMatchObject({ phase: 'paused', step: last, timeline: { source: 'recorded' } });
    bench.session.play();
    expect(bench.status).toMatchObject({ step: 0, timeline: { source: 'live', steps: [0] } });
    expect(bench.status.runs[0].stats.accuracy).toBe(0.1);
    expect(bench.asked).toEqual(['play']);
  });

  it('with its first frame: until then the recording stands', async () => {
    const bench = await live();
    bench.session.play();
    bench.worker.state(0, true);
    expect(bench.status).toMatchObject({ phase: 'playing', step: last });
    bench.frame(2);
    expect(bench.status).toMatchObject({ step: 2, timeline: { source: 'live', steps: [2], index: 0 } });
  });

  it('counts single steps from its own, not from the recorded one', async () => {
    const bench = await live();
    bench.session.step();
    bench.frame(1);
    expect(bench.status.step).toBe(1);
    expect(bench.worker.last('step')).toMatchObject({ count: 1 });
  });

  it('and its own past can be looked at while it goes on', async () => {
    const bench = await live();
    bench.session.play();
    bench.watch();
    for (const step of [0, 4, 9]) bench.frame(step, { accuracy: step / 10 });
    expect(bench.status).toMatchObject({ step: 9, timeline: { steps: [0, 4, 9], index: 2 } });
    await bench.session.seek(1);
    expect(bench.status).toMatchObject({ step: 4, timeline: { source: 'live', index: 1 } });
    expect(bench.status.runs[0].stats.accuracy).toBeCloseTo(0.4, 6);
    bench.frame(15, { accuracy: 0.9 });
    bench.worker.state(15, true);
    expect(bench.status).toMatchObject({ step: 4, timeline: { steps: [0, 4, 9, 15], index: 1 } });
    bench.displayFrame();
    expect(bench.painted.at(-1)).toMatchObject({ step: 4 });
    await bench.session.seek(3);
    expect(bench.status.step).toBe(15);
    bench.frame(18);
    expect(bench.status).toMatchObject({ step: 18, timeline: { index: 4 } });
  });

  it('goes on from the newest step when Train is pressed in its past', async () => {
    const bench = await live();
    bench.session.play();
    for (const step of [0, 4, 9]) bench.frame(step);
    bench.worker.state(9, false);
    await bench.session.seek(0);
    bench.session.step();
    expect(bench.status).toMatchObject({ step: 9, timeline: { index: 2 } });
  });

  it('gives way to the recording again on a reset', async () => {
    const bench = await live();
    bench.session.play();
    bench.frame(3);
    bench.session.set('m', 0.1);
    bench.session.reset();
    bench.worker.ready();
    expect(bench.status).toMatchObject({ state: {}, step: last, timeline: { source: 'recorded', index: 4 } });
  });

  it('starts again without showing the recording in between', async () => {
    const bench = await live();
    bench.session.play();
    bench.frame(3);
    bench.session.restart();
    expect(bench.status).toMatchObject({ phase: 'starting', step: 0 });
  });
});

describe('a file', () => {
  it('of what is recorded is what was recorded', async () => {
    const bench = await opened();
    const saved = await bench.session.saveRun();
    expect(saved!.name).toBe(`arcface-3-${last}.run`);
    expect([...saved!.bytes]).toEqual([...file]);
  });

  it('of a training holds its moments, its losses and its sliders, and opens elsewhere', async () => {
    const bench = await new SessionBench(arcfaceDemo, { seed: 8 }).playing();
    await bench.settle();
    for (const step of [0, 1, 2]) bench.frame(step, { accuracy: 0.5 });
    bench.session.set('m', 0.25);
    const saved = await bench.session.saveRun();
    expect(saved!.name).toBe('arcface-8-2.run');
    const other = await opened();
    await other.session.openRun(saved!.bytes);
    expect(other.status).toMatchObject({
      step: 2,
      recordingProblem: null,
      timeline: { source: 'recorded', steps: [0, 1, 2], moved: [] },
      state: { seed: 8, m: 0.25 },
    });
    other.watch();
    expect(other.painted[0].histories[0].loss.steps).toEqual([0, 1, 2]);
    other.session.reset();
    expect(other.status).toMatchObject({ step: last, state: {} });
  });

  it('of another loss is shown as what it is, and Train would train that', async () => {
    const runs = [{ loss: 'softmax', settings: {}, recipe: { bias: false }, norms: true }];
    const foreign = wanderingRun(shape, 3, {
      info: infoOf(shape, { runs, demo: 'elsewhere', net: 'lenet' }),
    });
    const bench = await opened({ theme: 'dark' });
    await bench.session.openRun(await encodeRecording(foreign.recording));
    expect(bench.status.runs.map((shown) => shown.spec.id)).toEqual(['softmax']);
    expect(bench.status.state).toEqual({ theme: 'dark', loss: ['softmax'], bias: false, seed: 3 });
    bench.session.play();
    await bench.settle();
    expect(bench.worker.last('start')!.config).toMatchObject({ seed: 3, runs: [{ loss: 'softmax' }] });
  });

  it.each([
    ['not-ours', () => new TextEncoder().encode('nothing of ours')],
    ['cut-short', () => file.slice(0, 90)],
    ['checksum', () => file.map((byte, i) => (i === 60 ? byte ^ 1 : byte))],
  ])('that is bad (%s) is told in a word, and nothing is lost', async (code, bytes) => {
    const bench = await opened({ m: 0.4 });
    await bench.session.seek(2);
    const before = bench.status;
    await bench.session.openRun(Uint8Array.from(bytes()));
    expect(bench.status).toEqual({ ...before, recordingProblem: code });
    await bench.session.openRun(file);
    expect(bench.status.recordingProblem).toBeNull();
  });

  it('with a loss that is not there cannot be drawn', async () => {
    const info = infoOf(shape, { runs: [{ ...run, loss: 'lostface', norms: true }] });
    const bench = await opened();
    await bench.session.openRun(await encodeRecording(wanderingRun(shape, 2, { info }).recording));
    expect(bench.status).toMatchObject({ recordingProblem: 'undrawable', step: last });
  });

  it('of three dimensions opens in a demo of two, which then trains in three', async () => {
    const spatial = { ...shape, dim: 3 };
    const bench = await opened();
    const { recording } = wanderingRun(spatial, 2, { info: infoOf(spatial) });
    await bench.session.openRun(await encodeRecording(recording));
    expect(bench.status.recordingProblem).toBeNull();
    expect(bench.status.state.dim).toBe('3');
    expect(bench.session.moment.frames![0].shape.dim).toBe(3);
    bench.session.play();
    await bench.settle();
    expect(bench.worker.commands.find(({ type }) => type === 'start')).toMatchObject({ config: { dim: 3 } });
  });
});

describe('a recorded run that does not come', () => {
  it('is told, and the demo works as without it', async () => {
    const bench = new SessionBench(spec);
    await bench.session.openPreset();
    expect(bench.status).toMatchObject({ recordingProblem: 'missing', phase: 'idle', timeline: null });
    bench.session.play();
    await bench.settle();
    bench.worker.ready();
    bench.worker.state(0, true);
    bench.frame(1);
    expect(bench.status).toMatchObject({ phase: 'playing', step: 1 });
  });

  it('before the demo is gone does no harm after', async () => {
    const bench = new SessionBench(spec);
    bench.files.set(address, file);
    const opening = bench.session.openPreset();
    bench.session.dispose();
    await opening;
    expect(bench.status.timeline).toBeNull();
  });
});
