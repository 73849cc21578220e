import { expect, it } from 'vitest';
import { RunRecorder } from '../../../src/lib/demo/run-recorder';
import { createRng } from '../../../src/lib/math/rng';
import { infoOf, randomFrame } from '../../support/recordings';

const shape = { probes: 3, dim: 2, classes: 2 };

it('keeps a bounded number of moments: the first, the newest, and others evenly between', () => {
  const recorder = new RunRecorder(infoOf(shape), new Uint8Array(3), 20);
  const frame = randomFrame(shape, createRng(1));
  for (let step = 0; step <= 1000; step++) {
    recorder.add(step, [frame]);
    const { steps } = recorder.recording;
    expect(steps.length).toBeLessThanOrEqual(20);
    if (step >= 20) expect(steps.length).toBeGreaterThanOrEqual(10);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(step);
    const gaps = steps.slice(1, -1).map((kept, i) => kept - steps[i]);
    // One gap, or two where it has just doubled; the newest moment stands wherever it is.
    expect(Math.max(1, ...gaps)).toBeLessThanOrEqual(2 * Math.min(Infinity, ...gaps));
  }
});

it('is saved with the sliders of the end and the losses of every step', () => {
  const recorder = new RunRecorder(infoOf(shape), new Uint8Array(3));
  for (const step of [0, 3]) recorder.add(step, [randomFrame(shape, createRng(step), step)]);
  const losses = [{ steps: [1, 2, 3], values: [3, 2, 1] }];
  const saved = recorder.finished([{ s: 20, m: 0.1 }], losses);
  expect(saved.info.runs[0]).toMatchObject({ loss: 'arcface', settings: { s: 20, m: 0.1 } });
  expect(saved.steps).toEqual([0, 3]);
  expect(saved.losses).toBe(losses);
  expect(recorder.recording.info.runs[0].settings).toEqual({ s: 16, m: 0.5 });
});
