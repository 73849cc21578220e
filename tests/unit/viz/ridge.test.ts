import { describe, expect, it } from 'vitest';
import { fullDensity, levelOf, ridgeHeight, Ridges } from '../../../src/lib/viz/ridge';

const spread = (count: number, middleRad: number, widthRad: number): number[] =>
  Array.from({ length: count }, (_, i) => middleRad + widthRad * (i / (count - 1) - 0.5));

describe('Ridges', () => {
  it('integrates to the share of a class that is at home', () => {
    const rad_n = [...spread(100, 1, 0.6), ...spread(100, -2, 0.2)];
    const labels_n = rad_n.map((_, i) => (i < 100 ? 0 : 1));
    const strayed_n = rad_n.map((_, i) => (i < 100 && i % 4 === 0 ? 1 : 0));
    const ridges = new Ridges(2);
    ridges.measure(rad_n, labels_n, strayed_n);
    const steps = 720;
    const mass = (c: number): number =>
      Array.from({ length: steps }, (_, i) => ridges.densityAt(c, (i / steps) * 2 * Math.PI)).reduce(
        (a, b) => a + b,
      ) *
      ((2 * Math.PI) / steps);
    expect(mass(0)).toBeCloseTo(0.75, 4);
    expect(mass(1)).toBeCloseTo(1, 4);
  });

  it('is continuous across direction 0', () => {
    const ridges = new Ridges(1);
    const rad_n = spread(400, 0, 0.4);
    ridges.measure(rad_n, new Uint8Array(400), new Uint8Array(400));
    expect(ridges.densityAt(0, -0.005)).toBeCloseTo(ridges.densityAt(0, 0.005), 0);
    expect(ridges.densityAt(0, 2 * Math.PI)).toBe(ridges.densityAt(0, 0));
  });

  it('is taller where a class is tighter, whatever its size', () => {
    const ridges = new Ridges(2);
    const rad_n = [...spread(40, 0, 0.1), ...spread(400, 2, 0.8)];
    const labels_n = rad_n.map((_, i) => (i < 40 ? 0 : 1));
    ridges.measure(rad_n, labels_n, new Uint8Array(440));
    expect(ridges.densityAt(0, 0)).toBeGreaterThan(4 * ridges.densityAt(1, 2));
  });

  it('leaves out directions that are not finite', () => {
    const ridges = new Ridges(1);
    ridges.measure([NaN, 0], [0, 0], [0, 0]);
    expect(Number.isFinite(ridges.densityAt(0, 0))).toBe(true);
  });
});

describe('ridgeHeight', () => {
  it('goes with the square root of density and ends at 1', () => {
    expect(ridgeHeight(0)).toBe(0);
    expect(ridgeHeight(fullDensity / 4)).toBeCloseTo(0.5, 12);
    expect(ridgeHeight(fullDensity * 9)).toBe(1);
  });
});

describe('levelOf', () => {
  it('spreads any run of samples evenly over [0, 1)', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 1000; i++) tenths[Math.floor(levelOf(i) * 10)]++;
    for (const count of tenths) expect(Math.abs(count - 100)).toBeLessThanOrEqual(3);
  });
});
