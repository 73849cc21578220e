/** Frames kept as small numbers come back within what was promised, one by one and in any order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFrame, readEffective, readSlot } from '../../../src/lib/frame/layout';
import { Recording } from '../../../src/lib/frame/recording';
import { recordedFrameBytes } from '../../../src/lib/frame/recording-info';
import { createRng } from '../../../src/lib/math/rng';
import { infoOf, randomFrame, wanderingRun } from '../../support/recordings';

const degrees = 180 / Math.PI;
const shapes = [2, 3, 16, 128].map((dim) => ({ probes: 50, dim, classes: 4 }));

/** Angle between two vectors, by the half-angle formula of Kahan: exact for small angles. */
function angleDeg(a: readonly number[], b: readonly number[]): number {
  const unit = (v: readonly number[]) => v.map((value) => value / Math.hypot(...v));
  const [u, v] = [unit(a), unit(b)];
  const apart = Math.hypot(...u.map((value, i) => value - v[i]));
  const along = Math.hypot(...u.map((value, i) => value + v[i]));
  return 2 * Math.atan2(apart, along) * degrees;
}
const rows = (numbers: Float32Array, dim: number): number[][] =>
  Array.from({ length: numbers.length / dim }, (_, n) => [...numbers.subarray(n * dim, (n + 1) * dim)]);

describe.each(shapes)('a recording in $dim dimensions', (shape) => {
  const { recording, frames } = wanderingRun(shape, 20);
  const into = openFrame(shape);

  it('gives every moment back in any order: directions to 0.1°, norms to 0.6 %', () => {
    const order = Array.from({ length: 20 }, (_, i) => (7 * i + 3) % 20);
    for (const index of order) {
      recording.read(index, 0, into);
      const before = rows(frames[index][0].embeddings_nd, shape.dim);
      rows(into.embeddings_nd, shape.dim).forEach((vector, n) => {
        expect(angleDeg(vector, before[n])).toBeLessThan(0.1);
        expect(Math.abs(Math.hypot(...vector) / Math.hypot(...before[n]) - 1)).toBeLessThan(0.006);
      });
    }
  });

  it('gives statistics back to seven digits, the step exactly, and what is undefined as undefined', () => {
    recording.read(11, 0, into);
    const [frame] = frames[11];
    expect(readSlot(into, 'step')).toBe(recording.steps[11]);
    expect(readSlot(into, 'loss')).toBeCloseTo(readSlot(frame, 'loss'), 5);
    expect(readSlot(into, 'accuracy')).toBeCloseTo(readSlot(frame, 'accuracy'), 6);
    expect(readEffective(into, 0)).toBeCloseTo(readEffective(frame, 0), 5);
    expect(readSlot(into, 'interDeg')).toBeNaN();
    into.weights_cd.forEach((weight, i) => expect(weight / frame.weights_cd[i]).toBeCloseTo(1, 4));
    into.bias_c.forEach((bias, i) => expect(bias / frame.bias_c[i]).toBeCloseTo(1, 4));
  });

  it('measures target angles anew, from what it gives back', () => {
    recording.read(5, 0, into);
    const vectors = rows(into.embeddings_nd, shape.dim);
    const weights = rows(into.weights_cd, shape.dim);
    vectors.forEach((vector, n) =>
      expect(into.targetRad_n[n] * degrees).toBeCloseTo(angleDeg(vector, weights[n % 4]), 3),
    );
  });

  it('says how much memory it takes', () => {
    expect(recording.byteLength).toBe(50 + 20 * recordedFrameBytes(recording.info));
  });

  it('keeps every direction there is to 0.1°, poles and axes included', () => {
    const anywhere = fc
      .array(fc.oneof(fc.constant(0), fc.constant(-1), fc.double({ min: -1, max: 1, noNaN: true })), {
        minLength: shape.dim,
        maxLength: shape.dim,
      })
      .filter((vector) => Math.hypot(...vector.map(Math.fround)) > 1e-20);
    fc.assert(
      fc.property(anywhere, (vector) => {
        const one = { ...shape, probes: 1 };
        const own = new Recording(infoOf(one), Uint8Array.of(0));
        const frame = randomFrame(one, createRng(1));
        frame.embeddings_nd.set(vector);
        own.append(0, [frame]);
        const [back] = rows(own.read(0, 0, openFrame(one)).embeddings_nd, shape.dim);
        expect(angleDeg(back, rows(frame.embeddings_nd, shape.dim)[0])).toBeLessThan(0.1);
      }),
      { numRuns: 300 },
    );
  });
});

const [plane] = shapes;
const plain = infoOf(plane);

it('an embedding of zero stays zero, with norms and without', () => {
  for (const norms of [true, false]) {
    const recording = new Recording(
      infoOf(plane, { runs: [{ ...plain.runs[0], norms }] }),
      new Uint8Array(50),
    );
    const frame = randomFrame(plane, createRng(2));
    frame.embeddings_nd.fill(0, 0, 2);
    recording.append(0, [frame]);
    const back = recording.read(0, 0, openFrame(plane)).embeddings_nd;
    expect([...back.subarray(0, 2)]).toEqual([0, 0]);
    expect(Math.hypot(back[2], back[3])).toBeGreaterThan(0);
  }
});

it('without norms every embedding has length 1', () => {
  const recording = new Recording(
    infoOf(plane, { runs: [{ ...plain.runs[0], norms: false }] }),
    new Uint8Array(50),
  );
  recording.append(0, [randomFrame(plane, createRng(2))]);
  const back = rows(recording.read(0, 0, openFrame(plane)).embeddings_nd, 2);
  for (const vector of back) expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
});

it('a training that goes back to an older step forgets what came after it', () => {
  const rng = createRng(4);
  const recording = new Recording(plain, new Uint8Array(50));
  for (const step of [0, 5, 10, 20]) recording.append(step, [randomFrame(plane, rng, step)]);
  recording.append(8, [randomFrame(plane, rng, 8)]);
  expect(recording.steps).toEqual([0, 5, 8]);
});

it('finds the moment nearest to a step', () => {
  const recording = new Recording(plain, new Uint8Array(50));
  expect(recording.indexNear(3)).toBe(-1);
  for (const step of [0, 5, 20]) recording.append(step, [randomFrame(plane, createRng(step), step)]);
  expect([-4, 0, 2, 3, 12, 13, 99].map((step) => recording.indexNear(step))).toEqual([0, 0, 0, 1, 1, 2, 2]);
});

it('refuses what it has no room for', () => {
  expect(() => new Recording(plain, new Uint8Array(3))).toThrow(RangeError);
  expect(() => new Recording(plain, new Uint8Array(50)).append(0, [])).toThrow(RangeError);
});
