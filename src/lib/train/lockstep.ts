/** K trainers that see the same batches from the same start: what differs between them is the loss alone. */
import * as tf from '@tensorflow/tfjs-core';
import type { Conditions } from '../frame/settings-change';
import type { Jitter } from '../data/dataset';
import { lossById, termById } from '../loss/registry';
import { subcentersOf } from '../loss/spec';
import type { BatchOrder } from './batch-order';
import type { Batch, DeviceDataset, ImageShape } from './device-dataset';
import { changesAt } from './jitter';
import type { RunConfig, RunVitals, TrainingConfig } from './protocol';
import { readScalars } from './read-scalars';
import { recipeFor } from './recipe';
import { runSettings, Trainer, type Checkpoint } from './trainer';
import type { TrainingMix } from './training-mix';
import { findSickTensor, measureVitals, type SickTensor } from './vitals';

/** Builds the trainer of one run. Throws where the loss id is unknown. */
export function createTrainer(
  run: RunConfig,
  config: Pick<TrainingConfig, 'backbone' | 'dim' | 'seed'>,
  images: ImageShape,
): Trainer {
  const spec = lossById(run.loss);
  if (!spec) throw new RangeError(`There is no loss named "${run.loss}".`);
  const terms = (run.add ?? []).map((id) => {
    const term = termById(id);
    if (!term) throw new RangeError(`There is no term named "${id}".`);
    return term;
  });
  return new Trainer({
    spec,
    terms,
    settings: runSettings(spec, terms, run.settings),
    recipe: recipeFor(spec, run.recipe),
    convention: run.convention,
    backbone: config.backbone,
    images,
    dim: config.dim,
    seed: config.seed,
  });
}

export class LockStep {
  readonly trainers: readonly Trainer[];
  private readonly seed: number;
  /** What is done to the images of a batch; null: nothing. */
  private readonly jitter: Jitter | null;

  constructor(
    config: Pick<TrainingConfig, 'runs' | 'backbone' | 'dim' | 'seed' | 'jitter'>,
    images: ImageShape,
    private readonly dataset: DeviceDataset,
    private readonly order: BatchOrder,
    /** Spoils what the batches are made of; null: nothing does. */
    private readonly mix: TrainingMix | null = null,
  ) {
    const trainers: Trainer[] = [];
    try {
      for (const run of config.runs) trainers.push(createTrainer(run, config, images));
    } catch (error) {
      for (const trainer of trainers) trainer.dispose();
      throw error;
    }
    this.trainers = trainers;
    this.seed = config.seed;
    this.jitter = config.jitter ?? dataset.jitter;
  }

  /** Most weights of one class in a run. */
  get subcenters(): number {
    return Math.max(...this.trainers.map(({ config: { spec, settings } }) => subcentersOf(spec, settings)));
  }

  get stepCount(): number {
    return this.trainers[0].stepCount;
  }

  /** Conditions of every run. */
  get conditions(): Conditions[] {
    return this.trainers.map(({ conditions }) => conditions);
  }

  resume(conditions: readonly Conditions[]): void {
    this.trainers.forEach((trainer, i) => trainer.resume(conditions[i]));
  }

  /** True where every sample of the next step has arrived. */
  get isReady(): boolean {
    return this.dataset.arrived >= this.order.requiredCount(this.stepCount);
  }

  /** One step of every run on one and the same batch. Returns their losses, on the device; the caller disposes them. */
  step(): tf.Scalar[] {
    const batch = this.batchAt(this.stepCount);
    const losses: tf.Scalar[] = [];
    try {
      for (const trainer of this.trainers) losses.push(trainer.step(batch));
      return losses;
    } catch (error) {
      tf.dispose(losses);
      throw error;
    } finally {
      tf.dispose([batch.images, batch.oneHot_nc]);
    }
  }

  /**
   * All that a run launches, on a double of each trainer, which is then dropped: nothing moves. `embed` embeds the
   * probe set and drops the result. What it reads back is left out; see `warmUp`.
   */
  rehearse(embed: (trainer: Trainer) => void): void {
    this.dataset.rehearse(this.order.batch(0));
    for (const { config } of this.trainers) {
      const double = new Trainer(config);
      try {
        tf.dispose(this.#rehearse(double, embed));
      } finally {
        double.dispose();
      }
    }
  }

  /**
   * The same, and reads what a run reads, so that the first step finds everything compiled and allocated. The probe
   * set, the most work by far, is embedded by one double only. Breaks off once `isUrgent`.
   */
  async warmUp(embed: (trainer: Trainer) => void, isUrgent: () => boolean = () => false): Promise<void> {
    this.dataset.rehearse(this.order.batch(0));
    for (const [i, { config }] of this.trainers.entries()) {
      if (isUrgent()) return;
      const double = new Trainer(config);
      let losses: tf.Scalar[] = [];
      try {
        losses = this.#rehearse(double, i === 0 ? embed : () => {});
        await readScalars(losses);
        await double.save();
      } finally {
        tf.dispose(losses);
        double.dispose();
      }
    }
  }

  /** The second turn meets tensors that the device made itself, for which there are other programs. */
  #rehearse(double: Trainer, embed: (trainer: Trainer) => void): tf.Scalar[] {
    const batch = this.dataset.batch(this.order.batch(0));
    const losses: tf.Scalar[] = [];
    try {
      for (let turn = 0; turn < 2; turn++) {
        embed(double);
        losses.push(double.step(batch));
      }
      embed(double);
      return losses;
    } catch (error) {
      tf.dispose(losses);
      throw error;
    } finally {
      tf.dispose([batch.images, batch.oneHot_nc]);
    }
  }

  /** The batch of 0-based step `step`, whose samples must have arrived; the caller disposes it. */
  batchAt(step: number): Batch {
    const places = this.order.batch(step);
    const { jitter } = this;
    const changes_n = jitter && changesAt(jitter, this.seed, step, places.length);
    if (!this.mix) return this.dataset.batch(places, null, changes_n);
    const { indices, labels_n } = this.mix.draw(places);
    return this.dataset.batch(indices, labels_n, changes_n);
  }

  /** The samples in the first `count` places, which must have arrived, and the labels that training is told of them. */
  told(count: number): { indices: Int32Array; labels_n: Int32Array } {
    const places = Int32Array.from({ length: count }, (_, place) => place);
    if (this.mix) return this.mix.draw(places);
    return { indices: places, labels_n: places.map((place) => this.dataset.labelOf(place)) };
  }

  /** What the coming batch asks of each run; null where its samples are not all here. Nothing moves. */
  async vitals(): Promise<RunVitals[] | null> {
    if (!this.isReady) return null;
    const batch = this.batchAt(this.stepCount);
    try {
      const vitals: RunVitals[] = [];
      for (const trainer of this.trainers) vitals.push(await measureVitals(trainer, batch));
      return vitals;
    } finally {
      tf.dispose([batch.images, batch.oneHot_nc]);
    }
  }

  /** Where the numbers of one run first went bad since its checkpoint; `suspectStep` as `findSickTensor` takes it. */
  async findSickTensor(run: number, checkpoint: Checkpoint, suspectStep: number): Promise<SickTensor | null> {
    const trainer = this.trainers[run];
    const batchAt = (step: number) => this.batchAt(step);
    return findSickTensor(trainer, checkpoint, trainer.settings, batchAt, suspectStep, this.stepCount);
  }

  async save(): Promise<Checkpoint[]> {
    return Promise.all(this.trainers.map((trainer) => trainer.save()));
  }

  restore(checkpoints: readonly Checkpoint[]): void {
    this.trainers.forEach((trainer, i) => trainer.restore(checkpoints[i]));
  }

  dispose(): void {
    for (const trainer of this.trainers) trainer.dispose();
  }
}
