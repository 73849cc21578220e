/**
 * What the CosFace article says of its figures, sentence by sentence. Every number is taken from the sentence itself
 * and held against a recorded run, docs/model.md, the loss, or a formula of this file's own, rounded as it is printed.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { alone, beside, free, sixFaces } from '../../content/cosface/figures';
import { marginKept, marginRaised } from '../../content/cosface/measured';
import { runSettings } from '../../src/lib/demo/plan';
import { runsOf } from '../../src/lib/demo/schema';
import { trainedPeople, viewsPerPerson } from '../../src/lib/face/sets';
import { openFrame, readSlot, type Frame } from '../../src/lib/frame/layout';
import type { Recording } from '../../src/lib/frame/recording';
import { decodeRecording } from '../../src/lib/frame/read-recording';
import { aSoftmax } from '../../src/lib/loss/a-softmax';
import { arcface } from '../../src/lib/loss/arcface';
import { twoClassBoundary } from '../../src/lib/loss/boundary';
import { cosface } from '../../src/lib/loss/cosface';
import { implementationById } from '../../src/lib/loss/implementations';
import { settingsOf, type MarginLossSpec } from '../../src/lib/loss/spec';
import { targetLogitAt } from '../../src/lib/loss/target-logit';
import { adviceFor, marginRange } from '../../src/lib/loss/theory/advice';
import { mostCosineMargin } from '../../src/lib/loss/theory/margin-bounds';
import { leastScale, leastScaleOnCircle, posteriorOnCircle } from '../../src/lib/loss/theory/scale-bounds';
import { widestSeparation } from '../../src/lib/loss/theory/separation';
import { densityOf } from '../../src/lib/points/density';
import { evenNotches } from '../../src/lib/points/notches';
import { digWells } from '../../src/lib/points/wells';
import { lossReading } from '../../src/lib/viz/explain/loss-formula';
import { bare, blocksOf, claimsOf, numbersOf, type Printed } from '../support/articles';
import { measuredTable } from '../support/measured-table';

const DEGREE = Math.PI / 180;
const claims = claimsOf('cosface');

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
    .map((cell) => cell.match(/\d+\.\d/g) ?? []);
const rowsOf = (section: string): Map<string, string[][]> =>
  new Map(
    section
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => [line.split('|')[1].trim(), listsOf(line)]),
  );
const sectionOf = (heading: string): string => model.split(`## ${heading}`)[1].split('\n## ')[0];
const [plane, space, own] = [
  'What to expect of 600 steps in two dimensions',
  'What to expect of 600 steps in three dimensions',
  'CosFace with room for its margin and without',
].map((heading) => rowsOf(sectionOf(heading)));

/** Accuracies and angles of three seeds, as printed. */
interface Measured {
  readonly accuracy: readonly string[];
  readonly targetDeg: readonly string[];
  readonly intraDeg: readonly string[];
}
const inPlane = (name: string): Measured => {
  const [accuracy, , targetDeg] = plane.get(name)!;
  return { accuracy, targetDeg, intraDeg: [] };
};
const inSpace = (name: string): Measured => {
  const [accuracy, targetDeg, intraDeg] = space.get(name)!;
  return { accuracy, targetDeg, intraDeg };
};
const ofCosface = (name: string): Measured => {
  const [accuracy, targetDeg, intraDeg] = own.get(name)!;
  return { accuracy, targetDeg, intraDeg };
};
/** The rows of the article's two tables, in their order. */
const planeTable = [
  inPlane('Softmax'),
  ofCosface('CosFace, 2-D, m = 0'),
  inPlane('CosFace, s = 16, m = 0.15'),
  ofCosface('CosFace, 2-D, m = 0.35'),
  inPlane('ArcFace, s = 16, m = 0.5'),
];
const spaceTable = [
  inSpace('Softmax'),
  ofCosface('CosFace, 3-D, m = 0'),
  inSpace('CosFace, s = 16, m = 0.15'),
  inSpace('CosFace, s = 16, m = 0.35'),
  inSpace('ArcFace, s = 16, m = 0.5'),
];
/** Six people, then with the twins among them. */
const [sixTable, twinTable] = sectionOf('Six made faces in three dimensions')
  .split('| with the twins')
  .map(measuredTable);
const sixOf = (table: typeof sixTable, name: string) => table.find((row) => row.name === name)!;
/** How much the first is above the second, seed by seed. */
const gaps = (first: readonly string[], second: readonly string[]): number[] =>
  first.map((value, seed) => Number(value) - Number(second[seed]));
const textsOf = (numbers: readonly Printed[]): string[] => numbers.map(({ text }) => text);

const recordings: Record<string, Recording> = {};
beforeAll(async () => {
  for (const name of [
    'cosface-room',
    'cosface',
    'cosface-beside-arcface',
    'cosface-sphere',
    'cosface-six-faces',
  ]) {
    recordings[name] = await decodeRecording(Uint8Array.from(readFileSync(`static/runs/${name}.run`)));
  }
});
/** The last moment of each run of a recording. */
const rested = (name: string): Frame[] => {
  const recording = recordings[name];
  return recording.info.runs.map((_, run) =>
    recording.read(recording.length - 1, run, openFrame(recording.info.shape)),
  );
};
const marginsOf = (name: string): unknown[] => recordings[name].info.runs.map(({ settings }) => settings.m);
function expectShares(name: string, count: Printed, shares: readonly Printed[]): void {
  const frames = rested(name);
  expect(frames).toHaveLength(shares.length);
  frames.forEach((frame, run) => {
    expect(frame.shape.probes).toBe(count.value);
    expectPrinted(100 * readSlot(frame, 'cosineAccuracy'), shares[run]);
  });
}
const rowAt = (values: ArrayLike<number>, row: number, dim: number): number[] =>
  Array.from({ length: dim }, (_, k) => values[row * dim + k]);
const cosOf = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, k) => sum + value * b[k], 0) / (Math.hypot(...a) * Math.hypot(...b));

const psiAt = (spec: MarginLossSpec, settings: Record<string, number | string>, degrees: number) =>
  targetLogitAt(spec, settingsOf(spec, settings), degrees * DEGREE);
/** The strip between neighbours on a circle, in degrees. */
const stripDeg = (spec: MarginLossSpec, m: number, classes: number): number => {
  const situation = { classes, dim: 2, probability: 0.5 };
  const { verdict, gapRad } = adviceFor(spec, settingsOf(spec, { m }), 16, situation);
  expect(verdict).not.toBe('margin-too-large');
  return gapRad / DEGREE;
};
/** How many classes leave neighbours on the circle so far apart. */
const classesApart = (degrees: number): number => {
  expect(360 % degrees).toBe(0);
  return 360 / degrees;
};
/** Where free points of the figure come to rest: root mean square angle, degrees. */
const restingDeg = (spec: MarginLossSpec, s: number, m: number, temperature: number): number => {
  const wells = digWells({
    spec,
    settings: settingsOf(spec, { s, m }),
    featureNorm: s,
    weightNotch_c: evenNotches(10),
  });
  return densityOf(wells, 0, temperature).rmsRad / DEGREE;
};
const staircase = { m: 4, lambda: 0 };
const neededDeg = (m: number): number => Math.acos(1 - m) / DEGREE;

const checks: Record<string, (...numbers: Printed[]) => void> = {
  'room-margins': (...margins) => {
    expect(marginsOf('cosface-room')).toEqual(margins.map(({ value }) => value));
    const [first, ...others] = recordings['cosface-room'].info.runs.map((run) => ({
      ...run,
      settings: { ...run.settings, m: 0 },
    }));
    for (const other of others) expect(other).toEqual(first);
  },

  'room-rests': (count, ...shares) => expectShares('cosface-room', count, shares),
  rivals: (s, m, times) => expectPrinted(Math.exp(s.value * m.value), times),

  'rivals-paper': (s, m) => {
    const times = Math.exp(s.value * m.value);
    expect(times).toBeGreaterThan(5e9);
    expect(times).toBeLessThan(6e9);
  },

  'formula-opening': (s, m, felt, plain) => {
    const settings = settingsOf(cosface);
    expect(settings).toMatchObject({ s: s.value, m: m.value });
    expectPrinted(100 * lossReading(cosface, settings, 12 * DEGREE, 1).probability, felt);
    expectPrinted(100 * lossReading(cosface, { ...settings, m: 0 }, 12 * DEGREE, 1).probability, plain);
  },

  worth: (m, atWeight, atRight) => {
    for (const [degrees, worth] of [
      [0, atWeight],
      [90, atRight],
    ] as const) {
      const { psi } = psiAt(cosface, { m: m.value }, degrees);
      expectPrinted(Math.acos(psi) / DEGREE - degrees, worth);
    }
  },

  'strip-near': (m, near, apart, far) => {
    expectPrinted(stripDeg(cosface, m.value, classesApart(apart.value)), near);
    expectPrinted(stripDeg(cosface, m.value, 4), far);
    // The article's formula, by the distance of the weights.
    for (const [degrees, strip] of [
      [apart.value, near],
      [90, far],
    ] as const) {
      const distance = Math.hypot(1 - Math.cos(degrees * DEGREE), Math.sin(degrees * DEGREE));
      expectPrinted((2 * Math.asin(m.value / distance)) / DEGREE, strip);
    }
  },

  'strip-arcface': (strip, m) => {
    for (const classes of [4, 6, 10]) expectPrinted(stripDeg(arcface, m.value, classes), strip);
  },

  'strip-same': (m, strip, arcM, arcStrip) => {
    expectPrinted(stripDeg(cosface, m.value, 4), strip);
    expectPrinted(stripDeg(arcface, arcM.value, 4), arcStrip);
  },

  'beside-rests': (count, ...shares) => {
    expectShares('cosface-beside-arcface', count, shares);
    expect(marginsOf('cosface-beside-arcface')).toEqual([0.15, 0.5]);
  },

  'beside-boundary': () => {
    const lines = runsOf(beside).map((run) => {
      const { class1 } = twoClassBoundary(run.loss, runSettings(run, beside, {}))!;
      return class1[0].map(({ theta1Rad, theta2Rad }) => (theta2Rad - theta1Rad) / DEGREE);
    });
    const [bulging, even] = lines;
    for (const width of even) expect(width).toBeCloseTo(0.5 / DEGREE, 6);
    expect(bulging[0]).toBeGreaterThan(30);
    expect(bulging.at(-1)!).toBeGreaterThan(30);
    expect(Math.min(...bulging)).toBeLessThan(9);
  },

  slope: () => {
    for (let degrees = 0; degrees <= 180; degrees++) {
      const { dPsiDTheta } = psiAt(cosface, { m: 0.35 }, degrees);
      expect(dPsiDTheta).toBeCloseTo(-Math.sin(degrees * DEGREE), 12);
    }
  },

  'alone-rests': (count, share, degrees) => {
    expectShares('cosface', count, [share]);
    expectPrinted(readSlot(rested('cosface')[0], 'targetDeg'), degrees);
    expect(alone.seed).toBeUndefined();
  },

  staircase: (first, second, third, flat, steep) => {
    for (const { value } of [first, second, third]) {
      expect(psiAt(aSoftmax, staircase, value).dPsiDCos).toBeCloseTo(flat.value, 9);
    }
    expect(psiAt(aSoftmax, staircase, 0).dPsiDCos).toBeCloseTo(steep.value, 9);
  },

  begins: (degrees, height) => {
    const { psi, dPsiDTheta } = psiAt(aSoftmax, staircase, degrees.value);
    expect(psi).toBeCloseTo(height.value, 9);
    expect(dPsiDTheta).toBeCloseTo(0, 9);
  },

  'cosface-begins': (height) => {
    const { psi, dPsiDTheta, dPsiDCos } = psiAt(cosface, { m: -height.value }, 90);
    expect(psi).toBeCloseTo(height.value, 9);
    expect(dPsiDTheta).toBeCloseTo(-1, 9);
    expect(dPsiDCos).toBe(1);
  },

  falls: (from, to) => {
    for (let degrees = from.value + 1; degrees <= to.value; degrees++) {
      const [before, here] = [degrees - 1, degrees].map((at) => psiAt(cosface, { m: 0.35 }, at).psi);
      expect(here).toBeLessThan(before);
    }
  },

  'arcface-turns': (degrees, m) => {
    expectPrinted(180 - m.value / DEGREE, degrees);
    const bareArcface = { m: m.value, safeguard: 'none' };
    const [before, beyond, end] = [degrees.value - 3, degrees.value + 3, 180].map(
      (at) => psiAt(arcface, bareArcface, at).dPsiDTheta,
    );
    expect(before).toBeLessThan(0);
    expect(beyond).toBeGreaterThan(0);
    expect(end).toBeGreaterThan(0);
  },

  bottom: (degrees, ofArcface, ofCosface) => {
    expectPrinted(-psiAt(arcface, { m: 0.5 }, degrees.value).dPsiDTheta, ofArcface);
    expectPrinted(-psiAt(cosface, { m: 0.35 }, degrees.value).dPsiDTheta, ofCosface);
  },

  'free-widths': (s, temperature, none, narrow, m, narrower, more) => {
    expect(free.losses).toEqual(['cosface']);
    expectPrinted(restingDeg(cosface, s.value, 0, temperature.value), none);
    expectPrinted(restingDeg(cosface, s.value, m.value, temperature.value), narrow);
    expectPrinted(restingDeg(cosface, s.value, more.value, temperature.value), narrower);
  },

  'free-arcface': (m, degrees) => {
    expectPrinted(restingDeg(arcface, 16, m.value, 1), degrees);
    // A point: the slope does not vanish with the angle.
    expect(-psiAt(arcface, { m: m.value }, 0).dPsiDTheta).toBeGreaterThan(0.4);
    expect(-psiAt(cosface, { m: m.value }, 0).dPsiDTheta).toBeCloseTo(0, 12);
  },

  'bound-circle': (eight, ten) => {
    expectPrinted(mostCosineMargin(8, 2).value, eight);
    expectPrinted(mostCosineMargin(10, 2).value, ten);
  },

  'bound-space': (degrees, m) => {
    const { angleRad, exact } = widestSeparation(10, 3);
    expect(exact).toBe(false);
    expectPrinted(angleRad / DEGREE, degrees);
    expectPrinted(1 - Math.cos(angleRad), m);
  },

  'seven-places': (m, degrees) => {
    expectPrinted(neededDeg(m.value), degrees);
    const [margin] = cosface.parameters.filter(({ role }) => role === 'margin');
    const most = (classes: number) =>
      marginRange(cosface, settingsOf(cosface), margin, { classes, dim: 2, probability: 0.5 }).most;
    expect(most(7)).toBeGreaterThan(m.value);
    expect(most(8)).toBeLessThan(m.value);
  },

  heap: (...numbers) => {
    const heap = numbers.slice(0, 4).map(({ value }) => value);
    const [within, pictures, digit, right] = numbers.slice(4);
    const frame = rested('cosface-room')[2];
    const { labels_n } = recordings['cosface-room'];
    const weights = Array.from({ length: 10 }, (_, c) => rowAt(frame.weights_cd, c, 2));
    const apartDeg = (a: number, b: number) => Math.acos(cosOf(weights[a], weights[b])) / DEGREE;
    const widest = Math.max(...heap.flatMap((a) => heap.map((b) => (a === b ? 0 : apartDeg(a, b)))));
    expect(widest).toBeLessThan(within.value);
    expect(widest).toBeGreaterThan(within.value - 1);
    // The other six stand by themselves: nobody is nearer to one than the heap is wide.
    const others = [0, 1, 2, 3, 4, 5];
    expect([...heap, ...others].sort()).toEqual([...Array(10).keys()]);
    for (const a of others) {
      for (let b = 0; b < 10; b++) if (a !== b) expect(apartDeg(a, b)).toBeGreaterThan(widest);
    }
    const nines = [...labels_n.keys()].filter((n) => labels_n[n] === digit.value);
    expect(nines.length).toBe(pictures.value);
    const won = nines.filter((n) => {
      const cos_c = weights.map((weight) => cosOf(weight, rowAt(frame.embeddings_nd, n, 2)));
      return cos_c.indexOf(Math.max(...cos_c)) === digit.value;
    });
    expect(won.length).toBe(right.value);
  },

  'over-three': (count, m, ...numbers) => {
    expect(count.value).toBe(2000);
    expect(m.text).toBe('0.35');
    expect(textsOf(numbers.slice(0, 3))).toEqual(planeTable[3].accuracy);
    expect(numbers[3].text).toBe('0.15');
    expect(textsOf(numbers.slice(4))).toEqual(planeTable[2].accuracy);
  },

  'raised-angles': (...numbers) => {
    const [first, start, second, end, third] = [
      numbers.slice(0, 3),
      numbers[3],
      numbers.slice(4, 7),
      numbers[7],
      numbers.slice(8),
    ];
    const at = ({ steps, values_seedStep }: typeof marginRaised, step: number) =>
      values_seedStep.map((values) => values[steps.indexOf(step)]);
    at(marginRaised, start.value).forEach((found, seed) => expectPrinted(found, first[seed]));
    at(marginRaised, end.value).forEach((found, seed) => expectPrinted(found, second[seed]));
    at(marginKept, end.value).forEach((found, seed) => expectPrinted(found, third[seed]));
    // What was written down twice.
    const said = model.replace(/\s+/g, ' ');
    const listed = (list: readonly Printed[]) => list.map(({ text }) => `${text}°`).join(' / ');
    expect(said).toContain(`from ${listed(first)} to ${listed(second)} at step ${end.value}`);
    expect(said).toContain(`they are ${listed(third)} and`);
  },

  'raised-accuracy': (...ends) => {
    const said = model.replace(/\s+/g, ' ');
    const [, raised] = /the accuracy is then ([\d./ ]+) %/.exec(said)!;
    const [, kept] = /margin kept they are [\d./° ]+ and ([\d./ ]+) %/.exec(said)!;
    expect(textsOf(ends)).toEqual(raised.split(' / '));
    for (const gap of gaps(kept.split(' / '), raised.split(' / '))) expect([1, 2]).toContain(Math.round(gap));
  },

  'perfect-refused': (m, percent) => expectPrinted(100 * posteriorOnCircle(10, 16, 1 - m.value), percent),

  'scale-bound': (probability, ten, many, classes) => {
    expectPrinted(leastScale(10, probability.value), ten);
    expectPrinted(leastScale(classes.value, probability.value), many);
  },

  'scale-margin': (m, scale, theirs) => {
    const needed = leastScale(85_742, 0.99, 1 - m.value);
    expectPrinted(needed, scale);
    expect(theirs.value).toBeGreaterThan(needed);
    // The formula as the article writes it.
    const [C, P] = [85_742, 0.99];
    expect(Math.log(((C - 1) * P) / (1 - P)) / (C / (C - 1) - m.value)).toBeCloseTo(needed, 9);
  },

  'scale-circle': (m, percent, s, wanted, scale) => {
    expectPrinted(100 * posteriorOnCircle(10, s.value, 1 - m.value), percent);
    expectPrinted(leastScaleOnCircle(10, wanted.value / 100, 1 - m.value), scale);
  },

  'sphere-three': (...numbers) => {
    const [, , small, large] = spaceTable;
    expect(textsOf(numbers.slice(0, 3))).toEqual(large.intraDeg);
    expect(numbers[3].text).toBe('0.15');
    expect(textsOf(numbers.slice(4, 7))).toEqual(small.intraDeg);
    expect(textsOf(numbers.slice(7, 10))).toEqual(large.accuracy);
    expect(textsOf(numbers.slice(10))).toEqual(small.accuracy);
    for (const gap of gaps(large.accuracy, small.accuracy)) expect(gap).toBeGreaterThan(0);
    // Narrower than with no margin, too.
    for (const gap of gaps(large.intraDeg, spaceTable[1].intraDeg)) expect(gap).toBeLessThan(0);
  },

  'sphere-rests': (count, ...numbers) => {
    expectShares('cosface-sphere', count, numbers.slice(0, 3));
    expect(marginsOf('cosface-sphere')).toEqual([0, 0.15, 0.35]);
    rested('cosface-sphere').forEach((frame, run) =>
      expectPrinted(readSlot(frame, 'targetDeg'), numbers[3 + run]),
    );
  },

  'sphere-room': (found, needed) => {
    const { weights_cd } = rested('cosface-sphere')[2];
    const weights = Array.from({ length: 10 }, (_, c) => rowAt(weights_cd, c, 3));
    const nearest = Math.max(...weights.flatMap((a, i) => weights.slice(0, i).map((b) => cosOf(a, b))));
    expectPrinted(Math.acos(nearest) / DEGREE, found);
    expectPrinted(neededDeg(0.35), needed);
  },

  'six-made': () => {
    expect(sixFaces.people).toEqual([0, 1, 2, 3, 4, 5]);
    expect(trainedPeople()).toHaveLength(40);
  },

  'six-pictures': (learnt, shown) =>
    expect([learnt.value, shown.value]).toEqual([viewsPerPerson.train, viewsPerPerson.probe]),

  'six-rests': (m, count, softmaxDeg, cosfaceDeg) => {
    expect(marginsOf('cosface-six-faces')).toEqual([undefined, m.value]);
    const frames = rested('cosface-six-faces');
    [softmaxDeg, cosfaceDeg].forEach((printed, run) => {
      expect(frames[run].shape).toMatchObject({ probes: count.value, dim: 3, classes: 6 });
      expect(readSlot(frames[run], 'cosineAccuracy')).toBe(1);
      expectPrinted(readSlot(frames[run], 'targetDeg'), printed);
    });
    expect(cosfaceDeg.value).toBeGreaterThan(softmaxDeg.value);
  },

  'six-all': (count) => {
    expect(count.value).toBe(6 * viewsPerPerson.probe);
    for (const name of ['Softmax', 'CosFace']) {
      expect(sixOf(sixTable, name).accuracy).toEqual(['100.0', '100.0', '100.0']);
    }
  },

  'six-room': (degrees, ...numbers) => {
    expectPrinted(widestSeparation(6, 3).angleRad / DEGREE, degrees);
    expect(textsOf(numbers.slice(0, 3))).toEqual(sixOf(sixTable, 'Softmax').interDeg);
    expect(textsOf(numbers.slice(3))).toEqual(sixOf(sixTable, 'CosFace').interDeg);
    for (const { value } of numbers.slice(0, 3)) expect(Math.round(degrees.value / value)).toBe(2);
  },

  'six-inside': (...numbers) => {
    expect(textsOf(numbers.slice(0, 3))).toEqual(sixOf(sixTable, 'CosFace').intraDeg);
    expect(textsOf(numbers.slice(3))).toEqual(sixOf(sixTable, 'Softmax').intraDeg);
  },

  'six-twins': (...numbers) => {
    expect(textsOf(numbers.slice(0, 3))).toEqual(sixOf(twinTable, 'CosFace').accuracy);
    expect(textsOf(numbers.slice(3))).toEqual(sixOf(twinTable, 'Softmax').accuracy);
  },

  'six-twins-apart': (...numbers) => {
    const [ours, theirs] = [numbers.slice(0, 3), numbers.slice(3)];
    expect(textsOf(ours)).toEqual(sixOf(twinTable, 'CosFace').interDeg);
    expect(textsOf(theirs)).toEqual(sixOf(twinTable, 'Softmax').interDeg);
    ours.forEach(({ value }, seed) => expect(value).toBeGreaterThan(theirs[seed].value));
  },

  'behind-softmax': () => {
    const [softmax, , small] = planeTable;
    for (const gap of gaps(softmax.accuracy, small.accuracy)) expect(Math.round(gap)).toBe(2);
  },

  'lengths-cost': (m) => {
    expect(m.text).toBe('0.15');
    const [softmax, none, small] = planeTable;
    for (const gap of gaps(softmax.accuracy, none.accuracy)) expect(gap).toBeGreaterThan(3);
    for (const gap of gaps(small.accuracy, none.accuracy)) expect([1, 2]).toContain(Math.round(gap));
    for (const gap of gaps(small.targetDeg, none.targetDeg)) expect(gap).toBeLessThan(-0.5);
  },

  'arcface-ahead': () => {
    const [, , small, , arc] = planeTable;
    expect(gaps(arc.accuracy, small.accuracy).map(Math.round)).toEqual([0, 1, 1]);
  },

  narrower: () => {
    const [, , , large, arc] = spaceTable;
    for (const gap of gaps(large.intraDeg, arc.intraDeg)) expect(gap).toBeLessThan(0);
  },

  'strip-wider': (apart, strip, arcStrip) => {
    expectPrinted(stripDeg(cosface, 0.35, classesApart(apart.value)), strip);
    expectPrinted(stripDeg(arcface, 0.5, classesApart(apart.value)), arcStrip);
  },

  weak: () => {
    const [softmax, none, small] = spaceTable;
    for (const gap of gaps(small.intraDeg, none.intraDeg)) expect(gap).toBeLessThan(0);
    for (const gap of gaps(small.intraDeg, softmax.intraDeg)) expect(gap).toBeGreaterThanOrEqual(0);
  },

  libraries: (...numbers) => {
    ['insightface', 'pml', 'ronghuaiyang'].forEach((name, i) => {
      const [s, m] = numbers.slice(2 * i, 2 * i + 2);
      expect(implementationById(`cosface/${name}`)!.defaults).toEqual({ s: s.value, m: m.value });
    });
  },

  ours: (s, m) => {
    const [run] = runsOf(alone);
    expect(runSettings(run, alone, {})).toMatchObject({ s: s.value, m: m.value });
  },

  'mistake-half': (m, strip) => expectPrinted(stripDeg(cosface, m.value, 4), strip),
  'mistake-scale': (s, m, margin) => expectPrinted(m.value / s.value, margin),

  'mistake-loss': (plain, charged, m) => {
    expectPrinted(-Math.log(posteriorOnCircle(10, 16)), plain);
    expectPrinted(-Math.log(posteriorOnCircle(10, 16, 1 - m.value)), charged);
  },

  'no-ramp': (step, ...shares) => {
    expect(step.value).toBe(0);
    const { accuracy } = ofCosface('CosFace, 2-D, m = 0.15, no ramp');
    expect(textsOf(shares)).toEqual(accuracy);
    const [first, second, third] = gaps(accuracy, planeTable[2].accuracy).map(Math.round);
    expect([first, second, third].sort((a, b) => a - b)).toEqual([-2, -1, 1]);
  },

  'summary-room': (circle, sphere) => {
    expectPrinted(mostCosineMargin(10, 2).value, circle);
    expectPrinted(1 - Math.cos(widestSeparation(10, 3).angleRad), sphere);
  },
};

it('every claim has its check, and every check its claim', () => {
  expect(Object.keys(checks).sort()).toEqual(claims.map(({ id }) => id).sort());
});

/** Numbers in sentences whose checks take them as lists; a number more or less would be one that nothing looks at. */
const listed: Readonly<Record<string, number>> = {
  'room-margins': 3,
  'room-rests': 4,
  'beside-rests': 3,
  heap: 8,
  'over-three': 9,
  'raised-angles': 11,
  'raised-accuracy': 3,
  'sphere-three': 13,
  'sphere-rests': 7,
  'six-room': 7,
  'six-inside': 6,
  'six-twins': 6,
  'six-twins-apart': 6,
  libraries: 6,
  'no-ramp': 4,
};

describe.each(claims)('$id', ({ id, parts }) => {
  const numbers = numbersOf(parts.join(' … '));
  const [english, chinese] = (['en', 'zh'] as const).map((language) => blocksOf('cosface', language));

  it('holds', () => {
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

it('the tables are those of docs/model.md, in both languages', () => {
  for (const language of ['en', 'zh'] as const) {
    const tables = blocksOf('cosface', language).filter((block) => block.startsWith('| '));
    const printed = tables.map((table) => table.split('\n').slice(2).map(listsOf));
    expect(printed).toEqual([
      planeTable.map(({ accuracy, targetDeg }) => [accuracy, targetDeg]),
      spaceTable.map(({ accuracy, intraDeg }) => [accuracy, intraDeg]),
    ]);
  }
});

it('the challenge’s classes come out wider in every seed, and its order holds', () => {
  const [from, to] = [600, 900].map((step) => marginRaised.steps.indexOf(step));
  marginRaised.values_seedStep.forEach((values, seed) => {
    expect(values[to]).toBeGreaterThan(1.4 * values[from]);
    expect(marginKept.values_seedStep[seed][0]).toBe(values[from]);
    expect(values[to]).toBeGreaterThan(1.7 * marginKept.values_seedStep[seed].at(-1)!);
  });
});
