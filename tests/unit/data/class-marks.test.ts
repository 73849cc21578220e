import { describe, expect, it } from 'vitest';
import { classMarks } from '../../../src/lib/data/class-marks';

describe('marks of classes', () => {
  it.each([
    [
      ['0', '1', '9'],
      ['0', '1', '9'],
    ],
    [
      ['person 01', 'person 12', 'twin A'],
      ['01', '12', 'A'],
    ],
    [
      ['George_W_Bush', 'Laura_Bush', 'Tony_Blair'],
      ['1', '2', '3'],
    ],
    [
      ['s1', 's40'],
      ['s1', 's40'],
    ],
    [
      ['ann 1', 'bob 1'],
      ['1', '2'],
    ],
    [
      ['ann ', 'bob'],
      ['1', '2'],
    ],
  ])('%j are %j', (names, marks) => {
    expect(classMarks(names)).toEqual(marks);
  });
});
