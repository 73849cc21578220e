/**
 * One network under one loss. Steps when told to; holds no clock, no timer, no data and no DOM. Every number it
 * draws comes from the seed, so that the same seed on the same backend gives the same bits.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Conditions } from '../frame/settings-change';
import { refuseBadSettings } from '../loss/check';
import { conventionFor, type Convention } from '../loss/convention';
import {
  hasClassWeights,
  hasUnitWeights,
  settingsOf,
  subcentersOf,
  type AdditiveLossSpec,
  type LossSettings,
  type LossSpec,
} from '../loss/spec';
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';
import { AdditiveTerms } from './additive-terms';
import type { Backbone, BackboneId } from './backbone/backbone';
import { Parameters } from './backbone/parameters';
import { backbones } from './backbone/registry';
import { scaled } from './blocks/scaled';
import { variableGradients } from './blocks/tape';
import { initialClassWeights, weightsRng } from './class-weights';
import type { Batch, ImageShape } from './device-dataset';
import { marginLoss } from './head/margin-head';
import { pairwiseLoss } from './head/pairwise-head';
import type { Optimizer, OptimizerId, OptimizerState } from './optimizer/optimizer';
import { optimizers } from './optimizer/registry';
import { OwnScale } from './own-scale';
import { effectiveSettings, learningRateAt, type Recipe } from './recipe';

export interface TrainerConfig {
  readonly spec: LossSpec;
  /** Terms beside the loss; none unless said. */
  readonly terms?: readonly AdditiveLossSpec[];
  /** Of the loss and of every term. */
  readonly settings: LossSettings;
  readonly recipe: Recipe;
  readonly backbone: BackboneId;
  readonly images: ImageShape;
  /** Dimension d of the embedding. */
  readonly dim: number;
  readonly seed: number;
  /** Numeric habits of the head; absent: the site's own, with the gradient that the settings ask for. */
  readonly convention?: Convention;
  /** Adam unless said otherwise. */
  readonly optimizer?: OptimizerId;
}

/** All that a run needs to go on elsewhere: host copies, free of any backend. */
export interface Checkpoint extends Conditions {
  readonly step: number;
  readonly variables: readonly Float32Array[];
  readonly normalizations: readonly (readonly Float32Array[])[];
  readonly adam: OptimizerState;
  /** What terms beside the loss keep, in order. */
  readonly terms: readonly Float32Array[];
  /** s, where the loss finds it by itself; else empty. */
  readonly ownScale?: Float32Array;
}

export class Trainer {
  readonly config: TrainerConfig;
  #settings: LossSettings;
  #step = 0;
  /** Step of the last change of a slider; null before any. */
  #changedAtStep: number | null = null;
  #disposed = false;
  readonly #parameters: Parameters;
  readonly #backbone: Backbone;
  /** Null where the loss has no class weights. */
  readonly #weights: tf.Variable<tf.Rank.R2> | null;
  readonly #bias: tf.Variable<tf.Rank.R1> | null;
  readonly #terms: AdditiveTerms;
  readonly #ownScale: OwnScale;
  readonly #optimizer: Optimizer;

  constructor(config: TrainerConfig) {
    this.config = config;
    this.#settings = config.settings;
    const { recipe, images, dim, seed, spec, settings } = config;
    const terms = config.terms ?? [];
    for (const part of [spec, ...terms]) refuseBadSettings(part, settings, images.classes);
    const needy = terms.find(({ needsWeights }) => needsWeights && !hasClassWeights(spec));
    if (needy) throw new RangeError(`${needy.id} looks at class weights, of which ${spec.id} has none.`);
    // One stream for the backbone and one for the head: the same backbone under every loss.
    this.#parameters = new Parameters(createRng(streamSeed(seed, 'backbone')));
    this.#backbone = backbones[config.backbone](
      this.#parameters,
      { height: images.height, width: images.width, dim },
      recipe,
    );
    this.#weights = hasClassWeights(spec) ? this.#createWeights() : null;
    this.#bias = this.#createBias();
    this.#terms = new AdditiveTerms(terms, images.classes, dim);
    this.#ownScale = new OwnScale(spec, images.classes);
    this.#optimizer = optimizers[config.optimizer ?? 'adam'](this.#parameters.variables);
  }

  #createWeights(): tf.Variable<tf.Rank.R2> {
    const { images, dim, recipe, seed, spec, settings } = this.config;
    const { classes } = images;
    const perClass = subcentersOf(spec, settings);
    const directions = initialClassWeights(classes, dim, recipe.evenWeights, weightsRng(seed), perClass);
    return this.#parameters.given<tf.Rank.R2>('head/weights', directions, [classes * perClass, dim]);
  }

  /**
   * One for each class where the loss keeps raw weights, one for all where each class has a logistic: that one in units
   * of s, as it has to go as far as logits do, and Adam moves every number by the same step.
   */
  #createBias(): tf.Variable<tf.Rank.R1> | null {
    const { images, recipe, spec, settings } = this.config;
    if (spec.kind === 'binary') {
      return this.#parameters.constant<tf.Rank.R1>(
        'head/bias',
        [1],
        spec.initialBias(settings, images.classes) / (settings.s as number),
      );
    }
    const isBiased = recipe.bias && hasClassWeights(spec) && !hasUnitWeights(spec);
    return isBiased ? this.#parameters.constant<tf.Rank.R1>('head/bias', [images.classes], 0) : null;
  }

  /** Steps taken so far. */
  get stepCount(): number {
    return this.#step;
  }

  get settings(): LossSettings {
    return this.#settings;
  }

  /** What the loss computes with at the next step: slider × ramp. */
  get effectiveSettings(): LossSettings {
    return effectiveSettings(this.config.spec, this.#settings, this.config.recipe, this.#step);
  }

  get learningRate(): number {
    return learningRateAt(this.config.recipe, this.#step, this.#changedAtStep);
  }

  /** Names of the trainable tensors, in order. */
  get variableNames(): readonly string[] {
    return this.#parameters.names;
  }

  /** Changes sliders of the running network; the next step uses them. */
  setSettings(settings: LossSettings): void {
    this.#refuseIfDisposed();
    const { spec, terms = [], images } = this.config;
    for (const part of [spec, ...terms]) refuseBadSettings(part, settings, images.classes);
    const isChange = Object.keys(settings).some((name) => settings[name] !== this.#settings[name]);
    // Before the first step nothing is trained that would have to be moved.
    if (isChange && this.#step > 0) this.#changedAtStep = this.#step;
    this.#settings = settings;
  }

  /** Sliders, and the step of their last change. */
  get conditions(): Conditions {
    return { settings: this.#settings, changedAtStep: this.#changedAtStep };
  }

  /** Puts sliders back as they stood, with the learning rate that follows from when they were moved. */
  resume({ settings, changedAtStep }: Conditions): void {
    this.#refuseIfDisposed();
    this.#settings = settings;
    this.#changedAtStep = changedAtStep;
  }

  /** One step on `batch`. Returns the batch's loss, still on the device; the caller disposes it. */
  step(batch: Batch): tf.Scalar {
    this.#refuseIfDisposed();
    const { loss, gradients } = this.gradients(batch);
    try {
      this.#optimizer.step(gradients, this.learningRate);
      for (const normalization of this.#backbone.normalizations) normalization.commit();
      this.#terms.commit();
      this.#ownScale.commit();
    } catch (error) {
      loss.dispose();
      throw error;
    } finally {
      for (const gradient of gradients) gradient.dispose();
    }
    this.#step++;
    return loss;
  }

  /** Embeddings [N, d] of held-out images, normalised by running moments; the caller disposes them. */
  embed(images: tf.Tensor4D): tf.Tensor2D {
    this.#refuseIfDisposed();
    return tf.tidy(() => this.#backbone.embed(images, false));
  }

  /** Embeddings [N, d] of a batch as its step would see them, normalised by its own moments; the caller disposes them. */
  embedBatch({ images }: Pick<Batch, 'images'>): tf.Tensor2D {
    this.#refuseIfDisposed();
    return tf.tidy(() => this.#backbone.embed(images, true));
  }

  /** The values among `settings` that this run's loss and terms have, the others at their defaults. */
  settingsFrom(settings: LossSettings): LossSettings {
    return runSettings(this.config.spec, this.config.terms ?? [], settings);
  }

  /** `effectiveSettings` with the scale that the loss found by itself, where it does. */
  async readEffectiveSettings(): Promise<LossSettings> {
    this.#refuseIfDisposed();
    const effective = this.effectiveSettings;
    const [s] = await this.#ownScale.save();
    return s === undefined ? effective : { ...effective, s };
  }

  /** Class weights as trained [C·K, d] (not yet divided by their norm) and biases [C]; null where the loss has none. */
  async readHead(): Promise<{ weights_cd: Float32Array; bias_c: Float32Array | null } | null> {
    this.#refuseIfDisposed();
    if (!this.#weights) return null;
    const { images, spec } = this.config;
    const { classes } = images;
    const bias = this.#bias && ((await this.#bias.data()) as Float32Array);
    const unit = spec.kind === 'binary' ? (this.effectiveSettings.s as number) : 1;
    return {
      weights_cd: (await this.#weights.data()) as Float32Array,
      // One bias for all classes is each class's.
      bias_c: bias && (bias.length === classes ? bias : new Float32Array(classes).fill(unit * bias[0])),
    };
  }

  /** Loss of `batch` and its gradient for every variable, without a step; the caller disposes both. */
  gradients(batch: Batch): { loss: tf.Scalar; gradients: tf.Tensor[] } {
    this.#refuseIfDisposed();
    const settings = this.effectiveSettings;
    const { value, gradients } = variableGradients(() => {
      const embeddings_nd = this.#backbone.embed(batch.images, true);
      const loss = this.#headLoss(settings, embeddings_nd, batch.oneHot_nc);
      const weights_cd = this.#weights as unknown as tf.Tensor2D | null;
      return this.#terms.addTo(loss, settings, embeddings_nd, weights_cd, batch.oneHot_nc);
    }, this.#parameters.variables);
    return { loss: value, gradients };
  }

  #headLoss(settings: LossSettings, embeddings_nd: tf.Tensor2D, oneHot_nc: tf.Tensor2D): tf.Scalar {
    const { spec, recipe } = this.config;
    if (!hasClassWeights(spec)) return pairwiseLoss(spec, settings, embeddings_nd, oneHot_nc);
    const convention = this.config.convention ?? conventionFor(settings);
    const weights_cd = this.#weights as unknown as tf.Tensor2D;
    const scale = this.#ownScale.scaleFor(settings, convention, embeddings_nd, weights_cd, oneHot_nc);
    return marginLoss(
      spec,
      settings,
      recipe.acos ? { ...convention, throughAcos: true } : convention,
      embeddings_nd,
      weights_cd,
      this.#biasUnder(settings),
      oneHot_nc,
      scale,
    );
  }

  /** The biases as the logits take them. */
  #biasUnder(settings: LossSettings): tf.Tensor1D | null {
    const bias = this.#bias as unknown as tf.Tensor1D | null;
    return bias && this.config.spec.kind === 'binary' ? scaled(bias, settings.s as number) : bias;
  }

  /** Host copies of the present moment, whatever happens before they have arrived. */
  async save(): Promise<Checkpoint> {
    this.#refuseIfDisposed();
    const step = this.#step;
    const { conditions } = this;
    // Every read is asked for before the first wait.
    const [variables, normalizations, adam, terms, ownScale] = await Promise.all([
      Promise.all(
        this.#parameters.variables.map(async (variable) => (await variable.data()) as Float32Array),
      ),
      Promise.all(this.#backbone.normalizations.map((layer) => layer.save())),
      this.#optimizer.save(),
      this.#terms.save(),
      this.#ownScale.save(),
    ]);
    return { step, ...conditions, variables, normalizations, adam, terms, ownScale };
  }

  /** Takes up a checkpoint of a trainer of the same configuration, from this or another backend. */
  restore(checkpoint: Checkpoint): void {
    this.#refuseIfDisposed();
    this.#step = checkpoint.step;
    this.resume(checkpoint);
    this.#parameters.variables.forEach((variable, i) => {
      const next = tf.tensor(checkpoint.variables[i], variable.shape);
      variable.assign(next);
      next.dispose();
    });
    this.#backbone.normalizations.forEach((layer, i) => layer.restore(checkpoint.normalizations[i]));
    this.#optimizer.restore(checkpoint.adam);
    this.#terms.restore(checkpoint.terms);
    if (checkpoint.ownScale) this.#ownScale.restore(checkpoint.ownScale);
  }

  /** Frees every tensor; later calls throw. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const normalization of this.#backbone.normalizations) normalization.dispose();
    this.#optimizer.dispose();
    this.#terms.dispose();
    this.#ownScale.dispose();
    this.#parameters.dispose();
  }

  #refuseIfDisposed(): void {
    if (this.#disposed) throw new Error('This trainer was disposed; create a new one.');
  }
}

/** Every parameter and option of a loss and of the terms beside it, overridden by those of `settings` that they have. */
export function runSettings(
  spec: LossSpec,
  terms: readonly AdditiveLossSpec[],
  settings: LossSettings,
): LossSettings {
  return Object.assign({}, ...[spec, ...terms].map((part) => settingsOf(part, settings))) as LossSettings;
}
