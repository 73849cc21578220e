/** What is kept of the way that a training came: little, evenly spread, and enough to go back. */
import { describe, expect, it } from 'vitest';
import type { Stand } from '../../../src/lib/train/protocol';
import { bytesOf, isAlike, Trail, trailLimits } from '../../../src/lib/train/trail';

const start = [{ step: 0, runs: [{ settings: { s: 16, m: 0 }, changedAtStep: null }] }];
const stand = (step: number, floats = 10): Stand => ({
  step,
  checkpoints: [
    {
      step,
      ...start[0].runs[0],
      variables: [new Float32Array(floats)],
      normalizations: [],
      adam: { count: step, moments1: [], moments2: [] },
      terms: [],
    },
  ],
  lastLosses: [1],
});
const steps = (trail: Trail) => trail.stands.map(({ step }) => step);

describe('a trail', () => {
  it.each([1, 7, 60, 400])(
    'offered a copy every %i steps keeps few, the first always, evenly spread',
    (gap) => {
      const trail = new Trail(start);
      for (let step = 0; step <= 40 * gap + 3000; step += gap) {
        trail.keep(stand(step));
        const kept = steps(trail);
        expect(kept.length).toBeLessThanOrEqual(trailLimits.stands);
        expect(kept[0]).toBe(0);
        // Two spacings where it has just doubled, and as much again until the next copy is due.
        const spread = Math.max(step / (trailLimits.stands / 2 - 1), 10, gap);
        const gaps = [...kept.slice(1), step].map((own, i) => own - kept[i]);
        expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * spread + gap);
      }
    },
  );

  it('keeps fewer copies of a larger network, and two at least', () => {
    const floats = trailLimits.bytes / 4 / 5;
    const trail = new Trail(start);
    for (let step = 0; step < 3000; step += 50) trail.keep(stand(step, floats));
    expect(bytesOf(trail.stands)).toBeLessThanOrEqual(trailLimits.bytes);
    const huge = new Trail(start);
    for (let step = 0; step < 3000; step += 50) huge.keep(stand(step, trailLimits.bytes / 4));
    expect(huge.stands.length).toBe(2);
  });

  it('finds the newest copy up to a step, and the change at a step', () => {
    const trail = new Trail(start);
    for (const step of [0, 100, 200]) trail.keep(stand(step));
    const change = { step: 120, runs: [{ settings: { s: 16, m: 0.5 }, changedAtStep: 120 }] };
    trail.note(change);
    expect([0, 99, 100, 199, 999].map((step) => trail.nearest(step)?.step)).toEqual([0, 0, 100, 100, 200]);
    expect(trail.changeAt(120)).toBe(change);
    expect(trail.changeAt(119)).toBeUndefined();
  });

  it('keeps the last of several changes at one step, and forgets what came after an older one', () => {
    const trail = new Trail(start);
    const at = (step: number, m: number) => ({
      step,
      runs: [{ settings: { s: 16, m }, changedAtStep: step }],
    });
    for (const change of [at(5, 0.1), at(9, 0.2), at(9, 0.3), at(12, 0.4), at(9, 0.5)]) trail.note(change);
    expect(trail.changes).toEqual([...start, at(5, 0.1), at(9, 0.5)]);
    expect(trail.until(8).changes).toEqual([...start, at(5, 0.1)]);
  });

  it('that is parted shares its copies and grows by itself', () => {
    const trail = new Trail(start);
    for (const step of [0, 50, 100, 150]) trail.keep(stand(step));
    const other = trail.until(100);
    expect(steps(other)).toEqual([0, 50, 100]);
    expect(other.stands[1]).toBe(trail.stands[1]);
    other.keep(stand(130));
    other.thin();
    expect(steps(other)).toEqual([0, 100]);
    expect(steps(trail)).toEqual([0, 50, 100, 150]);
  });
});

it('tells checkpoints of one network from those of another, whatever else they hold', () => {
  const [own] = stand(3).checkpoints;
  expect(isAlike(own, stand(90).checkpoints[0])).toBe(true);
  expect(isAlike(own, { ...own, changedAtStep: 7 })).toBe(true);
  expect(isAlike(own, stand(3, 11).checkpoints[0])).toBe(false);
  expect(isAlike(own, { ...own, variables: [] })).toBe(false);
  expect(isAlike(own, { ...own, centers: new Float32Array(2) })).toBe(false);
  expect(isAlike(own, { ...own, adam: null })).toBe(false);
  expect(isAlike(own, { ...own, step: 'three' })).toBe(false);
});
