import { expect, it } from 'vitest';
import { momentAfterKey, nearestMoment } from '../../../src/lib/ui/timeline-keys';

it('arrows go by one moment, pages by a tenth, Home and End to the ends; other keys are not the timeline’s', () => {
  const after = (key: string, index: number) => momentAfterKey(key, index, 41);
  expect(['ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown'].map((key) => after(key, 7))).toEqual([
    8, 8, 6, 6,
  ]);
  expect([after('PageUp', 7), after('PageDown', 7), after('PageDown', 2)]).toEqual([11, 3, 0]);
  expect([after('Home', 7), after('End', 7), after('ArrowRight', 40)]).toEqual([0, 40, 40]);
  expect(after('a', 7)).toBeNull();
  expect(momentAfterKey('End', 0, 0)).toBe(0);
});

it('a drag leads to the nearest moment, and a nudge that stays there to the next', () => {
  const steps = [0, 10, 50, 100];
  expect([-5, 4, 6, 74, 76, 900].map((wanted) => nearestMoment(steps, wanted, 3))).toEqual([
    0, 0, 1, 2, 3, 3,
  ]);
  expect(nearestMoment(steps, 51, 2)).toBe(3);
  expect(nearestMoment(steps, 49, 2)).toBe(1);
  expect(nearestMoment(steps, 50, 2)).toBe(2);
  expect(nearestMoment(steps, 101, 3)).toBe(3);
  expect(nearestMoment([], 7, 0)).toBe(0);
});
