import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  effectiveSlots,
  frameBytes,
  headerSlots,
  openFrame,
  readEffective,
  readSlot,
  writeEffective,
  writeSlot,
} from '../../../src/lib/frame/layout';
import { losses } from '../../../src/lib/loss/registry';

const shapes = fc.record({
  probes: fc.integer({ min: 0, max: 40 }),
  dim: fc.integer({ min: 1, max: 7 }),
  classes: fc.integer({ min: 1, max: 11 }),
});

describe('the layout of a frame', () => {
  it('is ten numbers, eight parameters, and four arrays of floats', () => {
    // 18 doubles; 3·2 embeddings, 5·2 weights, 5 biases and 3 angles of four bytes.
    expect(frameBytes({ probes: 3, dim: 2, classes: 5 })).toBe(18 * 8 + (6 + 10 + 5 + 3) * 4);
    expect(headerSlots).toHaveLength(10);
    expect(effectiveSlots).toBe(8);
  });

  it('gives every array its place and no two the same (fast-check seed 2)', () => {
    fc.assert(
      fc.property(shapes, ({ probes, dim, classes }) => {
        const frame = openFrame({ probes, dim, classes });
        const parts = [frame.embeddings_nd, frame.weights_cd, frame.bias_c, frame.targetRad_n];
        expect(parts.map(({ length }) => length)).toEqual([probes * dim, classes * dim, classes, probes]);
        frame.header.fill(-1);
        parts.forEach((part, i) => part.fill(i + 1));
        expect(frame.header.every((value) => value === -1)).toBe(true);
        parts.forEach((part, i) => expect(part.every((value) => value === i + 1)).toBe(true));
        expect([frame.header, ...parts].reduce((sum, part) => sum + part.byteLength, 0)).toBe(
          frame.buffer.byteLength,
        );
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  it('is a window: what one writes another reads, and a transfer carries it (fast-check seed 3)', () => {
    fc.assert(
      fc.property(shapes, fc.double({ noNaN: true }), (shape, value) => {
        const frame = openFrame(shape);
        writeSlot(frame, 'accuracy', value);
        frame.weights_cd[0] = 7;
        const moved = openFrame(shape, structuredClone(frame.buffer, { transfer: [frame.buffer] }));
        expect(readSlot(moved, 'accuracy')).toBe(value);
        expect(moved.weights_cd[0]).toBe(7);
      }),
      { seed: 3, numRuns: 20 },
    );
  });

  it('refuses a buffer of any other size (fast-check seed 4)', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: -16, max: 16 }), (shape, off) => {
        fc.pre(off !== 0);
        expect(() => openFrame(shape, new ArrayBuffer(frameBytes(shape) + off))).toThrow(RangeError);
      }),
      { seed: 4, numRuns: 40 },
    );
  });

  it('keeps each slot apart from each other', () => {
    const frame = openFrame({ probes: 1, dim: 1, classes: 1 });
    headerSlots.forEach((slot, i) => writeSlot(frame, slot, i + 0.5));
    for (let i = 0; i < effectiveSlots; i++) writeEffective(frame, i, 100 + i);
    headerSlots.forEach((slot, i) => expect(readSlot(frame, slot)).toBe(i + 0.5));
    for (let i = 0; i < effectiveSlots; i++) expect(readEffective(frame, i)).toBe(100 + i);
    expect(() => writeEffective(frame, effectiveSlots, 1)).toThrow(RangeError);
  });

  it('has a slot for every parameter of every loss', () => {
    for (const { id, parameters } of losses)
      expect(parameters.length, id).toBeLessThanOrEqual(effectiveSlots);
  });
});
