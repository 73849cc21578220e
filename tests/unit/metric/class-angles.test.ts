import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classSpread, median, rowAngleRad, targetAngles } from '../../../src/lib/metric/class-angles';

const degrees = (rad: number) => (rad * 180) / Math.PI;
const at = (angleDeg: number, norm = 1) => [
  norm * Math.cos((angleDeg * Math.PI) / 180),
  norm * Math.sin((angleDeg * Math.PI) / 180),
];

describe('the angle between rows', () => {
  it('is right at every angle, near 0 and π too (fast-check seed 8)', () => {
    const norm = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 180, noNaN: true }), norm, norm, (angle, p, q) => {
        expect(degrees(rowAngleRad(at(20, p), 0, at(20 + angle, q), 0, 2))).toBeCloseTo(angle, 6);
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it('keeps its digits where a cosine would have lost them', () => {
    expect(rowAngleRad([1, 0], 0, [1, 1e-9], 0, 2)).toBeCloseTo(1e-9, 15);
    expect(Math.PI - rowAngleRad([1, 0], 0, [-1, 1e-9], 0, 2)).toBeCloseTo(1e-9, 14);
  });

  it('reads the rows that it is told, in any dimension', () => {
    const a = [9, 9, 9, 1, 0, 0];
    const b = [0, 0, 2, 0, 3, 0, 1, 1, 0];
    expect(degrees(rowAngleRad(a, 1, b, 0, 3))).toBeCloseTo(90, 10);
    expect(degrees(rowAngleRad(a, 1, b, 2, 3))).toBeCloseTo(45, 10);
  });

  it('is no number where a row is zero', () => {
    expect(rowAngleRad([0, 0], 0, [1, 0], 0, 2)).toBeNaN();
    expect(rowAngleRad([1, 0], 0, [0, 0], 0, 2)).toBeNaN();
  });
});

describe('target angles', () => {
  it('are those to the weight of the own class', () => {
    const angles = new Float32Array(3);
    targetAngles([...at(10), ...at(100, 4), ...at(190)], [...at(0), ...at(90, 3)], [0, 1, 1], 2, angles);
    [10, 10, 100].forEach((angle, n) => expect(degrees(angles[n])).toBeCloseTo(angle, 4));
  });
});

describe('the median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[10, 9, 100, 1], 9.5],
    [[NaN, 5, Infinity, 1, NaN], 3],
    [[-2], -2],
  ])('of %j is %d', (values, middle) => expect(median(values)).toBe(middle));

  it('of nothing, or of no numbers, is none; and it sorts a copy', () => {
    expect(median([])).toBeNaN();
    expect(median([NaN, Infinity])).toBeNaN();
    const values = Float32Array.of(3, 1, 2);
    median(values);
    expect([...values]).toEqual([3, 1, 2]);
  });
});

describe('class spread', () => {
  it('averages within classes first, then over classes, so that a large class weighs no more', () => {
    // Class 0: 0° and 20° (mean direction 10°, each 10° off). Class 1: thrice 90° and once 90° (0° off).
    const points = [...at(0), ...at(20), ...at(90), ...at(90), ...at(90), ...at(90)];
    const { intraRad, interRad } = classSpread(points, [0, 0, 1, 1, 1, 1], 2, 2);
    expect(degrees(intraRad)).toBeCloseTo(5, 8);
    expect(degrees(interRad)).toBeCloseTo(80, 8);
  });

  it('takes directions, not lengths', () => {
    const { interRad } = classSpread([...at(0, 100), ...at(40, 0.01), ...at(120)], [0, 0, 1], 2, 2);
    expect(degrees(interRad)).toBeCloseTo(100, 8);
  });

  it('takes the smallest angle between any two classes, and leaves absent ones out', () => {
    const { interRad } = classSpread([...at(0), ...at(100), ...at(130)], [0, 2, 4], 2, 5);
    expect(degrees(interRad)).toBeCloseTo(30, 8);
  });

  it('passes over samples without a direction', () => {
    const { intraRad, interRad } = classSpread([0, 0, ...at(0), NaN, 1, ...at(90)], [0, 0, 0, 1], 2, 2);
    expect(degrees(intraRad)).toBeCloseTo(0, 8);
    expect(degrees(interRad)).toBeCloseTo(90, 8);
  });

  it('is no number where there is nothing to compare', () => {
    expect(classSpread([], [], 2, 3)).toEqual({ intraRad: NaN, interRad: NaN });
    const { intraRad, interRad } = classSpread([...at(5)], [1], 2, 3);
    expect(intraRad).toBeCloseTo(0, 10);
    expect(interRad).toBeNaN();
  });
});
