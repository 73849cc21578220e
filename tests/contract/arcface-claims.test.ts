/**
 * What the ArcFace article says of its figures, sentence by sentence. Every number is taken from the sentence itself
 * and held against the float64 reference, a recorded run, a training, or a formula of this file's own, rounded as it is
 * printed.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { alone, sixFaces } from '../../content/arcface/figures';
import { marginKept, marginNever, marginTakenAway } from '../../content/arcface/measured';
import { trainingConfig } from '../../src/lib/demo/plan';
import { trainedPeople, viewsPerPerson } from '../../src/lib/face/sets';
import { openFrame, readSlot, type Frame } from '../../src/lib/frame/layout';
import type { Recording } from '../../src/lib/frame/recording';
import { decodeRecording } from '../../src/lib/frame/read-recording';
import { percentOf } from '../../src/lib/i18n/figures/numbers';
import { arcface } from '../../src/lib/loss/arcface';
import { twoClassBoundary } from '../../src/lib/loss/boundary';
import { defaultConvention } from '../../src/lib/loss/convention';
import { cosface } from '../../src/lib/loss/cosface';
import { targetCurve } from '../../src/lib/loss/curve';
import { evaluateLoss } from '../../src/lib/loss/reference';
import { classLossById } from '../../src/lib/loss/registry';
import { circleMarginBands } from '../../src/lib/loss/regions';
import { settingsOf, type LossSettings, type MarginLossSpec } from '../../src/lib/loss/spec';
import { widestSeparation } from '../../src/lib/loss/theory/separation';
import { createRng } from '../../src/lib/math/rng';
import { Cloud } from '../../src/lib/points/cloud';
import { landscapeOf } from '../../src/lib/points/landscape';
import { evenNotches } from '../../src/lib/points/notches';
import { pointCount, temperatureParameter } from '../../src/lib/points/parameters';
import { createShake } from '../../src/lib/points/shake';
import recordedStep from '../../src/lib/ui/figures/slow-motion/step.json';
import { lossReading } from '../../src/lib/viz/explain/loss-formula';
import { twoClassArcs } from '../../src/lib/viz/explain/two-classes';
import { bare, blocksOf, claimsOf, numbersOf, type Printed } from '../support/articles';
import { follow } from '../support/course';
import { measuredTable } from '../support/measured-table';

const DEGREE = Math.PI / 180;
const radOf = (degrees: number): number => degrees * DEGREE;
const claims = claimsOf('arcface');

/** `found` rounds to what is printed. */
function expectPrinted(found: number, printed: Printed): void {
  const off = Math.abs(found - printed.value);
  expect(off, `${printed.text} is printed, ${found} is found`).toBeLessThanOrEqual(
    0.5 * 10 ** -printed.decimals + 1e-9,
  );
}

/** Where there is no margin, a margin of zero: the same formula. */
interface Circle {
  readonly s: number;
  readonly m: number;
  readonly classes?: number;
  readonly spec?: MarginLossSpec;
  readonly safeguard?: string;
}

interface Felt {
  readonly loss: number;
  readonly probability: number;
  readonly ownLogit: number;
  /** The largest logit of another class. */
  readonly otherLogit: number;
  /** ∂L/∂θ of a feature of length 1; positive where descent goes inward. */
  readonly outwardSlope: number;
}

/** Without the ε of training, which would round a kink. */
const convention = { ...defaultConvention, normalization: { rule: 'bare', epsilon: 0 } } as const;

/** What a feature feels at an angle from its own weight, among weights in these directions, its own the first. */
function feltAmong(
  weightsRad: readonly number[],
  spec: MarginLossSpec,
  settings: LossSettings,
  thetaRad: number,
): Felt {
  const rad = weightsRad[0] + thetaRad;
  const { logits_nc, loss, gradEmbeddings_nd } = evaluateLoss(spec, settings, convention, {
    embeddings_nd: [Math.cos(rad), Math.sin(rad)],
    weights_cd: weightsRad.flatMap((each) => [Math.cos(each), Math.sin(each)]),
    bias_c: null,
    labels_n: [0],
    dim: 2,
    classes: weightsRad.length,
  });
  return {
    loss,
    probability: Math.exp(-loss),
    ownLogit: logits_nc[0],
    otherLogit: Math.max(...logits_nc.slice(1)),
    outwardSlope: gradEmbeddings_nd[1] * Math.cos(rad) - gradEmbeddings_nd[0] * Math.sin(rad),
  };
}

/** Ten weights stand evenly on the circle unless told otherwise. */
function felt({ s, m, classes = 10, spec = arcface, safeguard = 'linear' }: Circle, thetaRad: number): Felt {
  const weightsRad = Array.from({ length: classes }, (_, j) => (2 * Math.PI * j) / classes);
  return feltAmong(weightsRad, spec, settingsOf(spec, { s, m, safeguard }), thetaRad);
}

const percentAt = (circle: Circle, degrees: number): number => 100 * felt(circle, radOf(degrees)).probability;
const isLetThrough = (circle: Circle, thetaRad: number): boolean => {
  const { ownLogit, otherLogit } = felt(circle, thetaRad);
  return ownLogit > otherLogit;
};

/** Where a condition that holds at `from` ceases to hold before `to`. */
function lastWhere(holds: (at: number) => boolean, from: number, to: number): number {
  expect([holds(from), holds(to)]).toEqual([true, false]);
  for (let i = 0; i < 60; i++) {
    const middle = (from + to) / 2;
    if (holds(middle)) from = middle;
    else to = middle;
  }
  return from;
}

/** ψ(θ) of a loss, its reference's own logit at the scale 1. */
const psiAt = (circle: Omit<Circle, 's'>, thetaRad: number): number =>
  felt({ ...circle, s: 1 }, thetaRad).ownLogit;

/** Root mean square angle under exp(−L/T), by the trapezoidal rule over half the circle: L is even. Degrees. */
function restingDegrees(circle: Circle, temperature: number): number {
  let [mass, square] = [0, 0];
  for (let degrees = 0; degrees <= 180; degrees += 0.02) {
    const share = Math.exp(-felt(circle, radOf(degrees)).loss / temperature) * (degrees === 0 ? 0.5 : 1);
    mass += share;
    square += share * degrees ** 2;
  }
  return Math.sqrt(square / mass);
}

/** The figure's points, settled at one margin, then shaken at another, and what it gives as theory there; degrees. */
function shakenDegrees(s: number, temperature: number, fromM: number, toM: number) {
  const at = (m: number) =>
    landscapeOf(
      {
        spec: arcface,
        settings: settingsOf(arcface, { s, m }),
        featureNorm: 1,
        weightNotch_c: evenNotches(10),
      },
      temperature,
    );
  const cloud = new Cloud(pointCount, 10, 1);
  cloud.settle(at(fromM));
  const settled = cloud.rmsRad(at(fromM)) / DEGREE;
  const landscape = at(toM);
  const shake = createShake(cloud);
  // Chance moves the spread of so many points by a fifth of a degree; the mean of several moments less.
  let shaken = 0;
  for (let step = 0; step < 1200; step++) {
    shake(landscape);
    if (step >= 800 && step % 20 === 0) shaken += cloud.rmsRad(landscape) / DEGREE / 20;
  }
  return { settled, shaken, theory: landscape.densities[0].rmsRad / DEGREE };
}

/** Whether a direction lies on an arc, counter-clockwise from one end to the other. */
const isWithin = (rad: number, fromRad: number, toRad: number): boolean =>
  [-1, 0, 1, 2].some((turns) => rad + 2 * Math.PI * turns > fromRad && rad + 2 * Math.PI * turns < toRad);

const middle = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
};
/** The seeds' median at a step. */
const medianAt = ({ steps, values_seedStep }: typeof marginNever, step: number): number =>
  middle(values_seedStep.map((values) => values[steps.indexOf(step)]));

/** Directions and classes of what a frame shows, worked out here. */
function anglesOf({ embeddings_nd, weights_cd, shape }: Frame, labels_n: Uint8Array) {
  const directions = (rows: Float32Array) =>
    Array.from({ length: rows.length / 2 }, (_, i) => Math.atan2(rows[2 * i + 1], rows[2 * i]));
  const apart = (a: number, b: number) => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));
  expect(shape.dim).toBe(2);
  const weightsRad = directions(weights_cd);
  const probesRad = directions(embeddings_nd);
  const toEach = probesRad.map((rad) => weightsRad.map((weight) => apart(rad, weight)));
  return {
    weightsRad,
    probesRad,
    ownDegrees: toEach.map((angles, n) => angles[labels_n[n]] / DEGREE),
    isNearestOwn: toEach.map((angles, n) => Math.min(...angles) === angles[labels_n[n]]),
  };
}
const shareOf = (flags: readonly boolean[]): number => flags.filter(Boolean).length / flags.length;

const recordings: Record<string, Recording> = {};
beforeAll(async () => {
  for (const name of [
    'arcface',
    'softmax-beside-arcface',
    'arcface-sphere',
    'five-losses',
    'arcface-six-faces',
  ]) {
    recordings[name] = await decodeRecording(Uint8Array.from(readFileSync(`static/runs/${name}.run`)));
  }
});
const lastFrame = (recording: Recording, run = 0): Frame =>
  recording.read(recording.length - 1, run, openFrame(recording.info.shape));

const modelTable = measuredTable(readFileSync('docs/model.md', 'utf8'));
const spatialTable = measuredTable(
  readFileSync('docs/model.md', 'utf8').split('steps in three dimensions')[1].split('\n## ')[0],
);
/** Six people, then with the twins among them: accuracies and angles of three seeds, as printed. */
const [sixTable, twinTable] = readFileSync('docs/model.md', 'utf8')
  .split('Six made faces in three dimensions')[1]
  .split('\n## ')[0]
  .split('| with the twins')
  .map(measuredTable);
const sixOf = (table: typeof sixTable, name: string) => table.find((row) => row.name === name)!;
const spatialRowOf = (name: string) => spatialTable.find((row) => row.name === name)!;
const rowOf = (name: string) => modelTable.find((row) => row.name === name)!;

/** Cosines of random directions to one of them, d dimensions: a Gaussian number over a Gaussian vector's length. */
function randomCosines(count: number, dim: number, seed: number): Float64Array {
  const rng = createRng(seed);
  return Float64Array.from({ length: count }, () => {
    const first = rng.gaussian();
    // The squares of the other d − 1 numbers, by their sum's distribution (Wilson and Hilferty).
    const freedom = dim - 1;
    const rest = freedom * (1 - 2 / (9 * freedom) + rng.gaussian() * Math.sqrt(2 / (9 * freedom))) ** 3;
    return first / Math.sqrt(first ** 2 + rest);
  });
}

/** ArcFace's opening state on the page. */
const [pageS, pageM] = ['s', 'm'].map(
  (name) => arcface.parameters.find((parameter) => parameter.name === name)!.default,
);

/** The loss, its gradient and what the largest logit decides for one of the kept digits, before its step or after it. */
function keptDigit(
  run: (typeof recordedStep.runs)[number],
  i: number,
  { stretch = 1, moment = run.before } = {},
) {
  const spec = classLossById(run.loss) as MarginLossSpec;
  const own = recordedStep.samples[i].label;
  const [x, y] = moment.embeddings[i].map((value) => stretch * value);
  const problem = {
    embeddings_nd: [x, y],
    weights_cd: moment.weights_cd,
    bias_c: moment.bias_c,
    labels_n: [own],
    dim: 2,
    classes: 10,
  };
  const settings = run.settings as unknown as LossSettings;
  const { loss, logits_nc, gradEmbeddings_nd } = evaluateLoss(spec, settings, convention, problem);
  const [gradX, gradY] = gradEmbeddings_nd;
  return {
    loss,
    isRight: Math.max(...logits_nc) === logits_nc[own],
    rad: Math.atan2(y, x),
    outward: (x * gradX + y * gradY) / Math.hypot(x, y),
    sideways: (x * gradY - y * gradX) / Math.hypot(x, y),
  };
}
const stepUnder = (loss: string) => recordedStep.runs.find((run) => run.loss === loss)!;
const keptDigits = [...recordedStep.samples.keys()];

/** One check a claim. It is given the numbers of the sentence, in their order. */
const checks: Readonly<Record<string, (...numbers: Printed[]) => void | Promise<void>>> = {
  'free-points-width': (s, temperature, narrow, m, wide, none) => {
    expectPrinted(restingDegrees({ s: s.value, m: m.value }, temperature.value), narrow);
    expectPrinted(restingDegrees({ s: s.value, m: none.value }, temperature.value), wide);
    const { settled, shaken, theory } = shakenDegrees(s.value, temperature.value, m.value, m.value);
    expectPrinted(theory, narrow);
    expect(Math.abs(settled - narrow.value)).toBeLessThan(0.3);
    expect(Math.abs(shaken - narrow.value)).toBeLessThan(0.3);
  },

  'free-points-well': () => {
    const [steep, plain] = [pageM, 0].map((m) => ({ s: pageS, m }));
    for (const circle of [steep, plain]) {
      const atWeight = felt(circle, 0).loss;
      for (let degrees = 1; degrees <= 180; degrees++) {
        expect(felt(circle, radOf(degrees)).loss).toBeGreaterThan(atWeight);
        expect(felt(circle, radOf(-degrees)).loss).toBeGreaterThan(atWeight);
      }
    }
    for (let degrees = 0.25; degrees < 18; degrees += 0.25) {
      expect(felt(steep, radOf(degrees)).outwardSlope).toBeGreaterThan(
        2 * felt(plain, radOf(degrees)).outwardSlope,
      );
    }
    // A point: the slope jumps from one side to the other. Without a margin the floor is flat.
    expect(felt(steep, radOf(0.001)).outwardSlope).toBeGreaterThan(1);
    expect(felt(steep, radOf(-0.001)).outwardSlope).toBeLessThan(-1);
    expect(Math.abs(felt(plain, radOf(0.001)).outwardSlope)).toBeLessThan(0.001);
  },

  'free-points-return': () => {
    const { settled, shaken, theory } = shakenDegrees(pageS, temperatureParameter.default, pageM, 0);
    const resting = restingDegrees({ s: pageS, m: 0 }, temperatureParameter.default);
    expect(settled).toBeLessThan(7);
    expect(Math.abs(theory - resting)).toBeLessThan(0.02);
    expect(Math.abs(shaken - resting)).toBeLessThan(0.4);
  },

  'one-cosine': (first, cost, last, lastCost) => {
    expectPrinted(1 - Math.cos(radOf(first.value)), cost);
    expectPrinted(Math.cos(radOf(90 - last.value)) - Math.cos(radOf(90)), lastCost);
  },

  'cosface-worth': (cosM, atFirst, first, atSecond, second, arcM, arcDegrees) => {
    // The angle at which a plain cosine is as low as the target logit.
    const worth = (circle: Omit<Circle, 's'>, degrees: number): number =>
      Math.acos(psiAt(circle, radOf(degrees))) / DEGREE - degrees;
    expectPrinted(worth({ spec: cosface, m: cosM.value }, first.value), atFirst);
    expectPrinted(worth({ spec: cosface, m: cosM.value }, second.value), atSecond);
    for (let degrees = 0; degrees < 151; degrees += 5) {
      expectPrinted(worth({ m: arcM.value }, degrees), arcDegrees);
    }
  },

  'even-strip': () => {
    const worth = (circle: Omit<Circle, 's'>, degrees: number): number =>
      Math.acos(psiAt(circle, radOf(degrees))) / DEGREE - degrees;
    const spread = (circle: Omit<Circle, 's'>): number => {
      const all = [0, 20, 40, 60, 80].map((degrees) => worth(circle, degrees));
      return Math.max(...all) - Math.min(...all);
    };
    expect(spread({ m: 0.5 })).toBeLessThan(1e-6);
    expect(spread({ spec: cosface, m: 0.35 })).toBeGreaterThan(20);
  },

  'margin-costs': (least, most) => {
    const section = readFileSync('docs/model.md', 'utf8')
      .split('## What a margin costs')[1]
      .split('\n## ')[0];
    const quotients = [...section.matchAll(/\b\d\.\d\d\b/g)].map(Number);
    expect(quotients).toHaveLength(6);
    expectPrinted(Math.min(...quotients), least);
    expectPrinted(Math.max(...quotients), most);
  },

  'two-classes-strip': () => {
    const apartRad = radOf(72);
    const settings = settingsOf(arcface, { s: pageS, m: pageM });
    const { bands } = twoClassArcs({
      spec: arcface,
      settings,
      weightsRad: [0, apartRad],
      featureRad: 0.1,
      featureNorm: 1,
    });
    const drawn = bands.filter(({ classIndex }) => classIndex === 0);
    expect(drawn.length).toBeGreaterThan(0);
    const isIn = (rad: number) => drawn.some(({ fromRad, toRad }) => isWithin(rad, fromRad, toRad));
    let inside = 0;
    for (let degrees = -179.5; degrees < 180; degrees++) {
      const rad = radOf(degrees);
      const { ownLogit, otherLogit } = feltAmong([0, apartRad], arcface, settings, rad);
      const isNearest = Math.cos(rad) > Math.cos(rad - apartRad);
      expect(isIn(rad), `${degrees}°`).toBe(isNearest && ownLogit < otherLogit);
      inside += Number(isIn(rad));
    }
    expect(inside).toBeGreaterThan(10);
    // The strip between the boundaries as the two classes see them is m wide.
    const { class1 } = twoClassBoundary(arcface, settings)!;
    for (const { theta1Rad, theta2Rad } of class1[0]) {
      expect(theta2Rad - theta1Rad).toBeCloseTo(pageM, 6);
    }
  },

  'formula-opening': (without, withMargin) => {
    expectPrinted(percentAt({ s: pageS, m: 0 }, 12), without);
    expectPrinted(percentAt({ s: pageS, m: pageM }, 12), withMargin);
    const { probability } = lossReading(arcface, settingsOf(arcface, { s: pageS, m: pageM }), radOf(12));
    expect(percentOf(probability).replace('\u00a0', ' ')).toBe(`${withMargin.text} %`);
  },

  'formula-let-through': (bound) => {
    const least = lastWhere((m) => isLetThrough({ s: pageS, m }, radOf(12)), 0, 1);
    expectPrinted(least, bound);
  },

  'scale-floor': (lowPercent, low, highPercent, high) => {
    expectPrinted(percentAt({ s: low.value, m: 0 }, 0), lowPercent);
    expectPrinted(percentAt({ s: high.value, m: 0 }, 0), highPercent);
  },

  'scale-bound': (wanted, ofTen, ofMany, many) => {
    // The most that C weights can spread: a simplex, every cosine −1/(C − 1). Then P grows with s alone.
    const least = (classes: number) =>
      lastWhere(
        (s) => 1 / (1 + (classes - 1) * Math.exp((-s * classes) / (classes - 1))) < wanted.value,
        0,
        100,
      );
    expectPrinted(least(10), ofTen);
    expectPrinted(least(many.value), ofMany);
    const simplex = Array.from({ length: 100 }, (_, i) => (i % 11 ? 0 : 1) - 0.1);
    const { loss } = evaluateLoss(arcface, settingsOf(arcface, { s: least(10), m: 0 }), convention, {
      embeddings_nd: simplex.slice(0, 10),
      weights_cd: simplex,
      bias_c: null,
      labels_n: [0],
      dim: 10,
      classes: 10,
    });
    expect(Math.exp(-loss)).toBeCloseTo(wanted.value, 9);
  },

  'scale-price': (degrees, lowPercent, low, highPercent, high) => {
    expectPrinted(percentAt({ s: low.value, m: 0 }, degrees.value), lowPercent);
    expectPrinted(percentAt({ s: high.value, m: 0 }, degrees.value), highPercent);
  },

  'margin-goal': (without, m, withMargin) => {
    const reach = (marginRad: number) =>
      lastWhere((rad) => isLetThrough({ s: pageS, m: marginRad }, rad), 0, Math.PI / 2) / DEGREE;
    expectPrinted(reach(0), without);
    expectPrinted(reach(m.value), withMargin);
  },

  'step-real': (steps, batch) => {
    expect(recordedStep.step).toBe(steps.value);
    expect(recordedStep.labels).toHaveLength(batch.value);
    const { before, settings, batchLoss } = stepUnder('arcface');
    const { loss } = evaluateLoss(arcface, settings as unknown as LossSettings, convention, {
      embeddings_nd: before.rad_n.flatMap((rad) => [Math.cos(rad), Math.sin(rad)]),
      weights_cd: before.weights_cd,
      bias_c: null,
      labels_n: [...recordedStep.labels].map(Number),
      dim: 2,
      classes: 10,
    });
    expect(Math.abs(loss - batchLoss)).toBeLessThan(0.01);
  },

  'step-tangent': () => {
    for (const i of keptDigits) {
      const { outward, sideways } = keptDigit(stepUnder('arcface'), i);
      expect(Math.abs(outward)).toBeLessThan(1e-9);
      expect(Math.abs(sideways)).toBeGreaterThan(1e-4);
    }
  },

  'step-length': (label) => {
    expect(recordedStep.samples[0].label).toBe(label.value);
    const { loss, isRight } = keptDigit(stepUnder('softmax'), 0);
    expect(isRight).toBe(true);
    expect(keptDigit(stepUnder('softmax'), 0, { stretch: 1.01 }).loss).toBeLessThan(loss);
  },

  'step-moves': (numbers, batch) => {
    expect(stepUnder('arcface').parameterCount).toBe(numbers.value);
    expect(recordedStep.labels).toHaveLength(batch.value);
  },

  'step-elsewhere': () => {
    const turns = recordedStep.runs.flatMap((run) =>
      keptDigits.map((i) => {
        const before = keptDigit(run, i);
        const after = keptDigit(run, i, { moment: run.after });
        return -before.sideways * Math.sin(after.rad - before.rad) > 0;
      }),
    );
    expect(shareOf(turns)).toBeGreaterThan(0.5);
    expect(shareOf(turns)).toBeLessThan(1);
  },

  'trainer-rests': (step, count, percent, degrees) => {
    const recording = recordings.arcface;
    const frame = lastFrame(recording);
    expect(readSlot(frame, 'step')).toBe(step.value);
    expect(recording.info.shape.probes).toBe(count.value);
    expectPrinted(100 * readSlot(frame, 'accuracy'), percent);
    expectPrinted(readSlot(frame, 'targetDeg'), degrees);
    const { ownDegrees, isNearestOwn } = anglesOf(frame, recording.labels_n);
    // The file keeps directions in steps of 0.09°; two of 600 may fall to the other side of a boundary.
    expect(Math.abs(shareOf(isNearestOwn) - readSlot(frame, 'accuracy'))).toBeLessThan(2.5 / count.value);
    expect(Math.abs(middle(ownDegrees) - readSlot(frame, 'targetDeg'))).toBeLessThan(0.09);
  },

  'trainer-bands': () => {
    const recording = recordings.arcface;
    const frame = lastFrame(recording);
    const { labels_n } = recording;
    const settings = settingsOf(arcface, recording.info.runs[0].settings);
    const { weightsRad, probesRad, isNearestOwn } = anglesOf(frame, labels_n);
    const { logits_nc } = evaluateLoss(arcface, settings, convention, { ...frame, ...frame.shape, labels_n });
    const bands = circleMarginBands(arcface, settings, frame);
    let inBand = 0;
    probesRad.forEach((rad, n) => {
      const own = labels_n[n];
      const isBanded = bands.some(
        ({ classIndex, fromRad, toRad }) => classIndex === own && isWithin(rad, fromRad, toRad),
      );
      const logits = logits_nc.slice(n * weightsRad.length, (n + 1) * weightsRad.length);
      const isRefused = logits.some((logit, j) => j !== own && logit > logits[own]);
      expect(isBanded, `digit ${n}`).toBe(isNearestOwn[n] && isRefused);
      inBand += Number(isBanded);
    });
    expect(inBand).toBeGreaterThan(0);
  },

  'trainer-raise': async () => {
    const config = trainingConfig(alone, { m: 0, net: 'mlp' }, (name) => name);
    const readAt = [300, 400];
    const [before, after] = await follow({
      config,
      readAt,
      change: { afterStep: 300, settings: { m: 0.5 } },
    });
    const [, unchanged] = await follow({ config, readAt });
    expect(after.targetDeg).toBeLessThan(0.75 * before.targetDeg);
    expect(after.targetDeg).toBeLessThan(0.8 * unchanged.targetDeg);
  },

  'one-way': (before, after, steps, never) => {
    expectPrinted(medianAt(marginTakenAway, 600), before);
    expectPrinted(medianAt(marginTakenAway, 600 + steps.value), after);
    expectPrinted(medianAt(marginNever, 600 + steps.value), never);
    expect(marginTakenAway.values_seedStep).toHaveLength(3);
  },

  'one-way-quarter': () => {
    const [gone, wide] = [medianAt(marginTakenAway, 900), medianAt(marginNever, 900)];
    for (const narrow of [medianAt(marginTakenAway, 600), medianAt(marginKept, 900)]) {
      expect((gone - narrow) / (wide - narrow)).toBeGreaterThan(0.2);
      expect((gone - narrow) / (wide - narrow)).toBeLessThan(0.3);
    }
  },

  'one-way-pull': (degrees, percent) => {
    const [without, withMargin] = [0, pageM].map((m) => felt({ s: pageS, m }, radOf(degrees.value)));
    expectPrinted(100 * without.probability, percent);
    expect(without.outwardSlope).toBeGreaterThan(0);
    // About a twentieth.
    expect(without.outwardSlope / withMargin.outwardSlope).toBeGreaterThan(1 / 22);
    expect(without.outwardSlope / withMargin.outwardSlope).toBeLessThan(1 / 18);
  },

  'safeguard-rise': (m, turning, end, least, atEnd) => {
    const psi = (degrees: number) => psiAt({ m: m.value, safeguard: 'none' }, radOf(degrees));
    const all = Array.from({ length: 18_001 }, (_, i) => psi(i / 100));
    const near = all.indexOf(Math.min(...all)) / 100;
    const fine = Array.from({ length: 201 }, (_, i) => near + (i - 100) / 10_000);
    const lowest = Math.min(...fine.map(psi));
    expectPrinted(
      fine.find((degrees) => psi(degrees) === lowest)!,
      turning,
    );
    expectPrinted(psi(turning.value), least);
    expectPrinted(psi(end.value), atEnd);
    for (let i = Math.ceil(turning.value) * 100; i < 18_000; i++) expect(all[i + 1]).toBeGreaterThan(all[i]);
  },

  'safeguard-jump': (jump, m, ofLogit, s) => {
    const at = Math.PI - m.value;
    const [left, right] = [at - 1e-6, at + 1e-6].map((rad) => psiAt({ m: m.value }, rad));
    expectPrinted(left - right, jump);
    expectPrinted(s.value * (left - right), ofLogit);
  },

  'safeguard-falls': () => {
    const { min, max, step } = arcface.parameters.find(({ name }) => name === 'm')!;
    for (let i = 0; min + i * step <= max + 1e-9; i++) {
      const m = min + i * step;
      const psi = (safeguard: string) => {
        const curve = targetCurve(arcface, settingsOf(arcface, { m, safeguard }));
        curve.thetaRad.forEach((rad, k) => {
          if (k % 60 === 0) expect(curve.psi[k]).toBeCloseTo(psiAt({ m, safeguard }, rad), 9);
        });
        return [...curve.psi];
      };
      const falls = (values: number[]) => values.every((value, k) => k === 0 || value < values[k - 1]);
      expect(falls(psi('linear')), `linear, m = ${m}`).toBe(true);
      if (m === 0) continue;
      const none = psi('none');
      expect(none.at(-1)!).toBeGreaterThan(Math.min(...none));
      const easy = psi('easy');
      const rise = Math.max(...easy.map((value, k) => value - (easy[k - 1] ?? Infinity)));
      expect(rise).toBeCloseTo(Math.sin(m), 6);
    }
  },

  'safeguard-chance': (degrees) => {
    expectPrinted((Math.PI - pageM) / DEGREE, degrees);
    expect(Math.round(180 / (180 - degrees.value))).toBe(6);
  },

  'beside-gap': (angle1, angle2, angle3, own1, own2, own3) => {
    const { byAngle, accuracy } = rowOf('Softmax');
    expect([angle1, angle2, angle3].map(({ text }) => text)).toEqual(byAngle);
    expect([own1, own2, own3].map(({ text }) => text)).toEqual(accuracy);
    const frame = lastFrame(recordings['softmax-beside-arcface'], 0);
    expect(readSlot(frame, 'cosineAccuracy')).toBeLessThan(readSlot(frame, 'accuracy'));
  },

  'beside-tenth': () => {
    const { byAngle, accuracy } = rowOf('Softmax');
    const gaps = accuracy.map((own, seed) => Number(own) - Number(byAngle[seed]));
    expect(Math.round(100 / Math.max(...gaps))).toBe(10);
  },

  'beside-one-rule': () => {
    const recording = recordings['softmax-beside-arcface'];
    const run = recording.info.runs.findIndex(({ loss }) => loss === 'arcface');
    const frame = openFrame(recording.info.shape);
    for (const index of recording.steps.keys()) {
      recording.read(index, run, frame);
      expect(readSlot(frame, 'accuracy')).toBe(readSlot(frame, 'cosineAccuracy'));
    }
    const { isNearestOwn } = anglesOf(frame, recording.labels_n);
    expect(Math.abs(shareOf(isNearestOwn) - readSlot(frame, 'accuracy'))).toBeLessThan(2.5 / 600);
  },

  'sphere-rests': (count, percent, degrees) => {
    const recording = recordings['arcface-sphere'];
    expect(recording.info.shape).toMatchObject({ probes: count.value, dim: 3 });
    const frame = lastFrame(recording);
    expectPrinted(100 * readSlot(frame, 'cosineAccuracy'), percent);
    expectPrinted(readSlot(frame, 'targetDeg'), degrees);
  },

  'six-made': () => {
    expect(sixFaces.people).toEqual([0, 1, 2, 3, 4, 5]);
    expect(trainedPeople()).toHaveLength(40);
  },

  'six-pictures': (learnt, shown) =>
    expect([learnt.value, shown.value]).toEqual([viewsPerPerson.train, viewsPerPerson.probe]),

  'six-rests': (count, softmaxDeg, arcfaceDeg) => {
    const recording = recordings['arcface-six-faces'];
    expect(recording.info.shape).toMatchObject({ probes: count.value, dim: 3, classes: 6 });
    [softmaxDeg, arcfaceDeg].forEach((printed, run) => {
      const frame = lastFrame(recording, run);
      expect(readSlot(frame, 'cosineAccuracy')).toBe(1);
      expectPrinted(readSlot(frame, 'targetDeg'), printed);
    });
  },

  'six-all': (count) => {
    expect(count.value).toBe(6 * viewsPerPerson.probe);
    for (const name of ['Softmax', 'ArcFace']) {
      expect(sixOf(sixTable, name).accuracy).toEqual(['100.0', '100.0', '100.0']);
    }
  },

  'six-inside': (softmax1, softmax2, softmax3, arcface1, arcface2, arcface3) => {
    const texts = (printed: Printed[]) => printed.map(({ text }) => text);
    expect(texts([softmax1, softmax2, softmax3])).toEqual(sixOf(sixTable, 'Softmax').intraDeg);
    expect(texts([arcface1, arcface2, arcface3])).toEqual(sixOf(sixTable, 'ArcFace').intraDeg);
  },

  'six-apart': (softmax1, softmax2, softmax3, arcface1, arcface2, arcface3) => {
    const texts = (printed: Printed[]) => printed.map(({ text }) => text);
    expect(texts([softmax1, softmax2, softmax3])).toEqual(sixOf(sixTable, 'Softmax').interDeg);
    expect(texts([arcface1, arcface2, arcface3])).toEqual(sixOf(sixTable, 'ArcFace').interDeg);
  },

  'six-room': (degrees) => expectPrinted(widestSeparation(6, 3).angleRad / DEGREE, degrees),

  'six-twins': (softmax1, softmax2, softmax3, count, arcface1, arcface2, arcface3) => {
    const texts = (printed: Printed[]) => printed.map(({ text }) => text);
    expect(texts([softmax1, softmax2, softmax3])).toEqual(sixOf(twinTable, 'Softmax').accuracy);
    expect(texts([arcface1, arcface2, arcface3])).toEqual(sixOf(twinTable, 'ArcFace').accuracy);
    // Each of the shares is a whole number of faces.
    for (const { value } of [softmax1, softmax2, softmax3, arcface1, arcface2, arcface3]) {
      const faces = Math.round((value / 100) * count.value);
      expect(((100 * faces) / count.value).toFixed(1)).toBe(value.toFixed(1));
    }
  },

  'six-twins-apart': (softmax1, softmax2, softmax3, arcface1, arcface2, arcface3) => {
    const texts = (printed: Printed[]) => printed.map(({ text }) => text);
    expect(texts([softmax1, softmax2, softmax3])).toEqual(sixOf(twinTable, 'Softmax').interDeg);
    expect(texts([arcface1, arcface2, arcface3])).toEqual(sixOf(twinTable, 'ArcFace').interDeg);
    const softmax = [softmax1, softmax2, softmax3];
    const farther = [arcface1, arcface2, arcface3].map(({ value }, seed) => value > softmax[seed].value);
    expect(farther.filter(Boolean)).toHaveLength(2);
    const people = trainedPeople();
    expect([people[38].name, people[39].name]).toEqual(['twin A', 'twin B']);
  },

  'five-widths': (softmax1, softmax2, softmax3, arcface1, arcface2, arcface3) => {
    const texts = (printed: Printed[]) => printed.map(({ text }) => text);
    expect(texts([softmax1, softmax2, softmax3])).toEqual(spatialRowOf('Softmax').intraDeg);
    expect(texts([arcface1, arcface2, arcface3])).toEqual(spatialRowOf('ArcFace').intraDeg);
  },

  'five-apart': (arcface1, arcface2, arcface3, softmax1, softmax2, softmax3) => {
    const texts = (printed: Printed[]) => printed.map(({ text }) => text);
    expect(texts([arcface1, arcface2, arcface3])).toEqual(spatialRowOf('ArcFace').interDeg);
    expect(texts([softmax1, softmax2, softmax3])).toEqual(spatialRowOf('Softmax').interDeg);
  },

  'five-pairs': (softmaxShare, arcfaceShare, aSoftmaxShare) => {
    const printed = [softmaxShare, arcfaceShare, aSoftmaxShare];
    const recording = recordings['five-losses'];
    const { probes, dim } = recording.info.shape;
    ['softmax', 'arcface', 'a-softmax'].forEach((loss, i) => {
      const run = recording.info.runs.findIndex((each) => each.loss === loss);
      const { embeddings_nd } = lastFrame(recording, run);
      const own: number[] = [];
      const foreign: number[] = [];
      for (let a = 0; a < probes; a++) {
        for (let b = 0; b < a; b++) {
          let [dot, aa, bb] = [0, 0, 0];
          for (let k = 0; k < dim; k++) {
            const [x, y] = [embeddings_nd[a * dim + k], embeddings_nd[b * dim + k]];
            dot += x * y;
            aa += x * x;
            bb += y * y;
          }
          const pairs = recording.labels_n[a] === recording.labels_n[b] ? own : foreign;
          pairs.push(dot / Math.sqrt(aa * bb));
        }
      }
      expect(own.length + foreign.length).toBe(44_850);
      own.sort((x, y) => x - y);
      foreign.sort((x, y) => x - y);
      // Down the genuine pairs: the share refused, against the share of others that are as alike or more.
      let least = Infinity;
      let rate = NaN;
      let at = 0;
      own.forEach((cosine, rank) => {
        while (at < foreign.length && foreign[at] < cosine) at++;
        const [refused, taken] = [rank / own.length, 1 - at / foreign.length];
        if (Math.abs(refused - taken) >= least) return;
        least = Math.abs(refused - taken);
        rate = (refused + taken) / 2;
      });
      expectPrinted(100 * rate, printed[i]);
    });
  },

  'room-on-circle': (degrees, bound) => {
    expectPrinted(360 / 10, degrees);
    const most = lastWhere((m) => isLetThrough({ s: pageS, m }, 0), 0, 1);
    expectPrinted(most, bound);
  },

  'room-in-many': (count, dim, degrees) => {
    // Chance of a cosine above t, from the density (1 − t²)^((d − 3)/2) in steps too fine to matter.
    const density = (t: number) => (1 - t * t) ** ((dim.value - 3) / 2);
    const width = 1e-5;
    const masses = Array.from({ length: 100_000 }, (_, i) => density((i + 0.5) * width));
    const half = masses.reduce((a, b) => a + b);
    let above = half;
    const at = masses.findIndex((mass) => {
      above -= mass;
      return (1 - above / (2 * half)) ** count.value >= 0.5;
    });
    expectPrinted(Math.acos(at * width) / DEGREE, degrees);
  },

  'first-loss': (s, m, classes, begins) => {
    // ArcFace of random directions in 512 dimensions: the target is as random as the others.
    const losses = [1, 2, 3].map((seed) => {
      const cosines = randomCosines(classes.value, 512, seed);
      let others = 0;
      for (const cos of cosines.subarray(1)) others += Math.exp(s.value * cos);
      const targets = randomCosines(1000, 512, seed + 10);
      const each = targets.map((cos) => {
        const own = s.value * Math.cos(Math.acos(cos) + m.value);
        return Math.log(Math.exp(own) + others) - own;
      });
      return each.reduce((a, b) => a + b) / each.length;
    });
    expectPrinted(losses.reduce((a, b) => a + b) / 3, begins);
  },

  'seeds-differ': () => {
    const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
    const accuracies = (name: string) => rowOf(name).accuracy.map(Number);
    const own = accuracies('ArcFace');
    expect(spread(own)).toBeGreaterThan(1);
    expect(spread(own)).toBeLessThan(2.5);
    const means = ['Softmax', 'modified Softmax', 'ArcFace'].map((name) => mean(accuracies(name)));
    expect(spread(means)).toBeLessThan(2);
  },

  'scale-of-one': (percent, least) => {
    const all = Array.from({ length: 181 }, (_, degrees) => felt({ s: 1, m: 0 }, radOf(degrees)));
    const [highest, lowest] = [
      100 * Math.max(...all.map(({ probability }) => probability)),
      Math.min(...all.map(({ loss }) => loss)),
    ];
    expect(Math.ceil(highest)).toBe(percent.value);
    expect(Math.floor(10 * lowest)).toBe(10 * least.value);
  },
};

/** Numbers that the English text writes as words, and what Chinese has for them. */
const numberWords: readonly (readonly [RegExp, RegExp])[] = [
  [/\bten\b/, /十|10/],
  [/\bthree\b/, /三/],
  [/\btwentieth\b/, /二十分之一/],
  [/\btenth\b/, /十分之一/],
  [/\bsix\b/, /六/],
  [/\bquarter\b/, /四分之一/],
];

it('every claim has its check, and every check its claim', () => {
  expect(Object.keys(checks).sort()).toEqual(claims.map(({ id }) => id).sort());
});

describe.each(claims)('$id', ({ id, parts }) => {
  const numbers = numbersOf(parts.join(' … '));
  const [english, chinese] = (['en', 'zh'] as const).map((language) => blocksOf('arcface', language));

  it('holds', async () => {
    const check = checks[id];
    // A number more or less in the sentence would be one that nothing looks at.
    expect(numbers).toHaveLength(check.length);
    await check(...numbers);
  });

  it('says the same numbers in Chinese', () => {
    for (const part of parts) {
      const at = english.findIndex((block) => bare(block).includes(bare(part)));
      expect(at, part).toBeGreaterThanOrEqual(0);
      const there = numbersOf(chinese[at]).map(({ text }) => text);
      for (const { text } of numbersOf(part)) expect(there, chinese[at]).toContain(text);
      for (const [word, inChinese] of numberWords) {
        if (word.test(part)) expect(chinese[at]).toMatch(inChinese);
      }
    }
  });
});

it('the table of losses is that of docs/model.md, in both languages', () => {
  for (const language of ['en', 'zh'] as const) {
    const rows = measuredTable(blocksOf('arcface', language).join('\n\n'));
    expect(rows.map(({ name }) => name)).toEqual(['Softmax', 'modified Softmax', 'ArcFace']);
    for (const { name, accuracy, targetDeg } of rows) {
      expect({ accuracy, targetDeg }).toEqual({
        accuracy: rowOf(name).accuracy,
        targetDeg: rowOf(name).targetDeg,
      });
    }
  }
});

it('the challenge says why with the number that its figure shows', () => {
  for (const language of ['en', 'zh'] as const) {
    const because = /because="([^"]+)"/.exec(blocksOf('arcface', language).join('\n\n'))![1];
    const numbers = numbersOf(because);
    expect(numbers).toHaveLength(1);
    expectPrinted(medianAt(marginNever, 900), numbers[0]);
  }
});
