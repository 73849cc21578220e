/** Seeded batches for the tests of losses, and numeric derivatives to hold their gradients against. */
import { evaluateLoss, type LossProblem } from '../../../src/lib/loss/reference';
import type { Convention } from '../../../src/lib/loss/convention';
import type { LossSettings, ClassLossSpec } from '../../../src/lib/loss/spec';
import { createRng } from '../../../src/lib/math/rng';

export interface BatchShape {
  readonly samples: number;
  readonly dim: number;
  readonly classes: number;
  /** Length of the embeddings, about. */
  readonly featureScale?: number;
}

/** A random batch. The first samples stand opposite their own weight, where safeguards act. */
export function randomProblem(seed: number, shape: BatchShape): LossProblem {
  const { samples, dim, classes, featureScale = 1 } = shape;
  const rng = createRng(seed);
  const weights_cd = Float64Array.from({ length: classes * dim }, () => rng.gaussian());
  const labels_n = Array.from({ length: samples }, () => rng.integer(classes));
  const embeddings_nd = Float64Array.from({ length: samples * dim }, () => rng.gaussian());
  for (let n = 0; n < Math.floor(samples / 3); n++) {
    for (let k = 0; k < dim; k++) {
      embeddings_nd[n * dim + k] = -2 * weights_cd[labels_n[n] * dim + k] + 0.3 * embeddings_nd[n * dim + k];
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

/** Every combination of a loss's options, with each margin and blend at its default, its least and in between. */
export function settingsGrid(spec: ClassLossSpec): LossSettings[] {
  let grid: Record<string, number | string>[] = [{}];
  for (const { name, default: value, min, max, integer, role } of spec.parameters) {
    const middle = integer ? Math.round((min + max) / 2) : min + (max - min) * 0.37;
    const values = role === 'scale' ? [value] : [...new Set([value, min, middle, max])];
    grid = grid.flatMap((settings) => values.map((v) => ({ ...settings, [name]: v })));
  }
  for (const { name, values } of spec.options) {
    grid = grid.flatMap((settings) => values.map((v) => ({ ...settings, [name]: v })));
  }
  return grid;
}
