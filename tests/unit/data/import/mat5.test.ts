import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readMatMatrix } from '../../../../src/lib/data/import/mat5';

/** Writes numbers of either byte order, as the format's tables have them. */
class Writer {
  constructor(private readonly isLittle: boolean) {}

  u32(...values: number[]): number[] {
    return values.flatMap((value) => {
      const bytes = [value >>> 24, value >>> 16, value >>> 8, value].map((byte) => byte & 255);
      return this.isLittle ? bytes.reverse() : bytes;
    });
  }

  /** A tag of eight bytes, the data, and padding to a multiple of eight. */
  element(type: number, data: readonly number[]): number[] {
    return [...this.u32(type, data.length), ...data, ...new Array<number>(-data.length & 7).fill(0)];
  }

  /** Type and size in one word, data in the next. */
  small(type: number, data: readonly number[]): number[] {
    return [...this.u32((data.length << 16) | type), ...data, ...new Array<number>(4 - data.length).fill(0)];
  }

  /** A real matrix of the class uint8 (9). */
  matrix(name: string, rows: number, columns: number, real: number[], arrayClass = 9): number[] {
    const label = [...name].map((letter) => letter.charCodeAt(0));
    return this.element(14, [
      ...this.element(6, this.u32(arrayClass, 0)),
      ...this.element(5, this.u32(rows, columns)),
      ...(label.length <= 4 ? this.small(1, label) : this.element(1, label)),
      ...real,
    ]);
  }

  packed(element: readonly number[]): number[] {
    const data = [...deflateSync(Uint8Array.from(element))];
    return [...this.u32(15, data.length), ...data];
  }

  file(...elements: number[][]): Uint8Array {
    const head = [...'MATLAB 5.0 MAT-file'.padEnd(124)].map((letter) => letter.charCodeAt(0));
    const version = this.isLittle ? [0, 1, 0x49, 0x4d] : [1, 0, 0x4d, 0x49];
    return Uint8Array.from([...head, ...version, ...elements.flat()]);
  }
}

const little = new Writer(true);
const greys = little.element(2, [1, 2, 3, 250, 251, 252]);
const faces = little.matrix('faces', 3, 2, greys);
const expected = { rows: 3, columns: 2, values: Uint8Array.of(1, 2, 3, 250, 251, 252) };

describe('a MAT file', () => {
  it.each([
    ['as it is', little.file(faces)],
    ['packed', little.file(little.packed(faces))],
    ['behind another variable', little.file(little.matrix('olds', 1, 1, little.element(2, [9])), faces)],
    [
      'behind a packed one',
      little.file(little.packed(little.matrix('x', 1, 1, little.small(2, [9]))), little.packed(faces)),
    ],
  ])('gives its matrix %s', (_, bytes) => {
    expect(readMatMatrix(bytes, 'faces')).toEqual(expected);
  });

  it('of a machine with the higher byte first is read too', () => {
    const big = new Writer(false);
    // As int16 (3): two bytes a number.
    const real = big.element(3, [0, 1, 0, 2, 0, 3, 0, 250, 0, 251, 0, 252]);
    const bytes = big.file(big.packed(big.matrix('faces', 3, 2, real, 6)));
    expect(readMatMatrix(bytes, 'faces')).toEqual(expected);
  });

  it('keeps doubles that are whole numbers', () => {
    const real = little.element(9, [...new Uint8Array(Float64Array.of(0, 255).buffer)]);
    expect(readMatMatrix(little.file(little.matrix('faces', 1, 2, real, 6)), 'faces').values).toEqual(
      Uint8Array.of(0, 255),
    );
  });

  it.each([
    ['too short for its header', little.file().subarray(0, 100), 'ends within its header'],
    ['without the letters MI', new Uint8Array(200), 'the letters MI'],
    ['without such a variable', little.file(little.matrix('faces2', 3, 2, greys)), 'no variable "faces"'],
    ['with fewer numbers', little.file(little.matrix('faces', 3, 3, greys)), 'does not hold as many numbers'],
    [
      'with half a grey',
      little.file(
        little.matrix('faces', 1, 1, little.element(9, [...new Uint8Array(Float64Array.of(0.5).buffer)]), 6),
      ),
      'holds 0.5',
    ],
    ['with a text', little.file(little.matrix('faces', 3, 2, greys, 4)), 'not a matrix of real numbers'],
  ])('%s is refused in one sentence', (_, bytes, sentence) => {
    expect(() => readMatMatrix(bytes, 'faces')).toThrow(sentence);
  });

  it('cut short anywhere is refused in one sentence', () => {
    for (const whole of [little.file(faces), little.file(little.packed(faces))]) {
      for (let length = 0; length < whole.length; length++) {
        expect(() => readMatMatrix(whole.subarray(0, length), 'faces'), String(length)).toThrow(
          /^(This|The variable) [^.]*MAT file[^.]*\./,
        );
      }
    }
  });

  it('with a changed byte in what is packed is found out', () => {
    const whole = little.file(little.packed(faces));
    const checksum = whole.slice();
    checksum[checksum.length - 1] ^= 1;
    expect(() => readMatMatrix(checksum, 'faces')).toThrow('a checksum does not fit');
  });
});
