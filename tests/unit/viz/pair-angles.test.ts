/** Pairs of samples: which are looked at, their angles, and the angle that parts them. */
import { describe, expect, it } from 'vitest';
import { pairAngles } from '../../../src/lib/metric/pair-angles';
import { createRng } from '../../../src/lib/math/rng';
import { linearScale } from '../../../src/lib/viz/axis-scale';
import { pairFacts } from '../../../src/lib/viz/pair-facts';
import { PairPicture } from '../../../src/lib/viz/pair-picture';
import { PairSample } from '../../../src/lib/viz/pair-sample';
import { pairsLayout } from '../../../src/lib/viz/pairs-layout';

const rng = createRng(21);
const degree = Math.PI / 180;

/** Samples of `classes` classes in three dimensions, of any length. */
function cloud(count: number, classes: number) {
  const labels_n = Uint8Array.from({ length: count }, () => rng.integer(classes));
  const embeddings_nd = Float64Array.from({ length: 3 * count }, (_, i) => {
    const axis = labels_n[Math.floor(i / 3)] === i % 3 ? 2 : 0;
    return 5 * (axis + rng.gaussian());
  });
  return { labels_n, embeddings_nd };
}

describe('a sample of pairs', () => {
  it('is every pair once, where they are few, at the angles that the metric has', () => {
    const { labels_n, embeddings_nd } = cloud(60, 3);
    const pairs = new PairSample(labels_n);
    pairs.measure(embeddings_nd, 3);
    expect(pairs.isExact).toBe(true);
    const keys = [pairs.positive, pairs.negative].flatMap((list) =>
      Array.from({ length: list.length / 2 }, (_, p) => list[2 * p] * 60 + list[2 * p + 1]),
    );
    expect(keys).toHaveLength((60 * 59) / 2);
    expect(new Set(keys).size).toBe(keys.length);
    const whole = pairAngles(embeddings_nd, labels_n, 3);
    const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(pairs.positiveRad)).toBeCloseTo(whole.intraMeanRad, 5);
    expect(mean(pairs.negativeRad)).toBeCloseTo(whole.interMeanRad, 5);
    expect(Math.max(...pairs.positiveRad)).toBeCloseTo(whole.intraMaxRad, 5);
    expect(Math.min(...pairs.negativeRad)).toBeCloseTo(whole.interMinRad, 5);
  });

  it('is drawn evenly from a fixed seed where there are more', () => {
    const { labels_n, embeddings_nd } = cloud(900, 3);
    const [some, again] = [new PairSample(labels_n, 20_000), new PairSample(labels_n, 20_000)];
    expect(some.isExact).toBe(false);
    expect([...some.positive]).toEqual([...again.positive]);
    expect(some.negativeRad).toHaveLength(20_000);
    for (let p = 0; p < 20_000; p++) {
      const [i, j] = [some.positive[2 * p], some.positive[2 * p + 1]];
      expect(i !== j && labels_n[i] === labels_n[j]).toBe(true);
      expect(labels_n[some.negative[2 * p]]).not.toBe(labels_n[some.negative[2 * p + 1]]);
    }
    some.measure(embeddings_nd, 3);
    const whole = pairAngles(embeddings_nd, labels_n, 3);
    const facts = pairFacts(some.positiveRad, some.negativeRad);
    // Of 20,000 draws of a spread under 0.8 rad the mean is off by 0.006 at one standard error.
    expect(Math.abs(facts.positiveMeanRad - whole.intraMeanRad)).toBeLessThan(0.02);
    expect(Math.abs(facts.negativeMeanRad - whole.interMeanRad)).toBeLessThan(0.02);
  });

  it('leaves out a sample without a direction, and survives a class alone', () => {
    const pairs = new PairSample(Uint8Array.of(0, 0, 1));
    pairs.measure([1, 0, 0, 0, 0, 2], 2);
    expect([...pairs.positiveRad]).toEqual([NaN]);
    expect(pairs.negativeRad[0]).toBeCloseTo(Math.PI / 2, 6);
    const facts = pairFacts(pairs.positiveRad, pairs.negativeRad);
    expect(facts.thresholdRad).toBeNaN();
    expect(facts.negativeMeanRad).toBeCloseTo(Math.PI / 2, 6);
    expect(new PairSample(Uint8Array.of(4)).positiveRad).toHaveLength(0);
  });
});

describe('the angle that parts pairs', () => {
  it('has as many of either kind on its wrong side', () => {
    const positive = Float32Array.from({ length: 5000 }, () => Math.abs((20 + 10 * rng.gaussian()) * degree));
    const negative = Float32Array.from({ length: 8000 }, () => Math.abs((60 + 15 * rng.gaussian()) * degree));
    const { thresholdRad, errorShare } = pairFacts(positive, negative);
    const missed = positive.filter((rad) => rad > thresholdRad).length / positive.length;
    const taken = negative.filter((rad) => rad < thresholdRad).length / negative.length;
    // Within a bin of 0.1° lie about 0.4 % of them.
    expect(Math.abs(missed - taken)).toBeLessThan(0.005);
    expect(errorShare).toBeCloseTo((missed + taken) / 2, 3);
    // Two normal tails: (t − 20)/10 = (60 − t)/15 at t = 36, 1.6 standard deviations, 5.5 %.
    expect(thresholdRad / degree).toBeCloseTo(36, 0);
    expect(errorShare).toBeCloseTo(0.0548, 2);
  });

  it('parts them without error where the largest of one kind is below the smallest of the other', () => {
    const { errorShare } = pairFacts([0.1, 0.2], [0.9, 1.5]);
    expect(errorShare).toBe(0);
  });
});

it('the picture fills what is on the wrong side of the threshold, and nothing else darker', () => {
  const layout = pairsLayout(400, 300);
  const x = linearScale(0, Math.PI, layout.x0, layout.x1);
  const picture = new PairPicture();
  expect(picture.paths(layout, x).positive).toBe('');
  const { labels_n, embeddings_nd } = cloud(120, 3);
  const pairs = new PairSample(labels_n);
  pairs.measure(embeddings_nd, 3);
  picture.take(pairs);
  const paths = picture.paths(layout, x);
  const points = (d: string) =>
    [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, px, py]) => [Number(px), Number(py)]);
  const edge = x(picture.thresholdRad!);
  for (const [px] of points(paths.missed)) expect(px).toBeGreaterThanOrEqual(edge - 0.01);
  for (const [px] of points(paths.taken)) expect(px).toBeLessThanOrEqual(edge + 0.01);
  for (const [, py] of points(paths.positive)) expect(py).toBeLessThanOrEqual(layout.axisY + 0.01);
  for (const [, py] of points(paths.negative)) expect(py).toBeGreaterThanOrEqual(layout.axisY - 0.01);
});
