import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/lib/math/rng';
import {
  cropped,
  paddedByHalf,
  rasterOf,
  reduced,
  rgbOf,
  type RgbImage,
} from '../../../src/lib/vision/rgb-image';
import {
  applySimilarity,
  fitSimilarity,
  invertSimilarity,
  scaleOf,
  turnRadOf,
} from '../../../src/lib/vision/similarity-transform';
import { descriptorTemplatePoints, fivePoints, templatePoints } from '../../../src/lib/vision/template';
import { warp } from '../../../src/lib/vision/warp';

/** A picture whose colours say where a pixel lies. */
function ramp(width: number, height: number): RgbImage {
  const rgb_hwc = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rgb_hwc.set([x, y, 7], 3 * (y * width + x));
  return { width, height, rgb_hwc };
}
const at = ({ width, rgb_hwc }: RgbImage, x: number, y: number): number[] => [
  ...rgb_hwc.subarray(3 * (y * width + x), 3 * (y * width + x) + 3),
];

describe('the similarity of least squares', () => {
  it('finds the turn, the scale and the shift that made the points (seed 3)', () => {
    const rng = createRng(3);
    const from = Array.from({ length: 14 }, () => 100 * rng.next());
    const [scale, turn] = [1.7, 0.6];
    const to = from.map((_, i) => {
      const [x, y] = i % 2 === 0 ? [from[i], from[i + 1]] : [from[i - 1], from[i]];
      return i % 2 === 0
        ? scale * (Math.cos(turn) * x - Math.sin(turn) * y) + 5
        : scale * (Math.sin(turn) * x + Math.cos(turn) * y) - 8;
    });
    const found = fitSimilarity(from, to);
    expect(scaleOf(found)).toBeCloseTo(scale, 12);
    expect(turnRadOf(found)).toBeCloseTo(turn, 12);
    expect([found.shiftX, found.shiftY]).toEqual([expect.closeTo(5, 9), expect.closeTo(-8, 9)]);
  });

  it('is no worse than any other nearby where no similarity fits (seed 4)', () => {
    const rng = createRng(4);
    const from = Array.from({ length: 10 }, () => rng.gaussian());
    const to = Array.from({ length: 10 }, () => rng.gaussian());
    const best = fitSimilarity(from, to);
    const cost = (t: typeof best): number => {
      let sum = 0;
      for (let p = 0; p < 5; p++) {
        const [x, y] = applySimilarity(t, from[2 * p], from[2 * p + 1]);
        sum += (x - to[2 * p]) ** 2 + (y - to[2 * p + 1]) ** 2;
      }
      return sum;
    };
    for (const key of ['a', 'b', 'shiftX', 'shiftY'] as const) {
      for (const step of [-1e-3, 1e-3]) {
        expect(cost({ ...best, [key]: best[key] + step })).toBeGreaterThan(cost(best));
      }
    }
  });

  it('does not mirror, even where the points are mirrored', () => {
    const { a, b } = fitSimilarity([2, 0, -2, 0, 0, 1, 0, -1], [-2, 0, 2, 0, 0, 1, 0, -1]);
    // The longer axis wins: half a turn. (−4 − 4 + 1 + 1) / (4 + 4 + 1 + 1).
    expect(a).toBeCloseTo(-0.6, 12);
    expect(b).toBeCloseTo(0, 12);
  });

  it('is undone by its inverse', () => {
    const there = { a: 0.3, b: -1.1, shiftX: 4, shiftY: 9 };
    const [x, y] = applySimilarity(there, 12, -7);
    expect(applySimilarity(invertSimilarity(there), x, y)).toEqual([
      expect.closeTo(12, 10),
      expect.closeTo(-7, 10),
    ]);
  });

  it('refuses what determines nothing', () => {
    expect(() => fitSimilarity([1, 1], [2, 2])).toThrow(/two points or more/);
    expect(() => fitSimilarity([1, 1, 2, 2], [1, 1])).toThrow(/2 and 1/);
    expect(() => fitSimilarity([3, 3, 3, 3], [0, 0, 1, 1])).toThrow(/All points are one/);
    expect(() => invertSimilarity({ a: 0, b: 0, shiftX: 1, shiftY: 1 })).toThrow(/no way back/);
  });
});

describe('the templates', () => {
  it("scale with the square, and have ArcFace's numbers at 112", () => {
    expect([...templatePoints(112)].slice(0, 4)).toEqual([38.2946, 51.6963, 73.5318, 51.5014]);
    expect(templatePoints(64)[4]).toBeCloseTo((56.0252 * 4) / 7, 12);
  });

  it("put dlib's eyes where its chip of 150 pixels has them", () => {
    const [leftX, leftY, rightX] = descriptorTemplatePoints(150);
    // (0.225493 + 0.25) / 1.5 · 150
    expect(leftX).toBeCloseTo(47.5493, 3);
    expect(leftY).toBeCloseTo(46.5991, 3);
    expect(rightX - leftX).toBeCloseTo(52.9268, 3);
  });

  it('take five points of 68: means of the eyes, the nose, the corners of the mouth', () => {
    const landmarks = Array.from({ length: 136 }, (_, i) => (i % 2 === 0 ? i / 2 : 1000 + (i - 1) / 2));
    expect([...fivePoints(landmarks)]).toEqual([38.5, 1038.5, 44.5, 1044.5, 30, 1030, 48, 1048, 54, 1054]);
    expect(() => fivePoints([1, 2])).toThrow(/68 landmarks, not from 1/);
  });
});

describe('pictures', () => {
  it('are cut, and go on in the colours of their edges', () => {
    const image = ramp(5, 4);
    const part = cropped(image, { x: 3, y: -1, width: 4, height: 3 });
    expect(at(part, 0, 1)).toEqual([3, 0, 7]);
    expect(at(part, 3, 0)).toEqual([4, 0, 7]);
    expect(() => cropped(image, { x: 0.5, y: 0, width: 1, height: 1 })).toThrow(/whole pixels/);
    expect(() => cropped(image, { x: 0, y: 0, width: 0, height: 1 })).toThrow(/whole pixels/);
  });

  it('are padded by half on every side', () => {
    const { image, left, top } = paddedByHalf(ramp(6, 4));
    expect([image.width, image.height, left, top]).toEqual([12, 8, 3, 2]);
    expect(at(image, left + 2, top + 3)).toEqual([2, 3, 7]);
    expect(at(image, 0, 0)).toEqual([0, 0, 7]);
    expect(at(image, 11, 7)).toEqual([5, 3, 7]);
  });

  it('are made smaller by whole blocks', () => {
    const small = reduced(ramp(9, 6), 3);
    expect([small.width, small.height]).toEqual([3, 2]);
    // Mean of columns 3 to 5 and of rows 3 to 5.
    expect(at(small, 1, 1)).toEqual([4, 4, 7]);
    const image = ramp(3, 3);
    expect(reduced(image, 3)).toBe(image);
    expect(reduced(ramp(100, 1), 10)).toMatchObject({ width: 10, height: 1 });
  });

  it('come from greys and from colours, white where nothing is', () => {
    const grey = rgbOf({ width: 1, height: 1, samples: Uint8Array.of(9), channels: 1 });
    expect(at(grey, 0, 0)).toEqual([9, 9, 9]);
    const half = rgbOf({ width: 1, height: 1, samples: Uint8Array.of(0, 100, 200, 51), channels: 4 });
    // A fifth of the colour on white.
    expect(at(half, 0, 0)).toEqual([204, 224, 244]);
    expect([...rasterOf(half).samples]).toEqual([204, 224, 244, 255]);
  });
});

describe('a warp', () => {
  const still = { a: 1, b: 0, shiftX: 0, shiftY: 0 };

  it('that does nothing changes nothing', () => {
    const image = ramp(6, 6);
    expect(warp(image, still, 6).rgb_hwc).toEqual(image.rgb_hwc);
  });

  it('of a quarter turn puts columns into rows', () => {
    // (x, y) → (6 − y, x): the pixel at 1, 2 covers 3 to 4 and 1 to 2 afterwards.
    const turned = warp(ramp(6, 6), { a: 0, b: 1, shiftX: 6, shiftY: 0 }, 6);
    expect(at(turned, 3, 1)).toEqual([1, 2, 7]);
  });

  it('averages where it makes smaller, lies between where it makes larger, and repeats edges', () => {
    const image = ramp(8, 8);
    const half = warp(image, { a: 0.5, b: 0, shiftX: 0, shiftY: 0 }, 4);
    // Columns 2 and 3 mean 2.5, which rounds up.
    expect(at(half, 1, 0)).toEqual([3, 1, 7]);
    const doubled = warp(image, { a: 2, b: 0, shiftX: 0, shiftY: 0 }, 16);
    expect(at(doubled, 0, 15)).toEqual([0, 7, 7]);
    expect(at(warp(image, { ...still, shiftX: -20 }, 4), 0, 0)).toEqual([7, 0, 7]);
  });
});
