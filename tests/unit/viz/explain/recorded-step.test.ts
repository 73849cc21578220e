/** The kept training step: whether it is what it says, worked out again from its own numbers. */
import { describe, expect, it } from 'vitest';
import { conventionFor } from '../../../../src/lib/loss/convention';
import { evaluateLoss } from '../../../../src/lib/loss/reference';
import { classLossById } from '../../../../src/lib/loss/registry';
import { hasUnitFeatures, type MarginLossSpec } from '../../../../src/lib/loss/spec';
import { pixelsOf, type RecordedStep, type StepMoment } from '../../../../src/lib/viz/explain/recorded-step';
import { stepLedger, turnBetween } from '../../../../src/lib/viz/explain/training-step';
import recorded from '../../../../src/lib/ui/figures/slow-motion/step.json';

const step = recorded as unknown as RecordedStep;
const specOf = (loss: string) => classLossById(loss) as MarginLossSpec;
const ledgerOf = (
  loss: string,
  moment: StepMoment,
  settings: RecordedStep['runs'][number]['settings'],
  i: number,
) =>
  stepLedger(specOf(loss), settings, step.samples[i].label, {
    embedding_d: moment.embeddings[i],
    weights_cd: moment.weights_cd,
    bias_c: moment.bias_c,
  });

describe.each(step.runs.map((run) => [run.loss, run] as const))('the step under %s', (loss, run) => {
  it('has four digits of its batch, and their directions among those of the batch', () => {
    for (const moment of [run.before, run.after]) {
      expect(moment.rad_n).toHaveLength(step.labels.length);
      step.samples.forEach(({ index, label }, i) => {
        expect(Number(step.labels[index])).toBe(label);
        const [x, y] = moment.embeddings[i];
        expect(Math.abs(turnBetween(Math.atan2(y, x), moment.rad_n[index]))).toBeLessThan(0.0006);
      });
    }
  });

  it('computed the loss that the batch has where lengths do not count', () => {
    const spec = specOf(loss);
    if (!hasUnitFeatures(spec)) return;
    const { loss: mean } = evaluateLoss(spec, run.settings, conventionFor(run.settings), {
      embeddings_nd: run.before.rad_n.flatMap((rad) => [Math.cos(rad), Math.sin(rad)]),
      weights_cd: run.before.weights_cd,
      bias_c: run.before.bias_c,
      labels_n: [...step.labels].map(Number),
      dim: 2,
      classes: 10,
    });
    // Directions are kept to a thousandth of a radian.
    expect(Math.abs(mean - run.batchLoss)).toBeLessThan(0.01);
  });

  it('moved weights and features', () => {
    expect(run.after.weights_cd).not.toEqual(run.before.weights_cd);
    step.samples.forEach((_, i) => expect(run.after.embeddings[i]).not.toEqual(run.before.embeddings[i]));
    expect(run.parameterCount).toBeGreaterThan(10_000);
  });
});

it('shows an easy digit, one that is refused, one astray, and one past θ + m = π under ArcFace', () => {
  const run = step.runs.find(({ loss }) => loss === 'arcface')!;
  const ledgers = step.samples.map((_, i) => ledgerOf('arcface', run.before, run.settings, i));
  expect(ledgers.map(({ kind }) => kind)).toEqual(['accepted', 'refused', 'strayed', 'strayed']);
  expect(ledgers.map(({ isPastSwitch }) => isPastSwitch)).toEqual([false, false, false, true]);
  expect(run.settings).toMatchObject({ s: 16, m: 0.5 });
});

it('has images with ink in the middle and none at the border', () => {
  for (const sample of step.samples) {
    const pixels = pixelsOf(sample);
    expect(pixels).toHaveLength(step.side ** 2);
    expect(Math.max(...pixels)).toBe(255);
    expect(pixels.slice(0, step.side).every((grey) => grey === 0)).toBe(true);
  }
});
