import { describe, expect, it } from 'vitest';
import type { Samples } from '../../../src/lib/data/dataset';
import { moveSamples } from '../../../src/lib/data/move-samples';

const still = { turnRad: 0, logScale: 0, shiftPx: 0 };
const [height, width] = [21, 31];

/** One bright disc a picture on a dark ground, at a place in pixels. */
function discs(...places: [number, number][]): Samples {
  const pixels = new Uint8Array(places.length * height * width);
  places.forEach(([x, y], n) => {
    for (let i = 0; i < height * width; i++) {
      const far = Math.hypot((i % width) - x, Math.floor(i / width) - y);
      pixels[n * height * width + i] = Math.round(200 * Math.max(0, Math.min(1, 4 - far)));
    }
  });
  return { count: places.length, pixels, labels: Uint8Array.from(places, (_, n) => n) };
}

/** Centre of brightness and its sum, of picture `n`. */
function weigh({ pixels }: Samples, n: number) {
  let [sum, x, y] = [0, 0, 0];
  for (let i = 0; i < height * width; i++) {
    const grey = pixels[n * height * width + i];
    sum += grey;
    x += grey * (i % width);
    y += grey * Math.floor(i / width);
  }
  return { x: x / sum, y: y / sum, sum };
}

describe('moved samples', () => {
  it('stay as they are where nothing is asked', () => {
    const samples = discs([15, 10], [8, 6]);
    const moved = moveSamples(samples, [height, width], still, 1);
    expect(moved.pixels).toEqual(samples.pixels);
    expect(moved.labels).toEqual(samples.labels);
  });

  it('are shifted within the bound, each in its own way, and the same by the same seed', () => {
    const samples = discs([15, 10], [15, 10], [15, 10]);
    const shift = { ...still, shiftPx: 4 };
    const moved = moveSamples(samples, [height, width], shift, 5);
    const places = [0, 1, 2].map((n) => weigh(moved, n));
    for (const { x, y } of places) {
      expect(Math.abs(x - 15)).toBeLessThanOrEqual(4.05);
      expect(Math.abs(y - 10)).toBeLessThanOrEqual(4.05);
    }
    expect(new Set(places.map(({ x }) => x.toFixed(2))).size).toBe(3);
    expect(moveSamples(samples, [height, width], shift, 5).pixels).toEqual(moved.pixels);
    expect(moveSamples(samples, [height, width], shift, 6).pixels).not.toEqual(moved.pixels);
  });

  it('are turned about the middle: distance from it stays, within the bound of the angle', () => {
    const angle = 0.3;
    const moved = moveSamples(discs([22, 10]), [height, width], { ...still, turnRad: angle }, 2);
    const { x, y } = weigh(moved, 0);
    expect(Math.hypot(x - 15, y - 10)).toBeCloseTo(7, 1);
    const turned = Math.abs(Math.atan2(y - 10, x - 15));
    expect(turned).toBeGreaterThan(0.01);
    expect(turned).toBeLessThanOrEqual(angle + 0.01);
  });

  it('grow or shrink about the middle: places by the factor, brightness by its square', () => {
    const before = weigh(discs([20, 10]), 0);
    const { x, y, sum } = weigh(
      moveSamples(discs([20, 10]), [height, width], { ...still, logScale: 0.4 }, 4),
      0,
    );
    const factor = (x - 15) / 5;
    expect(Math.abs(Math.log(factor))).toBeGreaterThan(0.02);
    expect(Math.abs(Math.log(factor))).toBeLessThanOrEqual(0.41);
    expect(y).toBeCloseTo(10, 1);
    expect(sum / before.sum / factor ** 2).toBeCloseTo(1, 1);
  });

  it('take the edge where a shift uncovers nothing, and never another picture', () => {
    const pixels = new Uint8Array(2 * height * width);
    pixels.fill(255, height * width);
    const moved = moveSamples(
      { count: 2, pixels, labels: new Uint8Array(2) },
      [height, width],
      { turnRad: 0.5, logScale: 0.5, shiftPx: 9 },
      8,
    );
    expect(moved.pixels).toEqual(pixels);
  });
});
