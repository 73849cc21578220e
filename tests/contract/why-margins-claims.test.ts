/**
 * What the article on why there are margins says of its figures: every number is taken from the sentence and held, as
 * rounded, against the recorded runs, the networks that are kept, the list of works, or a count of this file's own.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import kept from '../../src/lib/demo/verification/kept-strangers.json';
import { judgedFrom } from '../../src/lib/demo/verification/kept';
import { openFrame, readSlot, type Frame } from '../../src/lib/frame/layout';
import { decodeRecording } from '../../src/lib/frame/read-recording';
import type { Recording } from '../../src/lib/frame/recording';
import { landmarkWorks } from '../../src/lib/viz/explain/landmark-works';
import { claimsOf, numbersOf } from '../support/articles';

const claims = claimsOf('why-margins');
const work = (name: string) => landmarkWorks.find((one) => one.name === name)!;

const recordings: Record<string, Recording> = {};
beforeAll(async () => {
  for (const name of ['three-ways', 'pairs-or-triplets', 'center-loss']) {
    recordings[name] = await decodeRecording(Uint8Array.from(readFileSync(`static/runs/${name}.run`)));
  }
});
const rested = (name: string): Frame[] => {
  const { info, length } = recordings[name];
  return info.runs.map((_, run) => recordings[name].read(length - 1, run, openFrame(info.shape)));
};
const accuracies = (name: string): number[] => rested(name).map((frame) => 100 * readSlot(frame, 'accuracy'));

/** Distances of unit embeddings of the strangers, by a kept network. */
function strangers(loss: string) {
  const { strangers: of, closedAccuracy, job } = judgedFrom(kept, '').find((one) => one.job.loss === loss)!;
  const { embeddings_nd } = of.runs[0];
  const rows = Array.from(of.labels_n, (_, n) => {
    const row = [...embeddings_nd.subarray(n * job.dim, (n + 1) * job.dim)];
    const norm = Math.hypot(...row);
    return row.map((value) => value / norm);
  });
  const far = rows.map((a) => rows.map((b) => Math.hypot(...a.map((value, k) => value - b[k]))));
  return { far, labels: [...of.labels_n], closed: 100 * closedAccuracy };
}

/** Shares of triplets in percent: wrong, right by less than the margin, silent; by a triple loop. */
function triplets(margin: number): { all: number; shares: number[] } {
  const { far, labels } = strangers('triplet');
  const counts = [0, 0, 0];
  labels.forEach((person, a) =>
    labels.forEach((own, p) => {
      if (p === a || own !== person) return;
      labels.forEach((other, n) => {
        if (other === person) return;
        const apart = far[a][n] - far[a][p];
        counts[apart <= 0 ? 0 : apart <= margin ? 1 : 2]++;
      });
    }),
  );
  const all = counts.reduce((sum, count) => sum + count, 0);
  return { all, shares: counts.map((count) => (100 * count) / all) };
}

/** Pairs of one person accepted where at most 1 % of the pairs of two are, in percent. */
function accepted(loss: string): number {
  const { far, labels } = strangers(loss);
  const [one, two]: [number[], number[]] = [[], []];
  for (let a = 0; a < labels.length; a++)
    for (let b = a + 1; b < labels.length; b++) (labels[a] === labels[b] ? one : two).push(far[a][b]);
  const threshold = two.sort((x, y) => x - y)[Math.floor(two.length / 100)];
  return (100 * one.filter((distance) => distance < threshold).length) / one.length;
}

/** What each sentence's numbers must be, in their order. */
const found: Record<string, () => readonly number[]> = {
  'three-ways': () => accuracies('three-ways'),
  probes: () => [recordings['three-ways'].info.shape.probes],
  deepid2: () => [work('DeepID').lfwPercent, work('DeepID2').lfwPercent],
  facenet: () => [work('FaceNet').imagesM, work('FaceNet').people / 1e6],
  pairs: () => [recordings['pairs-or-triplets'].info.shape.probes, ...accuracies('pairs-or-triplets')],
  triplets: () => [triplets(0.3).all],
  silent: () => triplets(0.3).shares,
  many: () => [(500_000 * 49 * 499_950) / 1e13, 10],
  centers: () => [
    accuracies('center-loss')[0],
    recordings['center-loss'].info.shape.probes,
    100 * readSlot(rested('center-loss')[0], 'cosineAccuracy'),
  ],
  'arcface-people': () => [work('ArcFace').people - 1],
  strangers: () => ['arcface', 'softmax', 'triplet'].map(accepted),
  known: () => ['arcface', 'softmax', 'triplet'].map((loss) => strangers(loss).closed),
  fewer: () => [],
};

describe('the article on why there are margins', () => {
  it('has a check for every claim', () => {
    expect(claims.map(({ id }) => id).sort()).toEqual(Object.keys(found).sort());
  });

  it.each(Object.keys(found))('%s: its numbers are what is found', (id) => {
    const printed = numbersOf(claims.find((claim) => claim.id === id)!.parts.join(' '));
    const numbers = found[id]();
    expect(printed).toHaveLength(numbers.length);
    printed.forEach(({ text, value, decimals }, i) => {
      expect(Math.abs(numbers[i] - value), `${text} is printed, ${numbers[i]} is found`).toBeLessThanOrEqual(
        0.5 * 10 ** -decimals + 1e-9,
      );
    });
  });

  it('SphereFace is within a quarter of a percent of FaceNet, with four hundred times fewer pictures', () => {
    expect(work('FaceNet').lfwPercent - work('SphereFace').lfwPercent).toBeLessThan(0.25);
    expect(work('FaceNet').imagesM / work('SphereFace').imagesM).toBeGreaterThan(400);
    expect(
      Math.min(work('CosFace').imagesM, work('ArcFace').imagesM) / work('SphereFace').imagesM,
    ).toBeGreaterThan(10);
  });

  it.each(['en', 'zh'])('its table has the numbers of the figure: %s', (language) => {
    const rows = readFileSync(`content/why-margins/${language}.md`, 'utf8')
      .split('\n')
      .filter((line) => /^\| .* \| [\d.]+ \| [\d, ]+ \| \d\d\.\d\d \|$/.test(line));
    expect(rows).toHaveLength(landmarkWorks.length);
    rows.forEach((line, i) => {
      const { imagesM, people, lfwPercent } = landmarkWorks[i];
      if (language === 'en') expect(line).toContain(landmarkWorks[i].name);
      const numbers = numbersOf(line.split('|').slice(3).join('|')).map(({ value }) => value);
      expect(numbers).toEqual([imagesM, people, lfwPercent]);
    });
  });
});
