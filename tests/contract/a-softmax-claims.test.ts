/**
 * What the A-Softmax article says of its figures, sentence by sentence. Every number is taken from the sentence itself
 * and held against a recorded run, docs/model.md, the loss, or a formula of this file's own, rounded as it is printed.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { alone, beside, blend, plane, sphere } from '../../content/a-softmax/figures';
import { floorKept, floorTakenAway } from '../../content/a-softmax/measured';
import { openFrame, readSlot, type Frame } from '../../src/lib/frame/layout';
import type { Recording } from '../../src/lib/frame/recording';
import { decodeRecording } from '../../src/lib/frame/read-recording';
import { aSoftmax } from '../../src/lib/loss/a-softmax';
import { implementationById } from '../../src/lib/loss/implementations';
import { lambdaSchedule, publishedLambda } from '../../src/lib/loss/schedule';
import { settingsOf } from '../../src/lib/loss/spec';
import { targetLogitAt } from '../../src/lib/loss/target-logit';
import {
  LEAST_MARGIN_MANY_CLASSES,
  LEAST_MARGIN_TWO_CLASSES,
} from '../../src/lib/loss/theory/a-softmax-arcs';
import { featureNormParameter } from '../../src/lib/points/parameters';
import { effectiveSettings, recipeFor } from '../../src/lib/train/recipe';
import { lossReading } from '../../src/lib/viz/explain/loss-formula';
import { readArcs } from '../../src/lib/viz/explain/m-min';
import { readTwoClasses } from '../../src/lib/viz/explain/two-classes';
import { bare, blocksOf, claimsOf, numbersOf, type Printed } from '../support/articles';

const DEGREE = Math.PI / 180;
const claims = claimsOf('a-softmax');

/** `found` rounds to what is printed. */
function expectPrinted(found: number, printed: Printed): void {
  const off = Math.abs(found - printed.value);
  expect(off, `${printed.text} is printed, ${found} is found`).toBeLessThanOrEqual(
    0.5 * 10 ** -printed.decimals + 1e-9,
  );
}

/** The rows of docs/model.md by their first cell, each list of a row as printed, without its unit. */
const model = readFileSync('docs/model.md', 'utf8');
const listsOf = (line: string): string[][] =>
  line
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.match(/\d+\.\d+/g) ?? []);
const rowsOf = (heading: string): Map<string, string[][]> =>
  new Map(
    model
      .split(`## ${heading}`)[1]
      .split('\n## ')[0]
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => [line.split('|')[1].trim(), listsOf(line)]),
  );
const [inPlane, inSpace, own] = [
  'What to expect of 600 steps in two dimensions',
  'What to expect of 600 steps in three dimensions',
  'A-Softmax by its m and its λ',
].map(rowsOf);

/** Three seeds, as printed. */
interface Measured {
  readonly accuracy: readonly string[];
  readonly targetDeg: readonly string[];
  readonly intraDeg: readonly string[];
}
const fromPlane = (name: string): Measured => {
  const [accuracy, , targetDeg] = inPlane.get(name)!;
  return { accuracy, targetDeg, intraDeg: [] };
};
const fromSpace = (name: string): Measured => {
  const [accuracy, targetDeg, intraDeg] = inSpace.get(name)!;
  return { accuracy, targetDeg, intraDeg };
};
const fromOwn = (name: string): Measured => {
  const [accuracy, targetDeg, intraDeg] = own.get(name)!;
  return { accuracy, targetDeg, intraDeg };
};
/** The rows of the article's two tables, in their order. */
const planeTable = [
  fromPlane('Softmax'),
  fromPlane('modified Softmax'),
  fromOwn('2-D, m = 2, λ → 0'),
  fromOwn('2-D, m = 3, λ → 0'),
  fromPlane('A-Softmax, m = 4, λ → 0'),
  fromOwn('2-D, m = 4, λ → 5'),
];
const spaceTable = [
  fromSpace('Softmax'),
  fromSpace('modified Softmax'),
  fromOwn('3-D, m = 2, λ → 0'),
  fromOwn('3-D, m = 3, λ → 0'),
  fromSpace('A-Softmax, m = 4, λ → 0'),
  fromOwn('3-D, m = 4, λ → 5'),
];
/** How much the first is above the second, seed by seed. */
const gaps = (first: readonly string[], second: readonly string[]): number[] =>
  first.map((value, seed) => Number(value) - Number(second[seed]));
const textsOf = (printed: readonly Printed[]): string[] => printed.map(({ text }) => text);

const recordings: Record<string, Recording> = {};
beforeAll(async () => {
  for (const { recording } of [plane, alone, blend, sphere, beside]) {
    recordings[recording!] = await decodeRecording(
      Uint8Array.from(readFileSync(`static/runs/${recording}.run`)),
    );
  }
});
/** The last moment of each run of a recording. */
const rested = (name: string): Frame[] => {
  const recording = recordings[name];
  return recording.info.runs.map((_, run) =>
    recording.read(recording.length - 1, run, openFrame(recording.info.shape)),
  );
};
/** How many digits, the share of each run that is right by angle, and the median angle of each. */
function expectRest(name: string, [count, ...numbers]: readonly Printed[]): void {
  const frames = rested(name);
  expect(numbers).toHaveLength(2 * frames.length);
  frames.forEach((frame, run) => {
    expect(frame.shape.probes).toBe(count.value);
    expectPrinted(100 * readSlot(frame, 'cosineAccuracy'), numbers[run]);
    expectPrinted(readSlot(frame, 'targetDeg'), numbers[frames.length + run]);
  });
}
const settingsIn = (name: string, key: string): unknown[] =>
  recordings[name].info.runs.map(({ settings }) => settings[key]);

const psiAt = (settings: Record<string, number>, degrees: number) =>
  targetLogitAt(aSoftmax, settingsOf(aSoftmax, settings), degrees * DEGREE);
/** The m that the blend is worth on the weight, from the curve itself: ψ falls as 1 − m′²θ²/2. */
const worth = (m: number, lambda: number): number => Math.sqrt(psiAt({ m, lambda }, 0).dPsiDCos!);

/**
 * How far class 1 reaches towards class 2, degrees: the angle up to which its own logit is the larger one, for weights of
 * these lengths.
 */
function reachDeg(settings: Record<string, number>, apartDeg: number, lengths = [1, 1]): number {
  const wins = (degrees: number) =>
    lengths[0] * psiAt(settings, degrees).psi > lengths[1] * Math.cos((apartDeg - degrees) * DEGREE);
  if (!wins(0)) return 0;
  let [low, high] = [0, apartDeg];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (wins(middle)) low = middle;
    else high = middle;
  }
  return low;
}
const arcDeg = (settings: Record<string, number>, apartDeg: number): number =>
  apartDeg - 2 * reachDeg(settings, apartDeg);

const arcsAt = (m: number, apartDeg: number, classes = 2) =>
  readArcs({ m, classes, apartRad: apartDeg * DEGREE });
/** λ at 0-based step `step` of this site's recipe, for a slider at `lambda`. */
const lambdaAt = (step: number, lambda: number): number =>
  effectiveSettings(aSoftmax, settingsOf(aSoftmax, { lambda }), recipeFor(aSoftmax), step).lambda as number;

const formulaAt = (m: number, lambda: number, norm: number) =>
  lossReading(aSoftmax, settingsOf(aSoftmax, { m, lambda }), 12 * DEGREE, norm);

const checks: Record<string, (...numbers: Printed[]) => void> = {
  'four-multipliers': (...multipliers) => {
    expect(settingsIn('margins-2d', 'm')).toEqual(multipliers.map(({ value }) => value));
    expect(new Set(settingsIn('margins-2d', 'lambda'))).toEqual(new Set([0]));
  },
  'four-rests': (...numbers) => expectRest('margins-2d', numbers),

  'formula-opening': (m, norm, felt, one, plain) => {
    expect(settingsOf(aSoftmax)).toMatchObject({ m: m.value, lambda: 0 });
    expect(featureNormParameter.default).toBe(norm.value);
    expectPrinted(100 * formulaAt(m.value, 0, norm.value).probability, felt);
    expectPrinted(100 * formulaAt(one.value, 0, norm.value).probability, plain);
  },
  'formula-tie': (m, next, own) => {
    expect(own.value + next.value).toBe(36);
    expect(m.value * own.value).toBe(next.value);
    const { ownLogit, otherLogit } = formulaAt(m.value, 0, 16);
    expect(ownLogit).toBeCloseTo(otherLogit, 8);
  },

  'comes-up': (m, turn, right, top) => {
    expect(180 / m.value).toBe(turn.value);
    expect(Math.cos(m.value * right.value * DEGREE)).toBeCloseTo(top.value, 12);
    expect(psiAt({ m: m.value }, right.value).psi).toBeLessThan(0);
  },
  staircase: (top, ...numbers) => {
    const [bottom, m] = numbers.slice(-2);
    expect(psiAt({ m: m.value }, 0).psi).toBeCloseTo(top.value, 12);
    expect(psiAt({ m: m.value }, 180).psi).toBeCloseTo(bottom.value, 9);
    expect(1 - 2 * m.value).toBe(bottom.value);
    for (let degrees = 1; degrees <= 180; degrees++) {
      expect(psiAt({ m: m.value }, degrees).psi).toBeLessThanOrEqual(
        psiAt({ m: m.value }, degrees - 1).psi + 1e-12,
      );
    }
  },
  landings: (first, second, third, flat, halfway, steep) => {
    for (const { value } of [first, second, third]) {
      expect(psiAt({ m: 4 }, value).dPsiDTheta).toBeCloseTo(flat.value, 6);
    }
    expect(-psiAt({ m: 4 }, halfway.value).dPsiDTheta).toBeCloseTo(steep.value, 6);
  },

  'alone-rests': (m, ...numbers) => {
    expect(settingsIn('a-softmax', 'm')).toEqual([m.value]);
    expectRest('a-softmax', numbers);
    expect(alone.seed).toBeUndefined();
  },

  'right-angle': (m, degrees) => {
    const verdictAt = (turn: number) =>
      readTwoClasses({
        spec: aSoftmax,
        settings: settingsOf(aSoftmax, { m: m.value }),
        weightsRad: [0, 90 * DEGREE],
        featureRad: turn * DEGREE,
        featureNorm: 6,
      }).verdict;
    expect(verdictAt(degrees.value)).toBe('refused');
    expect(verdictAt(17.9)).toBe('accepted');
    expect(verdictAt(18.1)).toBe('refused');
  },
  arcs: (reach, arc, apart, near, nearApart) => {
    expectPrinted(reachDeg({ m: 4 }, apart.value), reach);
    expectPrinted(arcDeg({ m: 4 }, apart.value), arc);
    expectPrinted(arcDeg({ m: 4 }, nearApart.value), near);
    // Three fifths, and the article’s formula.
    for (const degrees of [10, nearApart.value, apart.value]) {
      expect(arcDeg({ m: 4 }, degrees) / degrees).toBeCloseTo(3 / 5, 9);
    }
  },
  'never-too-large': (zero, one) => {
    for (const m of [1, 2, 3, 4]) expect(psiAt({ m }, zero.value).psi).toBe(one.value);
    for (const degrees of [1, 10, 36]) expect(reachDeg({ m: 4 }, degrees)).toBeGreaterThan(0);
  },

  'least-two': (least) => {
    expectPrinted(LEAST_MARGIN_TWO_CLASSES, least);
    const m = LEAST_MARGIN_TWO_CLASSES;
    expect(1 / (m - 1) + 1 / (m + 1)).toBeCloseTo((m - 1) / (m + 1), 12);
    expect(m * m - 4 * m + 1).toBeCloseTo(0, 12);
  },
  'whole-four': (four) => {
    for (const least of [LEAST_MARGIN_TWO_CLASSES, LEAST_MARGIN_MANY_CLASSES]) {
      expect(Math.floor(least) + 1).toBe(four.value);
    }
    expect(arcsAt(3, 0, 10).isOpenSet).toBe(false);
  },
  'm-min-opening': (m, apart, inside, between, other, insideThen, betweenThen) => {
    for (const [multiplier, most, least] of [
      [m, inside, between],
      [other, insideThen, betweenThen],
    ]) {
      const { maxIntraRad, minInterRad } = arcsAt(multiplier.value, apart.value);
      expectPrinted(maxIntraRad / DEGREE, most);
      expectPrinted(minInterRad / DEGREE, least);
    }
  },
  'm-min-opposite': (m, beyond) => {
    expectPrinted(arcsAt(m.value, 90).holdsBeyondRad! / DEGREE, beyond);
    expect(arcsAt(m.value, beyond.value - 1).isOpenSet).toBe(false);
    expect(arcsAt(m.value, beyond.value + 1).isOpenSet).toBe(true);
  },

  begins: (degrees, m, height) => {
    const { psi, dPsiDTheta } = psiAt({ m: m.value }, degrees.value);
    expect(psi).toBeCloseTo(height.value, 9);
    expect(dPsiDTheta).toBeCloseTo(0, 9);
  },
  'authors-schedule': (start, last) => {
    const { base, gamma, floor } = publishedLambda.authors;
    expect([base, floor]).toEqual([start.value, last.value]);
    // The formula between them.
    expect(gamma).toBeCloseTo(0.12, 6);
    expect(lambdaSchedule(100, publishedLambda.authors)).toBeCloseTo(1000 / (1 + 0.12 * 100), 4);
  },
  'authors-floor': (iteration, last) => {
    const { floor } = publishedLambda.authors;
    expect(lambdaSchedule(iteration.value, publishedLambda.authors)).toBe(floor);
    expect(lambdaSchedule(iteration.value - 1, publishedLambda.authors)).toBeGreaterThan(floor);
    expect(iteration.value / last.value).toBeLessThan(0.1);
  },
  'five-sixths': (share, whole) => expect(share.value / whole.value).toBeCloseTo(5 / (1 + 5), 12),
  worth: (m, lambda, left) => {
    expectPrinted(worth(m.value, lambda.value), left);
    expect(worth(m.value, lambda.value)).toBeCloseTo(
      Math.sqrt((lambda.value + m.value ** 2) / (1 + lambda.value)),
      12,
    );
    // “Less than twice” stands at the head of the article.
    expect(left.value).toBeLessThan(2);
  },
  'blended-arc': (apart, blended, pure, narrower, two) => {
    expectPrinted(arcDeg({ m: 4, lambda: 5 }, apart.value), blended);
    expectPrinted(arcDeg({ m: 4 }, apart.value), pure);
    expectPrinted(arcDeg({ m: two.value }, apart.value), narrower);
    expect(blended.value).toBeLessThan(narrower.value);
  },
  'blended-class': (width) => {
    const arc = arcDeg({ m: 4, lambda: 5 }, 36);
    expectPrinted(36 - arc, width);
    expect(36 - arc).toBeGreaterThan(arc);
  },
  'blended-formula': (degrees, percent) => {
    expect(degrees.value).toBe(12);
    const { probability, verdict } = formulaAt(4, 5, 16);
    expectPrinted(100 * probability, percent);
    expect(verdict).toBe('accepted');
  },
  'our-schedule': () => {
    // The formula beside it, and the authors’.
    for (const step of [10, 100, 599]) {
      expect(lambdaAt(step, 0)).toBeCloseTo(1000 / (1 + 1.2 * (step + 1)), 9);
    }
    expect(1.2 / publishedLambda.authors.gamma).toBeCloseTo(10, 5);
  },
  'our-lambda': (slider, lambda, step, left) => {
    expectPrinted(lambdaAt(step.value, slider.value), lambda);
    expectPrinted(worth(4, lambdaAt(step.value, slider.value)), left);
  },

  'blend-rests': (m, floor, high, ...numbers) => {
    expect(new Set(settingsIn('a-softmax-lambda', 'm'))).toEqual(new Set([m.value]));
    expect(settingsIn('a-softmax-lambda', 'lambda')).toEqual([0, floor.value, high.value]);
    expectRest('a-softmax-lambda', numbers);
  },

  'floor-angles': (...numbers) => {
    const at = ({ steps, values_seedStep }: typeof floorKept, step: number) =>
      values_seedStep.map((values) => values[steps.indexOf(step)]);
    const [start, end] = [numbers[3], numbers[7]];
    at(floorTakenAway, start.value).forEach((found, seed) => expectPrinted(found, numbers[seed]));
    at(floorTakenAway, end.value).forEach((found, seed) => expectPrinted(found, numbers[4 + seed]));
    at(floorKept, end.value).forEach((found, seed) => expectPrinted(found, numbers[8 + seed]));
    // What was written down twice.
    const said = model.replace(/\s+/g, ' ');
    const listed = (list: readonly Printed[]) => list.map(({ text }) => `${text}°`).join(' / ');
    expect(said).toContain(
      `from ${listed(numbers.slice(0, 3))} at step ${start.value} to ${listed(numbers.slice(4, 7))}`,
    );
    expect(said).toContain(`With the floor kept it is ${listed(numbers.slice(8))}`);
  },
  'l-softmax-rules': (...numbers) => {
    const said = model.replace(/\s+/g, ' ');
    const listed = (list: readonly Printed[]) => textsOf(list).join(' / ');
    expect(said).toContain(
      `${listed(numbers.slice(0, 3))} % by its own rule, ${listed(numbers.slice(3))} % by angle`,
    );
  },
  'beside-rests': (count, ...numbers) => {
    const frames = rested('a-softmax-beside-l-softmax');
    expect(frames).toHaveLength(3);
    frames.forEach((frame, run) => {
      expect(frame.shape.probes).toBe(count.value);
      expectPrinted(100 * readSlot(frame, 'cosineAccuracy'), numbers[run]);
    });
    const [{ weights_cd }] = frames;
    const lengths = Array.from({ length: 10 }, (_, c) =>
      Math.hypot(weights_cd[2 * c], weights_cd[2 * c + 1]),
    );
    expectPrinted(Math.min(...lengths), numbers[3]);
    expectPrinted(Math.max(...lengths), numbers[4]);
  },
  'floor-lambda': (from, to, left) => {
    expectPrinted(lambdaAt(600, 0), from);
    expectPrinted(lambdaAt(899, 0), to);
    expectPrinted(worth(4, lambdaAt(899, 0)), left);
  },

  'sphere-drops': (...numbers) => {
    const rows = [spaceTable[1], spaceTable[2], spaceTable[3], spaceTable[4]];
    rows.forEach(({ targetDeg }, row) =>
      expect(textsOf(numbers.slice(4 * row + 1, 4 * row + 4))).toEqual(targetDeg),
    );
    expect([0, 1, 2, 3].map((row) => numbers[4 * row].value)).toEqual([1, 2, 3, 4]);
  },
  'sphere-rests': (...numbers) => expectRest('margins-3d', numbers),

  'l-softmax-reach': (m, first, short, second, long, equal) => {
    expect([first.value, second.value]).toEqual([1, 2]);
    expectPrinted(reachDeg({ m: m.value }, 72, [1, 2]), short);
    expectPrinted(reachDeg({ m: m.value }, 72, [2, 1]), long);
    expectPrinted(reachDeg({ m: m.value }, 72), equal);
  },
  'l-softmax-no-place': (apart, percent) => {
    expect(reachDeg({ m: 4 }, apart.value, [1, 1 + percent.value / 100])).toBe(0);
    expect(reachDeg({ m: 4 }, apart.value, [1, 1 + (percent.value - 1) / 100])).toBeGreaterThan(0);
  },
  'mistake-loss': (degrees, norm, plain, one, stairs, m) => {
    expect(degrees.value).toBe(12);
    expectPrinted(formulaAt(one.value, 0, norm.value).loss, plain);
    expectPrinted(formulaAt(m.value, 0, norm.value).loss, stairs);
  },
  libraries: (floor, base, floorToo, none) => {
    const defaultOf = (name: string) => implementationById(`a-softmax/${name}`)!.defaults;
    for (const name of ['caffe_sphereface', 'ronghuaiyang', 'clcarwin']) {
      expect(defaultOf(name)).toEqual({ m: 4, lambda: floor.value });
    }
    expect(publishedLambda.clcarwin).toMatchObject({ base: base.value, floor: floorToo.value });
    expect(defaultOf('pml')).toEqual({ m: 4, lambda: none.value });
  },
  'worth-two': (left) => expectPrinted(worth(2, 5), left),

  'no-easing-space': (...numbers) => {
    const [accuracy, targetDeg, , interDeg] = own.get('3-D, m = 4, λ = 0 throughout')!;
    const [easedAccuracy, easedDeg, , easedInter] = inSpace.get('A-Softmax, m = 4, λ → 0')!;
    expect(textsOf(numbers.slice(0, 12))).toEqual([...targetDeg, ...easedDeg, ...interDeg, ...easedInter]);
    gaps(easedAccuracy, accuracy).forEach((gap, seed) => expectPrinted(gap, numbers[12 + seed]));
    for (const gap of gaps(easedDeg, targetDeg)) expect(gap).toBeGreaterThan(1);
  },
  'no-easing-plane': (...numbers) => {
    const [accuracy, targetDeg, , interDeg] = own.get('2-D, m = 4, λ = 0 throughout')!;
    expect(textsOf(numbers)).toEqual([...accuracy, ...targetDeg, ...interDeg]);
    for (const gap of gaps(planeTable[4].targetDeg, targetDeg)) expect(gap).toBeGreaterThan(0.1);
  },
  'ahead-of-modified': (...numbers) => {
    const [softmax, modified, , , four] = planeTable;
    gaps(four.accuracy, modified.accuracy).forEach((gap, seed) => expectPrinted(gap, numbers[seed]));
    gaps(four.accuracy, softmax.accuracy).forEach((gap, seed) => expectPrinted(gap, numbers[3 + seed]));
    const values = four.accuracy.map(Number);
    expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(numbers[5].value);
  },
  'rows-shrink': (zero) => {
    expect(zero.value).toBe(0);
    for (const row of [1, 2, 3]) {
      for (const gap of gaps(planeTable[row].targetDeg, planeTable[row + 1].targetDeg))
        expect(gap).toBeGreaterThan(0);
    }
  },
  'floor-in-plane': (floor) => {
    expect(floor.value).toBe(5);
    for (const gap of gaps(planeTable[5].targetDeg, planeTable[4].targetDeg))
      expect([0.1, 0.2]).toContain(Math.round(10 * gap) / 10);
  },
  'floor-like-three': (four, floor, three) => {
    expect([four.value, floor.value, three.value]).toEqual([4, 5, 3]);
    const [, , , fewer, , floored] = spaceTable;
    for (const key of ['targetDeg', 'intraDeg'] as const) {
      for (const gap of gaps(fewer[key], floored[key])) expect(Math.abs(gap)).toBeLessThan(0.25);
    }
  },
};

it('every claim has its check, and every check its claim', () => {
  expect(Object.keys(checks).sort()).toEqual(claims.map(({ id }) => id).sort());
});

/** Numbers in sentences whose checks take them as lists; a number more or less would be one that nothing looks at. */
const listed: Readonly<Record<string, number>> = {
  'four-multipliers': 4,
  'four-rests': 9,
  staircase: 5,
  'alone-rests': 4,
  'blend-rests': 10,
  'floor-angles': 11,
  'sphere-drops': 16,
  'l-softmax-rules': 6,
  'beside-rests': 6,
  'sphere-rests': 9,
  'no-easing-space': 15,
  'no-easing-plane': 9,
  'ahead-of-modified': 6,
};

describe.each(claims)('$id', ({ id, parts }) => {
  const numbers = numbersOf(parts.join(' … '));
  const [english, chinese] = (['en', 'zh'] as const).map((language) => blocksOf('a-softmax', language));

  it('holds', () => {
    expect(numbers, textsOf(numbers).join(' ')).toHaveLength(listed[id] ?? checks[id].length);
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

/** What m is worth at step 600, by the plane’s rows; whole numbers are no lists. */
const worthAtEnd = [
  null,
  { m: 1, lambda: 0 },
  { m: 2, lambda: 0 },
  { m: 3, lambda: 0 },
  { m: 4, lambda: 0 },
  { m: 4, lambda: 5 },
].map((run) => (run && run.m > 1 ? [worth(run.m, lambdaAt(600, run.lambda)).toFixed(2)] : []));

it('the tables are those of docs/model.md, in both languages', () => {
  for (const language of ['en', 'zh'] as const) {
    const tables = blocksOf('a-softmax', language).filter((block) => block.startsWith('| '));
    const printed = tables.map((table) => table.split('\n').slice(2).map(listsOf));
    expect(printed).toEqual([
      planeTable.map(({ accuracy, targetDeg }, row) => [worthAtEnd[row], accuracy, targetDeg]),
      spaceTable.map(({ accuracy, targetDeg, intraDeg }) => [accuracy, targetDeg, intraDeg]),
    ]);
  }
});
