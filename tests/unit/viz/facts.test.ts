import { describe, expect, it } from 'vitest';
import { openFrame } from '../../../src/lib/frame/layout';
import { lossById } from '../../../src/lib/loss/registry';
import { settingsOf, type MarginLossSpec } from '../../../src/lib/loss/spec';
import { embeddingFacts } from '../../../src/lib/viz/embedding-facts';
import { GlidingWeights } from '../../../src/lib/viz/gliding-weights';
import { orderByClass } from '../../../src/lib/viz/d3/point-painter';
import { createPainter } from '../../../src/lib/viz/painter';

describe('embeddingFacts', () => {
  it('counts strays by class, and who fell to whom', () => {
    const spec = lossById('arcface') as MarginLossSpec;
    const frame = openFrame({ probes: 4, dim: 2, classes: 2 });
    frame.weights_cd.set([1, 0, 0, 1]);
    frame.embeddings_nd.set([2, 0, 1, 0.5, 0.1, 1, 3, 0.2]);
    frame.targetRad_n.set([0, 0.5, 0.1, 1.4]);
    const input = {
      frame,
      spec,
      settings: settingsOf(spec),
      labels_n: Uint8Array.of(0, 0, 1, 1),
      classNames: ['0', '1'],
    };
    const facts = embeddingFacts(input)!;
    expect(facts).toMatchObject({ count: 4, strayed: 1, confusions: [{ from: 1, into: 0, count: 1 }] });
    expect(facts.medianRad).toBeCloseTo(0.3, 6);
    expect(facts.classes[1]).toMatchObject({ count: 2, strayed: 1 });
    expect(embeddingFacts({ ...input, frame: undefined })).toBeNull();
  });
});

describe('GlidingWeights', () => {
  it('turns the short way and keeps its length', () => {
    const weights = new GlidingWeights();
    const at = (rad: number) => ({ weights_cd: [2 * Math.cos(rad), 2 * Math.sin(rad)], bias_c: [0] });
    weights.aim(at(3), 0, 100);
    weights.aim(at(-3), 0, 100);
    weights.advance(40);
    const { weights_cd } = weights.planar;
    expect(Math.hypot(weights_cd[0], weights_cd[1])).toBeCloseTo(2, 5);
    expect(weights_cd[0]).toBeLessThan(-1.9);
    expect(weights.advance(200)).toBe(false);
  });
});

describe('orderByClass', () => {
  it('sorts samples by class', () => {
    const points = {
      count: 5,
      labels_n: Uint8Array.of(2, 0, 1, 0, 2),
      order_n: new Uint16Array(5),
      starts_c: new Uint16Array(4),
      strayed_n: new Uint8Array(5),
      spoken_n: new Uint8Array(5),
      xy_n2: new Float32Array(10),
    };
    orderByClass(points);
    expect([...points.order_n]).toEqual([1, 3, 2, 0, 4]);
    expect([...points.starts_c]).toEqual([0, 2, 3, 5]);
  });
});

describe('createPainter', () => {
  const stage = () => {
    const waiting: (() => void)[] = [];
    const motion = {
      reduced: false,
      now: () => 0,
      nextFrame: (callback: () => void) => {
        waiting.push(callback);
        return () => void waiting.splice(waiting.indexOf(callback), 1);
      },
    };
    return { motion, waiting };
  };

  it('paints once for many requests, goes on while something moves, and rests', () => {
    const { motion, waiting } = stage();
    let left = 3;
    const painter = createPainter(motion, () => --left > 0);
    painter.request();
    painter.request();
    expect(waiting.length).toBe(1);
    while (waiting.length) waiting.shift()!();
    expect(left).toBe(0);
  });

  it('cancels what is pending when disposed, and refuses use after', () => {
    const { motion, waiting } = stage();
    const painter = createPainter(motion, () => true);
    painter.request();
    painter.dispose();
    expect(waiting.length).toBe(0);
    expect(() => painter.assertAlive()).toThrow();
  });
});
