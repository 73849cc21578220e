/** What a document carries of a figure's props has to come back as it was. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainJson } from '../../../src/lib/ui/plain-json';

describe('plain JSON', () => {
  it('comes back as it was', () => {
    // JSON knows one zero.
    const plain = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('-0'));
    fc.assert(
      fc.property(plain, (value) => {
        expect(JSON.parse(plainJson(value, 'It'))).toEqual(value);
      }),
      { seed: 7 },
    );
  });

  it('leaves out what is undefined', () => {
    expect(plainJson({ a: undefined, b: 1 }, 'It')).toBe('{"b":1}');
  });

  it.each([
    ['a function', { spec: { draw: () => 1 } }, 'props.spec.draw, [object Function]'],
    ['NaN', [1, NaN], 'props[1] = NaN'],
    ['an infinity', { range: [-Infinity, 0] }, 'props.range[0] = -Infinity'],
    ['a date', { at: new Date(0) }, 'props.at, [object Date]'],
    ['undefined in a list', [undefined], 'props[0], [object Undefined]'],
    ['a map', new Map(), 'props, [object Map]'],
  ])('refuses %s and says where', (_, value, where) => {
    expect(() => plainJson(value, 'The figure x')).toThrow(`The figure x has ${where}, which`);
  });
});
