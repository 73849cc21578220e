import { describe, expect, it } from 'vitest';
import { changeInto, changesAt } from '../../../src/lib/train/jitter';

const image = Float32Array.of(1, 2, 3, 4, 5, 6);
const changed = (isMirrored: boolean, shift: [number, number]) => {
  const target = new Float32Array(6);
  changeInto(target, image, [2, 3], { isMirrored, shift });
  return [...target];
};

describe('a changed image', () => {
  it.each([
    [false, [0, 0], [1, 2, 3, 4, 5, 6]],
    [true, [0, 0], [3, 2, 1, 6, 5, 4]],
    [false, [1, 0], [1, 1, 2, 4, 4, 5]],
    [false, [-1, 0], [2, 3, 3, 5, 6, 6]],
    [false, [0, 1], [1, 2, 3, 1, 2, 3]],
    [true, [1, -1], [6, 6, 5, 6, 6, 5]],
    [false, [9, 9], [1, 1, 1, 1, 1, 1]],
  ] as const)('mirrored %s, shifted %j', (isMirrored, shift, expected) => {
    expect(changed(isMirrored, [...shift])).toEqual([...expected]);
  });
});

describe('the changes of a step', () => {
  const jitter = { mirror: true, shiftPx: 3 };

  it('follow from seed and step alone', () => {
    expect(changesAt(jitter, 5, 9, 20)).toEqual(changesAt(jitter, 5, 9, 20));
    expect(changesAt(jitter, 5, 10, 20)).not.toEqual(changesAt(jitter, 5, 9, 20));
    expect(changesAt(jitter, 6, 9, 20)).not.toEqual(changesAt(jitter, 5, 9, 20));
  });

  it('mirror half of the images and use every shift alike', () => {
    const changes = changesAt(jitter, 1, 0, 7000);
    const mirrored = changes.filter(({ isMirrored }) => isMirrored).length;
    expect(mirrored / 7000).toBeGreaterThan(0.47);
    expect(mirrored / 7000).toBeLessThan(0.53);
    for (const axis of [0, 1]) {
      const counts = new Map<number, number>();
      for (const { shift } of changes) counts.set(shift[axis], (counts.get(shift[axis]) ?? 0) + 1);
      expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
      for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
    }
  });

  it('leave the mirror alone where a set may not be mirrored', () => {
    expect(changesAt({ mirror: false, shiftPx: 0 }, 1, 0, 50).every((change) => !change.isMirrored)).toBe(
      true,
    );
  });
});
