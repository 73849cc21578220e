/**
 * What the Softmax article says of its figures, sentence by sentence. Every number is taken from the sentence itself
 * and held against the float64 reference, a recorded run, docs/model.md, or a formula of this file's own, rounded as it
 * is printed.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { featureLengths } from '../../content/softmax/measured';
import { openFrame, readSlot, type Frame } from '../../src/lib/frame/layout';
import { decodeRecording } from '../../src/lib/frame/read-recording';
import { defaultConvention } from '../../src/lib/loss/convention';
import { evaluateLoss } from '../../src/lib/loss/reference';
import { softmax } from '../../src/lib/loss/softmax';
import { floatFormats, roundTo } from '../../src/lib/math/floats';
import recordedStep from '../../src/lib/ui/figures/slow-motion/step.json';
import { lastLayer } from '../../src/lib/viz/explain/last-layer';
import { layerDigits, openingFeature_d, readLayer, strokes } from '../../src/lib/viz/explain/layer';
import { readOverflow, safeLogits } from '../../src/lib/viz/explain/overflow';
import { readPlane, type Vector } from '../../src/lib/viz/explain/plane-boundary';
import { bare, blocksOf, claimsOf, numbersOf, type Printed } from '../support/articles';
import { measuredTable } from '../support/measured-table';

const DEGREE = Math.PI / 180;
const claims = claimsOf('softmax');
const [half, single] = floatFormats;

/** `found` rounds to what is printed. */
function expectPrinted(found: number, printed: Printed): void {
  const off = Math.abs(found - printed.value);
  expect(off, `${printed.text} is printed, ${found} is found`).toBeLessThanOrEqual(
    0.5 * 10 ** -printed.decimals + 1e-9,
  );
}

const model = readFileSync('docs/model.md', 'utf8');
const switched = measuredTable(model.split('## Softmax with and without')[1].split('\n## ')[0]);
const rowOf = (name: string) => switched.find((row) => row.name === name)!;

/** The last moment of a recorded run. */
interface Rested {
  readonly frame: Frame;
  readonly labels_n: Uint8Array;
}
const runs: Record<string, Rested> = {};
beforeAll(async () => {
  for (const name of ['softmax', 'softmax-shared-ray', 'softmax-relu', 'softmax-sphere']) {
    const recording = await decodeRecording(Uint8Array.from(readFileSync(`static/runs/${name}.run`)));
    const frame = recording.read(recording.length - 1, 0, openFrame(recording.info.shape));
    runs[name] = { frame, labels_n: recording.labels_n };
  }
});

const rowsOf = ({ embeddings_nd, shape: { probes, dim } }: Frame): number[][] =>
  Array.from({ length: probes }, (_, n) => [...embeddings_nd.subarray(n * dim, (n + 1) * dim)]);
const lengthsOf = (frame: Frame): number[] => rowsOf(frame).map((row) => Math.hypot(...row));
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const middle = (values: readonly number[]): number => {
  const all = sorted(values);
  return (all[Math.floor((all.length - 1) / 2)] + all[Math.ceil((all.length - 1) / 2)]) / 2;
};

/** One feature of a run under its class weights, all its numbers times `stretch`. */
function lossOf({ frame, labels_n }: Rested, n: number, stretch = 1) {
  const { dim, classes } = frame.shape;
  return evaluateLoss(softmax, {}, defaultConvention, {
    embeddings_nd: [...frame.embeddings_nd.subarray(n * dim, (n + 1) * dim)].map((value) => stretch * value),
    weights_cd: [...frame.weights_cd],
    bias_c: [...frame.bias_c],
    labels_n: [labels_n[n]],
    dim,
    classes,
  });
}
const winnerOf = (logits: ArrayLike<number>): number => {
  const all = Array.from(logits);
  return all.indexOf(Math.max(...all));
};

/** Softmax loss of a sample of class 0 with these logits. */
const lossOfLogits = (logits: readonly number[]): number =>
  evaluateLoss(softmax, {}, defaultConvention, {
    embeddings_nd: [1],
    weights_cd: logits,
    bias_c: null,
    labels_n: [0],
    dim: 1,
    classes: logits.length,
  }).loss;

const at = (degrees: number, length: number): Vector => [
  length * Math.cos(degrees * DEGREE),
  length * Math.sin(degrees * DEGREE),
];
/** The plane of the figure as it opens. */
const opening = { weights: [at(126, 1), at(54, 2)], biasGap: 0 } as const;
const difference: Vector = [
  opening.weights[0][0] - opening.weights[1][0],
  opening.weights[0][1] - opening.weights[1][1],
];
/** As a share of the largest pull that there is. */
const pullAt = (feature: Vector): number =>
  Math.hypot(...readPlane({ ...opening, feature }).step) / Math.hypot(...difference);

const withBar = (bar: number) => readLayer([bar, ...openingFeature_d.slice(1)], 0);

const checks: Record<string, (...numbers: Printed[]) => void> = {
  'first-rests': (count, own, angle) => {
    const { frame } = runs.softmax;
    expect(frame.shape.probes).toBe(count.value);
    expectPrinted(100 * readSlot(frame, 'accuracy'), own);
    expectPrinted(100 * readSlot(frame, 'cosineAccuracy'), angle);
  },

  'first-lengths': (low, high) => {
    const lengths = sorted(lengthsOf(runs.softmax.frame));
    expectPrinted(lengths[60], low);
    expectPrinted(lengths[539], high);
  },

  'layer-opening': (z1, z7, z0, one, percent) => {
    const { logits_c, probabilities_c, winner } = readLayer(openingFeature_d, 0);
    [z1, z7, z0].forEach((printed, j) => expectPrinted(logits_c[j], printed));
    expect(layerDigits[winner]).toBe(one.value);
    expectPrinted(100 * probabilities_c[0], percent);
  },

  'layer-bar': (bar, seven) => {
    expect(strokes[0]).toBe('bar');
    expect(layerDigits[withBar(bar.value - 0.01).winner]).toBe(1);
    expect(layerDigits[withBar(bar.value + 0.01).winner]).toBe(seven.value);
  },

  'layer-stretch': (twice, one, percentTwice, eightTimes, percentEight) => {
    for (const [times, percent] of [
      [twice, percentTwice],
      [eightTimes, percentEight],
    ]) {
      const { probabilities_c, winner } = readLayer(openingFeature_d, 0, times.value);
      expect(layerDigits[winner]).toBe(one.value);
      expectPrinted(100 * probabilities_c[0], percent);
    }
  },

  'overflow-limits': (bits32, most32, bits16, most16) => {
    for (const [bits, most] of [
      [bits32, most32],
      [bits16, most16],
    ]) {
      const format = floatFormats.find((each) => each.bits === bits.value)!;
      expectPrinted(safeLogits(format)[1], most);
      // The largest of the figure's logits is c + 2.
      expect(readOverflow(most.value - 2.5, format).verdict).not.toBe('broken');
      expect(readOverflow(most.value - 1.5, format).verdict).toBe('broken');
    }
  },

  'overflow-ours': (count, above, most) => {
    const run = runs.softmax;
    expect(run.frame.shape.probes).toBe(count.value);
    expectPrinted(safeLogits(half)[1], most);
    const largest = Array.from({ length: count.value }, (_, n) => Math.max(...lossOf(run, n).logits_nc));
    expect(largest.filter((logit) => logit > safeLogits(half)[1]).length).toBe(above.value);
  },

  'overflow-below': (fewer, bits, gone) => {
    expect(bits.value).toBe(single.bits);
    expectPrinted(Math.log(2 ** -126), fewer);
    expect(roundTo(Math.exp(gone.value), single)).toBe(0);
    expect(roundTo(Math.exp(gone.value + 0.2), single)).toBeGreaterThan(0);
    // Above it the formula as written is still right, between it and the end it is wrong and says nothing.
    expect(readOverflow(fewer.value + 1, single).verdict).toBe('sound');
    expect(readOverflow(gone.value + 1, single).verdict).toBe('off');
    expect(readOverflow(gone.value - 3, single).verdict).toBe('broken');
  },

  'gradient-fades': (percent) => {
    // At a lead of ln 99 the share is 99 %.
    const lead = Math.log(percent.value / (100 - percent.value));
    const size = Math.hypot(...difference);
    const feature: Vector = [(lead * difference[0]) / size ** 2, (lead * difference[1]) / size ** 2];
    expect(pullAt(feature)).toBeCloseTo(1 / 100, 9);
  },

  wedge: (taker) => {
    const { byLogits, byAngle } = readPlane({ ...opening, feature: at(102, 3) });
    expect([byAngle, byLogits]).toEqual([1, taker.value]);
    expect(readPlane({ ...opening, feature: at(282, 3) })).toMatchObject({ byLogits: 1, byAngle: 2 });
  },

  'boundary-pull': () => {
    const along: Vector = [-difference[1], difference[0]];
    expect(pullAt(along)).toBeCloseTo(0.5, 12);
    const beyond = pullAt([along[0] + 0.1 * difference[0], along[1] + 0.1 * difference[1]]);
    expect(beyond).toBeLessThan(0.5);
    expect(beyond).toBeGreaterThan(0.3);
  },

  'one-direction': () => {
    for (let degrees = 0; degrees < 360; degrees += 15) {
      const { step } = readPlane({ ...opening, feature: at(degrees, 1.5) });
      expect(step[0] * difference[1] - step[1] * difference[0]).toBeCloseTo(0, 12);
      expect(step[0] * difference[0] + step[1] * difference[1]).toBeGreaterThan(0);
    }
  },

  'lead-of-five': (lead, loss) => expectPrinted(lossOfLogits([lead.value, 0]), loss),

  'longer-helps': (right, longer) => {
    const run = runs.softmax;
    const digits = Array.from({ length: run.frame.shape.probes }, (_, n) => n);
    const decided = digits.filter((n) => winnerOf(lossOf(run, n).logits_nc) === run.labels_n[n]);
    expect(decided.length).toBe(right.value);
    expect(decided.filter((n) => lossOf(run, n, 1.01).loss < lossOf(run, n).loss).length).toBe(longer.value);
  },

  'rays-narrow': (degrees) => expectPrinted(readSlot(runs.softmax.frame, 'targetDeg'), degrees),

  'length-grows': (from, percent, to) => {
    const { steps } = featureLengths;
    expect(steps).toContain(from.value);
    expect(steps.at(-1)).toBe(to.value);
    const [, later] = /accuracy stays at ([\d./ ]+) %/.exec(model.replace(/\s+/g, ' '))!;
    for (const accuracy of [...rowOf('bias').accuracy, ...later.split(' / ')]) {
      expect(Math.floor(Number(accuracy))).toBe(percent.value);
    }
  },

  'shared-rests': (own, count, angle) => {
    const { frame } = runs['softmax-shared-ray'];
    expect(frame.shape.probes).toBe(count.value);
    expectPrinted(100 * readSlot(frame, 'accuracy'), own);
    expectPrinted(100 * readSlot(frame, 'cosineAccuracy'), angle);
    expect(readSlot(frame, 'accuracy')).toBeGreaterThan(readSlot(runs.softmax.frame, 'accuracy'));
  },

  'shared-ray': (apart, eight, eightLength, zero, zeroLength) => {
    const { frame, labels_n } = runs['softmax-shared-ray'];
    const directionOf = (j: number) => Math.atan2(frame.weights_cd[2 * j + 1], frame.weights_cd[2 * j]);
    expectPrinted(Math.abs(directionOf(eight.value) - directionOf(zero.value)) / DEGREE, apart);
    const lengths = lengthsOf(frame);
    for (const [digit, length] of [
      [eight, eightLength],
      [zero, zeroLength],
    ]) {
      expectPrinted(middle(lengths.filter((_, n) => labels_n[n] === digit.value)), length);
    }
  },

  'shared-bias': () => {
    const { bias_c, weights_cd } = runs['softmax-shared-ray'].frame;
    const normOf = (j: number) => Math.hypot(weights_cd[2 * j], weights_cd[2 * j + 1]);
    expect(winnerOf(bias_c)).toBe(8);
    expect(normOf(0)).toBeGreaterThan(normOf(8));
  },

  'sphere-pairs': (own, count, degrees, percent) => {
    const { frame, labels_n } = runs['softmax-sphere'];
    expect(frame.shape).toMatchObject({ probes: count.value, dim: 3 });
    expectPrinted(100 * readSlot(frame, 'accuracy'), own);
    const units = rowsOf(frame).map((row) => row.map((value) => value / Math.hypot(...row)));
    const [same, foreign] = [[], []] as number[][];
    units.forEach((a, i) =>
      units.slice(0, i).forEach((b, j) => {
        const cos = a.reduce((sum, value, k) => sum + value * b[k], 0);
        (labels_n[i] === labels_n[j] ? same : foreign).push(cos);
      }),
    );
    const threshold = Math.cos(degrees.value * DEGREE);
    const refused = same.filter((cos) => cos < threshold).length / same.length;
    const taken = foreign.filter((cos) => cos >= threshold).length / foreign.length;
    expectPrinted(100 * refused, percent);
    expectPrinted(100 * taken, percent);
  },

  'sphere-widths': (inside, between) => {
    const { frame } = runs['softmax-sphere'];
    expectPrinted(readSlot(frame, 'intraDeg'), inside);
    expectPrinted(readSlot(frame, 'interDeg'), between);
  },

  'bias-gap': () => {
    const [withBias, without] = [rowOf('bias'), rowOf('neither')];
    withBias.accuracy.forEach((own, seed) => {
      expect(Number(own) - Number(without.accuracy[seed])).toBeLessThanOrEqual(0.5);
      expect(Number(without.accuracy[seed]) - Number(without.byAngle[seed])).toBeLessThan(0.2);
    });
    const gaps = withBias.accuracy.map((own, seed) => Number(own) - Number(withBias.byAngle[seed]));
    expect(gaps.filter((gap) => Math.round(gap / 5) * 5 === 10)).toHaveLength(2);
  },

  'relu-angle': (first, second, third, guessing) => {
    expect([first, second, third].map(({ text }) => text)).toEqual(rowOf('bias and ReLU').byAngle);
    expect(guessing.value).toBe(100 / 10);
  },

  'relu-origin': (inOrigin, count, ...digits) => {
    const { frame, labels_n } = runs['softmax-relu'];
    expect(frame.shape.probes).toBe(count.value);
    const there = lengthsOf(frame).flatMap((length, n) => (length === 0 ? [labels_n[n]] : []));
    expect(there.length).toBe(inOrigin.value);
    const foreign = there.filter((digit) => !digits.some(({ value }) => value === digit));
    expect(foreign.length).toBeLessThan(0.1 * there.length);
  },

  'relu-rays': (...digits) => {
    const { frame, labels_n } = runs['softmax-relu'];
    const rows = rowsOf(frame);
    const meanDeg = Array.from({ length: 10 }, (_, digit) => {
      const sum = rows.reduce(
        ([x, y], row, n) => {
          const length = Math.hypot(...row);
          return labels_n[n] === digit && length > 0 ? [x + row[0] / length, y + row[1] / length] : [x, y];
        },
        [0, 0],
      );
      return Math.atan2(sum[1], sum[0]) / DEGREE;
    });
    const near = [0, 1, 2, 3, 5, 7, 8, 9].flatMap((a, i, all) =>
      all.slice(i + 1).flatMap((b) => (Math.abs(meanDeg[a] - meanDeg[b]) < 8 ? [`${a} ${b}`] : [])),
    );
    const said = [0, 2, 4].map((k) => `${digits[k].text} ${digits[k + 1].text}`);
    expect(near).toEqual([...said].sort());
  },

  'layer-ours': (numbers) => expect(lastLayer(10, 2).parameters).toBe(numbers.value),

  'layer-outgrows': (dim, classes) => {
    const counts = recordedStep.runs as readonly { loss: string; parameterCount: number }[];
    const rest = counts.find(({ loss }) => loss === 'softmax')!.parameterCount - lastLayer(10, 2).parameters;
    expect(lastLayer(classes.value, dim.value).parameters).toBeGreaterThan(rest);
    expect(lastLayer(classes.value - 1, dim.value).parameters).toBeLessThan(rest);
    // What the figure draws as a dashed line.
    expect(lastLayer(classes.value, dim.value).share).toBeGreaterThan(0.5);
    expect(lastLayer(classes.value - 1, dim.value).share).toBeLessThan(0.5);
  },

  'layer-faces': (numbers, megabytes, bits) => {
    const { parameters, bytes, trainingBytes } = lastLayer(85_000, 512);
    expect(parameters).toBe(numbers.value);
    expectPrinted(bytes / 1e6, megabytes);
    expect(bytes / parameters).toBe(bits.value / 8);
    expect(trainingBytes / bytes).toBe(4);
  },

  'layer-logits': (batch, megabytes) => expectPrinted((batch.value * 85_000 * 4) / 1e6, megabytes),
  'layer-once': (classes, batch, steps) => expectPrinted(classes.value / batch.value, steps),
  'softmax-twice': (least) => expectPrinted(lossOfLogits([1, ...new Array<number>(9).fill(0)]), least),
  clipped: (ten, most) => expectPrinted(7 * Math.log(ten.value), most),

  'half-steps': (from, to, apart) => {
    for (const value of [from.value, to.value - 1]) {
      const next = [...Array(1000).keys()].map((k) => value + k / 1e4).find((x) => roundTo(x, half) > value)!;
      expectPrinted(roundTo(next, half) - value, apart);
    }
  },
};

it('every claim has its check, and every check its claim', () => {
  expect(Object.keys(checks).sort()).toEqual(claims.map(({ id }) => id).sort());
});

describe.each(claims)('$id', ({ id, parts }) => {
  const numbers = numbersOf(parts.join(' … '));
  const [english, chinese] = (['en', 'zh'] as const).map((language) => blocksOf('softmax', language));

  it('holds', () => {
    // A number more or less in the sentence would be one that nothing looks at; two checks take lists of digits.
    const listed: Readonly<Record<string, number>> = { 'relu-origin': 4, 'relu-rays': 6 };
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

it('the table of bias and ReLU is that of docs/model.md, in both languages', () => {
  for (const language of ['en', 'zh'] as const) {
    const table = blocksOf('softmax', language).find((block) => block.startsWith('|'))!;
    const lists = table
      .split('\n')
      .slice(2)
      .map((line) => [...line.matchAll(/\d+\.\d/g)].map(([number]) => number));
    expect(lists).toEqual(switched.map(({ accuracy, byAngle }) => [...accuracy, ...byAngle]));
  }
});

it('the challenge ends where docs/model.md says, and what it says of the growth holds', () => {
  const { steps, values_seedStep } = featureLengths;
  const [, ends] = /lengths grow to ([\d./ ]+), and/.exec(model.replace(/\s+/g, ' '))!;
  expect(values_seedStep.map((values) => values.at(-1)!.toFixed(1))).toEqual(ends.split(' / '));
  const lengths = switched[0] && rowOf('bias');
  expect(lengths.accuracy).toHaveLength(values_seedStep.length);
  for (const values of values_seedStep) {
    const [early, before, after] = [0, 600, 1800].map((step) => values[Math.max(0, steps.indexOf(step))]);
    expect(after).toBeGreaterThan(before);
    // Ever less: three times as long a training adds less than the first part did.
    expect(after - before).toBeLessThan((before - early) * 0.75);
  }
});
