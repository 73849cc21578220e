import { describe, expect, it } from 'vitest';
import { parseIdx } from '../../../src/lib/data/idx';

const idx = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

describe('idx files', () => {
  it('give their dimensions and values', () => {
    const { dimensions, values } = parseIdx(idx(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6));
    expect(dimensions).toEqual([2, 3]);
    expect([...values]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are read from a window on a larger buffer', () => {
    const whole = idx(9, 9, 9, 0, 0, 8, 1, 0, 0, 1, 0, ...new Array<number>(256).fill(5));
    expect(parseIdx(whole.subarray(3)).dimensions).toEqual([256]);
  });

  it.each([
    ['empty', idx(), 'not an idx file'],
    ['of another format', idx(0x1f, 0x8b, 8, 1, 0, 0, 0, 0), 'not an idx file'],
    ['of floats', idx(0, 0, 0x0d, 1, 0, 0, 0, 0), 'type 0xd'],
    ['cut in the header', idx(0, 0, 8, 2, 0, 0, 0, 2), 'within its header'],
    ['one value short', idx(0, 0, 8, 1, 0, 0, 0, 3, 1, 2), 'should hold 3 values; it holds 2'],
    ['one value long', idx(0, 0, 8, 1, 0, 0, 0, 1, 1, 2), 'should hold 1 values; it holds 2'],
  ])('that are %s are refused', (_, bytes, sentence) => {
    expect(() => parseIdx(bytes)).toThrow(sentence);
  });
});
