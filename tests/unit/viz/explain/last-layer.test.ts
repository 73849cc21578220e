import { expect, it } from 'vitest';
import recordedStep from '../../../../src/lib/ui/figures/slow-motion/step.json';
import { bodyParameters, lastLayer } from '../../../../src/lib/viz/explain/last-layer';

it('counts a weight and a bias for each class', () => {
  expect(lastLayer(10, 2)).toMatchObject({ parameters: 30, bytes: 120, trainingBytes: 480 });
  expect(lastLayer(1000, 512).parameters).toBe(513_000);
});

it('sets them beside what the trainer counts in the rest of the network', () => {
  const run = recordedStep.runs.find(({ loss }) => loss === 'softmax')!;
  expect(run.parameterCount - lastLayer(10, 2).parameters).toBe(bodyParameters);
  expect(lastLayer(10, 2).share).toBeCloseTo(30 / run.parameterCount, 12);
});
