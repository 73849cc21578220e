import { describe, expect, it } from 'vitest';
import { revealMethod } from '../../../../src/lib/demo/embed/keys';

describe('a key as reveal.js knows it', () => {
  it.each([
    ['ArrowRight', false, 'right'],
    ['ArrowLeft', false, 'left'],
    ['ArrowUp', false, 'up'],
    ['ArrowDown', false, 'down'],
    ['PageDown', false, 'next'],
    ['PageUp', false, 'prev'],
    [' ', false, 'next'],
    [' ', true, 'prev'],
    ['a', false, null],
    ['Tab', false, null],
  ])('%j, shift %s: %s', (key, shiftKey, method) => {
    expect(revealMethod({ key, shiftKey })).toBe(method);
  });
});
