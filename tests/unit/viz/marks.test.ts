/** Marks, and walking among samples and classes by keys. */
import { describe, expect, it } from 'vitest';
import { Selection } from '../../../src/lib/demo/selection';
import { isSameMark, markClass, markSample, markWithin, noMark } from '../../../src/lib/viz/mark';
import { orderBy, walk } from '../../../src/lib/viz/walk';

describe('a mark', () => {
  it('is nothing where it names what is not there', () => {
    expect(markWithin(markSample(7), 8, 10)).toEqual(markSample(7));
    expect(markWithin(markSample(8), 8, 10)).toEqual(noMark);
    expect(markWithin(markClass(9), 0, 10)).toEqual(markClass(9));
    expect(markWithin(markClass(10), 100, 10)).toEqual(noMark);
    expect(isSameMark(markSample(1), markClass(1))).toBe(false);
  });
});

describe('walking', () => {
  const order = orderBy([0.5, 0.1, NaN, 0.9, 0.3]);

  it('goes by the view’s own order, and leaves out what has no place in it', () => {
    expect(order).toEqual([1, 4, 0, 3]);
    expect(walk('ArrowRight', markSample(4), order, 3)).toEqual(markSample(0));
    expect(walk('ArrowLeft', markSample(4), order, 3)).toEqual(markSample(1));
  });

  it('begins at an end and stops at the ends', () => {
    expect(walk('ArrowRight', noMark, order, 3)).toEqual(markSample(1));
    expect(walk('ArrowLeft', noMark, order, 3)).toEqual(markSample(3));
    expect(walk('ArrowRight', markSample(3), order, 3)).toEqual(markSample(3));
    expect(walk('Home', markSample(0), order, 3)).toEqual(markSample(1));
    expect(walk('End', markSample(0), order, 3)).toEqual(markSample(3));
  });

  it('goes further by pages', () => {
    const long = Array.from({ length: 50 }, (_, i) => i);
    const far = walk('PageUp', markSample(5), long, 3)!;
    expect(far.sample).toBeGreaterThan(10);
    expect(walk('PageDown', far, long, 3)).toEqual(markSample(5));
    expect(walk('PageUp', markSample(49), long, 3)).toEqual(markSample(49));
  });

  it('goes round the classes, with none of them in between', () => {
    const seen = [];
    let mark = noMark;
    for (let i = 0; i < 5; i++) seen.push((mark = walk('ArrowUp', mark, order, 3)!).classIndex);
    expect(seen).toEqual([0, 1, 2, null, 0]);
    expect(walk('ArrowDown', noMark, order, 3)).toEqual(markClass(2));
  });

  it('lets go on Escape and leaves other keys alone', () => {
    expect(walk('Escape', markSample(1), order, 3)).toEqual(noMark);
    for (const key of ['Tab', 'a', 'Enter', ' ']) expect(walk(key, markSample(1), order, 3)).toBeNull();
    expect(walk('ArrowRight', noMark, [], 0)).toEqual(noMark);
    expect(walk('ArrowUp', noMark, [], 0)).toEqual(noMark);
  });
});

describe('a selection', () => {
  it('tells each change once, at once and to everyone', () => {
    const selection = new Selection();
    const [first, second]: unknown[][] = [[], []];
    const stop = selection.subscribe((selected) => first.push(selected));
    selection.subscribe((selected) => second.push(selected));
    selection.set(markSample(3), 1);
    selection.set(markSample(3));
    expect(selection.get()).toEqual({ sample: 3, classIndex: null, run: 1 });
    stop();
    selection.clear();
    expect(first).toEqual([{ sample: 3, classIndex: null, run: 1 }]);
    expect(second).toEqual([
      { sample: 3, classIndex: null, run: 1 },
      { sample: null, classIndex: null, run: 1 },
    ]);
  });
});
