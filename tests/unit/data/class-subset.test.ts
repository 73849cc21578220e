/** Some of a dataset's classes: which samples stay, under which numbers, and what cannot be chosen. */
import { describe, expect, it } from 'vitest';
import { refusedEmpty, refusedSubset, samplesOfClasses } from '../../../src/lib/data/class-subset';

/** Seven samples of two pixels each, whose pixels say which sample they are. */
const samples = {
  count: 7,
  labels: Uint8Array.of(2, 0, 3, 1, 2, 3, 0),
  pixels: Uint8Array.from({ length: 14 }, (_, i) => 10 * Math.floor(i / 2) + (i % 2)),
};

describe('the samples of chosen classes', () => {
  it('keep their order and their pixels, and are numbered as they were chosen', () => {
    const chosen = samplesOfClasses(samples, [3, 0]);
    expect(chosen.count).toBe(4);
    expect([...chosen.labels]).toEqual([1, 0, 0, 1]);
    expect([...chosen.pixels]).toEqual([10, 11, 20, 21, 50, 51, 60, 61]);
  });

  it('are a copy: the others may go', () => {
    const chosen = samplesOfClasses(samples, [1, 2]);
    expect(chosen.pixels.buffer).not.toBe(samples.pixels.buffer);
    expect(
      samplesOfClasses({ count: 0, labels: new Uint8Array(), pixels: new Uint8Array() }, [0, 1]),
    ).toEqual({
      count: 0,
      labels: new Uint8Array(),
      pixels: new Uint8Array(),
    });
  });
});

describe('a choice of classes', () => {
  it.each([
    [[0], '1 classes were chosen to train on; choose 2 to 10.'],
    [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], '11 classes were chosen to train on; choose 2 to 10.'],
    [[4, 1, 4], 'A class was chosen twice; name each once.'],
    [[0, 40], 'Class 40 was chosen to train on; this dataset has the classes 0 to 39.'],
    [[-1, 2], 'Class -1 was chosen to train on; this dataset has the classes 0 to 39.'],
  ])('%j is refused in one sentence', (chosen, sentence) => {
    expect(refusedSubset(chosen, 40)).toBe(sentence);
  });

  it('of two to ten that there are is taken, in any order', () => {
    expect(refusedSubset([39, 0], 40)).toBeNull();
    expect(refusedSubset([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], 10)).toBeNull();
  });
});

describe('refusedEmpty', () => {
  const of = (labels: readonly number[]) => ({
    count: labels.length,
    labels: Uint8Array.from(labels),
    pixels: new Uint8Array(labels.length),
  });
  const names = ['Ann', 'Bo', 'Cy'];

  it('names the class that one of the splits has no image of', () => {
    expect(refusedEmpty([2, 0], names, [of([0, 1, 1]), of([0])])).toBe(
      'Ann has no images to train on, or none held out; choose another class in its place.',
    );
  });

  it('is silent where every chosen class stands in every split', () => {
    expect(refusedEmpty([2, 0], names, [of([0, 1]), of([1, 0])])).toBeNull();
  });
});
