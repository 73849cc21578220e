/** Moved class weights, against the float64 reference. */
import { describe, expect, it } from 'vitest';
import { WhatIf, probeLoss } from '../../../src/lib/demo/what-if';
import { guestReport } from '../../../src/lib/demo/guest-report';
import { openFrame, readSlot, writeSlot, type Frame } from '../../../src/lib/frame/layout';
import { measureFrame } from '../../../src/lib/frame/measure';
import { conventionFor } from '../../../src/lib/loss/convention';
import { evaluateLoss } from '../../../src/lib/loss/reference';
import { classLosses } from '../../../src/lib/loss/registry';
import { settingsOf, subcentersOf } from '../../../src/lib/loss/spec';
import { createRng } from '../../../src/lib/math/rng';

const shape = { probes: 40, dim: 2, classes: 5 };
const losses = classLosses.filter(
  (spec) => spec.kind === 'margin' && !spec.state && subcentersOf(spec, settingsOf(spec)) === 1,
);

function frameOf(spec: (typeof losses)[number], seed: number): { frame: Frame; labels_n: Uint8Array } {
  const rng = createRng(seed);
  const frame = openFrame(shape);
  for (let i = 0; i < frame.embeddings_nd.length; i++) frame.embeddings_nd[i] = 3 * rng.gaussian();
  for (let c = 0; c < shape.classes; c++) {
    const rad = (2 * Math.PI * c) / shape.classes;
    const length = spec.scale === 'norms' ? 0.5 + rng.next() : 1;
    frame.weights_cd.set([length * Math.cos(rad), length * Math.sin(rad)], 2 * c);
    frame.bias_c[c] = spec.kind === 'margin' && spec.bias ? rng.gaussian() : 0;
  }
  const labels_n = Uint8Array.from({ length: shape.probes }, () => rng.integer(shape.classes));
  measureFrame(frame, spec, labels_n);
  writeSlot(frame, 'loss', 1.25);
  return { frame, labels_n };
}

describe.each(losses.map((spec) => [spec.id, spec] as const))('a weight moved under %s', (_, spec) => {
  const settings = settingsOf(spec);
  const { frame, labels_n } = frameOf(spec, 3);
  const whatIf = new WhatIf();
  whatIf.move(0, 2, [0, -7]);
  const moved = whatIf.apply(frame, 0, spec, labels_n);

  it('points there, as long as it was; the others and the features stay', () => {
    const length = Math.hypot(frame.weights_cd[4], frame.weights_cd[5]);
    expect(moved.weights_cd[4]).toBeCloseTo(0, 6);
    expect(moved.weights_cd[5]).toBeCloseTo(-length, 6);
    expect([...moved.weights_cd.subarray(0, 4)]).toEqual([...frame.weights_cd.subarray(0, 4)]);
    expect(moved.embeddings_nd).toBe(frame.embeddings_nd);
    expect(readSlot(frame, 'loss')).toBe(1.25);
    expect(readSlot(moved, 'loss')).toBeNaN();
  });

  it('gives the loss and the accuracy that the reference has there', () => {
    for (const at of [frame, moved]) {
      const problem = {
        embeddings_nd: at.embeddings_nd,
        weights_cd: at.weights_cd,
        bias_c: spec.scale === 's' ? null : at.bias_c,
        labels_n,
        dim: 2,
        classes: shape.classes,
      };
      const { loss } = evaluateLoss(spec, settings, conventionFor(settings), problem);
      expect(probeLoss(spec, settings, at, labels_n)).toBeCloseTo(loss, 4);
    }
    const right = [...labels_n].filter((label, n) => {
      const [x, y] = moved.embeddings_nd.subarray(2 * n, 2 * n + 2);
      const logit_c = Array.from(
        { length: shape.classes },
        (_, c) =>
          x * moved.weights_cd[2 * c] +
          y * moved.weights_cd[2 * c + 1] +
          (spec.scale === 's' ? 0 : moved.bias_c[c]),
      );
      return logit_c.indexOf(Math.max(...logit_c)) === label;
    });
    expect(readSlot(moved, 'accuracy')).toBeCloseTo(right.length / shape.probes, 9);
  });
});

it('leaves other runs alone, forgets when told to, and takes no direction from nothing', () => {
  const [spec] = losses;
  const { frame, labels_n } = frameOf(spec, 4);
  const whatIf = new WhatIf();
  whatIf.move(1, 0, [0, 0]);
  expect(whatIf.isEmpty).toBe(true);
  whatIf.move(1, 0, [1, 1]);
  expect(whatIf.apply(frame, 0, spec, labels_n)).toBe(frame);
  expect(whatIf.apply(frame, 1, spec, labels_n)).not.toBe(frame);
  whatIf.clear();
  expect(whatIf.apply(frame, 1, spec, labels_n)).toBe(frame);
});

it('a guest is told its angles, the winner and the next', () => {
  const arcface = losses.find(({ id }) => id === 'arcface')!;
  const { frame } = frameOf(arcface, 5);
  // Weights stand at 0°, 72°, 144°, 216° and 288°.
  const report = guestReport(arcface, frame, Float32Array.of(5 * Math.cos(1.4), 5 * Math.sin(1.4)));
  expect([report.decided, report.next]).toEqual([1, 2]);
  expect(report.angleRad_c[1]).toBeCloseTo(1.4 - 1.2566, 3);
  expect(report.angleRad_c[4]).toBeCloseTo(Math.abs(1.4 + 1.2566), 3);
});

it('of a class with several weights the first is moved, with what repeats it', () => {
  const several = openFrame({ probes: 3, dim: 2, classes: 2, subcenters: 3 });
  several.embeddings_nd.set([1, 0, 0, 1, -1, 0]);
  several.weights_cd.set([1, 0, 0, 1, -1, 0, 0, 2, 0, 2, 1, -1]);
  const whatIf = new WhatIf();
  whatIf.move(0, 1, [3, 0]);
  const spec = losses.find(({ id }) => id === 'arcface')!;
  const { weights_cd } = whatIf.apply(several, 0, spec, Uint8Array.of(0, 1, 0));
  expect([...weights_cd]).toEqual([1, 0, 0, 1, -1, 0, 2, 0, 2, 0, 1, -1]);
});
