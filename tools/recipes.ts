/**
 * Trains every loss from several seeds and prints where each run stands: steps to 95 % held-out accuracy, final
 * accuracy and angles. `npm run recipes -- [--seeds 1,2,3] [--losses arcface,cosface] [--net lenet] [--steps 600]
 * [--every 25] [--set key=value,...] [--data faces] [--people 0,1,2] [--batch 128]
 * [--add center,intra] [--imbalance 20] [--noise 0.3] [--course] [--classes] [--labels 1000]`; one JSON object a run,
 * then a table. With `--course`, one for every look as well; with `--classes`, one of what each class has in the end; with
 * `--labels`, one of how well wrong labels among the first so many are found by angle.
 */
import { parseArgs } from 'node:util';
import { frameBytes, readSlot, type Frame } from '../src/lib/frame/layout';
import { lossById, lossIds } from '../src/lib/loss/registry';
import { catchFarthest, catchPast } from '../src/lib/metric/wrong-labels';
import { BatchOrder } from '../src/lib/train/batch-order';
import { checkLabels } from '../src/lib/train/check-labels';
import { LockStep } from '../src/lib/train/lockstep';
import type { BackboneId, BackendId, LabelCheck } from '../src/lib/train/protocol';
import type { Recipe } from '../src/lib/train/recipe';
import { classTable } from './class-table';
import { readTrainingSet } from './training-set';
import { medianNorm } from './median-norm';
import { loadInNode } from './node-training';

interface Row {
  loss: string;
  seed: number;
  stepsTo95: number | null;
  accuracy: number;
  cosineAccuracy: number;
  targetDeg: number;
  intraDeg: number;
  interDeg: number;
  /** Median length of the held-out embeddings, before a loss divides by it. */
  featureNorm: number;
  stepMs: number;
}

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '1,2,3' },
      losses: { type: 'string', default: lossIds.join(',') },
      net: { type: 'string', default: 'lenet' },
      steps: { type: 'string', default: '600' },
      every: { type: 'string', default: '25' },
      dim: { type: 'string', default: '2' },
      data: { type: 'string', default: 'mnist' },
      /** The only classes to train on: `0,3,5`. */
      people: { type: 'string', default: '' },
      batch: { type: 'string', default: '128' },
      backend: { type: 'string', default: 'wasm' },
      set: { type: 'string', default: '' },
      /** Terms beside the loss: `center,intra`. */
      add: { type: 'string', default: '' },
      /** At this step, these settings: `600:m=0.5`. */
      change: { type: 'string', default: '' },
      /** Prints what every look at a run found. A change does so too, so that before and after can be drawn. */
      course: { type: 'boolean', default: false },
      /** How many times rarer the last class is in training than the first. */
      imbalance: { type: 'string', default: '1' },
      noise: { type: 'string', default: '0' },
      /** Prints length, bias and accuracy of each class at the end. */
      classes: { type: 'boolean', default: false },
      /** Looks for wrong labels among the first so many training samples at the end. */
      labels: { type: 'string', default: '0' },
      /** Trains on the first 8,000 train digits and measures on the other 2,000: for choosing recipes. */
      tune: { type: 'boolean', default: false },
    },
  });
  await loadInNode(values.backend as BackendId);
  const { train, probe, images, shardCounts, mixFor } = await readTrainingSet({
    data: values.data,
    people: values.people ? values.people.split(',').map(Number) : undefined,
    tune: values.tune,
  });
  const changes = parseSettings(values.set);
  const [noise, imbalance] = [Number(values.noise), Number(values.imbalance)];
  const [changeStep, changeTo] = values.change ? values.change.split(':') : [null, ''];
  const add = values.add.split(',').filter(Boolean);
  const rows: Row[] = [];
  for (const loss of values.losses.split(',')) {
    for (const seed of values.seeds.split(',').map(Number)) {
      const order = new BatchOrder(seed, shardCounts, Number(values.batch));
      const config = {
        runs: [{ loss, add, settings: changes, recipe: changes as Partial<Recipe> }],
        backbone: values.net as BackboneId,
        dim: Number(values.dim),
        seed,
      };
      const mix = mixFor(seed, noise > 0 || imbalance > 1 ? { noise, imbalance } : undefined);
      const lockstep = new LockStep(config, images, train, order, mix);
      const [trainer] = lockstep.trainers;
      const buffer = new ArrayBuffer(frameBytes(probe.frameShape(config.dim, lockstep.subcenters)));
      let stepsTo95: number | null = null;
      let trainMs = 0;
      let frame: Frame | null = null;
      for (let step = 1; step <= Number(values.steps); step++) {
        if (changeStep !== null && step - 1 === Number(changeStep)) {
          trainer.setSettings({ ...trainer.settings, ...parseSettings(changeTo) } as never);
        }
        const from = performance.now();
        const losses = lockstep.step();
        trainMs += performance.now() - from;
        const isLast = step === Number(values.steps);
        if (step % Number(values.every) === 0 || isLast) {
          frame = await probe.fill(buffer, 0, trainer, losses[0].dataSync()[0], lockstep.subcenters);
          if (stepsTo95 === null && readSlot(frame, 'accuracy') >= 0.95) stepsTo95 = step;
          if (changeStep !== null || values.course) {
            const [targetDeg, accuracy] = [readSlot(frame, 'targetDeg'), readSlot(frame, 'accuracy')];
            console.log(JSON.stringify({ seed, step, targetDeg, accuracy, featureNorm: medianNorm(frame) }));
          }
        }
        losses[0].dispose();
      }
      const row: Row = {
        loss,
        seed,
        stepsTo95,
        accuracy: readSlot(frame!, 'accuracy'),
        cosineAccuracy: readSlot(frame!, 'cosineAccuracy'),
        targetDeg: readSlot(frame!, 'targetDeg'),
        intraDeg: readSlot(frame!, 'intraDeg'),
        interDeg: readSlot(frame!, 'interDeg'),
        featureNorm: medianNorm(frame!),
        stepMs: trainMs / Number(values.steps),
      };
      rows.push(row);
      console.log(JSON.stringify(row));
      if (values.classes) {
        console.log(
          JSON.stringify({ loss, seed, ...classTable(frame!, lossById(loss)!, probe.samples.labels) }),
        );
      }
      if (Number(values.labels) > 0) {
        const check = await checkLabels(lockstep, train, images, Number(values.labels));
        console.log(JSON.stringify({ loss, seed, dim: config.dim, ...wrongLabelRow(check) }));
      }
      lockstep.dispose();
    }
  }
  console.table(
    rows.map((row) => ({
      ...row,
      ...Object.fromEntries(
        (
          [
            'accuracy',
            'cosineAccuracy',
            'targetDeg',
            'intraDeg',
            'interDeg',
            'featureNorm',
            'stepMs',
          ] as const
        ).map((key) => [key, Number(row[key].toPrecision(4))]),
      ),
    })),
  );
  return 0;
}

/** As many of the farthest as are wrong, and those past the angle of the paper. */
function wrongLabelRow({ given_n, true_n, anglesRad: [angles_n] }: LabelCheck) {
  const isWrong_n = Array.from(given_n, (label, n) => label !== true_n[n]);
  const wrong = isWrong_n.filter(Boolean).length;
  return {
    wrong,
    // Of as many as are wrong, precision and recall are the same number.
    amongFarthest: catchFarthest(angles_n, isWrong_n, wrong).precision,
    past75: catchPast(angles_n, isWrong_n, (75 * Math.PI) / 180),
  };
}

function parseSettings(text: string): Record<string, number | string | boolean> & Record<string, never> {
  const pairs = text
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [key, value] = pair.split('=');
      const number = Number(value);
      if (value === 'true' || value === 'false') return [key, value === 'true'];
      return [key, Number.isFinite(number) ? number : value];
    });
  return Object.fromEntries(pairs);
}
