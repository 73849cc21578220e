/**
 * An arm of each kind is trained again and comes to what the file says. The same backend gives the same bits; another
 * build of the kernels moves a run as another seed would, so what is held is the seeds' spread.
 */
import { expect, it } from 'vitest';
import { measured } from '../../../../src/lib/demo/experiments/figures';
import { settingsOfArm } from '../../../../src/lib/demo/experiments/measured';
import { experiments } from '../../../../src/lib/demo/experiments/registry';
import { trainAndMeasure } from '../../../../tools/experiments/training';
import { datasetUrl, loadInNode } from '../../../../tools/node-training';

/** What may lie between two trainings of one seed: shares, or degrees. */
const slack = { accuracy: 0.02, cosineAccuracy: 0.1, interDeg: 15, auc: 0.01, tar1: 0.1 } as const;

it.each([
  ['bias', 'removed', ['accuracy', 'interDeg']],
  ['alignment', 'still-moved', ['auc', 'tar1']],
  ['cleaning', 'cleaned', ['auc', 'tar1']],
] as const)(
  'the arm %s, %s, comes to its figures again',
  async (id, armId, measures) => {
    await loadInNode('wasm');
    const experiment = experiments.find((each) => each.id === id)!;
    const arm = experiment.arms.find((each) => each.id === armId)!;
    const { data, steps, cleaning, run, moves, ...config } = settingsOfArm(experiment, arm);
    const [[...runs]] = await trainAndMeasure({
      config: { ...config, seed: 1, datasetUrl: datasetUrl(data) },
      steps,
      cleaning,
      judged: [moves],
    });
    const kept = measured.experiments[id].arms[armId].values;
    for (const measure of measures) {
      expect(Math.abs(runs[run][measure]! - kept[measure]![0]), measure).toBeLessThan(slack[measure]);
    }
  },
  400_000,
);
