/**
 * Losses that look at a whole batch, in the forms in which they were published: two of a kind, on one small batch in the
 * plane. There is no curve over an angle to compare; what can be compared is the loss, and where each point is pulled.
 * `tests/contract/batch-forms.test.ts` holds the forms to the golden files.
 */
import { createRng } from '../math/rng';
import { defaultConvention } from './convention';
import { evaluatePairwise, evaluateTerm } from './evaluate-batch';
import { evaluateLoss, nextScale } from './reference';
import { lossById, termById } from './registry';
import { hasClassWeights, settingsOf, type LossSettings } from './spec';

/** Where a form stands: a program that was run, as the golden files name it, or a paper. */
export type FormSource =
  | {
      readonly repo: string;
      readonly path: string;
      /** Twelve digits. */
      readonly commit: string;
      readonly golden: { readonly file: string; readonly ref: string; readonly convention: string };
    }
  | { readonly paper: string };

export interface BatchForm {
  /** A loss or a term of the registry. */
  readonly loss: string;
  readonly settings: LossSettings;
  readonly source: FormSource;
}

export interface BatchDisagreement {
  readonly id: string;
  readonly forms: readonly [BatchForm, BatchForm];
}

const pml = (file: string, convention: string): FormSource => ({
  repo: 'KevinMusgrave/pytorch-metric-learning',
  path: 'src/pytorch_metric_learning/losses/*.py',
  commit: '216a792c22b0',
  golden: { file, ref: 'pml', convention },
});
const tfa = (file: string, convention: string): FormSource => ({
  repo: 'tensorflow/addons',
  path: 'tensorflow_addons/losses/{triplet,contrastive,metric_learning}.py',
  commit: 'd208d752e98c',
  golden: { file, ref: 'tfa', convention },
});

const triplet = (settings: LossSettings, source: FormSource): BatchForm => ({
  loss: 'triplet',
  settings: { m: 0.3, ...settings },
  source,
});
const contrastive = (settings: LossSettings, source: FormSource): BatchForm => ({
  loss: 'contrastive',
  settings: { m: 1, ...settings },
  source,
});
const all = { mining: 'all', features: 'unit' };
const tfaContrastive = tfa('contrastive', 'y d^2 + (1-y) max(m-d,0)^2, mean over pairs (no 1/2)');

export const batchDisagreements: readonly BatchDisagreement[] = [
  {
    id: 'semi-hard',
    forms: [
      triplet(
        { mining: 'semi-hard', mean: 'active' },
        pml('triplet', 'semihard mined: 0 < d_an-d_ap <= margin, mean over mined'),
      ),
      triplet(
        { mining: 'semi-hard-one' },
        tfa('triplet', 'one negative per (a,p): min d_an > d_ap else max d_an; mean over positive pairs'),
      ),
    ],
  },
  {
    id: 'soft-margin',
    forms: [
      triplet({ mining: 'batch-hard' }, tfa('triplet', 'batch-hard per anchor')),
      triplet({ mining: 'batch-hard', penalty: 'soft', m: 0 }, tfa('triplet', 'batch-hard soft')),
    ],
  },
  {
    id: 'mean',
    forms: [
      triplet({ ...all, mean: 'active' }, pml('triplet', 'all triplets, normalised L2, AvgNonZero')),
      triplet({ ...all, mean: 'chosen' }, { paper: 'Hermans, Beyer & Leibe 2017' }),
    ],
  },
  {
    id: 'squared',
    forms: [
      triplet({ ...all, mean: 'chosen' }, { paper: 'Hermans, Beyer & Leibe 2017' }),
      triplet(
        { ...all, mean: 'chosen', distance: 'squared-l2' },
        pml('triplet', 'all triplets, normalised squared L2, plain mean'),
      ),
    ],
  },
  {
    id: 'half',
    forms: [
      contrastive({ form: 'half' }, { paper: 'Hadsell, Chopra & LeCun 2006' }),
      contrastive({ form: 'square' }, tfaContrastive),
    ],
  },
  {
    id: 'not-squared',
    forms: [
      contrastive({ form: 'square', features: 'unit' }, tfaContrastive),
      contrastive(
        { form: 'hinge', features: 'unit', slack: 0 },
        pml(
          'contrastive',
          'd=L2 (not squared), AvgNonZero reducer over all ordered pairs, pos and neg means added',
        ),
      ),
    ],
  },
  {
    id: 'centers',
    forms: [
      {
        loss: 'center',
        settings: { 'center-weight': 1, 'center-rate': 0.5, 'center-rule': 'authors' },
        source: {
          repo: 'ydwen/caffe-face',
          path: 'src/caffe/layers/center_loss_layer.cpp',
          commit: '48ff38e30dd3',
          golden: {
            file: 'center_loss',
            ref: 'caffe_center',
            convention:
              'AUTHORS: 1/(2N) sum; gradWeights = Delta c_j = sum(c_j-x_i)/(1+n_j); centersAfter = c - alpha*Delta (independent of loss weight and N)',
          },
        },
      },
      {
        loss: 'center',
        settings: { 'center-weight': 1, 'center-rate': 0.5, 'center-rule': 'gradient' },
        source: {
          repo: 'KaiyangZhou/pytorch-center-loss',
          path: 'center_loss.py',
          commit: '082ffa21c065',
          golden: {
            file: 'center_loss',
            ref: 'centerloss_pt',
            convention:
              '1/N sum (no 1/2), clamp(1e-12,1e12) applied also to masked zeros (+(C-1)*1e-12); gradWeights autograd; centersAfter = c - lr_cent*grad',
          },
        },
      },
    ],
  },
  {
    id: 'inter',
    forms: [
      { loss: 'inter', settings: { 'inter-form': 'paper' }, source: { paper: 'Deng et al. 2019' } },
      {
        loss: 'inter',
        settings: { 'inter-form': 'code' },
        source: {
          repo: 'deepinsight/insightface',
          path: 'src/train_softmax.py',
          commit: '0972924a7c60',
          golden: {
            file: 'intra_inter',
            ref: 'insightface_2019',
            convention:
              'OFFICIAL CODE: CE + weight*mean over (i,j incl. j=y_i) of cos(W_y,W_j) (paper uses -1/(pi N (n-1)) sum_{j!=y} arccos)',
          },
        },
      },
    ],
  },
  {
    id: 'adacos',
    forms: [
      {
        loss: 'adacos',
        settings: { scale: 'fixed' },
        source: pml('adacos', 'fixed s=sqrt2*ln(C-1) (NormFace)'),
      },
      {
        loss: 'adacos',
        settings: { scale: 'dynamic' },
        source: {
          repo: '4uiiurz1/pytorch-adacos',
          path: 'metrics.py',
          commit: '35c086cc0708',
          golden: {
            file: 'adacos',
            ref: 'adacos',
            convention: 'dynamic s: updated inside forward BEFORE scaling; lower median',
          },
        },
      },
    ],
  },
];

/** One batch in the plane. */
export interface PlaneBatch {
  /** [N, 2] */
  readonly embeddings_nd: Float64Array;
  readonly labels_n: Int32Array;
  /** Class weights, which stand for centers too [C, 2]. */
  readonly weights_cd: Float64Array;
  readonly classes: number;
}

/** Where the class weights of the batch point, radians: not evenly, as then nothing pulls them. */
const weightsRad = [0.4, 1.5, 3.3, 4.6];

/** Four classes of as many points around weights of length 1, near enough that their points mix. */
export function planeBatch(seed = 3, perClass = 4): PlaneBatch {
  const rng = createRng(seed);
  const classes = weightsRad.length;
  const weights_cd = Float64Array.from(weightsRad.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
  const labels_n = Int32Array.from({ length: classes * perClass }, (_, n) => n % classes);
  const embeddings_nd = Float64Array.from(
    { length: 2 * classes * perClass },
    (_, i) => weights_cd[2 * labels_n[i >> 1] + (i % 2)] + 0.45 * rng.gaussian(),
  );
  return { embeddings_nd, labels_n, weights_cd, classes };
}

export interface FormReading {
  readonly loss: number;
  /** Gradient by each point [N, 2]. */
  readonly gradEmbeddings_nd: ArrayLike<number>;
  /** By each class weight, or, of center loss, what its rule takes from each center [C, 2]; null where there is none. */
  readonly gradWeights_cd: ArrayLike<number> | null;
  /** The scale that AdaCos found; null elsewhere. */
  readonly scale: number | null;
}

/** What one form makes of a batch. */
export function readForm({ loss: id, settings: given }: BatchForm, batch: PlaneBatch): FormReading {
  const { embeddings_nd, labels_n, weights_cd, classes } = batch;
  const embedded = { embeddings_nd, labels_n, dim: 2, classes };
  const term = termById(id);
  if (term) {
    const state = term.state ? weights_cd : null;
    const { stateAfter, ...own } = evaluateTerm(term, settingsOf(term, given), {
      ...embedded,
      weights_cd,
      state,
    });
    const step = stateAfter && Float64Array.from(weights_cd, (value, i) => value - stateAfter[i]);
    return { ...own, gradWeights_cd: step ?? own.gradWeights_cd, scale: null };
  }
  const spec = lossById(id)!;
  const settings = settingsOf(spec, given);
  if (!hasClassWeights(spec)) {
    return { ...evaluatePairwise(spec, settings, embedded), gradWeights_cd: null, scale: null };
  }
  const problem = { ...embedded, weights_cd, bias_c: null };
  const before = { ...settings, ...(spec.state ? { s: spec.state.initial(classes) } : {}) };
  const scale = nextScale(spec, before, defaultConvention, problem);
  const { loss, gradEmbeddings_nd, gradWeights_cd } = evaluateLoss(
    spec,
    { ...before, s: scale },
    defaultConvention,
    problem,
  );
  return { loss, gradEmbeddings_nd, gradWeights_cd, scale: spec.state ? scale : null };
}

/** How two gradients over the same points differ. */
export interface PullDifference {
  /** Mean length of each. */
  readonly lengths: readonly [number, number];
  /** Points that one pulls and the other does not. */
  readonly onlyOne: number;
  /** The largest angle between two pulls of one point, radians; NaN where no point is pulled by both. */
  readonly widestRad: number;
}

/** Pulls shorter than this, beside the longest of both, are none. */
const LEAST_SHARE = 1e-9;

/** @param a_nd, b_nd gradients [N, 2] of the same points */
export function pullDifference(a_nd: ArrayLike<number>, b_nd: ArrayLike<number>): PullDifference {
  const count = a_nd.length / 2;
  const lengthsOf = (of: ArrayLike<number>) =>
    Array.from({ length: count }, (_, n) => Math.hypot(of[2 * n], of[2 * n + 1]));
  const [a, b] = [lengthsOf(a_nd), lengthsOf(b_nd)];
  const least = LEAST_SHARE * Math.max(...a, ...b);
  let onlyOne = 0;
  let widestRad = NaN;
  for (let n = 0; n < count; n++) {
    if (a[n] > least !== b[n] > least) onlyOne++;
    if (!(a[n] > least && b[n] > least)) continue;
    const [ax, ay, bx, by] = [a_nd[2 * n], a_nd[2 * n + 1], b_nd[2 * n], b_nd[2 * n + 1]];
    const apart = Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by));
    if (!(apart <= widestRad)) widestRad = apart;
  }
  const mean = (lengths: number[]) => lengths.reduce((sum, length) => sum + length, 0) / count;
  return { lengths: [mean(a), mean(b)], onlyOne, widestRad };
}
