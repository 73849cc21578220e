/**
 * What the article on modified Softmax says of its figures, sentence by sentence. Every number is taken from the
 * sentence itself and held against the float64 reference, a recorded run, docs/model.md, or a bound of the theory,
 * rounded as it is printed.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { featureLengths } from '../../content/modified-softmax/measured';
import { keptShare } from '../../src/lib/data/spoil';
import { openFrame, readSlot, type Frame } from '../../src/lib/frame/layout';
import { nearestByAngle } from '../../src/lib/frame/measure';
import { decodeRecording } from '../../src/lib/frame/read-recording';
import { defaultConvention } from '../../src/lib/loss/convention';
import { decide } from '../../src/lib/loss/decide';
import { modifiedSoftmax } from '../../src/lib/loss/modified-softmax';
import { normface } from '../../src/lib/loss/normface';
import { evaluateLoss } from '../../src/lib/loss/reference';
import { softmax } from '../../src/lib/loss/softmax';
import type { MarginLossSpec } from '../../src/lib/loss/spec';
import { lowestLoss } from '../../src/lib/loss/theory/loss-bound';
import { leastScale, mostPosterior, posteriorOnCircle } from '../../src/lib/loss/theory/scale-bounds';
import { median } from '../../src/lib/metric/class-angles';
import { effectiveSettings, recipeFor } from '../../src/lib/train/recipe';
import { lossReading } from '../../src/lib/viz/explain/loss-formula';
import { readPlane, sidesOf, type Vector } from '../../src/lib/viz/explain/plane-boundary';
import { readTwoClasses, twoClassArcs, type TwoClassScene } from '../../src/lib/viz/explain/two-classes';
import { bare, blocksOf, claimsOf, numbersOf, type Printed } from '../support/articles';

const DEGREE = Math.PI / 180;
const claims = claimsOf('modified-softmax');

/** `found` rounds to what is printed. */
function expectPrinted(found: number, printed: Printed): void {
  const off = Math.abs(found - printed.value);
  expect(off, `${printed.text} is printed, ${found} is found`).toBeLessThanOrEqual(
    0.5 * 10 ** -printed.decimals + 1e-9,
  );
}
const expectEach = (found: readonly number[], printed: readonly Printed[]): void => {
  expect(found).toHaveLength(printed.length);
  found.forEach((value, i) => expectPrinted(value, printed[i]));
};

const model = readFileSync('docs/model.md', 'utf8');
/** One line as printed, where it is broken in the document. */
const prose = model.replace(/\s+/g, ' ');

/** A table's rows below `heading` in a document: cells by name of the row, each a list of the numbers in it. */
function rowsBelow(markdown: string, heading: string): Map<string, string[][]> {
  const lines = markdown.slice(markdown.indexOf(heading)).split('\n');
  const from = lines.findIndex((line) => line.startsWith('|'));
  const length = lines.slice(from).findIndex((line) => !line.startsWith('|'));
  return new Map(
    lines.slice(from + 2, length < 0 ? undefined : from + length).map((line) => {
      const [, name, ...cells] = line.split('|').map((cell) => cell.trim());
      return [name, cells.slice(0, -1).map((cell) => cell.match(/\d+(?:\.\d+)?/g) ?? [])];
    }),
  );
}
const inPlane = rowsBelow(model, '## What to expect of 600 steps in two dimensions');
const switched = rowsBelow(model, '## Softmax with and without');
const tail = rowsBelow(model, '## Long-tailed digits');
const tailInSpace = rowsBelow(model, '| three dimensions ');
const scales = rowsBelow(model, '## NormFace and its scale');
const cell = (table: Map<string, string[][]>, row: string, column: number): number[] =>
  table.get(row)![column].map(Number);
/** What the table prints for one row is this much more than for the other, seed by seed. */
const lead = (table: Map<string, string[][]>, ahead: string, behind: string, column: number): number[] =>
  cell(table, ahead, column).map((value, seed) => value - cell(table, behind, column)[seed]);

/** The last moment of one run of a recording. */
interface Rested {
  readonly frame: Frame;
  readonly labels_n: Uint8Array;
}
const rested: Record<string, Rested[]> = {};
beforeAll(async () => {
  const names = ['softmax', 'modified-softmax', 'long-tail', 'normface-scale'];
  for (const name of [...names, 'softmax-sphere', 'modified-softmax-sphere']) {
    const recording = await decodeRecording(Uint8Array.from(readFileSync(`static/runs/${name}.run`)));
    rested[name] = recording.info.runs.map((_, run) => ({
      frame: recording.read(recording.length - 1, run, openFrame(recording.info.shape)),
      labels_n: recording.labels_n,
    }));
  }
});

const rowsOf = (values: ArrayLike<number>, dim: number): number[][] =>
  Array.from({ length: values.length / dim }, (_, n) => Array.from(values).slice(n * dim, (n + 1) * dim));
const lengthsOf = (values: ArrayLike<number>, dim: number): number[] =>
  rowsOf(values, dim).map((row) => Math.hypot(...row));
const featuresOf = ({ frame }: Rested): number[][] => rowsOf(frame.embeddings_nd, frame.shape.dim);
const decisionOf = (spec: MarginLossSpec, { frame }: Rested): Int32Array => {
  const { embeddings_nd, weights_cd, bias_c, shape } = frame;
  return decide(spec, { embeddings_nd, weights_cd, bias_c, dim: shape.dim, classes: shape.classes });
};

/** For shares of pairs of one class refused, and of pairs of two classes taken, at any angle. */
function pairErrors(run: Rested): (degrees: number) => readonly [refused: number, taken: number] {
  const units = featuresOf(run).map((row) => row.map((value) => value / Math.hypot(...row)));
  const [same, foreign] = [[], []] as number[][];
  units.forEach((a, i) =>
    units.slice(0, i).forEach((b, j) => {
      const cos = a.reduce((sum, value, k) => sum + value * b[k], 0);
      (run.labels_n[i] === run.labels_n[j] ? same : foreign).push(cos);
    }),
  );
  const share = (cosines: number[], isWrong: (cos: number) => boolean) =>
    cosines.filter(isWrong).length / cosines.length;
  return (degrees) => {
    const threshold = Math.cos(degrees * DEGREE);
    return [share(same, (cos) => cos < threshold), share(foreign, (cos) => cos >= threshold)];
  };
}
/** Where the two errors are nearest to each other, the angle is the printed one, and their mean is what is printed. */
function expectEqualErrors(run: Rested, percent: Printed, degrees?: Printed): void {
  const errorsAt = pairErrors(run);
  const middle = degrees?.value ?? 37;
  const reach = degrees ? 1 : 10;
  const readings = Array.from({ length: 81 }, (_, i) => middle + reach * (i / 40 - 1)).map((angle) => {
    const [refused, taken] = errorsAt(angle);
    return { angle, mean: (refused + taken) / 2, gap: Math.abs(refused - taken) };
  });
  const { angle, mean } = readings.reduce((best, each) => (each.gap < best.gap ? each : best));
  expectPrinted(100 * mean, percent);
  if (degrees) expectPrinted(angle, degrees);
}

const at = (degrees: number, length: number): Vector => [
  length * Math.cos(degrees * DEGREE),
  length * Math.sin(degrees * DEGREE),
];
/** The plane of the figure as it opens. */
const opening = { weights: [at(126, 2.2), at(54, 1)], biasGap: 1, feature: at(80, 3) } as const;
const scene = (featureNorm: number, apartDeg: number, featureDeg: number): TwoClassScene => ({
  spec: modifiedSoftmax,
  settings: {},
  weightsRad: [0, apartDeg * DEGREE],
  featureRad: featureDeg * DEGREE,
  featureNorm,
});
const squaredDistance = (degrees: number): number =>
  Math.hypot(at(degrees, 1)[0] - at(0, 1)[0], at(degrees, 1)[1] - at(0, 1)[1]) ** 2;

/** Three weights of several lengths in three dimensions, and one feature of class 1. */
const weighed = (times: number) =>
  evaluateLoss(modifiedSoftmax, {}, defaultConvention, {
    embeddings_nd: [0.8, -0.3, 1.1],
    weights_cd: [0.4, 1.2, -0.5, 2, 0.1, 0.7, -0.6, -0.9, 0.3].map((value) => times * value),
    bias_c: null,
    labels_n: [1],
    dim: 3,
    classes: 3,
  });
const weights_cd = rowsOf([0.4, 1.2, -0.5, 2, 0.1, 0.7, -0.6, -0.9, 0.3], 3);
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, k) => sum + value * b[k], 0);

const checks: Record<string, (...numbers: Printed[]) => void> = {
  'first-rests': (count, own, angle) => {
    const [{ frame }] = rested['modified-softmax'];
    expect(frame.shape.probes).toBe(count.value);
    expectPrinted(100 * readSlot(frame, 'accuracy'), own);
    expectPrinted(100 * readSlot(frame, 'cosineAccuracy'), angle);
  },

  'first-same': () => {
    const [run] = rested['modified-softmax'];
    const { embeddings_nd, weights_cd: rows_cd } = run.frame;
    const byAngle = nearestByAngle(embeddings_nd, rows_cd, 2, 10);
    expect([...decisionOf(modifiedSoftmax, run)]).toEqual([...byAngle]);
  },

  'first-angle': (degrees) =>
    expectPrinted(readSlot(rested['modified-softmax'][0].frame, 'targetDeg'), degrees),

  'formula-length': (degrees, length, percent, percentTwice) => {
    const theta = degrees.value * DEGREE;
    expectPrinted(100 * lossReading(modifiedSoftmax, {}, theta, length.value).probability, percent);
    expectPrinted(100 * lossReading(modifiedSoftmax, {}, theta, 2 * length.value).probability, percentTwice);
  },

  'formula-half-way': (degrees) => {
    for (const length of [1, 16, 64]) {
      const { ownLogit, otherLogit } = lossReading(modifiedSoftmax, {}, degrees.value * DEGREE, length);
      expect(ownLogit).toBeCloseTo(otherLogit, 9);
    }
  },

  'weight-turns': () => {
    const { gradWeights_cd, logits_nc } = weighed(1);
    const x = [0.8, -0.3, 1.1];
    const exponentials = Array.from(logits_nc, Math.exp);
    const sum = exponentials.reduce((a, b) => a + b);
    rowsOf(gradWeights_cd, 3).forEach((gradient, j) => {
      const length = Math.hypot(...weights_cd[j]);
      const unit = weights_cd[j].map((value) => value / length);
      expect(dot(gradient, unit)).toBeCloseTo(0, 12);
      const cos = dot(x, unit) / Math.hypot(...x);
      const pull = (Number(j === 1) - exponentials[j] / sum) * (Math.hypot(...x) / length);
      gradient.forEach((value, k) =>
        expect(-value).toBeCloseTo(pull * (x[k] / Math.hypot(...x) - cos * unit[k]), 12),
      );
    });
  },

  'weight-length': () => {
    const [whole, half] = [weighed(1), weighed(0.5)];
    expect(half.loss).toBeCloseTo(whole.loss, 12);
    whole.gradWeights_cd.forEach((value, k) => expect(half.gradWeights_cd[k]).toBeCloseTo(2 * value, 12));
  },

  bisector: () => {
    for (const apart of [10, 72, 150]) {
      const { regions } = twoClassArcs(scene(1, apart, 5));
      const ends = regions.map(({ toRad }) => toRad / DEGREE);
      for (const end of ends) {
        const fromHalf = (((end - apart / 2) % 180) + 180) % 180;
        expect(Math.min(fromHalf, 180 - fromHalf)).toBeCloseTo(0, 6);
      }
    }
  },

  wedge: (own, other, winner, ownLogit, otherLogit) => {
    const { thetaRad, logits, byLogits, byAngle } = readPlane(opening);
    expectEach([...thetaRad.map((rad) => rad / DEGREE), ...logits], [own, other, ownLogit, otherLogit]);
    expect(byLogits).toBe(winner.value);
    expect(byAngle).toBe(2);
  },

  'wedge-gone': () => {
    const { byLogits, byAngle } = sidesOf({ ...opening, weights: [at(126, 1.7), at(54, 1.7)], biasGap: 0 });
    expect(byLogits.offset).toBe(0);
    const [[ax, ay], [bx, by]] = [byLogits.normal, byAngle.normal];
    expect(ax * by - ay * bx).toBeCloseTo(0, 12);
  },

  'three-rules': () => {
    const [run] = rested['modified-softmax'];
    const weights = rowsOf(run.frame.weights_cd, 2);
    const byRuler = featuresOf(run).map((feature) => {
      const far = weights.map(([x, y]) => Math.hypot(feature[0] - x, feature[1] - y));
      return far.indexOf(Math.min(...far));
    });
    expect(byRuler).toEqual([...decisionOf(modifiedSoftmax, run)]);
  },

  'sure-by-length': (apart, own, ...pairs) => {
    for (let i = 0; i < pairs.length; i += 2) {
      const reading = readTwoClasses(scene(pairs[i].value, apart.value, own.value));
      expectPrinted(100 * reading.withMargin.probabilities[0], pairs[i + 1]);
      expect(reading.verdict).toBe('accepted');
    }
  },

  'gap-closes': () => {
    const gaps = cell(switched, 'neither', 0).map((own, seed) => own - cell(switched, 'neither', 1)[seed]);
    for (const gap of gaps) expect(gap).toBeCloseTo(0.1, 9);
    const withBias = cell(switched, 'bias', 0).map((own, seed) => own - cell(switched, 'bias', 1)[seed]);
    for (const gap of withBias) expect(gap).toBeGreaterThan(0.5);
  },

  nearer: () => {
    cell(inPlane, 'modified Softmax', 2).forEach((degrees, seed) => {
      expect(degrees).toBeLessThan(cell(switched, 'bias', 2)[seed]);
      expect(degrees).toBeLessThan(cell(switched, 'neither', 2)[seed]);
    });
  },

  'not-better': (points) => {
    const losses = lead(inPlane, 'Softmax', 'modified Softmax', 0);
    expect(Math.min(...losses)).toBeGreaterThan(0);
    expectPrinted(Math.max(...losses), points);
  },

  'plane-pairs': (degrees, percent, percentSoftmax) => {
    expectEqualErrors(rested['modified-softmax'][0], percent, degrees);
    expectEqualErrors(rested.softmax[0], percentSoftmax);
  },

  'longer-helps': (helped, right) => {
    const [run] = rested['modified-softmax'];
    const decided = decisionOf(modifiedSoftmax, run);
    const own = featuresOf(run).flatMap((feature, n) =>
      decided[n] === run.labels_n[n] ? [{ feature, label: run.labels_n[n] }] : [],
    );
    expect(own.length).toBe(right.value);
    const lossAt = ({ feature, label }: (typeof own)[number], stretch: number) =>
      evaluateLoss(modifiedSoftmax, {}, defaultConvention, {
        embeddings_nd: feature.map((value) => stretch * value),
        weights_cd: [...run.frame.weights_cd],
        bias_c: null,
        labels_n: [label],
        dim: 2,
        classes: 10,
      }).loss;
    // Some losses are 0 to the last digit already.
    const gaining = own.filter((digit) => lossAt(digit, 1.01) < lossAt(digit, 1) || lossAt(digit, 1) < 1e-14);
    expect(gaining.length).toBe(helped.value);
  },

  'lengths-move': (unit, raw, shortest, longest) => {
    const medianOf = ({ frame }: Rested) => median(lengthsOf(frame.embeddings_nd, 2));
    expectPrinted(medianOf(rested['modified-softmax'][0]), unit);
    expectPrinted(medianOf(rested.softmax[0]), raw);
    const weights = lengthsOf(rested.softmax[0].frame.weights_cd, 2);
    expectEach([Math.min(...weights), Math.max(...weights)], [shortest, longest]);
  },

  'tail-batch': (nine, zero, batch, again) => {
    expect([nine.value, zero.value, again.value]).toEqual([9, 0, 9]);
    const kept = Array.from({ length: 10 }, (_, c) => keptShare(c, 10, 50));
    expect(kept[zero.value] / kept[nine.value]).toBeCloseTo(50, 9);
    expect(Math.round((batch.value * kept[9]) / kept.reduce((a, b) => a + b))).toBe(1);
  },

  'tail-run': (count, own, ownUnit, angle, angleUnit) => {
    const frames = rested['long-tail'].map(({ frame }) => frame);
    expect(frames[0].shape.probes).toBe(count.value);
    expectEach(
      frames.map((frame) => 100 * readSlot(frame, 'accuracy')),
      [own, ownUnit],
    );
    expectEach(
      frames.map((frame) => 100 * readSlot(frame, 'cosineAccuracy')),
      [angle, angleUnit],
    );
  },

  'tail-run-nines': (count, nine, raw, unit, taken, seven) => {
    const taking = rested['long-tail'].map((run, i) => {
      const decided = decisionOf(i === 0 ? softmax : modifiedSoftmax, run);
      return [...decided].filter((_, n) => run.labels_n[n] === nine.value);
    });
    expect(taking[0]).toHaveLength(count.value);
    const ofClass = (i: number, digit: number) => taking[i].filter((each) => each === digit).length;
    expect([ofClass(0, 9), ofClass(1, 9)]).toEqual([raw.value, unit.value]);
    expect(ofClass(1, seven.value)).toBe(taken.value);
  },

  'tail-nines': (seed, first, nine, firstAfter, ...others) => {
    expect([seed.value, nine.value]).toEqual([1, 9]);
    const [before, after] = ['Softmax', 'modified Softmax'].map((name) => tail.get(name)![2]);
    const printed = [first, firstAfter, ...others].map(({ text }) => text);
    expect(printed).toEqual(before.flatMap((share, i) => [share, after[i]]));
  },

  'tail-weights': (zero, ...rest) => {
    const [nine] = rest.splice(3, 1);
    expect([zero.value, nine.value]).toEqual([0, 9]);
    const printed = rest.map(({ text }) => text);
    expect(printed).toEqual([...tail.get('Softmax')![3], ...tail.get('Softmax')![4]]);
    const recorded = lengthsOf(rested['long-tail'][0].frame.weights_cd, 2);
    expectEach([recorded[0], recorded[9]], [rest[0], rest[3]]);
  },

  'tail-weights-even': (...lengths) => {
    expect(prose).toContain(`weight of the 9 is ${lengths.map(({ text }) => text).join(' / ')} long`);
    expectPrinted(lengthsOf(rested.softmax[0].frame.weights_cd, 2)[9], lengths[0]);
  },

  'tail-no-bias': (...points) => expectEach(lead(tail, 'modified Softmax', 'Softmax, no bias', 0), points),
  'tail-with-bias': (gain, ...losses) => {
    const [first, ...others] = lead(tail, 'modified Softmax', 'Softmax', 0);
    expectPrinted(first, gain);
    expectEach(
      others.map((points) => -points),
      losses,
    );
  },

  'tail-largest-bias': (first, second, third) => {
    expect(prose).toContain(`to the ${first.text}, the ${second.text} and the ${third.text}.`);
    const biases = [...rested['long-tail'][0].frame.bias_c];
    expect(biases.indexOf(Math.max(...biases))).toBe(first.value);
  },

  'tail-by-angle': (...points) => expectEach(lead(tail, 'modified Softmax', 'Softmax', 1), points),

  'tail-space': (...numbers) => {
    const [raw, unit] = ['Softmax', 'modified Softmax'].map((name) => tailInSpace.get(name)![1]);
    expect(numbers.slice(0, 6).map(({ text }) => text)).toEqual([...raw, ...unit]);
    expect(numbers[6].value).toBe(9);
    for (const share of lead(tailInSpace, 'Softmax', 'modified Softmax', 2)) expect(share).toBeGreaterThan(0);
  },

  'tail-features': (zero, ...rest) => {
    const [nine] = rest.splice(3, 1);
    expect([zero.value, nine.value]).toEqual([0, 9]);
    const [zeros, nines] = [rest.slice(0, 3), rest.slice(3)].map((each) =>
      each.map(({ text }) => text).join(' / '),
    );
    expect(prose).toContain(`The median 0 of modified Softmax is ${zeros} long and the median 9 ${nines};`);
  },

  'tail-features-even': (zero, ...rest) => {
    const [nine] = rest.splice(3, 1);
    expect([zero.value, nine.value]).toEqual([0, 9]);
    const [zeros, nines] = [rest.slice(0, 3), rest.slice(3)].map((each) =>
      each.map(({ text }) => text).join(' / '),
    );
    expect(prose).toContain(`with all digits equally frequent ${zeros} and ${nines}.`);
  },

  squares: (none, one, degrees, two, four) =>
    expectEach([0, degrees.value, 90, 180].map(squaredDistance), [none, one, two, four]),
  'small-square': (none, degrees, square) => {
    expect(none.value).toBe(0);
    expectPrinted(squaredDistance(degrees.value), square);
  },

  'sphere-rests': (own, count, between, degrees, percent) => {
    const [run] = rested['modified-softmax-sphere'];
    expect(run.frame.shape).toMatchObject({ probes: count.value, dim: 3 });
    expectPrinted(100 * readSlot(run.frame, 'accuracy'), own);
    expectPrinted(readSlot(run.frame, 'interDeg'), between);
    expectEqualErrors(run, percent, degrees);
  },

  'sphere-softmax': (between, percent) => {
    const [run] = rested['softmax-sphere'];
    expectPrinted(readSlot(run.frame, 'interDeg'), between);
    expectEqualErrors(run, percent);
  },

  floor: (s, few, fewGuessed, classes, many, manyGuessed) => {
    expectEach([lowestLoss(10, s.value), Math.log(10)], [few, fewGuessed]);
    expectEach([lowestLoss(classes.value, s.value), Math.log(classes.value)], [many, manyGuessed]);
  },
  'floor-sixteen': (s, few, many) =>
    expectEach([lowestLoss(10, s.value), lowestLoss(85_000, s.value)], [few, many]),
  'scale-needed': (percent, few, many, classes) =>
    expectEach(
      [10, classes.value].map((count) => leastScale(count, percent.value / 100)),
      [few, many],
    ),
  'floor-circle': (low, s, lower, larger) =>
    expectEach(
      [s, larger].map(({ value }) => -Math.log(posteriorOnCircle(10, value))),
      [low, lower],
    ),

  'scaled-rests': (s, count, own, degrees) => {
    const [{ frame }] = rested['normface-scale'];
    expect(normface.parameters[0].default).toBe(s.value);
    expect(frame.shape.probes).toBe(count.value);
    expectPrinted(100 * readSlot(frame, 'accuracy'), own);
    expectPrinted(readSlot(frame, 'targetDeg'), degrees);
  },

  'scaled-ramp': (steps) => {
    const scaleAt = (step: number) =>
      effectiveSettings(normface, { s: 16 }, recipeFor(normface), step).s as number;
    expect(scaleAt(steps.value - 1)).toBeLessThan(16);
    expect(scaleAt(steps.value)).toBe(16);
  },

  'scale-near': (s) =>
    cell(scales, '1', 1).forEach((degrees, seed) =>
      expect(degrees).toBeLessThanOrEqual(cell(scales, s.text, 1)[seed]),
    ),
  'scale-perfect': (classes, s, percent) =>
    expectPrinted(100 * mostPosterior(classes.value, s.value), percent),
  'scale-large': (degrees, percent) =>
    expectPrinted(100 * lossReading(normface, { s: 64 }, degrees.value * DEGREE, 1).probability, percent),
  'scale-below': (...percents) => {
    expect(percents.map(({ text }) => text)).toEqual(inPlane.get('modified Softmax')![0]);
    for (const row of scales.keys()) {
      cell(scales, row, 0).forEach((percent, seed) => expect(percent).toBeLessThan(percents[seed].value));
    }
  },
};

/** Numbers that a check takes as a list. */
const listed: Readonly<Record<string, number>> = {
  'sure-by-length': 8,
  'tail-nines': 8,
  'tail-weights': 8,
  'tail-weights-even': 3,
  'tail-no-bias': 3,
  'tail-with-bias': 3,
  'tail-by-angle': 3,
  'tail-space': 7,
  'tail-features': 8,
  'tail-features-even': 8,
  'scale-below': 3,
};

it('every claim has its check, and every check its claim', () => {
  expect(Object.keys(checks).sort()).toEqual(claims.map(({ id }) => id).sort());
});

describe.each(claims)('$id', ({ id, parts }) => {
  const numbers = numbersOf(parts.join(' … '));
  const [english, chinese] = (['en', 'zh'] as const).map((language) =>
    blocksOf('modified-softmax', language),
  );

  it('holds', () => {
    // A number more or less in the sentence would be one that nothing looks at.
    expect(numbers).toHaveLength(listed[id] ?? checks[id].length);
    checks[id](...numbers);
  });

  it('says the same numbers in Chinese', () => {
    for (const part of parts) {
      const place = english.findIndex((block) => bare(block).includes(bare(part)));
      expect(place, part).toBeGreaterThanOrEqual(0);
      const there = numbersOf(chinese[place]).map(({ text }) => text);
      for (const { text } of numbersOf(part)) expect(there, chinese[place]).toContain(text);
    }
  });
});

describe.each(['en', 'zh'] as const)('the tables of the article, %s', (language) => {
  const tables = blocksOf('modified-softmax', language)
    .filter((block) => block.startsWith('|'))
    .map((block) => [...rowsBelow(block, '|').values()]);

  it('are those of docs/model.md', () => {
    const [buys, rare, scale] = tables;
    const [own, angle] = [inPlane.get('modified Softmax')!, switched.get('neither')!];
    expect(buys).toEqual([switched.get('bias')!.slice(0, 3), angle.slice(0, 3), [own[0], own[0], own[2]]]);
    expect(rare).toEqual([...tail.values()].map((cells) => cells.slice(0, 3)));
    expect(scale.map(([, ...cells]) => cells)).toEqual(
      [...scales.values()].map((cells) => cells.slice(0, 2)),
    );
  });

  it('give the lowest loss on the circle at each scale', () => {
    [...scales.keys()].forEach((s, i) => {
      const [printed] = numbersOf(tables[2][i][0][0]);
      expectPrinted(-Math.log(posteriorOnCircle(10, Number(s))), printed);
    });
  });
});

it('the challenge ends where docs/model.md says, and what it says of growth and accuracy holds', () => {
  const { steps, values_seedStep } = featureLengths;
  const lists =
    /grows from ([\d./ ]+) at step 600 to ([\d./ ]+) at step 1,800; .* from ([\d./ ]+) % to ([\d./ ]+) %/;
  const [, at600, at1800, before, after] = lists.exec(prose)!;
  const listAt = (step: number) =>
    values_seedStep.map((values) => values[steps.indexOf(step)].toFixed(1)).join(' / ');
  expect([listAt(600), listAt(1800)]).toEqual([at600, at1800]);
  before.split(' / ').forEach((percent, seed) => {
    expect(Math.abs(Number(percent) - Number(after.split(' / ')[seed]))).toBeLessThan(0.3);
  });
  for (const values of values_seedStep) {
    const [early, rest, end] = [0, steps.indexOf(600), steps.length - 1].map((i) => values[i]);
    expect(end).toBeGreaterThan(rest);
    // Ever less: three times as long a training adds less than the first part did.
    expect(end - rest).toBeLessThan((rest - early) * 0.75);
  }
});
