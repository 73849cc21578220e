/** What every loss without class weights, and every term beside a loss, must keep; being registered holds it to that. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  evaluatePairwise,
  evaluateTerm,
  type PairwiseProblem,
  type TermProblem,
} from '../../src/lib/loss/evaluate-batch';
import { losses, terms } from '../../src/lib/loss/registry';
import {
  settingsOf,
  type AnyLossSpec,
  type LossSettings,
  type PairwiseLossSpec,
} from '../../src/lib/loss/spec';
import { createRng } from '../../src/lib/math/rng';
import { tensorBatchField } from '../../src/lib/train/head/tensor-batch-field';
import { relativeDifference } from '../unit/loss/problems';
import { nodeBackends, useBackend } from '../unit/train/head/backends';

const pairwise = losses.filter((spec): spec is PairwiseLossSpec => spec.kind === 'pairwise');

/** Every combination of options, at the default numbers. */
function optionGrid(spec: AnyLossSpec): LossSettings[] {
  let grid: LossSettings[] = [{}];
  for (const { name, values } of spec.options)
    grid = grid.flatMap((settings) => values.map((value) => ({ ...settings, [name]: value })));
  return grid.map((settings) => settingsOf(spec, settings));
}

/** A random batch of three classes in three dimensions; weights and state as a term may want them. */
function batch(seed: number, samples = 9, dim = 3, classes = 3): TermProblem {
  const rng = createRng(seed);
  const draw = (count: number) => Float64Array.from({ length: count }, () => rng.gaussian());
  return {
    embeddings_nd: draw(samples * dim),
    labels_n: Array.from({ length: samples }, (_, n) => n % classes),
    weights_cd: draw(classes * dim),
    state: draw(classes * dim),
    dim,
    classes,
  };
}

/** Central differences of `lossAt` by every number of `values`. */
function differences(values: ArrayLike<number>, lossAt: (values: Float64Array) => number): Float64Array {
  const at = (index: number, change: number) => {
    const changed = Float64Array.from(values);
    changed[index] += change;
    return lossAt(changed);
  };
  return Float64Array.from({ length: values.length }, (_, i) => (at(i, 1e-6) - at(i, -1e-6)) / 2e-6);
}

/** Rows [·, 3] turned about the third axis and then about the first. */
function turned(rows: ArrayLike<number>): Float64Array {
  const [c, s, c2, s2] = [Math.cos(0.7), Math.sin(0.7), Math.cos(-1.9), Math.sin(-1.9)];
  const result = new Float64Array(rows.length);
  for (let n = 0; n < rows.length; n += 3) {
    const [x, y, z] = [c * rows[n] - s * rows[n + 1], s * rows[n] + c * rows[n + 1], rows[n + 2]];
    result.set([x, c2 * y - s2 * z, s2 * y + c2 * z], n);
  }
  return result;
}

/** Rows [N, width] in another order. */
const reordered = (rows: ArrayLike<number>, order: readonly number[], width: number): Float64Array =>
  Float64Array.from(order.flatMap((n) => Array.from({ length: width }, (_, k) => rows[n * width + k])));

const order = [4, 0, 7, 2, 8, 1, 6, 3, 5];
const allFinite = (...tensors: (ArrayLike<number> | null)[]) =>
  tensors.every((tensor) => !tensor || Array.from(tensor).every(Number.isFinite));

describe.each(pairwise.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const grid = optionGrid(spec);
  const failing = (holds: (settings: LossSettings) => boolean) => grid.filter((settings) => !holds(settings));

  it('has the gradient of its own loss, all options, seed 71', () => {
    const problem = batch(71, 6);
    expect(
      failing((settings) => {
        const { gradEmbeddings_nd } = evaluatePairwise(spec, settings, problem);
        const numeric = differences(
          problem.embeddings_nd,
          (embeddings_nd) => evaluatePairwise(spec, settings, { ...problem, embeddings_nd }).loss,
        );
        return relativeDifference(gradEmbeddings_nd, numeric) < 1e-6;
      }),
    ).toEqual([]);
  });

  it('does not care how the embeddings are turned, nor in which order they stand, all options, seed 72', () => {
    const problem = batch(72);
    expect(
      failing((settings) => {
        const plain = evaluatePairwise(spec, settings, problem);
        const rotated = evaluatePairwise(spec, settings, {
          ...problem,
          embeddings_nd: turned(problem.embeddings_nd),
        });
        const shuffled = evaluatePairwise(spec, settings, {
          ...problem,
          embeddings_nd: reordered(problem.embeddings_nd, order, 3),
          labels_n: order.map((n) => problem.labels_n[n]),
        });
        return (
          Math.abs(rotated.loss - plain.loss) < 1e-12 &&
          relativeDifference(rotated.gradEmbeddings_nd, turned(plain.gradEmbeddings_nd)) < 1e-9 &&
          Math.abs(shuffled.loss - plain.loss) < 1e-12 &&
          relativeDifference(shuffled.gradEmbeddings_nd, reordered(plain.gradEmbeddings_nd, order, 3)) < 1e-12
        );
      }),
    ).toEqual([]);
  });

  it('does not care which class has which number, all options, seed 73', () => {
    const problem = batch(73);
    const renamed = { ...problem, labels_n: Array.from(problem.labels_n, (label) => (label + 2) % 3) };
    expect(
      failing((settings) => {
        const [a, b] = [problem, renamed].map((given) => evaluatePairwise(spec, settings, given));
        return relativeDifference(a.gradEmbeddings_nd, b.gradEmbeddings_nd) < 1e-12;
      }),
    ).toEqual([]);
  });

  it('is orthogonal to each embedding where it reads directions alone, seed 74', () => {
    const problem = batch(74);
    expect(
      failing((settings) => {
        if (!spec.unitFeatures(settings)) return true;
        const { gradEmbeddings_nd: gradient } = evaluatePairwise(spec, settings, problem);
        return (
          problem.labels_n[0] !== undefined &&
          Array.from(problem.labels_n).every((_label, n) => {
            let along = 0;
            for (let k = 0; k < 3; k++) along += gradient[3 * n + k] * problem.embeddings_nd[3 * n + k];
            return Math.abs(along) < 1e-9;
          })
        );
      }),
    ).toEqual([]);
  });

  it('of a batch of one class, of one sample, or of one class each, is finite, and pushes nobody where nothing can be', () => {
    const one: PairwiseProblem = { embeddings_nd: [0.3, -1, 2], labels_n: [1], dim: 3, classes: 3 };
    const same = { ...batch(75), labels_n: new Array<number>(9).fill(2) };
    const apart = { ...batch(76, 3), labels_n: [0, 1, 2] };
    expect(
      failing((settings) => {
        const alone = evaluatePairwise(spec, settings, one);
        if (alone.loss !== 0 || alone.gradEmbeddings_nd.some((value) => value !== 0)) return false;
        const results = [same, apart].map((given) => evaluatePairwise(spec, settings, given));
        return results.every(
          ({ loss, gradEmbeddings_nd }) => loss >= 0 && allFinite([loss], gradEmbeddings_nd),
        );
      }),
    ).toEqual([]);
    // Without a negative there is no triplet.
    if (spec.id.includes('triplet'))
      expect(failing((settings) => evaluatePairwise(spec, settings, same).loss === 0)).toEqual([]);
  });

  it('is finite where embeddings coincide, oppose each other or are 0; two that coincide pull nowhere', () => {
    const points = [1, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1e-30, 0, 0, 0, 1, 0, 1, 1e-9, 0];
    const problem: PairwiseProblem = {
      embeddings_nd: points,
      labels_n: [0, 0, 0, 1, 0, 1, 2, 1, 1],
      dim: 3,
      classes: 3,
    };
    expect(
      failing((settings) => {
        const { loss, gradEmbeddings_nd } = evaluatePairwise(spec, settings, problem);
        return allFinite([loss], gradEmbeddings_nd);
      }),
    ).toEqual([]);
    const coincident = { embeddings_nd: [1, 2, 2, 1, 2, 2], labels_n: [0, 1], dim: 3, classes: 2 };
    expect(
      failing((settings) =>
        evaluatePairwise(spec, settings, coincident).gradEmbeddings_nd.every(
          (value) => Math.abs(value) < 1e-9,
        ),
      ),
    ).toEqual([]);
  });

  it('hides no NaN: the loss of a batch with one is none', () => {
    const problem = batch(77);
    const embeddings_nd = Float64Array.from(problem.embeddings_nd);
    embeddings_nd[4] = NaN;
    expect(
      failing((settings) =>
        Number.isNaN(evaluatePairwise(spec, settings, { ...problem, embeddings_nd }).loss),
      ),
    ).toEqual([]);
  });

  describe.each(nodeBackends)('in tensors on %s', (backend) => {
    beforeAll(() => useBackend(backend));

    it('agrees with float64, all options, seed 78', () => {
      const problem = batch(78, 12, 2);
      expect(
        failing((settings) => {
          const theirs = evaluatePairwise(spec, settings, problem);
          const ours = inTensors((lift) => {
            const given = lift(problem);
            const { loss, gradEmbeddings_nd } = spec.evaluate(tensorBatchField, given, settings);
            return [loss, gradEmbeddings_nd];
          });
          return (
            relativeDifference(ours[0], [theirs.loss]) < 1e-4 &&
            relativeDifference(ours[1], theirs.gradEmbeddings_nd) < 1e-4
          );
        }),
      ).toEqual([]);
    });

    it('is finite where embeddings coincide, oppose each other or are 0, all options', () => {
      const problem = {
        embeddings_nd: [1, 0, 1, 0, -1, 0, 0, 0, 1, 1e-7, 0, 3, 0, 0, 1e-30, 0],
        labels_n: [0, 1, 0, 0, 1, 1, 2, 2],
        dim: 2,
        classes: 3,
      };
      expect(
        failing((settings) => {
          const numbers = inTensors((lift) => {
            const { loss, gradEmbeddings_nd } = spec.evaluate(tensorBatchField, lift(problem), settings);
            return [loss, gradEmbeddings_nd];
          });
          return allFinite(...numbers);
        }),
      ).toEqual([]);
    });
  });
});

describe.each(terms.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const grid = optionGrid(spec);
  const failing = (holds: (settings: LossSettings) => boolean) => grid.filter((settings) => !holds(settings));

  it('has the gradient of its own loss by embeddings and by weights, all options, seed 81', () => {
    const problem = batch(81, 6);
    expect(
      failing((settings) => {
        const ours = evaluateTerm(spec, settings, problem);
        const byEmbeddings = differences(
          problem.embeddings_nd,
          (embeddings_nd) => evaluateTerm(spec, settings, { ...problem, embeddings_nd }).loss,
        );
        const byWeights = differences(
          problem.weights_cd!,
          (weights_cd) => evaluateTerm(spec, settings, { ...problem, weights_cd }).loss,
        );
        return (
          relativeDifference(ours.gradEmbeddings_nd, byEmbeddings) < 1e-6 &&
          relativeDifference(ours.gradWeights_cd ?? byWeights.map(() => 0), byWeights) < 1e-6
        );
      }),
    ).toEqual([]);
  });

  it('turns with features, weights and state together, and with the order of the batch, all options, seed 82', () => {
    const problem = batch(82);
    expect(
      failing((settings) => {
        const plain = evaluateTerm(spec, settings, problem);
        const rotated = evaluateTerm(spec, settings, {
          ...problem,
          embeddings_nd: turned(problem.embeddings_nd),
          weights_cd: turned(problem.weights_cd!),
          state: turned(problem.state!),
        });
        const shuffled = evaluateTerm(spec, settings, {
          ...problem,
          embeddings_nd: reordered(problem.embeddings_nd, order, 3),
          labels_n: order.map((n) => problem.labels_n[n]),
        });
        const same = (a: ArrayLike<number> | null, b: ArrayLike<number> | null) =>
          a === null || b === null ? a === b : relativeDifference(a, b) < 1e-9;
        const turn = (rows: ArrayLike<number> | null) => rows && turned(rows);
        return (
          Math.abs(rotated.loss - plain.loss) < 1e-12 &&
          same(rotated.gradEmbeddings_nd, turn(plain.gradEmbeddings_nd)) &&
          same(rotated.gradWeights_cd, turn(plain.gradWeights_cd)) &&
          same(rotated.stateAfter, turn(plain.stateAfter)) &&
          same(shuffled.gradEmbeddings_nd, reordered(plain.gradEmbeddings_nd, order, 3)) &&
          same(shuffled.gradWeights_cd, plain.gradWeights_cd) &&
          same(shuffled.stateAfter, plain.stateAfter)
        );
      }),
    ).toEqual([]);
  });

  it('permutes with the classes, all options, seed 83', () => {
    const problem = batch(83);
    const classOrder = [2, 0, 1];
    const renamed = {
      ...problem,
      labels_n: Array.from(problem.labels_n, (label) => classOrder.indexOf(label)),
      weights_cd: reordered(problem.weights_cd!, classOrder, 3),
      state: reordered(problem.state!, classOrder, 3),
    };
    expect(
      failing((settings) => {
        const [a, b] = [problem, renamed].map((given) => evaluateTerm(spec, settings, given));
        return (
          relativeDifference(b.gradEmbeddings_nd, a.gradEmbeddings_nd) < 1e-9 &&
          (!a.gradWeights_cd ||
            relativeDifference(b.gradWeights_cd!, reordered(a.gradWeights_cd, classOrder, 3)) < 1e-9) &&
          (!a.stateAfter || relativeDifference(b.stateAfter!, reordered(a.stateAfter, classOrder, 3)) < 1e-9)
        );
      }),
    ).toEqual([]);
  });

  it('is finite on its weights, opposite to them, at 0, and with one class, all options', () => {
    const one: TermProblem = {
      embeddings_nd: [1, 0, 0, 0],
      labels_n: [0, 0],
      weights_cd: [2, 0],
      state: [1, 0],
      dim: 2,
      classes: 1,
    };
    const hard: TermProblem = {
      embeddings_nd: [2, 0, -3, 0, 0, 0, 1, 1e-9, 0, 1],
      labels_n: [0, 0, 0, 1, 1],
      weights_cd: [1, 0, 1, 0, 0, 0],
      state: [2, 0, 0, 0, 1, 1],
      dim: 2,
      classes: 3,
    };
    expect(
      failing((settings) =>
        [one, hard].every((problem) => {
          const { loss, gradEmbeddings_nd, gradWeights_cd, stateAfter } = evaluateTerm(
            spec,
            settings,
            problem,
          );
          return allFinite([loss], gradEmbeddings_nd, gradWeights_cd, stateAfter);
        }),
      ),
    ).toEqual([]);
  });

  describe.each(nodeBackends)('in tensors on %s', (backend) => {
    beforeAll(() => useBackend(backend));

    it('agrees with float64, its state too, all options, seed 84', () => {
      const problem = batch(84, 12, 2);
      expect(
        failing((settings) => {
          const theirs = evaluateTerm(spec, settings, problem);
          const ours = inTensors((lift) => {
            const given = lift(problem);
            const { loss, gradEmbeddings_nd, gradWeights_cd } = spec.evaluate(
              tensorBatchField,
              given,
              settings,
            );
            const after = spec.state?.update(tensorBatchField, given, settings);
            return [loss, gradEmbeddings_nd, gradWeights_cd ?? tf.zeros([1]), after ?? tf.zeros([1])];
          });
          return [
            [theirs.loss],
            theirs.gradEmbeddings_nd,
            theirs.gradWeights_cd ?? [0],
            theirs.stateAfter ?? [0],
          ].every((expected, i) => relativeDifference(ours[i], expected) < 1e-4);
        }),
      ).toEqual([]);
    });
  });
});

/** Runs `compute` on a batch of tensors and reads what it returns. */
function inTensors(
  compute: (
    lift: (problem: PairwiseProblem | TermProblem) => {
      embeddings_nd: tf.Tensor;
      oneHot_nc: tf.Tensor;
      weights_cd: tf.Tensor | null;
      state: tf.Tensor | null;
    },
  ) => tf.Tensor[],
): Float32Array[] {
  const numbers: Float32Array[] = [];
  tf.tidy(() => {
    const results = compute((problem) => {
      const { embeddings_nd, labels_n, dim, classes } = problem;
      const rows = Array.from(labels_n, (label) =>
        Array.from({ length: classes }, (_, c) => Number(c === label)),
      );
      const ofClasses = (values: ArrayLike<number> | null | undefined) =>
        values ? tf.tensor(Float32Array.from(values), [classes, dim]) : null;
      return {
        embeddings_nd: tf.tensor(Float32Array.from(embeddings_nd), [labels_n.length, dim]),
        oneHot_nc: tf.tensor2d(rows, undefined, 'float32'),
        weights_cd: ofClasses('weights_cd' in problem ? problem.weights_cd : null),
        state: ofClasses('state' in problem ? problem.state : null),
      };
    });
    for (const result of results) numbers.push(result.dataSync() as Float32Array);
  });
  return numbers;
}
