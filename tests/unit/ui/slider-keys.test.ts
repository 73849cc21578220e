import { describe, expect, it } from 'vitest';
import { ontoRange, valueAfterKey } from '../../../src/lib/ui/slider-keys';

const margin = { min: 0, max: 1, step: 0.01 };

describe('valueAfterKey', () => {
  it.each([
    ['ArrowRight', 0.51],
    ['ArrowUp', 0.51],
    ['ArrowLeft', 0.49],
    ['ArrowDown', 0.49],
    ['PageUp', 0.6],
    ['PageDown', 0.4],
    ['Home', 0],
    ['End', 1],
    ['Tab', null],
    ['a', null],
  ])('%s leads from 0.5 to %s', (key, expected) => {
    expect(valueAfterKey(key, 0.5, margin)).toBe(expected);
  });

  it('stops at the ends and takes a page of its own', () => {
    expect(valueAfterKey('PageUp', 0.97, margin)).toBe(1);
    expect(valueAfterKey('ArrowLeft', 0, margin)).toBe(0);
    expect(valueAfterKey('PageDown', 170, { min: 0, max: 180, step: 1, page: 15 })).toBe(155);
  });
});

describe('ontoRange', () => {
  it('rounds to a step without stray digits', () => {
    expect(ontoRange(0.29999999, margin)).toBe(0.3);
    expect(ontoRange(7.4, { min: 1, max: 64, step: 1 })).toBe(7);
    expect(ontoRange(-3, margin)).toBe(0);
  });
});
