/** The comparison of pictures: what an eye would pass over passes, what is missing does not. */
import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/lib/math/rng';
import { difference, shrink } from '../support/look-alike';
import { decodePng, encodePng, type Picture } from '../support/png';

type Paint = (x: number, y: number) => readonly [number, number, number];
const [width, height] = [320, 240];

function picture(paint: Paint): Picture {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rgb.set(paint(x, y), 3 * (y * width + x));
  }
  return { width, height, rgb };
}
const paper = [250, 246, 238] as const;
const ink = [35, 30, 25] as const;

interface Drawing {
  readonly shiftPx?: number;
  readonly hasRegion?: boolean;
  readonly hasLine?: boolean;
  readonly noise?: number;
}
/** Paper with a tinted region, a line across it, and something like a word. */
function drawing({ shiftPx = 0, hasRegion = true, hasLine = true, noise = 0 }: Drawing = {}): Picture {
  const rng = createRng(5);
  return picture((x, y) => {
    const isLine = hasLine && Math.abs(x + y - 260 - shiftPx) < 1;
    const isWord = y > 20 && y < 30 && x > 40 + shiftPx && x < 90 + shiftPx && (x - shiftPx) % 3 === 0;
    const isRegion = hasRegion && x + y > 260 + shiftPx;
    const colour = isLine || isWord ? ink : isRegion ? ([236, 226, 214] as const) : paper;
    const shake = noise ? Math.round((rng.next() - 0.5) * 2 * noise) : 0;
    return colour.map((level) => Math.max(0, Math.min(255, level + shake))) as unknown as [
      number,
      number,
      number,
    ];
  });
}
const share = (other: Drawing): number => difference(shrink(drawing()), shrink(drawing(other)));

describe('two pictures', () => {
  it('agree where they are one', () => expect(share({})).toBe(0));
  it.each<[string, Drawing]>([
    ['noise of the edges, seed 5', { noise: 12 }],
    ['a shift of three pixels', { shiftPx: 3 }],
  ])('agree in spite of %s', (_, other) => expect(share(other)).toBeLessThanOrEqual(0.003));
  it.each<[string, Drawing]>([
    ['a tinted region', { hasRegion: false }],
    ['a line', { hasLine: false }],
  ])('do not agree where %s is missing', (_, other) => expect(share(other)).toBeGreaterThan(0.01));
  it('do not agree where one is much taller', () => {
    const small = shrink(drawing());
    expect(difference(small, { ...small, height: small.height - 5 })).toBe(1);
  });
});

it('a picture that is written is read as it was', () => {
  const before = shrink(drawing({ noise: 30 }));
  expect(decodePng(encodePng(before))).toEqual(before);
  expect(() => decodePng(new Uint8Array(40))).toThrow('no PNG');
});
