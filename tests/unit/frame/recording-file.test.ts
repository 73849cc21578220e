/** Recordings survive a file; whatever else stands in a file ends in one kind of error, never in another. */
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/lib/data/crc32';
import { openFrame, readSlot } from '../../../src/lib/frame/layout';
import { Recording } from '../../../src/lib/frame/recording';
import { RecordingError, recordingErrorCodes } from '../../../src/lib/frame/recording-error';
import { decodeRecording } from '../../../src/lib/frame/read-recording';
import { encodeRecording } from '../../../src/lib/frame/write-recording';
import type { RecordedRun } from '../../../src/lib/frame/recording-info';
import { infoOf, trainingLike, wanderingRun } from '../../support/recordings';

const shape = { probes: 30, dim: 2, classes: 3 };
const runs: RecordedRun[] = [
  { loss: 'softmax', settings: {}, recipe: { bias: true, learningRate: 0.01 }, norms: true },
  { loss: 'arcface', settings: { s: 16, m: 0.5, safeguard: 'linear' }, recipe: {}, norms: false },
];
const { recording } = wanderingRun(shape, 9, { info: infoOf(shape, { runs }) });
const file = await encodeRecording(recording);

/** All numbers that a recording holds. */
function contents(of: Recording) {
  const frame = openFrame(of.info.shape);
  return {
    info: of.info,
    labels: [...of.labels_n],
    moments: of.steps.map((step, index) => ({
      step,
      frames: of.info.runs.map((_, run) => [...new Uint8Array(of.read(index, run, frame).buffer)]),
    })),
    steps: of.losses.map(({ steps }) => [...Array.from(steps)]),
  };
}

/** Largest angle between vectors of three and their twins, by the half-angle formula of Kahan. */
function worstAngleDeg(a: Float32Array, b: Float32Array): number {
  let worst = 0;
  for (let at = 0; at < a.length; at += 3) {
    const [u, v] = [a, b].map((all) => {
      const norm = Math.hypot(all[at], all[at + 1], all[at + 2]);
      return [all[at] / norm, all[at + 1] / norm, all[at + 2] / norm];
    });
    const apart = Math.hypot(u[0] - v[0], u[1] - v[1], u[2] - v[2]);
    const along = Math.hypot(u[0] + v[0], u[1] + v[1], u[2] + v[2]);
    worst = Math.max(worst, 2 * Math.atan2(apart, along));
  }
  return (worst * 180) / Math.PI;
}

/** The code of the error that a file ends in. */
async function codeOf(bytes: Uint8Array): Promise<string> {
  const error: unknown = await decodeRecording(Uint8Array.from(bytes)).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RecordingError);
  expect((error as RecordingError).message).toMatch(/^[A-Z].*\.$/);
  return (error as RecordingError).code;
}

/** The file with another body, its prelude right for it. */
function rebuilt(change: (body: Uint8Array) => Uint8Array, bodyBytes?: number): Uint8Array<ArrayBuffer> {
  const body = change(Uint8Array.from(gunzipSync(file.subarray(24))));
  const packed = gzipSync(body);
  const next = new Uint8Array(24 + packed.length);
  next.set(file.subarray(0, 24));
  next.set(packed, 24);
  const prelude = new DataView(next.buffer);
  prelude.setUint32(16, packed.length, true);
  prelude.setUint32(20, bodyBytes ?? body.length, true);
  prelude.setUint32(12, crc32(next.subarray(16)), true);
  return next;
}

/** The file with a changed description. */
function described(change: (description: Record<string, unknown>) => unknown): Uint8Array<ArrayBuffer> {
  return rebuilt((body) => {
    const length = new DataView(body.buffer).getUint32(0, true);
    const json = JSON.parse(new TextDecoder().decode(body.subarray(4, 4 + length))) as Record<
      string,
      unknown
    >;
    const text = new TextEncoder().encode(JSON.stringify(change(json)));
    const next = new Uint8Array(4 + text.length + body.length - 4 - length);
    new DataView(next.buffer).setUint32(0, text.length, true);
    next.set(text, 4);
    next.set(body.subarray(4 + length), 4 + text.length);
    return next;
  });
}

describe('a file', () => {
  it('gives back, bit for bit, what the recording gave', async () => {
    const back = await decodeRecording(file);
    expect(contents(back)).toEqual(contents(recording));
    back.losses.forEach(({ values }, run) =>
      Array.from(values).forEach((value, i) =>
        expect(value / recording.losses[run].values[i]).toBeCloseTo(1, 2),
      ),
    );
  });

  it('is the same when what it holds is saved again, and packs as zlib does', async () => {
    const again = await encodeRecording(await decodeRecording(file));
    expect([...again]).toEqual([...file]);
    const byZlib = await encodeRecording(recording, async (bytes) => gzipSync(bytes, { level: 9 }));
    expect(contents(await decodeRecording(byZlib))).toEqual(contents(recording));
  });

  it('may hold no losses but those of the moments', async () => {
    const bare = wanderingRun({ ...shape, dim: 3 }, 2).recording;
    bare.losses = [];
    const back = await decodeRecording(await encodeRecording(bare));
    expect(back.losses.map(({ steps }) => steps.length)).toEqual([0]);
  });

  it('begins with its name and version', () => {
    expect(new TextDecoder().decode(file.subarray(0, 8))).toBe('MARGRUN\n');
    expect(new DataView(file.buffer).getUint32(8, true)).toBe(1);
  });
});

describe('a file with copies of the training', () => {
  const checkpoint = (step: number) => ({
    step,
    settings: { m: 0.5, safeguard: 'linear' },
    changedAtStep: null,
    variables: [Float32Array.of(step, -0, 1e-30), new Float32Array(0)],
    normalizations: [[Float32Array.of(NaN, Infinity)]],
    adam: { count: step, moments1: [], moments2: [] },
  });
  const stands = [40, 90].map((step) => ({
    step,
    checkpoints: [checkpoint(step), checkpoint(step)],
    lastLosses: [0.25, NaN],
  }));
  const changes = [
    { step: 0, runs: runs.map(({ settings }) => ({ settings, changedAtStep: null })) },
    { step: 3, runs: runs.map(() => ({ settings: { m: 0.1 }, changedAtStep: 3 })) },
  ];
  const whole = new Recording({ ...recording.info, changes }, recording.labels_n);
  for (const moment of recording.moments) whole.push(moment);
  whole.losses = recording.losses;
  whole.stands = stands;

  it('gives them back as they were, and the changes of sliders; its pictures are those of one without', async () => {
    const bytes = await encodeRecording(whole);
    expect(bytes[8]).toBe(2);
    const back = await decodeRecording(bytes);
    expect(back.stands).toEqual(stands);
    expect(back.info.changes).toEqual(changes);
    expect(contents(back).moments).toEqual(contents(recording).moments);
    expect([...(await encodeRecording(back))]).toEqual([...bytes]);
  });

  it('is found cut short at any length, or damaged anywhere', async () => {
    const bytes = await encodeRecording(whole);
    for (let length = 0; length < bytes.length; length += 7) {
      expect(['cut-short', 'not-ours']).toContain(await codeOf(bytes.subarray(0, length)));
    }
    for (let at = 16; at < bytes.length; at += 11) {
      const next = Uint8Array.from(bytes);
      next[at] ^= 8;
      expect(['checksum', 'cut-short', 'misfit']).toContain(await codeOf(next));
    }
  });

  it.each<[string, unknown]>([
    ['are no list', { step: 1 }],
    ['have no step', [{ checkpoints: [] }]],
    ['go back in time', [stands[1], stands[0]]],
    ['have a step of text', [{ ...stands[0], step: 'x' }]],
  ])('is refused where the copies %s', async (_, bad) => {
    whole.stands = bad as typeof stands;
    const bytes = await encodeRecording({
      ...whole,
      moments: whole.moments,
      steps: whole.steps,
    } as Recording).catch(() => null);
    whole.stands = stands;
    if (bytes?.[8] === 2) expect(await codeOf(bytes)).toBe('misfit');
    else expect(bytes?.[8]).toBe(1);
  });

  it.each<[string, unknown]>([
    ['no list', 7],
    ['none', []],
    ['a first one after the beginning', [{ ...changes[1] }]],
    ['two at one step', [changes[0], changes[1], changes[1]]],
    ['too few runs', [{ step: 0, runs: [] }]],
    ['a change in the future', [{ step: 0, runs: runs.map(() => ({ settings: {}, changedAtStep: 5 })) }]],
  ])('is refused where its changes are %s', async (_, bad) =>
    expect(await codeOf(described((json) => ({ ...json, changes: bad })))).toBe('misfit'),
  );

  it('tells what else trained with it: terms beside its losses, a training set that was spoiled, images that were changed, classes that were chosen', async () => {
    const add = ['center', 'intra'];
    const spoiling = { noise: 0.3, imbalance: 10 };
    const jitter = { mirror: true, shiftPx: 0 };
    const told = described((json) => ({
      ...json,
      spoiling,
      jitter,
      runs: runs.map((run) => ({ ...run, add })),
    }));
    const { info } = await decodeRecording(told);
    expect(info.spoiling).toEqual(spoiling);
    expect(info.jitter).toEqual(jitter);
    expect(info.runs.map((run) => run.add)).toEqual([add, add]);
    for (const bad of [{ noise: 2, imbalance: 1 }, { noise: 0.1 }, { noise: 0, imbalance: 0 }, 7]) {
      expect(await codeOf(described((json) => ({ ...json, spoiling: bad })))).toBe('misfit');
    }
    for (const bad of [{ mirror: 1, shiftPx: 0 }, { mirror: true }, { mirror: true, shiftPx: -1 }, 7]) {
      expect(await codeOf(described((json) => ({ ...json, jitter: bad })))).toBe('misfit');
    }
    const of = (people: unknown) => described((json) => ({ ...json, people }));
    const classes = info.classNames.length;
    const people = Array.from({ length: classes }, (_, c) => classes - c);
    expect((await decodeRecording(of(people))).info.people).toEqual(people);
    for (const bad of [7, people.slice(1), people.map(() => 1), people.map((c) => -c), people.map(String)]) {
      expect(await codeOf(of(bad))).toBe('misfit');
    }
    const oddly = described((json) => ({ ...json, runs: runs.map((run) => ({ ...run, add: [4] })) }));
    expect(await codeOf(oddly)).toBe('misfit');
  });
});

describe('a bad file', () => {
  it('is cut short at any length', async () => {
    expect(await codeOf(file.subarray(0, 3))).toBe('cut-short');
    expect(await codeOf(file.subarray(0, 23))).toBe('cut-short');
    expect(await codeOf(file.subarray(0, 24))).toBe('cut-short');
    expect(await codeOf(file.subarray(0, file.length - 1))).toBe('cut-short');
  });

  it.each([
    ['empty', new Uint8Array(0)],
    ['a page', new TextEncoder().encode('<!doctype html><title>404</title>')],
    ['gzip', Uint8Array.from(gzipSync('hello'))],
  ])('is not ours: %s', async (_, bytes) => expect(await codeOf(bytes)).toBe('not-ours'));

  it('is of another version', async () => {
    const next = Uint8Array.from(file);
    next[8] = 3;
    expect(await codeOf(next)).toBe('newer');
    next[8] = 0;
    expect(await codeOf(next)).toBe('older');
  });

  it('has a byte changed on its way', async () => {
    const next = Uint8Array.from(file);
    next[file.length >> 1] ^= 4;
    expect(await codeOf(next)).toBe('checksum');
  });

  it('does not fit what it says of itself', async () => {
    expect(await codeOf(new Uint8Array([...file, 0]))).toBe('misfit');
    expect(await codeOf(rebuilt((body) => body, 2 ** 31))).toBe('misfit');
    expect(await codeOf(rebuilt((body) => body, 200))).toBe('misfit');
    expect(await codeOf(rebuilt((body) => body.subarray(0, body.length - 1)))).toBe('misfit');
    expect(await codeOf(rebuilt(() => new Uint8Array(2)))).toBe('misfit');
  });

  it.each<[string, (description: Record<string, unknown>) => unknown]>([
    ['no object', () => 7],
    ['no frames', (json) => ({ ...json, frames: 0 })],
    [
      'frames beyond memory',
      (json) => ({ ...json, frames: 4000, shape: { probes: 20_000, dim: 3, classes: 3 } }),
    ],
    ['another number of frames', (json) => ({ ...json, frames: 8 })],
    ['losses of a run that is not there', (json) => ({ ...json, lossPoints: [1, 2, 3] })],
    ['four dimensions', (json) => ({ ...json, shape: { ...shape, dim: 4 } })],
    ['a name too few', (json) => ({ ...json, classNames: ['a', 'b'] })],
    ['a seed of text', (json) => ({ ...json, seed: '1' })],
    ['no runs', (json) => ({ ...json, runs: [] })],
    [
      'a setting that is a list',
      (json) => ({ ...json, runs: [{ ...runs[0], settings: { m: [1] } }, runs[1]] }),
    ],
    ['no word of norms', (json) => ({ ...json, runs: [{ ...runs[0], norms: undefined }, runs[1]] })],
  ])('describes itself with %s', async (_, change) => expect(await codeOf(described(change))).toBe('misfit'));

  it('holds a label without a class', async () => {
    const withLabel = rebuilt((body) => {
      const next = Uint8Array.from(body);
      next[4 + new DataView(body.buffer).getUint32(0, true)] = 3;
      return next;
    });
    expect(await codeOf(withLabel)).toBe('misfit');
  });
});

describe('whatever the bytes', () => {
  /** Resolves with a recording, or rejects with a RecordingError; anything else fails. */
  async function readsOrRefuses(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    let read: Recording;
    try {
      read = await decodeRecording(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(RecordingError);
      expect(recordingErrorCodes).toContain((error as RecordingError).code);
      return;
    }
    // What is accepted can be shown: every number is one that a view can draw.
    const frame = openFrame(read.info.shape);
    for (const index of read.steps.keys()) {
      read.read(index, read.info.runs.length - 1, frame);
      expect(frame.embeddings_nd.every(Number.isFinite)).toBe(true);
      expect(frame.weights_cd.every(Number.isFinite)).toBe(true);
    }
  }

  it('a cut or a flipped bit is always found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.nat(7), fc.boolean(), async (at, bit, isCut) => {
        const bytes = isCut ? file.slice(0, at) : Uint8Array.from(file);
        if (!isCut) bytes[at] ^= 1 << bit;
        await expect(decodeRecording(bytes)).rejects.toBeInstanceOf(RecordingError);
      }),
      { numRuns: 300 },
    );
  });

  it('a body changed under a right checksum is shown or refused', async () => {
    const bodyLength = gunzipSync(file.subarray(24)).length;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bodyLength - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        fc.option(fc.nat(bodyLength), { nil: undefined }),
        (changes, cutAt) =>
          readsOrRefuses(
            rebuilt((body) => {
              for (const [at, byte] of changes) body[at] = byte;
              return body.subarray(0, cutAt);
            }),
          ),
      ),
      { numRuns: 300 },
    );
  });

  it('gzip that is none under a right checksum is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), fc.nat(4000), async (packed, bodyBytes) => {
        const next = new Uint8Array(24 + packed.length);
        next.set(file.subarray(0, 24));
        next.set(packed, 24);
        const prelude = new DataView(next.buffer);
        prelude.setUint32(16, packed.length, true);
        prelude.setUint32(20, bodyBytes, true);
        prelude.setUint32(12, crc32(next.subarray(16)), true);
        expect(await codeOf(next)).toBe('misfit');
      }),
      { numRuns: 100 },
    );
  });
});

describe('600 moments of 2,000 points in three dimensions', () => {
  const large = { probes: 2000, dim: 3, classes: 10 };

  it.each([
    ['keeps norms', true],
    ['divides by them', false],
  ])(
    'of a loss that %s take at most 8 MB of memory and 3 MB of disk, and no direction is 0.1° off, seed 1',
    async (_, norms) => {
      const long = new Recording(infoOf(large, { runs: [{ ...runs[0], norms }] }), new Uint8Array(2000));
      let worstDeg = 0;
      const back = openFrame(large);
      for (const frame of trainingLike(large, 600, 1)) {
        long.append(readSlot(frame, 'step'), [frame]);
        long.read(long.length - 1, 0, back);
        if (long.length % 8 === 1)
          worstDeg = Math.max(worstDeg, worstAngleDeg(frame.embeddings_nd, back.embeddings_nd));
      }
      expect(worstDeg).toBeLessThanOrEqual(0.1);
      expect(worstDeg).toBeGreaterThan(0.05);
      expect(long.byteLength).toBeLessThanOrEqual(8e6);
      const bytes = await encodeRecording(long);
      expect(bytes.length).toBeLessThanOrEqual(3e6);
      // The model is no easier to pack than what it stands for: 2.7 MB with norms, 2.0 MB without.
      expect(bytes.length).toBeGreaterThan(norms ? 2.6e6 : 1.9e6);
      expect((await decodeRecording(bytes)).length).toBe(600);
    },
  );
});

it('crc32 is the one of gzip', () => {
  // The check value of the catalogue of CRC parameters, and gzip's own trailer.
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  const bytes = Uint8Array.from({ length: 999 }, (_, i) => (i * i) % 251);
  const packed = gzipSync(bytes);
  expect(crc32(bytes)).toBe(packed.readUInt32LE(packed.length - 8));
});
