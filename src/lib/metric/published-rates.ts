/**
 * What the published definitions of verification make of one and the same set of pairs: TAR at FAR in its four, the equal
 * error rate in its two, accuracy over ten folds in its three, an image and its mirror image as one template in four. The
 * set is made here, of few pairs, as that is where they part.
 */
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';
import { row } from '../math/vector';
import { crossingEqualErrorRate, nearestEqualErrorRate } from './equal-error-rate';
import { accuracyProtocols, foldAccuracy, type EmbeddingPairs } from './fold-accuracy';
import { fuseFlip, type FlipFusion } from './flip-fusion';
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

/** Pairs of embeddings, and of the mirror images of the same images. */
interface RatePairs extends EmbeddingPairs {
  readonly a_pd: Float64Array;
  readonly b_pd: Float64Array;
  readonly same: number[];
  readonly mirroredA_pd: Float64Array;
  readonly mirroredB_pd: Float64Array;
}

/**
 * Pairs of embeddings that share a bias, half of them of one person, in turns. A mirror image is as far from its person as
 * any image, and of a length of its own.
 */
export function ratePairs(seed = 5, count = 80, dim = 6): RatePairs {
  const rng = createRng(seed);
  const mirrors = createRng(streamSeed(seed, 'mirrors'));
  const draw = (spread: number, from = rng) => Array.from({ length: dim }, () => spread * from.gaussian());
  const images: [number[], number[]] = [[], []];
  const mirrored: [number[], number[]] = [[], []];
  const same: number[] = [];
  for (let pair = 0; pair < count; pair++) {
    const isSame = pair % 2 === 0;
    const [first, second] = [draw(1), draw(1)];
    for (const [side, person] of [first, isSame ? first : second].entries()) {
      const near = (noise: number[]) => noise.map((value, k) => person[k] + value + (k === 0 ? 1.5 : 0));
      images[side].push(...near(draw(0.7)));
      const length = 2 ** (1.5 * mirrors.gaussian());
      mirrored[side].push(...near(draw(0.7, mirrors)).map((value) => length * value));
    }
    same.push(Number(isSame));
  }
  const [a_pd, b_pd] = images.map((rows) => Float64Array.from(rows));
  const [mirroredA_pd, mirroredB_pd] = mirrored.map((rows) => Float64Array.from(rows));
  return { a_pd, b_pd, mirroredA_pd, mirroredB_pd, same, dim };
}

const sklearn = { repo: 'scikit-learn', path: 'sklearn.metrics', commit: '1.2.1', ref: 'sklearn' };
const opensphere = {
  repo: 'ydwen/opensphere',
  path: 'opensphere/module/head/*.py',
  commit: 'a679e8203245',
  ref: 'opensphere',
};

const sphereface = {
  repo: 'wy1iu/sphereface',
  path: 'test/code/evaluation.m',
  commit: 'f20b130a6e08',
  ref: 'sphereface_eval_m',
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
      ...sphereface,
      value: value('sphereface'),
    },
  ];
}

/** Accuracy over ten folds, where a template is made of an image and its mirror image in each of the published ways. */
export function publishedFusions(pairs: RatePairs): PublishedRate[] {
  const { same, dim } = pairs;
  const value = (fusion: FlipFusion) => {
    const templates = (own_pd: Float64Array, mirrored_pd: Float64Array) =>
      same.map((_, p) => fuseFlip(row(own_pd, p, dim), row(mirrored_pd, p, dim), fusion));
    const fused = [templates(pairs.a_pd, pairs.mirroredA_pd), templates(pairs.b_pd, pairs.mirroredB_pd)];
    const [a_pd, b_pd] = fused.map((rows) => Float64Array.from(rows.flatMap((one) => [...one])));
    const joined = { a_pd, b_pd, same, dim: fused[0][0].length };
    return foldAccuracy(joined, 10, accuracyProtocols.insightface).mean;
  };
  return [
    {
      name: 'f(x)',
      repo: 'arXiv:1801.07698',
      path: 'ArcFace',
      commit: 'v4',
      ref: 'scipy',
      value: value('single'),
    },
    { name: '[f(x), f(mirror)]', ...sphereface, value: value('concat') },
    { name: 'f(x) + f(mirror)', ...insightface, value: value('sum') },
    {
      name: '[f(x)/‖f(x)‖, f(mirror)/‖f(mirror)‖]',
      repo: 'scipy',
      path: 'scipy.spatial.distance',
      commit: '1.10.1',
      ref: 'scipy',
      value: value('concat-of-units'),
    },
  ];
}
