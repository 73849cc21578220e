import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/lib/math/rng';
import { chanceOfOrder } from '../../../src/lib/metric/auc';
import { allPairs, balancedPairs } from '../../../src/lib/metric/pairs';
import { cosine } from '../../../src/lib/metric/similarity';
import { falseAcceptRates, verify } from '../../../src/lib/metric/verification';

const labels_n = [0, 0, 0, 1, 1, 2, 2, 2];

describe('pairs of images', () => {
  it('are all unordered pairs, and say whether they show one person', () => {
    const { a_p, b_p, same } = allPairs([5, 7, 5]);
    expect([...a_p]).toEqual([0, 0, 1]);
    expect([...b_p]).toEqual([1, 2, 2]);
    expect([...same]).toEqual([0, 1, 0]);
  });

  it('balanced: all pairs of the rarer kind, as many of the other, in turn, none twice, and the same for a seed', () => {
    const pairs = allPairs(labels_n);
    const chosen = balancedPairs(pairs, 4);
    // 3 + 1 + 3 pairs of one person.
    expect(chosen.length).toBe(14);
    expect(new Set(chosen).size).toBe(14);
    expect(Array.from(chosen, (p) => pairs.same[p])).toEqual(
      Array.from({ length: 14 }, (_, i) => 1 - (i % 2)),
    );
    expect(balancedPairs(pairs, 4)).toEqual(chosen);
    expect(balancedPairs(pairs, 5)).not.toEqual(chosen);
  });
});

describe('verification', () => {
  const dim = 4;
  const people = 6;
  const perPerson = 5;
  const rng = createRng(88);
  const centres = Array.from({ length: people }, () => Array.from({ length: dim }, () => rng.gaussian()));
  const labels = Array.from({ length: people * perPerson }, (_, n) => Math.floor(n / perPerson));
  const templates_nd = Float64Array.from(
    labels.flatMap((label) => centres[label].map((value) => value + 0.6 * rng.gaussian())),
  );
  const judged = verify({ templates_nd, labels_n: labels, dim });
  const rowOf = (n: number) => templates_nd.slice(n * dim, (n + 1) * dim);

  it('scores each pair by its cosine', () => {
    const { a_p, b_p } = judged.pairs;
    judged.scores.forEach((score, p) => expect(score).toBeCloseTo(cosine(rowOf(a_p[p]), rowOf(b_p[p])), 12));
  });

  it('has the area that the chance of the right order is, and an error rate where the curve crosses', () => {
    expect(judged.auc).toBeCloseTo(chanceOfOrder(judged.scores, judged.pairs.same), 12);
    const { scores, eerThreshold } = judged;
    const share = (kind: number, isAccepted: boolean) => {
      const own = [...scores].filter((_, p) => judged.pairs.same[p] === kind);
      return own.filter((score) => score >= eerThreshold === isAccepted).length / own.length;
    };
    const [missed, fooled] = [share(1, false), share(0, true)];
    expect(judged.eer).toBeGreaterThanOrEqual(Math.min(missed, fooled) - 1e-9);
    expect(judged.eer).toBeLessThanOrEqual(Math.max(missed, fooled) + 1e-9);
  });

  it('accepts no more impostors than each rate allows, and as many genuine pairs as then can be', () => {
    const { scores, pairs } = judged;
    const impostors = [...scores].filter((_, p) => !pairs.same[p]).sort((a, b) => b - a);
    const genuine = [...scores].filter((_, p) => pairs.same[p]);
    falseAcceptRates.forEach((far, i) => {
      const allowed = Math.floor(far * impostors.length + 1e-9);
      const accepted = genuine.filter((score) => score > impostors[allowed]).length / genuine.length;
      expect(judged.tar[i]).toBeCloseTo(accepted, 12);
    });
  });

  it('has a gallery of one image a person: rank 1 counted by hand', () => {
    const first = Array.from({ length: people }, (_, person) => person * perPerson);
    let met = 0;
    labels.forEach((label, n) => {
      if (first.includes(n)) return;
      const best = first.reduce((a, b) => (cosine(rowOf(n), rowOf(b)) > cosine(rowOf(n), rowOf(a)) ? b : a));
      if (labels[best] === label) met++;
    });
    expect(judged.cmc[0]).toBeCloseTo(met / (labels.length - people), 12);
    expect(judged.cmc.length).toBe(people);
    expect(judged.cmc.at(-1)).toBe(1);
  });

  it('is right on every pair in ten folds where people are far apart, and at chance where all are alike', () => {
    const apart = labels.flatMap((label) => Array.from({ length: people }, (_, k) => Number(k === label)));
    const clean = verify({ templates_nd: Float64Array.from(apart), labels_n: labels, dim: people });
    expect([clean.auc, clean.eer, clean.tenFold!.mean, clean.cmc[0]]).toEqual([1, 0, 1, 1]);
    const alike = new Float64Array(labels.length * 2).fill(1);
    expect(verify({ templates_nd: alike, labels_n: labels, dim: 2 }).auc).toBe(0.5);
  });

  it('has no ten folds where there are fewer pairs', () => {
    const few = verify({
      templates_nd: Float64Array.of(1, 0, 1, 0.1, 0, 1, 0.1, 1),
      labels_n: [0, 0, 1, 1],
      dim: 2,
    });
    expect([few.tenFold, few.auc]).toEqual([null, 1]);
  });

  it('refuses a set in which nobody is seen twice', () => {
    expect(() => verify({ templates_nd: Float64Array.of(1, 0, 0, 1), labels_n: [0, 1], dim: 2 })).toThrow(
      RangeError,
    );
  });
});
