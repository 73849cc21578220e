/** A training in Node on wasm, seen at a few steps on the held-out digits, with settings that change on the way. */
import { frameBytes, readSlot } from '../../src/lib/frame/layout';
import { BatchOrder } from '../../src/lib/train/batch-order';
import { LockStep } from '../../src/lib/train/lockstep';
import type { TrainingConfig } from '../../src/lib/train/protocol';
import { readTrainingSet } from '../../tools/training-set';
import { medianNorm } from '../../tools/median-norm';
import { loadInNode } from '../../tools/node-training';

/** What is read of a run at a step; shares are 0 to 1. */
export interface Reading {
  readonly step: number;
  readonly accuracy: number;
  readonly cosineAccuracy: number;
  /** Median angle to the own weight, degrees. */
  readonly targetDeg: number;
  readonly intraDeg: number;
  readonly interDeg: number;
  /** Median length of the embeddings. */
  readonly featureNorm: number;
}

export interface Course {
  readonly config: Pick<TrainingConfig, 'runs' | 'backbone' | 'dim' | 'seed' | 'batchSize' | 'spoiling'>;
  /** At these steps, read. Training ends with the last. */
  readonly readAt: readonly number[];
  /** Once this many steps are done, these settings stand instead. */
  readonly change?: { readonly afterStep: number; readonly settings: Readonly<Record<string, number>> };
  /** Training ends before its time once this holds of what was read last. */
  readonly until?: (readings: readonly Reading[]) => boolean;
}

/** Trains one loss and reads it. The same course gives the same readings. */
export async function follow(course: Course): Promise<Reading[]> {
  return (await followAll(course)).map(([first]) => first);
}

/** Trains losses side by side and reads all of them at each step. */
export async function followAll({ config, readAt, change, until }: Course): Promise<Reading[][]> {
  const { kernelSet } = await loadInNode('wasm');
  if (kernelSet === 'stock') throw new Error('The kernels for wasm were refused; build them first.');
  const { train, probe, images, shardCounts, mixFor } = await readTrainingSet();
  const lockstep = new LockStep(
    config,
    images,
    train,
    new BatchOrder(config.seed, shardCounts, config.batchSize),
    mixFor(config.seed, config.spoiling),
  );
  const buffer = new ArrayBuffer(frameBytes(probe.frameShape(config.dim)));
  const readings: Reading[][] = [];
  for (let step = 1; step <= Math.max(...readAt); step++) {
    if (change && step === change.afterStep + 1) {
      for (const trainer of lockstep.trainers)
        trainer.setSettings({ ...trainer.settings, ...change.settings });
    }
    for (const loss of lockstep.step()) loss.dispose();
    if (!readAt.includes(step)) continue;
    const read: Reading[] = [];
    for (const trainer of lockstep.trainers) {
      const frame = await probe.fill(buffer, 0, trainer, NaN);
      const figures = ['accuracy', 'cosineAccuracy', 'targetDeg', 'intraDeg', 'interDeg'] as const;
      const values = Object.fromEntries(figures.map((name) => [name, readSlot(frame, name)]));
      read.push({ step, ...values, featureNorm: medianNorm(frame) } as unknown as Reading);
    }
    readings.push(read);
    if (until?.(read)) break;
  }
  lockstep.dispose();
  probe.release();
  train.release();
  return readings;
}
