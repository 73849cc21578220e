/**
 * The made faces are neither trivial nor impossible. Everything is measured on what is packed for the site
 * (`npm run data -- pack-faces`): the 40 people × 20 pictures of a set at 16 grey levels, half of each person's pictures to learn from, the other half to be judged.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Samples } from '../../src/lib/data/dataset';
import { nearestLevel } from '../../src/lib/data/pack';
import { joinSamples } from '../../src/lib/data/samples';
import { readManifest, readSplit, type Fetch } from '../../src/lib/data/shard-reader';
import { renderFace } from '../../src/lib/face/render';
import { faceSets, trainedPeople, unseenPeople, viewNuisance } from '../../src/lib/face/sets';

const classes = 40;
const pixelCount = 64 * 64;

const fetch: Fetch = async (url) => new Response(readFileSync(new URL(url)));
const urlOf = (setId: string): string => pathToFileURL(`static/data/${setId}/manifest.json`).href;

/** All 800 pictures of the people who are trained on, view by view, so that both halves hold everyone. */
async function shipped(setId: string): Promise<Samples> {
  const manifest = await readManifest(urlOf(setId), { fetch });
  const parts: Samples[] = [];
  for (const split of ['train', 'probe'] as const) {
    for await (const part of readSplit(manifest, urlOf(setId), split, { fetch })) parts.push(part);
  }
  return joinSamples(parts);
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
  it('tell who they show to whoever sees all pixels, not to whoever sees one', async () => {
    const samples = await shipped('faces');
    expect(samples.count).toBe(800);
    expect(bestSinglePixelAccuracy(samples)).toBeLessThanOrEqual(0.12);
    const nearest = nearestNeighbourAccuracy(samples);
    expect(nearest).toBeGreaterThanOrEqual(0.3);
    expect(nearest).toBeLessThanOrEqual(0.6);
  });

  it('come easier and harder, on either side of the default', async () => {
    expect(nearestNeighbourAccuracy(await shipped('faces-easy'))).toBeGreaterThan(0.6);
    expect(nearestNeighbourAccuracy(await shipped('faces-hard'))).toBeLessThan(0.3);
  });

  it('stand in the site as this code renders them, all people in the first shard', async () => {
    const people = trainedPeople();
    for (const set of faceSets) {
      const manifest = await readManifest(urlOf(set.id), { fetch });
      expect(manifest.classNames).toEqual(people.map(({ name }) => name));
      expect(manifest.unseen?.classNames).toEqual(unseenPeople().map(({ name }) => name));
      expect(manifest.card.notConclude).toContain('not people');
      const shards = [...manifest.splits.train.shards, ...manifest.splits.probe.shards];
      const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
      expect(bytes).toBeLessThan(1_700_000);
      for await (const part of readSplit(manifest, urlOf(set.id), 'train', { fetch })) {
        expect(new Set(part.labels).size).toBe(classes);
        for (const label of [0, 38, 39]) {
          const nuisance = viewNuisance(set, 'train', people[label], 0);
          const { grey_hw } = renderFace(people[label].identity, nuisance, 64);
          const packed = part.pixels.subarray(label * pixelCount, (label + 1) * pixelCount);
          expect(
            Buffer.compare(
              packed,
              grey_hw.map((byte) => 17 * nearestLevel(byte)),
            ),
            `${set.id} is older than the code: npm run data -- pack-faces`,
          ).toBe(0);
        }
        break;
      }
    }
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
