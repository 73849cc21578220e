/** Pairs of classes, their boundary's geometry, axes and curves. */
import { describe, expect, it } from 'vitest';
import { targetCurve } from '../../../src/lib/loss/curve';
import { lossById, classLosses } from '../../../src/lib/loss/registry';
import { settingsOf } from '../../../src/lib/loss/spec';
import { anglesLayout } from '../../../src/lib/viz/angles-layout';
import { angleTicks, degreesText, linearScale, signed } from '../../../src/lib/viz/axis-scale';
import { boundaryExtent, boundaryGeometry } from '../../../src/lib/viz/boundary-geometry';
import { mostConfusedPair, pairWith, worstRival } from '../../../src/lib/viz/class-pair';
import { curveLayout, curveScale } from '../../../src/lib/viz/curve-layout';
import { inkPaths } from '../../../src/lib/viz/ink-paths';
import { linePath, outlinePath } from '../../../src/lib/viz/line-path';

const degree = Math.PI / 180;
const arcface = lossById('arcface')!;

describe('pairs of classes', () => {
  const apart_cc = [0, 1, 0.4, 1, 0, 2, 0.4, 2, 0];
  const confusions = [
    { from: 2, into: 1, count: 3 },
    { from: 0, into: 1, count: 2 },
    { from: 1, into: 0, count: 2 },
  ];

  it('counts both directions together', () => {
    expect(mostConfusedPair(confusions, apart_cc, 3)).toEqual([0, 1]);
    expect(mostConfusedPair(confusions.slice(0, 2), apart_cc, 3)).toEqual([1, 2]);
  });

  it('takes the nearest weights where nothing strayed', () => {
    expect(mostConfusedPair([], apart_cc, 3)).toEqual([0, 2]);
  });

  it('knows a class’s worst rival', () => {
    expect(worstRival(confusions, 1, 3)).toBe(0);
    expect(worstRival(confusions, 2, 3)).toBe(1);
    expect(worstRival([], 1, 3)).toBeNull();
  });

  it('changes only for a class that is not in it', () => {
    expect(pairWith([1, 4], 4, 9)).toEqual([1, 4]);
    expect(pairWith([1, 4], 7, 2)).toEqual([2, 7]);
    expect(pairWith([1, 4], 7, -1)).toEqual([1, 4]);
  });
});

describe('boundary geometry', () => {
  it('has ArcFace’s band between θ2 = θ1 and θ2 = θ1 + m, and its mirror image', () => {
    const { bands, plain } = boundaryGeometry(arcface, settingsOf(arcface, { m: 0.4 }), null);
    for (const { theta1Rad, theta2Rad } of plain) expect(theta2Rad).toBeCloseTo(theta1Rad, 6);
    const [first, second] = bands;
    const gaps = first.map(({ theta1Rad, theta2Rad }) => theta2Rad - theta1Rad);
    expect(Math.max(...gaps)).toBeCloseTo(0.4, 6);
    expect(Math.min(...gaps)).toBeCloseTo(0, 9);
    expect(second.map(({ theta1Rad, theta2Rad }) => [theta2Rad, theta1Rad])).toEqual(
      first.map(({ theta1Rad, theta2Rad }) => [theta1Rad, theta2Rad]),
    );
  });

  it.each(classLosses.map((spec) => [spec.id, spec] as const))(
    '%s: its line lies on the edge of its band',
    (_, spec) => {
      const raw = { normRatio: 1, biasGap: 0 };
      const { accepted, bands } = boundaryGeometry(spec, settingsOf(spec), raw);
      if (!spec.target) {
        expect(bands[0]).toEqual([]);
        expect(accepted[0]).toEqual([]);
        return;
      }
      const edge = bands[0].slice(0, bands[0].length / 2);
      for (const { theta1Rad, theta2Rad } of accepted[0].flat()) {
        if (theta2Rad < theta1Rad) continue;
        const near = edge.reduce((a, b) =>
          Math.abs(a.theta1Rad - theta1Rad) < Math.abs(b.theta1Rad - theta1Rad) ? a : b,
        );
        // A slope of at most 4 over half a degree, and steeper only where arc cosines, or a flat χ, meet π.
        const isFlat = spec.kind === 'binary' && theta2Rad > 2;
        expect(Math.abs(near.theta2Rad - theta2Rad)).toBeLessThan(isFlat ? 0.9 : 0.25);
      }
    },
  );

  it('tilts with unequal norms where weights are raw', () => {
    const softmax = lossById('softmax')!;
    const { plain } = boundaryGeometry(softmax, settingsOf(softmax), { normRatio: 2, biasGap: 0 });
    const at = plain[Math.round((80 * degree * (plain.length - 1)) / Math.PI)];
    expect(Math.cos(at.theta2Rad)).toBeCloseTo(2 * Math.cos(at.theta1Rad), 6);
  });

  it('keeps its extent until points leave it or use less than half', () => {
    expect(boundaryExtent(Math.PI, 40 * degree)).toBeCloseTo(60 * degree, 9);
    expect(boundaryExtent(60 * degree, 35 * degree)).toBe(60 * degree);
    expect(boundaryExtent(60 * degree, 70 * degree)).toBeCloseTo(90 * degree, 9);
    expect(boundaryExtent(60 * degree, 179 * degree)).toBe(Math.PI);
    expect(boundaryExtent(60 * degree, NaN)).toBe(Math.PI);
  });
});

describe('axes', () => {
  it('mark round angles with room for each', () => {
    expect(angleTicks(Math.PI, 600).map((rad) => Math.round(rad / degree))).toEqual(
      Array.from({ length: 13 }, (_, i) => 15 * i),
    );
    expect(angleTicks(Math.PI, 100).map((rad) => Math.round(rad / degree))).toEqual([0, 90, 180]);
    expect(angleTicks(60 * degree, 30).map((rad) => Math.round(rad / degree))).toEqual([0, 60]);
  });

  it('write numbers as printers do', () => {
    expect(degreesText(5.14 * degree)).toBe('5.1°');
    expect(degreesText(12.6 * degree)).toBe('13°');
    expect(signed(-3.14, 1)).toBe('−3.1');
    expect(signed(-0.01, 1)).toBe('0.0');
    expect(linearScale(0, 2, 10, 30)(1)).toBe(20);
  });

  it('break lines at gaps', () => {
    expect(
      linePath([
        [0, 0],
        [1, 2],
        [NaN, 1],
        [3, 4],
        [5, 6],
      ]),
    ).toBe('M0,0L1,2M3,4L5,6');
    expect(
      outlinePath([
        [0, 0],
        [1, 0],
      ]),
    ).toBe('');
  });
});

describe('layouts', () => {
  it.each([300, 390, 640])('keep axis, ridge and words inside at %i px', (width) => {
    const height = (width * 3) / 4;
    const at = anglesLayout(width, height);
    expect(at.axisY - at.above).toBeGreaterThan(2.5 * at.fontPx);
    expect(at.ticksY).toBeLessThanOrEqual(height);
    for (const spec of classLosses) {
      const settings = settingsOf(spec);
      const scale = curveScale(spec, settings);
      const curve = targetCurve(spec, settings, 181);
      const { x, y, top, bottom, ridge, ticks } = curveLayout(width, height, curve, scale);
      expect(x(Math.PI)).toBeLessThan(width);
      // The highest dot stands a full ridge above the curve's highest point.
      expect(y(scale) - ridge).toBeGreaterThanOrEqual(top - 1e-9);
      for (const psi of curve.psi) expect(y(scale * psi)).toBeLessThanOrEqual(bottom + 1e-9);
      expect(ticks).toContain(0);
      expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
    }
  });
});

describe('inkPaths', () => {
  it('covers each pixel once, in its shade', () => {
    const pixels = [0, 255, 255, 0, 119, 0];
    const paths = inkPaths(pixels, 3, 2);
    expect(paths).toEqual([
      { d: 'M1,1h1v1h-1z', opacity: 7 / 15 },
      { d: 'M1,0h2v1h-2z', opacity: 1 },
    ]);
    expect(inkPaths(new Uint8Array(4), 2, 2)).toEqual([]);
  });
});
