/**
 * What the article on verification says, sentence by sentence: every number is taken from the sentence and held, as
 * rounded, against the networks that are kept, the measured series, docs/model.md, or a count of this file's own.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { arcfaceTar, mirrorTar, softmaxTar } from '../../content/verification/measured';
import kept from '../../src/lib/demo/verification/kept-strangers.json';
import { judgedFrom } from '../../src/lib/demo/verification/kept';
import { claimsOf, numbersOf, type Printed } from '../support/articles';

const claims = claimsOf('verification');
const degrees = 180 / Math.PI;

/** A network's pairs, counted here by loops of this file's own: angle in degrees, and whether it is one person. */
interface Counted {
  readonly one: readonly number[];
  readonly two: readonly number[];
  readonly closed: number;
  /** Share of probes whose person is the first, or among the first two, of a gallery of one image a person. */
  readonly ranks: readonly number[];
  readonly firstOfTwo: number;
}
function count(loss: string): Counted {
  const { strangers, closedAccuracy, job } = judgedFrom(kept, '').find(({ job }) => job.loss === loss)!;
  const { labels_n, runs } = strangers;
  const { embeddings_nd } = runs[0];
  const rows = Array.from(labels_n, (_, n) => {
    const row = [...embeddings_nd.subarray(n * job.dim, (n + 1) * job.dim)];
    const norm = Math.hypot(...row);
    return row.map((value) => value / norm);
  });
  const cosine = (a: number, b: number) => rows[a].reduce((sum, value, k) => sum + value * rows[b][k], 0);
  const [one, two]: [number[], number[]] = [[], []];
  for (let a = 0; a < rows.length; a++) {
    for (let b = a + 1; b < rows.length; b++) {
      (labels_n[a] === labels_n[b] ? one : two).push(Math.acos(Math.min(1, cosine(a, b))) * degrees);
    }
  }
  const labels = [...labels_n];
  const gallery = [...new Set(labels)].map((person) => labels.indexOf(person));
  const before = labels.flatMap((person, n) => {
    if (gallery.includes(n)) return [];
    const own = cosine(n, labels.indexOf(person));
    return [gallery.filter((g) => labels[g] !== person && cosine(n, g) >= own).length];
  });
  return {
    one,
    two,
    closed: closedAccuracy,
    ranks: [1, 2].map((rank) => before.filter((others) => others < rank).length / before.length),
    // In a gallery of the own person and one other, drawn from nineteen.
    firstOfTwo: before.reduce((sum, others) => sum + (19 - others) / 19, 0) / before.length,
  };
}
const [softmax, arcface, triplet] = ['softmax', 'arcface', 'triplet'].map(count);
const share = (of: readonly number[], deg: number): number =>
  of.filter((angle) => angle <= deg).length / of.length;
/** Most of one person accepted at a threshold that accepts at most `far` of two. */
function tarAt({ one, two }: Counted, far: number): number {
  const allowed = Math.floor(two.length * far + 1e-9);
  const threshold = [...two].sort((a, b) => a - b)[allowed];
  return one.filter((angle) => angle < threshold).length / one.length;
}
function aucOf({ one, two }: Counted): number {
  const sorted = [...two].sort((a, b) => a - b);
  let right = 0;
  for (const angle of one) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= angle) low = middle + 1;
      else high = middle;
    }
    right += sorted.length - low;
  }
  return right / one.length / two.length;
}
function wilson(mistakes: number, of: number): [number, number] {
  const z = 1.959964;
  const p = mistakes / of;
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  return [1 - middle - half, 1 - middle + half];
}
function equalError({ one, two }: Counted): { rate: number; deg: number } {
  let best = { apart: Infinity, rate: 0, deg: 0 };
  // Every threshold at which something changes, where the rates may meet.
  for (const deg of [...one, ...two].filter((angle) => angle > 50 && angle < 60)) {
    const [refused, accepted] = [1 - share(one, deg), share(two, deg)];
    const apart = Math.abs(refused - accepted);
    if (apart < best.apart) best = { apart, rate: (refused + accepted) / 2, deg };
  }
  return best;
}
const percent = (values: readonly number[]): number[] => values.map((value) => 100 * value);
const last = (values: readonly (readonly number[])[]): number[] => values.map((row) => row.at(-1)!);
const printedOf = (id: string): Printed[] =>
  numbersOf(claims.find((claim) => claim.id === id)!.parts.join(' '));

const eer = equalError(arcface);
const folded = kept.labels.length;
/** Areas of docs/vision.md's table: the descriptor's own square, another, the box, the whole photograph. */
const visionAucs = readFileSync('docs/vision.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| descriptor'))
  .map((line) => Number(line.split('|')[3]));

/** What each sentence's numbers must be, in their order; NaN where a number is given and not found. */
const found: Record<string, readonly number[]> = {
  pairs: [arcface.one.length, arcface.two.length],
  'at-60': [60, ...percent([share(arcface.one, 60), share(arcface.two, 60)])],
  gap: [Math.max(...arcface.one), Math.min(...arcface.two)],
  mistakes: [60, arcface.one.filter((deg) => deg > 60).length, 900],
  'mistakes-two': [arcface.two.filter((deg) => deg <= 60).length, 19_000],
  eer: [100 * eer.rate, eer.deg],
  carried: [60, ...percent([share(softmax.two, 60), share(triplet.two, 60)])],
  auc: [softmax, arcface, triplet].map(aucOf),
  tar: [1, ...percent([softmax, arcface, triplet].map((network) => tarAt(network, 0.01)))],
  'tar-left': [0.1, ...percent([softmax, arcface, triplet].map((network) => tarAt(network, 0.001)))],
  nineteen: [0.1, 19_000, 19, new Set(kept.labels).size],
  seeds: last(arcfaceTar.values_seedStep),
  'seeds-softmax': last(softmaxTar.values_seedStep),
  wilson: [99.83, 6000, ...percent(wilson(10, 6000))],
  gallery: [100 * arcface.ranks[0]],
  'gallery-two': [100 * arcface.firstOfTwo],
  cmc: [100 * arcface.ranks[0], 1, 100 * arcface.ranks[1], 2],
  'adds-up': [0.1, 1000, 100 * (1 - 0.999 ** 1000)],
  aligned: (() => {
    const [own, other, box, whole] = visionAucs;
    return [own, 400, box, other, whole];
  })(),
  closed: percent([softmax.closed, arcface.closed, triplet.closed]),
  mirror: [...mirrorTar.arcface.single, ...mirrorTar.arcface.sum],
  'mirror-softmax': [...mirrorTar.softmax.single, ...mirrorTar.softmax.sum],
  'always-two': [19_000, 900, 100 * (19_000 / 19_900)],
  'pairs-of-200': [(folded * (folded - 1)) / 2, 20],
};

describe('the article on verification', () => {
  it('has a check for every claim', () => {
    expect(claims.map(({ id }) => id).sort()).toEqual([...Object.keys(found), 'folds'].sort());
  });

  it.each(Object.keys(found))('%s: its numbers are what is found', (id) => {
    const printed = printedOf(id);
    expect(printed).toHaveLength(found[id].length);
    printed.forEach(({ text, value, decimals }, i) => {
      const off = Math.abs(found[id][i] - value);
      // One pair more or less, where angles of a kept network lie on the threshold.
      expect(off, `${text} is printed, ${found[id][i]} is found`).toBeLessThanOrEqual(
        0.5 * 10 ** -decimals + 1e-9,
      );
    });
  });

  it('folds: mean, worst and best are those that the figure draws', async () => {
    const { verified } = await import('../../src/lib/demo/verification/summaries');
    const network = judgedFrom(kept, '').find(({ job }) => job.loss === 'arcface')!;
    const { mean, perFold } = verified(network, 'single').verification.tenFold!;
    const numbers = percent([mean, Math.min(...perFold), Math.max(...perFold)]);
    expect(printedOf('folds').map(({ text }) => text)).toEqual(numbers.map((value) => value.toFixed(1)));
  });

  it('what it says in words holds as well', () => {
    // More than the spread between seeds: the worst of the one is before the best of the other.
    expect(Math.min(...last(arcfaceTar.values_seedStep))).toBeGreaterThan(
      Math.max(...last(softmaxTar.values_seedStep)),
    );
    expect(mirrorTar.softmax.sum.filter((value, i) => value > mirrorTar.softmax.single[i])).toHaveLength(2);
    // The order on known people is not that on strangers.
    expect(triplet.closed).toBeLessThan(softmax.closed);
    expect(aucOf(triplet)).toBeGreaterThan(aucOf(softmax));
  });

  it('its table is that of docs/model.md', () => {
    const rows = (text: string) =>
      text
        .split('\n')
        .filter((line) => /^\| (Softmax|NormFace|A-Softmax|CosFace|ArcFace|triplet) /.test(line))
        .map((line) => line.match(/0?\.\d{3}/g)!.map(Number));
    const model = rows(readFileSync('docs/model.md', 'utf8').split('`npm run verification` trains')[1]);
    const article = rows(readFileSync('content/verification/en.md', 'utf8'));
    expect(article).toHaveLength(6);
    article.forEach((row, i) => {
      const [auc, aucSpread, tar, tarSpread] = model[i];
      const [orlAuc, orlSpread, orlTar, orlTarSpread] = model[i].slice(6);
      expect(row).toEqual([auc, aucSpread, tar, tarSpread, orlAuc, orlSpread, orlTar, orlTarSpread]);
    });
  });
});
