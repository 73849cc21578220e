/** A drawing made into an image as MNIST's are. */
import { describe, expect, it } from 'vitest';
import { centreOfMass, drawnDigit, drawnSide, type Stroke } from '../../../src/lib/data/drawn-digit';
import { sampleStrokes } from '../../../src/lib/data/sample-strokes';

/** Rows and columns that hold ink of at least half strength. */
function extent(bytes: Uint8Array): { width: number; height: number } {
  const marked = [...bytes.keys()].filter((at) => bytes[at] >= 128);
  const columns = marked.map((at) => at % drawnSide);
  const rows = marked.map((at) => Math.floor(at / drawnSide));
  return {
    width: Math.max(...columns) - Math.min(...columns) + 1,
    height: Math.max(...rows) - Math.min(...rows) + 1,
  };
}
const ink = (bytes: Uint8Array): number => bytes.reduce((sum, grey) => sum + grey / 255, 0);
const moved = (strokes: readonly Stroke[], scale: number, x: number, y: number): Stroke[] =>
  strokes.map((stroke) => stroke.map(([a, b]) => [a * scale + x, b * scale + y]));

describe.each(sampleStrokes.map((strokes, digit) => [digit, strokes] as const))('our %i', (_, strokes) => {
  const image = drawnDigit(strokes)!;

  it('fills a box of 20 in its longer direction', () => {
    const { width, height } = extent(image);
    expect(Math.max(width, height)).toBeGreaterThanOrEqual(19);
    expect(Math.max(width, height)).toBeLessThanOrEqual(21);
  });

  it('has its centre of mass where MNIST has it, in the middle of pixel 14', () => {
    const [x, y] = centreOfMass(image);
    expect(Math.abs(x - 14.5)).toBeLessThan(0.15);
    expect(Math.abs(y - 14.5)).toBeLessThan(0.15);
  });

  it('is the same wherever and however large it was drawn', () => {
    const elsewhere = drawnDigit(moved(strokes, 0.23, 310, -40))!;
    image.forEach((grey, at) => expect(Math.abs(elsewhere[at] - grey)).toBeLessThanOrEqual(1));
  });

  it('has as much ink as MNIST’s digits have', () => {
    // Means of the held-out digits, in full pixels: 54 for a 1, up to 121 for a 0.
    expect(ink(image)).toBeGreaterThan(35);
    expect(ink(image)).toBeLessThan(150);
  });
});

it('draws a stroke as wide as the median of MNIST’s ones: 2.75 pixels of ink for each of length', () => {
  const image = drawnDigit([
    [
      [0, 0],
      [0, 50],
    ],
  ])!;
  // Row 14, across the stroke.
  const across = image.subarray(14 * drawnSide, 15 * drawnSide).reduce((sum, grey) => sum + grey / 255, 0);
  expect(across).toBeCloseTo(2.75, 1);
});

it('makes a dot of a dot, and nothing of nothing', () => {
  expect(drawnDigit([])).toBeNull();
  expect(drawnDigit([[]])).toBeNull();
  const dot = drawnDigit([[[7, 7]]])!;
  expect(ink(dot)).toBeGreaterThan(3);
  expect(ink(dot)).toBeLessThan(9);
  expect(centreOfMass(dot).every((at) => Math.abs(at - 14.5) < 0.1)).toBe(true);
});

it('joins no two strokes', () => {
  const apart = drawnDigit([
    [
      [0, 0],
      [0, 100],
    ],
    [
      [60, 0],
      [60, 100],
    ],
  ])!;
  const row = [...apart.subarray(14 * drawnSide, 15 * drawnSide)];
  expect(row[14]).toBe(0);
  expect(row.filter((grey) => grey === 255).length).toBeGreaterThanOrEqual(2);
});
