/** Seeded batches for the tests of losses, and numeric derivatives to hold their gradients against. */
import { refusalOf } from '../../../src/lib/loss/check';
import { evaluateLoss, type LossProblem } from '../../../src/lib/loss/reference';
import type { Convention } from '../../../src/lib/loss/convention';
import { settingsOf, subcentersOf, type ClassLossSpec, type LossSettings } from '../../../src/lib/loss/spec';
import { createRng } from '../../../src/lib/math/rng';

export interface BatchShape {
  readonly samples: number;
  readonly dim: number;
  readonly classes: number;
  /** Weights of each class. */
  readonly subcenters?: number;
  /** Length of the embeddings, about. */
  readonly featureScale?: number;
}

/** A random batch. The first samples stand opposite their own weight, where safeguards act. */
export function randomProblem(seed: number, shape: BatchShape): LossProblem {
  const { samples, dim, classes, subcenters = 1, featureScale = 1 } = shape;
  const rng = createRng(seed);
  const weights_cd = Float64Array.from({ length: classes * subcenters * dim }, () => rng.gaussian());
  const labels_n = Array.from({ length: samples }, () => rng.integer(classes));
  const embeddings_nd = Float64Array.from({ length: samples * dim }, () => rng.gaussian());
  for (let n = 0; n < Math.floor(samples / 3); n++) {
    for (let k = 0; k < dim; k++) {
      embeddings_nd[n * dim + k] =
        -2 * weights_cd[labels_n[n] * subcenters * dim + k] + 0.3 * embeddings_nd[n * dim + k];
    }
  }
  const bias_c = Float64Array.from({ length: classes }, () => 0.3 * rng.gaussian());
  return {
    embeddings_nd: embeddings_nd.map((value) => value * featureScale),
    weights_cd,
    bias_c,
    labels_n,
    dim,
    classes,
  };
}

/** Central differences of the loss by every number of `key`, each stepped relative to the size of the tensor. */
export function numericGradient(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  problem: LossProblem,
  key: 'embeddings_nd' | 'weights_cd' | 'bias_c',
): Float64Array {
  const values = Float64Array.from(problem[key]!);
  const step = 1e-6 * Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  const lossAt = (index: number, change: number) => {
    const changed = values.slice();
    changed[index] += change;
    return evaluateLoss(spec, settings, convention, { ...problem, [key]: changed }).loss;
  };
  return values.map((_, i) => (lossAt(i, step) - lossAt(i, -step)) / (2 * step));
}

/** The largest difference of two tensors over the largest number of the second. */
export function relativeDifference(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < theirs.length; i++) {
    difference = Math.max(difference, Math.abs(ours[i] - theirs[i]));
    largest = Math.max(largest, Math.abs(theirs[i]));
  }
  return Number.isNaN(difference) ? Infinity : difference / (largest || 1);
}

/** A random batch with the weights and biases that `spec` has under `settings`. */
export function problemFor(
  spec: ClassLossSpec,
  settings: LossSettings,
  seed: number,
  shape: Omit<BatchShape, 'subcenters'>,
): LossProblem {
  const problem = randomProblem(seed, { ...shape, subcenters: subcentersOf(spec, settings) });
  return spec.kind === 'binary' ? { ...problem, bias_c: [0.7] } : problem;
}

/**
 * Every combination of a loss's options, with each margin and blend at its default, its least and in between: all
 * together, or one by one where that would be too many. What the loss refuses is left out.
 */
export function settingsGrid(spec: ClassLossSpec): LossSettings[] {
  const defaults = settingsOf(spec);
  const choices = spec.parameters.map(({ name, default: value, min, max, integer, role, derived }) => {
    const middle = integer ? Math.round((min + max) / 2) : min + (max - min) * 0.37;
    if (role === 'scale' || derived) return { name, values: [value] };
    return { name, values: role === 'shape' ? [value, middle] : [...new Set([value, min, middle, max])] };
  });
  const product = choices.reduce((count, { values }) => count * values.length, 1);
  let grid: Record<string, number | string>[] = [{ ...defaults }];
  if (product <= 32) {
    for (const { name, values } of choices) {
      grid = grid.flatMap((settings) => values.map((value) => ({ ...settings, [name]: value })));
    }
  } else {
    const others = choices.flatMap(({ name, values }) => values.slice(1).map((value) => ({ [name]: value })));
    grid = [{}, ...others].map((change) => ({ ...defaults, ...change }));
  }
  for (const { name, values } of spec.options) {
    grid = grid.flatMap((settings) => values.map((value) => ({ ...settings, [name]: value })));
  }
  return grid.filter((settings) => refusalOf(spec, settings) === null);
}
