import { describe, expect, it } from 'vitest';
import { cosface } from '../../../src/lib/loss/cosface';
import { decide } from '../../../src/lib/loss/decide';
import { modifiedSoftmax } from '../../../src/lib/loss/modified-softmax';
import { softmax } from '../../../src/lib/loss/softmax';
import { angleBetween } from '../../../src/lib/math/angle';
import { randomProblem } from './problems';

describe('decide', () => {
  const small = { embeddings_nd: [1, 0.9], weights_cd: [1, 0, 0, 5], bias_c: null, dim: 2, classes: 2 };

  it('counts the length of raw weights, and not of unit ones', () => {
    expect(Array.from(decide(softmax, small))).toEqual([1]);
    expect(Array.from(decide(cosface, small))).toEqual([0]);
  });

  it('adds the bias, where the loss can have one', () => {
    const biased = { ...small, bias_c: [9, 0] };
    expect(Array.from(decide(softmax, biased))).toEqual([0]);
    expect(Array.from(decide(cosface, { ...small, bias_c: [0, 9] }))).toEqual([0]);
  });

  it('is the nearest weight by angle for unit weights without bias, seed 41', () => {
    const problem = randomProblem(41, { samples: 60, dim: 3, classes: 7 });
    const { embeddings_nd, weights_cd, dim, classes } = problem;
    const decided_n = decide(modifiedSoftmax, { embeddings_nd, weights_cd, bias_c: null, dim, classes });
    decided_n.forEach((decided, n) => {
      const x = Array.from(embeddings_nd).slice(n * dim, (n + 1) * dim);
      const angles = Array.from({ length: classes }, (_, j) =>
        angleBetween(x, Array.from(weights_cd).slice(j * dim, (j + 1) * dim)),
      );
      expect(decided).toBe(angles.indexOf(Math.min(...angles)));
    });
  });
});
