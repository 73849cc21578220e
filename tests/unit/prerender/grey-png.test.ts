import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { createRng } from '../../../src/lib/math/rng';
import { askewFaces } from '../../../src/lib/prerender/askew-faces';
import { greyPng } from '../../../src/lib/prerender/grey-png';

it('a grey picture is read back by another program, byte for byte (seed 4)', () => {
  const rng = createRng(4);
  const grey_hw = Uint8Array.from({ length: 7 * 11 }, () => rng.integer(256));
  const file = greyPng(grey_hw, [7, 11]);
  const read = PNG.sync.read(Buffer.from(file), { checkCRC: true });
  expect([read.width, read.height]).toEqual([11, 7]);
  expect(Uint8Array.from({ length: 77 }, (_, i) => read.data[4 * i])).toEqual(grey_hw);
});

it('the faces below are those above, moved: none is the same, and none has gone dark', () => {
  const { grey_hw, height, width } = askewFaces();
  expect([height, width]).toEqual([128, 384]);
  for (let face = 0; face < 6; face++) {
    const rows = [0, 64].map((top) =>
      Array.from({ length: 64 * 64 }, (_, i) => grey_hw[(top + (i >> 6)) * width + 64 * face + (i & 63)]),
    );
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(rows[0]).not.toEqual(rows[1]);
    expect(mean(rows[1]) / mean(rows[0])).toBeGreaterThan(0.75);
    expect(mean(rows[1]) / mean(rows[0])).toBeLessThan(1.33);
  }
});
