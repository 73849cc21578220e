/**
 * The made faces are neither trivial nor impossible. Everything is measured on what is shipped: the 40 people × 20
 * pictures of a set at 16 grey levels, half of each person's pictures to learn from, the other half to be judged.
 */
import { describe, expect, it } from 'vitest';
import { nearestLevel } from '../../src/lib/data/pack';
import type { Samples } from '../../src/lib/data/dataset';
import { faceSets, trainedPeople, unseenPeople, viewsPerPerson } from '../../src/lib/face/sets';
import { renderSplit } from '../../tools/pack-faces';

const classes = 40;
const pixelCount = 64 * 64;

/** Samples come view by view: sample k shows person k mod 40. Views `from` up to `to` of a split, as shipped. */
function shipped(setId: string, views: number): Samples {
  const set = faceSets.find(({ id }) => id === setId)!;
  const samples = renderSplit(set, 'train', trainedPeople(), views);
  return { ...samples, pixels: samples.pixels.map((byte) => 17 * nearestLevel(byte)) };
}

/** The share of the second half's pictures whose nearest one (Euclidean) in the first half is of the same person. */
function nearestNeighbourAccuracy({ pixels, labels, count }: Samples): number {
  const half = count / 2;
  let right = 0;
  for (let test = half; test < count; test++) {
    let best = Infinity;
    let bestLabel = -1;
    for (let known = 0; known < half; known++) {
      let square = 0;
      for (let k = 0; k < pixelCount && square < best; k++) {
        const difference = pixels[test * pixelCount + k] - pixels[known * pixelCount + k];
        square += difference * difference;
      }
      if (square < best) [best, bestLabel] = [square, labels[known]];
    }
    if (bestLabel === labels[test]) right++;
  }
  return right / half;
}

/**
 * Sees one pixel: each person's mean grey there over the first half, and the nearest mean wins. The accuracy on the
 * second half of the pixel that does best there, so the figure is an upper bound of what one pixel tells.
 */
function bestSinglePixelAccuracy({ pixels, labels, count }: Samples): number {
  const half = count / 2;
  let best = 0;
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    const means = new Float64Array(classes);
    for (let known = 0; known < half; known++) {
      means[labels[known]] += pixels[known * pixelCount + pixel] / (half / classes);
    }
    let right = 0;
    for (let test = half; test < count; test++) {
      const grey = pixels[test * pixelCount + pixel];
      let nearest = 0;
      for (let c = 1; c < classes; c++) {
        if (Math.abs(means[c] - grey) < Math.abs(means[nearest] - grey)) nearest = c;
      }
      if (nearest === labels[test]) right++;
    }
    best = Math.max(best, right / half);
  }
  return best;
}

describe('the made faces', () => {
  it('tell who they show to whoever sees all pixels, not to whoever sees one', () => {
    const set = faceSets.find(({ id }) => id === 'faces')!;
    const people = trainedPeople();
    const train = renderSplit(set, 'train', people, viewsPerPerson.train);
    const probe = renderSplit(set, 'probe', people, viewsPerPerson.probe);
    const samples: Samples = {
      count: train.count + probe.count,
      labels: Uint8Array.from([...train.labels, ...probe.labels]),
      pixels: Uint8Array.from([...train.pixels, ...probe.pixels], (byte) => 17 * nearestLevel(byte)),
    };
    expect(samples.count).toBe(800);
    expect(bestSinglePixelAccuracy(samples)).toBeLessThanOrEqual(0.12);
    const nearest = nearestNeighbourAccuracy(samples);
    expect(nearest).toBeGreaterThanOrEqual(0.3);
    expect(nearest).toBeLessThanOrEqual(0.6);
  });

  it('come easier and harder, on either side of the default (40 people × 4)', () => {
    const [easy, hard] = ['faces-easy', 'faces-hard'].map((id) => nearestNeighbourAccuracy(shipped(id, 4)));
    const middle = nearestNeighbourAccuracy(shipped('faces', 4));
    expect(easy).toBeGreaterThan(middle + 0.05);
    expect(hard).toBeLessThan(middle - 0.05);
  });

  it('name 40 people to train on, two of them twins, and 20 others', () => {
    const trained = trainedPeople().map(({ name }) => name);
    const unseen = unseenPeople().map(({ name }) => name);
    expect(trained).toHaveLength(40);
    expect(unseen).toHaveLength(20);
    expect(new Set([...trained, ...unseen]).size).toBe(60);
    expect(trained.slice(-2)).toEqual(['twin A', 'twin B']);
  });
});
