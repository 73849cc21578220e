/**
 * What the published definitions of verification make of one and the same set of pairs: TAR at FAR in its four, the equal
 * error rate in its two, accuracy over ten folds in its three. The set is made here, of few pairs, as that is where they part.
 */
import { createRng } from '../math/rng';
import { row } from '../math/vector';
import { crossingEqualErrorRate, nearestEqualErrorRate } from './equal-error-rate';
import { accuracyProtocols, foldAccuracy, type EmbeddingPairs } from './fold-accuracy';
import { rocCurve } from './roc';
import { similarity } from './similarity';
import { tarAtFar } from './tar-at-far';
import { validationRate } from './validation-rate';

/** A number of a program, which the golden file names by its reference. */
export interface PublishedRate {
  /** A name, the same in every language. */
  readonly name: string;
  readonly repo: string;
  readonly path: string;
  /** Twelve digits, or a version. */
  readonly commit: string;
  /** The reference in `metrics.json`. */
  readonly ref: string;
  readonly value: number;
}

const insightface = {
  repo: 'deepinsight/insightface',
  path: 'recognition/arcface_torch/eval/verification.py',
  commit: '7fadd420c235',
  ref: 'insightface_eval',
};

/** Pairs of embeddings that share a bias, half of them of one person, in turns. */
export function ratePairs(seed = 5, count = 80, dim = 6): EmbeddingPairs {
  const rng = createRng(seed);
  const draw = (spread: number) => Array.from({ length: dim }, () => spread * rng.gaussian());
  const a: number[] = [];
  const b: number[] = [];
  const same: number[] = [];
  for (let pair = 0; pair < count; pair++) {
    const isSame = pair % 2 === 0;
    const [first, second] = [draw(1), draw(1)];
    const withNoise = (person: number[]) =>
      draw(0.7).map((noise, k) => person[k] + noise + (k === 0 ? 1.5 : 0));
    a.push(...withNoise(first));
    b.push(...withNoise(isSame ? first : second));
    same.push(Number(isSame));
  }
  return { a_pd: Float64Array.from(a), b_pd: Float64Array.from(b), same, dim };
}

const sklearn = { repo: 'scikit-learn', path: 'sklearn.metrics', commit: '1.2.1', ref: 'sklearn' };
const opensphere = {
  repo: 'ydwen/opensphere',
  path: 'opensphere/module/head/*.py',
  commit: 'a679e8203245',
  ref: 'opensphere',
};

const scoresOf = ({ a_pd, b_pd, dim, same }: EmbeddingPairs): number[] =>
  Array.from({ length: same.length }, (_, p) => similarity(row(a_pd, p, dim), row(b_pd, p, dim)).cos);

/** TAR at a FAR by each definition. */
export function publishedTars(pairs: EmbeddingPairs, far: number): PublishedRate[] {
  const { same } = pairs;
  const scores = scoresOf(pairs);
  return [
    {
      name: 'max TPR, FPR ≤ FAR',
      ...sklearn,
      value: tarAtFar(rocCurve(scores, same), far, 'at-most'),
    },
    {
      name: 'opensphere',
      ...opensphere,
      value: tarAtFar(rocCurve(scores, same, true), far, 'interpolated'),
    },
    {
      name: 'insightface, IJB',
      ...insightface,
      value: tarAtFar(rocCurve(scores, same, true), far, 'nearest'),
    },
    { name: 'insightface, calculate_val', ...insightface, value: validationRate(pairs, 10, far).val },
  ];
}

/** The rate at which as many genuine pairs are refused as impostors are accepted, by both definitions. */
export function publishedEers(pairs: EmbeddingPairs): PublishedRate[] {
  const curve = rocCurve(scoresOf(pairs), pairs.same);
  return [
    { name: 'nearest point', ...sklearn, value: nearestEqualErrorRate(curve).rate },
    { name: 'opensphere', ...opensphere, value: crossingEqualErrorRate(curve) },
  ];
}

/** Accuracy over ten folds by each protocol. */
export function publishedAccuracies(pairs: EmbeddingPairs): PublishedRate[] {
  const value = (id: keyof typeof accuracyProtocols) => foldAccuracy(pairs, 10, accuracyProtocols[id]).mean;
  return [
    { name: 'insightface', ...insightface, value: value('insightface') },
    {
      name: 'clcarwin',
      repo: 'clcarwin/sphereface_pytorch',
      path: 'lfw_eval.py',
      commit: 'e2f11f0b0f39',
      ref: 'clcarwin_eval',
      value: value('clcarwin'),
    },
    {
      name: 'SphereFace (MATLAB)',
      repo: 'wy1iu/sphereface',
      path: 'test/code/evaluation.m',
      commit: 'f20b130a6e08',
      ref: 'sphereface_eval_m',
      value: value('sphereface'),
    },
  ];
}
