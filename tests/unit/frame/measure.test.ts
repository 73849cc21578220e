/** A frame's statistics on an example small enough to work out by hand. */
import { describe, expect, it } from 'vitest';
import { openFrame, readSlot, type Frame } from '../../../src/lib/frame/layout';
import { isFiniteFrame, measureFrame, nearestByAngle } from '../../../src/lib/frame/measure';
import { arcface } from '../../../src/lib/loss/arcface';
import { softmax } from '../../../src/lib/loss/softmax';

/**
 * Two classes. Class 0 points right and is three times as long; class 1 points up. The samples of class 0 lie at 0°
 * and 50°, those of class 1 at 90° and 60°.
 */
function example(): { frame: Frame; labels: Uint8Array } {
  const frame = openFrame({ probes: 4, dim: 2, classes: 2 });
  const at = (degrees: number, norm: number) => [
    norm * Math.cos((degrees * Math.PI) / 180),
    norm * Math.sin((degrees * Math.PI) / 180),
  ];
  frame.embeddings_nd.set([at(0, 2), at(50, 0.5), at(90, 1), at(60, 4)].flat());
  frame.weights_cd.set([3, 0, 0, 1]);
  return { frame, labels: Uint8Array.of(0, 0, 1, 1) };
}

describe('measuring a frame', () => {
  it('gives both accuracies: by the loss and by angle', () => {
    const { frame, labels } = example();
    measureFrame(frame, softmax, labels);
    // By angle 50° is nearer to 90° than to 0°: one of four is wrong.
    expect(readSlot(frame, 'cosineAccuracy')).toBe(0.75);
    // By logits the long weight wins where 3·cos θ > sin θ, that is below 71.6°: 50° is right, 60° is wrong.
    expect(readSlot(frame, 'accuracy')).toBe(0.75);
    measureFrame(frame, arcface, labels);
    expect(readSlot(frame, 'accuracy')).toBe(0.75);
  });

  it('lets a bias decide for a loss that has one', () => {
    const { frame, labels } = example();
    frame.bias_c.set([0, 100]);
    measureFrame(frame, softmax, labels);
    expect(readSlot(frame, 'accuracy')).toBe(0.5);
    expect(readSlot(frame, 'cosineAccuracy')).toBe(0.75);
    measureFrame(frame, arcface, labels);
    expect(readSlot(frame, 'accuracy')).toBe(0.75);
  });

  it('gives the angles: each, their median, and how classes lie', () => {
    const { frame, labels } = example();
    measureFrame(frame, softmax, labels);
    const degrees = Array.from(frame.targetRad_n, (rad) => (rad * 180) / Math.PI);
    [0, 50, 0, 30].forEach((angle, n) => expect(degrees[n]).toBeCloseTo(angle, 4));
    // Of 0, 0, 30, 50 the middle two are 0 and 30.
    expect(readSlot(frame, 'targetDeg')).toBeCloseTo(15, 4);
    // Mean directions at 25° and 75°: both samples of class 0 lie 25° off, both of class 1 15°.
    expect(readSlot(frame, 'intraDeg')).toBeCloseTo(20, 4);
    expect(readSlot(frame, 'interDeg')).toBeCloseTo(50, 4);
  });

  it('leaves the embeddings and weights alone, and the slots that are not its own', () => {
    const { frame, labels } = example();
    frame.header.fill(7);
    const before = [[...frame.embeddings_nd], [...frame.weights_cd]];
    measureFrame(frame, softmax, labels);
    expect([[...frame.embeddings_nd], [...frame.weights_cd]]).toEqual(before);
    for (const slot of ['version', 'run', 'step', 'loss', 'learningRate'] as const) {
      expect(readSlot(frame, slot)).toBe(7);
    }
  });

  it('says NaN where nothing can be measured', () => {
    const empty = openFrame({ probes: 0, dim: 2, classes: 2 });
    measureFrame(empty, softmax, new Uint8Array(0));
    for (const slot of ['accuracy', 'cosineAccuracy', 'targetDeg', 'intraDeg', 'interDeg'] as const) {
      expect(readSlot(empty, slot), slot).toBeNaN();
    }
    const { frame } = example();
    measureFrame(frame, softmax, Uint8Array.of(0, 0, 0, 0));
    expect(readSlot(frame, 'interDeg')).toBeNaN();
    expect(readSlot(frame, 'intraDeg')).toBeGreaterThan(0);
  });
});

describe('the nearest class by angle', () => {
  it('does not care for lengths, of weights or of samples', () => {
    const weights = [10, 0, 0, 0.1, -1, -1];
    expect([...nearestByAngle([1, 2, 2, 1, -5, -4, 0.001, 0.002], weights, 2, 3)]).toEqual([1, 0, 2, 1]);
  });

  it('is the first of equals', () => {
    expect([...nearestByAngle([1, 1], [1, 0, 0, 1], 2, 2)]).toEqual([0]);
  });
});

describe('a finite frame', () => {
  it('has finite embeddings and weights', () => {
    expect(isFiniteFrame(example().frame)).toBe(true);
    for (const bad of [NaN, Infinity, -Infinity]) {
      const inEmbeddings = example().frame;
      inEmbeddings.embeddings_nd[3] = bad;
      expect(isFiniteFrame(inEmbeddings)).toBe(false);
      const inWeights = example().frame;
      inWeights.weights_cd[2] = bad;
      expect(isFiniteFrame(inWeights)).toBe(false);
      const inBias = example().frame;
      inBias.bias_c[1] = bad;
      expect(isFiniteFrame(inBias)).toBe(false);
    }
  });
});
