/**
 * Golden files of losses on embeddings alone and of additive terms, through the float64 field and through tensors: both
 * compute one and the same code.
 */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { arcface } from '../../src/lib/loss/arcface';
import { arrayField, floatArray, type FloatArray } from '../../src/lib/loss/array-field';
import { center } from '../../src/lib/loss/center';
import { contrastive, contrastPairs } from '../../src/lib/loss/contrastive';
import { defaultConvention } from '../../src/lib/loss/convention';
import { inter } from '../../src/lib/loss/inter';
import { intra } from '../../src/lib/loss/intra';
import { pairDistances, type DistanceRule } from '../../src/lib/loss/pairwise/pair-distance';
import { pairsOf } from '../../src/lib/loss/pairwise/pairs';
import {
  chosenTriplets,
  namedTriplets,
  tripletLoss,
  type TripletRule,
} from '../../src/lib/loss/pairwise/triplet-terms';
import { evaluateLoss } from '../../src/lib/loss/reference';
import {
  settingsOf,
  type AdditiveLossSpec,
  type BatchField,
  type LossSettings,
} from '../../src/lib/loss/spec';
import { tensorBatchField } from '../../src/lib/train/head/tensor-batch-field';
import type { Check } from './checks';
import { differenceOfNumber, differenceOfTensor, notFinite, type Tolerance } from './compare';
import { parseTensor, problemOf, type GoldenProblem } from './golden';
import type { Json } from './plain-checks';

/** Numbers that ours states for a result, under the reference's names; arrays are row-major. */
type Stated = Record<string, number | ArrayLike<number>>;

interface Given<T> {
  readonly field: BatchField<T>;
  /** An array or a tensor of row-major numbers. */
  readonly lift: (data: ArrayLike<number>, shape: readonly number[]) => T;
  readonly read: (value: T) => ArrayLike<number>;
  readonly problem: GoldenProblem;
  readonly params: Json;
}

/** Ours for one result, in whatever field; null where a parameter is unknown. */
type Compute = <T>(given: Given<T>) => Stated | null;

interface Entry {
  readonly compute: Compute;
  /** Relative, of the float64 comparison. */
  readonly tolerance?: number;
}

/** One check for each result. */
export function pairwiseChecks(golden: unknown): Check[] {
  const { header, cases } = golden as { header: Json; cases: Json[] };
  const file = String(header.loss);
  return cases.flatMap((golden_case) =>
    (golden_case.results as Json[]).map((result) => {
      const [ref, convention] = [String(result.ref), String(result.convention)];
      return {
        where: `${file} ${String(golden_case.id)} ${ref} "${convention}" ${JSON.stringify(result.params)}`,
        label: `${file} · ${ref} · ${convention}`,
        failure: () => failure(golden_case, result, table[file]?.[ref]?.[convention]),
      };
    }),
  );
}

const LABELS = ['ref', 'convention', 'params', 'dtype', 'note', 'error'];

async function failure(golden_case: Json, result: Json, entry: Entry | undefined): Promise<string | null> {
  if (!entry) return 'this program does not know what this (file, reference, convention) computes';
  const problem = problemOf(golden_case);
  const params = (result.params ?? {}) as Json;
  const inFloat64 = entry.compute({
    field: arrayField,
    lift: floatArray,
    read: (value: FloatArray) => value.data,
    problem,
    params,
  });
  if (!inFloat64) return `this program does not know the parameters ${JSON.stringify(params)}`;
  const ofReference = compare(result, inFloat64, { relative: entry.tolerance ?? 1e-9, floor: 1e-11 });
  if (ofReference) return `float64 reference: ${ofReference}`;

  if (tf.getBackend() !== 'cpu') {
    tf.enableProdMode();
    await tf.setBackend('cpu');
  }
  let inTensors: Stated | null = null;
  tf.tidy(() => {
    inTensors = entry.compute<tf.Tensor>({
      field: tensorBatchField,
      lift: (data, shape) => tf.tensor(Float32Array.from(data), [...shape]),
      read: (value) => value.dataSync(),
      problem,
      params,
    });
  });
  const ofTensors = compare(result, inTensors!, { relative: 1e-3, floor: 1e-5 });
  return ofTensors ? `tensors: ${ofTensors}` : null;
}

function compare(result: Json, ours: Stated, tolerance: Tolerance): string | null {
  for (const [key, value] of Object.entries(ours)) {
    const found = notFinite(key, typeof value === 'number' ? [value] : value);
    if (found) return found;
  }
  for (const [key, theirs] of Object.entries(result)) {
    if (LABELS.includes(key)) continue;
    const own = ours[key];
    if (own === undefined) return `${key}: ours states none`;
    const found =
      typeof theirs === 'number'
        ? differenceOfNumber(key, own as number, theirs, tolerance)
        : differenceOfTensor(key, own as ArrayLike<number>, parseTensor(theirs), tolerance);
    if (found) return found;
  }
  return null;
}

/** The parameters where they are all among `names`; null where one is not. */
function known(params: Json, names: readonly string[]): Json | null {
  return Object.keys(params).every((name) => names.includes(name)) ? params : null;
}

const oneHotOf = ({ labels_n, classes }: GoldenProblem): number[] =>
  labels_n.flatMap((label) => Array.from({ length: classes }, (_, c) => Number(c === label)));

function lifted<T>({ lift, problem }: Given<T>) {
  const [n, classes] = [problem.labels_n.length, problem.classes];
  return {
    embeddings_nd: lift(problem.features_nd, [problem.features_nd.length / problem.dim, problem.dim]),
    oneHot_nc: lift(oneHotOf(problem), [n, classes]),
  };
}

// Contrastive.

const hinge: Compute = (given) => {
  const params = known(given.params, ['pos_margin', 'neg_margin', 'normalize']);
  if (!params) return null;
  const { embeddings_nd, oneHot_nc } = lifted(given);
  const settings = settingsOf(contrastive, {
    form: 'hinge',
    m: params.neg_margin as number,
    slack: params.pos_margin as number,
    features: params.normalize ? 'unit' : 'raw',
  });
  const ours = contrastive.evaluate(given.field, { embeddings_nd, oneHot_nc }, settings);
  return { loss: given.read(ours.loss)[0], gradFeatures: given.read(ours.gradEmbeddings_nd) };
};

/** Row i is paired with row n + i. */
const squareOfNamedPairs: Compute = (given) => {
  const params = known(given.params, ['margin', 'same']);
  if (!params) return null;
  const same = params.same as number[];
  const [count, rows] = [same.length, 2 * same.length];
  const mask = (value: number) =>
    given.lift(
      Array.from({ length: rows * rows }, (_, i) => {
        const [row, column] = [Math.floor(i / rows), i % rows];
        return Number(column === row + count && same[row] === value);
      }),
      [rows, rows],
    );
  const { embeddings_nd } = lifted(given);
  const settings = settingsOf(contrastive, { form: 'square', m: params.margin as number, features: 'raw' });
  const ours = contrastPairs(
    given.field,
    embeddings_nd,
    { positive_nn: mask(1), negative_nn: mask(0) },
    settings,
  );
  const perPair = given.read(ours.perPair_nn);
  return {
    loss: given.read(ours.loss)[0],
    gradFeatures: given.read(ours.gradEmbeddings_nd),
    perPair: same.map((_, i) => perPair[i * rows + count + i]),
  };
};

// Triplet.

const chosenByRule =
  (
    rule: (params: Json) => { readonly distance: DistanceRule; readonly triplet: TripletRule },
    names: readonly string[],
  ): Compute =>
  (given) => {
    const params = known(given.params, names);
    if (!params) return null;
    const { field, read } = given;
    const { embeddings_nd, oneHot_nc } = lifted(given);
    const { distance, triplet } = rule(params);
    const distances = pairDistances(field, embeddings_nd, distance);
    const pairs = pairsOf(field, oneHot_nc);
    const { loss, gradDistance_nn } = tripletLoss(field, distances, pairs, triplet);
    const chosen_nnn = chosenTriplets(field, distances.distance_nn, pairs, triplet);
    return {
      loss: read(loss)[0],
      gradFeatures: read(distances.gradient(gradDistance_nn)),
      triplets: listed(read(chosen_nnn), problemSize(given)),
    };
  };

const problemSize = <T>({ problem }: Given<T>): number => problem.labels_n.length;

/** The triplets of a mask [N, N, N], flat: anchor, positive, negative. */
function listed(mask_nnn: ArrayLike<number>, n: number): number[] {
  return Array.from(mask_nnn).flatMap((value, i) =>
    value === 1 ? [Math.floor(i / (n * n)), Math.floor(i / n) % n, i % n] : [],
  );
}

const pml = (changes: Partial<TripletRule>, kind: DistanceRule['kind'] = 'l2') =>
  chosenByRule(
    ({ margin, normalize }) => ({
      distance: { kind, unit: Boolean(normalize) },
      triplet: { mining: 'all', margin: margin as number, penalty: 'hinge', mean: 'active', ...changes },
    }),
    ['margin', 'normalize', 'power', 'reducer', 'swap', 'smooth', 'type'],
  );

const tfaDistances: Readonly<Record<string, DistanceRule>> = {
  L2: { kind: 'l2', unit: false },
  'squared-L2': { kind: 'squared-l2', unit: false },
  angular: { kind: 'cosine', unit: true },
};

const tfa = (mining: TripletRule['mining'], penalty: TripletRule['penalty'] = 'hinge') =>
  chosenByRule(
    ({ margin, distance }) => ({
      distance: tfaDistances[distance as string],
      // Its soft form has no margin.
      triplet: { mining, margin: penalty === 'soft' ? 0 : (margin as number), penalty, mean: 'chosen' },
    }),
    ['margin', 'distance', 'soft'],
  );

/** The first third of the rows are anchors, then their positives, then their negatives. */
const explicit =
  (distance: DistanceRule): Compute =>
  (given) => {
    const params = known(given.params, ['margin', 'alpha']);
    if (!params) return null;
    const { field, lift, read } = given;
    const n = problemSize(given);
    const mask = new Float64Array(n ** 3);
    for (let t = 0; t < n / 3; t++) mask[t * n * n + (n / 3 + t) * n + (2 * n) / 3 + t] = 1;
    const distances = pairDistances(field, lifted(given).embeddings_nd, distance);
    const margin = (params.margin ?? params.alpha) as number;
    const rule: TripletRule = { mining: 'all', margin, penalty: 'hinge', mean: 'chosen' };
    const { loss, gradDistance_nn } = namedTriplets(
      field,
      distances.distance_nn,
      lift(mask, [n, n, n]),
      rule,
    );
    return { loss: read(loss)[0], gradFeatures: read(distances.gradient(gradDistance_nn)) };
  };

// Additive terms.

const centers =
  (rule: 'authors' | 'gradient', rateName: string): Compute =>
  (given) => {
    const params = known(given.params, [rateName]);
    if (!params) return null;
    const { field, read, lift, problem } = given;
    const rate = params[rateName] as number;
    const batch = {
      ...lifted(given),
      weights_cd: null,
      state: lift(problem.weights_cd, [problem.classes, problem.dim]),
    };
    const settings = (centerRate: number) =>
      settingsOf(center, { 'center-weight': 1, 'center-rate': centerRate, 'center-rule': rule });
    const ours = center.evaluate(field, batch, settings(rate));
    const after = read(center.state!.update(field, batch, settings(rate)));
    // What the reference calls the centers' gradient is what one step of rate 1 takes away.
    const step = read(field.sub(batch.state, center.state!.update(field, batch, settings(1))));
    return {
      loss: read(ours.loss)[0],
      gradFeatures: read(ours.gradEmbeddings_nd),
      gradWeights: step,
      centersAfter: after,
    };
  };

/** Cross-entropy of ArcFace without a safeguard, in float64, and the term beside it. */
const besideArcface =
  (spec: AdditiveLossSpec, form: LossSettings, weightName: string): Compute =>
  (given) => {
    const params = known(given.params, ['s', 'm', 'weight']);
    if (!params) return null;
    const { field, read, lift, problem } = given;
    const { features_nd, weights_cd, labels_n, dim, classes } = problem;
    const head = evaluateLoss(
      arcface,
      settingsOf(arcface, { s: params.s as number, m: params.m as number, safeguard: 'none' }),
      { ...defaultConvention, normalization: { rule: 'add', epsilon: 1e-10 } },
      { embeddings_nd: features_nd, weights_cd, bias_c: null, labels_n, dim, classes },
    );
    const term = spec.evaluate(
      field,
      { ...lifted(given), weights_cd: lift(weights_cd, [classes, dim]), state: null },
      settingsOf(spec, { ...form, [weightName]: params.weight as number }),
    );
    const auxLoss = read(term.loss)[0];
    const sum = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a, (value, i) => value + b[i]);
    return {
      logits: head.logits_nc,
      loss: head.loss + auxLoss,
      auxLoss: auxLoss / (params.weight as number),
      gradFeatures: sum(head.gradEmbeddings_nd, read(term.gradEmbeddings_nd)),
      gradWeights: sum(head.gradWeights_cd, read(term.gradWeights_cd!)),
    };
  };

const table: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Entry>>>>>> = {
  contrastive: {
    pml: {
      'd=L2 (not squared), AvgNonZero reducer over all ordered pairs, pos and neg means added': {
        compute: hinge,
      },
    },
    tfa: { 'y d^2 + (1-y) max(m-d,0)^2, mean over pairs (no 1/2)': { compute: squareOfNamedPairs } },
  },
  triplet: {
    pml: {
      'all triplets, normalised L2, AvgNonZero': { compute: pml({}) },
      'all triplets, normalised squared L2, plain mean': { compute: pml({ mean: 'chosen' }, 'squared-l2') },
      'all triplets, swap': { compute: pml({ swap: true }) },
      softplus: { compute: pml({ penalty: 'soft' }) },
      'semihard mined: 0 < d_an-d_ap <= margin, mean over mined': { compute: pml({ mining: 'semi-hard' }) },
      'hard mined: d_an<=d_ap': { compute: pml({ mining: 'hard' }) },
    },
    tfa: {
      'one negative per (a,p): min d_an > d_ap else max d_an; mean over positive pairs': {
        compute: tfa('semi-hard-one'),
      },
      'same, squared-L2': { compute: tfa('semi-hard-one') },
      'same, 1-cos': { compute: tfa('semi-hard-one') },
      'batch-hard per anchor': { compute: tfa('batch-hard') },
      'batch-hard soft': { compute: tfa('batch-hard', 'soft') },
    },
    torch: {
      'max(|a-p|-|a-n|+m,0), eps 1e-6 added to difference': {
        compute: explicit({ kind: 'l2', unit: false, offset: 1e-6 }),
      },
    },
    insightface_mxnet: {
      'normalised, squared L2, mean over triplets': { compute: explicit({ kind: 'squared-l2', unit: true }) },
      'ANGULAR triplet: acos(ap)-acos(an)+alpha': { compute: explicit({ kind: 'angle', unit: true }) },
    },
  },
  center_loss: {
    caffe_center: {
      'AUTHORS: 1/(2N) sum; gradWeights = Delta c_j = sum(c_j-x_i)/(1+n_j); centersAfter = c - alpha*Delta (independent of loss weight and N)':
        { compute: centers('authors', 'alpha') },
    },
    centerloss_pt: {
      '1/N sum (no 1/2), clamp(1e-12,1e12) applied also to masked zeros (+(C-1)*1e-12); gradWeights autograd; centersAfter = c - lr_cent*grad':
        { compute: centers('gradient', 'lr_cent') },
    },
  },
  intra_inter: {
    insightface_2019: {
      'OFFICIAL CODE: CE(ArcFace m, no safeguard) + weight*mean(theta_y)/pi': {
        compute: besideArcface(intra, {}, 'intra-weight'),
        tolerance: 1e-5,
      },
      'OFFICIAL CODE: CE + weight*mean over (i,j incl. j=y_i) of cos(W_y,W_j) (paper uses -1/(pi N (n-1)) sum_{j!=y} arccos)':
        { compute: besideArcface(inter, { 'inter-form': 'code' }, 'inter-weight'), tolerance: 1e-5 },
    },
  },
};

export const pairwiseFiles: readonly string[] = Object.keys(table);
