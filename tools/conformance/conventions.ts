/**
 * The one table that says what each public implementation does: (file, reference, convention) to the options under
 * which ours computes the same. A convention that it does not hold is a failure, not a skip.
 */
import { aSoftmax } from '../../src/lib/loss/a-softmax';
import { adacos } from '../../src/lib/loss/adacos';
import { arcface } from '../../src/lib/loss/arcface';
import { defaultConvention, type Convention } from '../../src/lib/loss/convention';
import { combined } from '../../src/lib/loss/combined';
import { cosface } from '../../src/lib/loss/cosface';
import { lSoftmax } from '../../src/lib/loss/l-softmax';
import { modifiedSoftmax } from '../../src/lib/loss/modified-softmax';
import { normface } from '../../src/lib/loss/normface';
import { lambdaSchedule, publishedLambda, type LambdaConstants } from '../../src/lib/loss/schedule';
import { classLossById } from '../../src/lib/loss/registry';
import { softmax } from '../../src/lib/loss/softmax';
import { settingsOf, type ClassLossSpec, type LossSettings } from '../../src/lib/loss/spec';
import { spherefaceR } from '../../src/lib/loss/sphereface-r';
import { sphereface2 } from '../../src/lib/loss/sphereface2';
import { subcenterArcface } from '../../src/lib/loss/subcenter-arcface';

export interface Options {
  readonly spec: ClassLossSpec;
  readonly settings: LossSettings;
  readonly convention: Convention;
  readonly bias_c: readonly number[] | null;
  /** Batches that a loss with a scale of its own sees, all the same one; the last counts. */
  readonly steps: number;
  /** Relative tolerance of the float64 comparison. */
  readonly tolerance: number;
}

interface Entry {
  readonly spec: ClassLossSpec;
  readonly settings?: LossSettings;
  readonly convention?: Partial<Convention>;
  readonly schedule?: LambdaConstants;
  /** What the mean loss is multiplied with, from the params. */
  readonly factor?: (params: Readonly<Record<string, number>>) => number;
  readonly tolerance?: number;
}

// How references normalise, clamp and differentiate.
const torch: Partial<Convention> = { normalization: { rule: 'floor', epsilon: 1e-12 } };
const tensorflow: Partial<Convention> = { normalization: { rule: 'square-floor', epsilon: 1e-12 } };
const mxnet: Partial<Convention> = { normalization: { rule: 'add', epsilon: 1e-10 } };
const muggle: Partial<Convention> = { normalization: { rule: 'product-floor', epsilon: 1e-8 } };
const bare: Partial<Convention> = { normalization: { rule: 'bare', epsilon: 0 } };
const hardWeights: Partial<Convention> = { weightGradient: 'hard' };
const straightThrough: Partial<Convention> = { gradient: 'straight-through' };
const authors: Partial<Convention> = { gradient: 'sphereface-authors' };
const acosClamp: Partial<Convention> = { cosClamp: { inset: 1e-7, columns: 'target' } };
const opensphereClamp: Partial<Convention> = { cosClamp: { inset: 1e-5, columns: 'every' } };

/** MXNet's ε of 1e-10 shows at ‖x‖ near 1; the goldens' README grants its rows this much. */
const MXNET_TOLERANCE = 1e-5;

const linear = { spec: arcface, settings: { safeguard: 'linear' } };
const easy = { spec: arcface, settings: { safeguard: 'easy' } };
const unguarded = { spec: arcface, settings: { safeguard: 'none' } };
const clamped = { spec: arcface, settings: { safeguard: 'clamp' } };
const spherefaceOf = (version: string) => ({ spec: spherefaceR, settings: { version } });
const insightfaceOf = { spec: combined, settings: { reading: 'insightface', safeguard: 'none' } };
const subcenterOf = (safeguard: string) => ({ spec: subcenterArcface, settings: { safeguard } });
const mxnetExact = { convention: mxnet, tolerance: MXNET_TOLERANCE };
const opensphere = { ...torch, ...straightThrough, ...hardWeights, ...opensphereClamp };

/** Their ε, which the goldens' README grants this much. */
const LSOFTMAX_TOLERANCE = 1e-8;
const lSoftmaxUnder = (rule: Convention['normalization']['rule'], epsilon: number) => ({
  spec: lSoftmax,
  convention: { normalization: { rule, epsilon } },
  tolerance: LSOFTMAX_TOLERANCE,
});
const lSoftmaxBare = lSoftmaxUnder('bare', 0);
const lSoftmaxAmir = lSoftmaxUnder('product-add', 1e-10);
const lSoftmaxCaffe = lSoftmaxUnder('product-shift', 1e-9);

const table: Record<string, Record<string, Record<string, Entry>>> = {
  softmax: {
    torch: {
      'linear-nobias': { spec: softmax },
      'linear-bias': { spec: softmax },
      'max-subtracted log-softmax': { spec: softmax },
    },
    opensphere: { 'linear-nobias': { spec: softmax } },
  },
  modified_softmax: {
    pml: { 'W normalised in graph': { spec: modifiedSoftmax, convention: torch } },
    clcarwin: { 'W normalised in graph': { spec: modifiedSoftmax, convention: bare } },
    caffe_sphereface: {
      'W hard-normalised; gradWeights NOT tangent-projected': {
        spec: modifiedSoftmax,
        convention: { ...bare, ...hardWeights },
      },
    },
  },
  normface_coco: {
    pml: { 'both normalised in graph': { spec: normface, convention: torch } },
    opensphere: {
      'W hard-normalised; gradWeights NOT tangent-projected': {
        spec: normface,
        convention: { ...torch, ...hardWeights },
      },
    },
  },
  lsoftmax: {
    pml: {
      'psi; multiple-angle formula; clamp(-1,1) in acos': lSoftmaxBare,
      psi: lSoftmaxBare,
    },
    lsoftmax_amir: {
      'psi; acos clamp 1e-7; cos/(|w||x|+1e-10)': lSoftmaxAmir,
      'psi + lambda blend (lambda passed as beta)': lSoftmaxAmir,
      'psi, acos clamp 1e-7': lSoftmaxAmir,
    },
    caffe_lsoftmax: {
      'psi by sign tests; +1e-9 in norms': lSoftmaxCaffe,
      'psi by sign tests + lambda blend': lSoftmaxCaffe,
      'psi by sign tests': lSoftmaxCaffe,
    },
  },
  sphereface_r: {
    opensphere: {
      'psi; CGD straight-through; W hard-normalised': { ...spherefaceOf('v0'), convention: opensphere },
      'SphereFace2-C (binary); CGD; W hard-normalised': {
        spec: sphereface2,
        convention: { ...torch, ...straightThrough, ...hardWeights },
        factor: ({ lw }) => lw,
      },
    },
    adacos: {
      'cos(m theta) WITHOUT psi; clamp 1e-7; exact gradient': {
        ...spherefaceOf('cosine'),
        convention: { ...torch, ...acosClamp },
      },
    },
    keras_arcface: {
      'cos(m theta) WITHOUT psi; clamp 1e-7; exact gradient': {
        ...spherefaceOf('cosine'),
        convention: { ...tensorflow, ...acosClamp },
      },
    },
    opensphere_r: {
      'SphereFace-R v0 HFN; CGD; loss*lw/s': {
        ...spherefaceOf('v0'),
        convention: opensphere,
        factor: ({ lw, s }) => lw / s,
      },
      'SphereFace-R v1 HFN: cos(min(m theta, 3.14159)); CGD': {
        ...spherefaceOf('v1'),
        convention: opensphere,
        factor: ({ lw, s }) => lw / s,
      },
      'SphereFace-R v2 HFN: target cos(theta), others cos(theta/m); CGD': {
        ...spherefaceOf('v2'),
        convention: opensphere,
        factor: ({ lw, s }) => lw / s,
      },
    },
  },
  combined_margin: {
    insightface_2019: {
      'cos(m1 t+m2)-m3, exact gradient, no safeguard': {
        spec: combined,
        settings: { safeguard: 'none' },
        ...mxnetExact,
      },
    },
    insightface_mxnet: {
      'cos(m1 t+m2)-m3, exact gradient, no safeguard': {
        spec: combined,
        settings: { safeguard: 'none' },
        ...mxnetExact,
      },
    },
    insightface: {
      'torch CombinedMarginLoss: only (1,m2,0) and (*,*,m3>0)->m3 only; else raises': {
        ...insightfaceOf,
        convention: { ...torch, ...straightThrough },
      },
      'interclass_filtering_threshold: logits above it on NON-target classes are multiplied by 0': {
        ...insightfaceOf,
        convention: { ...torch, ...straightThrough },
      },
      'interclass_filtering_threshold with CosFace': {
        ...insightfaceOf,
        convention: { ...torch, ...straightThrough },
      },
    },
  },
  adacos: {
    adacos: {
      'dynamic s: updated inside forward BEFORE scaling; lower median': {
        spec: adacos,
        settings: { scale: 'dynamic' },
        convention: torch,
      },
      'dynamic s': { spec: adacos, settings: { scale: 'dynamic' }, convention: torch },
    },
    pml: {
      'fixed s=sqrt2*ln(C-1) (NormFace)': {
        spec: adacos,
        settings: { scale: 'fixed' },
        convention: torch,
      },
    },
  },
  subcenter_arcface: {
    pml: {
      'class-major rows (c*K+k), max over k, then ArcFace A': {
        ...subcenterOf('linear'),
        convention: { ...torch, tie: 'inclusive' },
      },
      A: { ...subcenterOf('linear'), convention: { ...torch, tie: 'inclusive' } },
    },
    insightface_subcenter: {
      'class-major rows (c*K+k), max over k, then cos(theta+m) no safeguard': {
        ...subcenterOf('none'),
        ...mxnetExact,
      },
      C: { ...subcenterOf('none'), ...mxnetExact },
    },
  },
  asoftmax_sphereface: {
    clcarwin: {
      'exact gradient': { spec: aSoftmax, convention: bare },
      'exact gradient; pi~3.14159265': { spec: aSoftmax, convention: bare },
      'lambda=max(5,1500/(1+0.1 it))': {
        spec: aSoftmax,
        convention: bare,
        schedule: publishedLambda.clcarwin,
      },
    },
    ronghuaiyang: {
      'exact gradient': { spec: aSoftmax, convention: torch },
      'exact gradient; F.normalize eps': { spec: aSoftmax, convention: torch },
      'lambda=max(5,1000/(1+0.12 it))': {
        spec: aSoftmax,
        convention: torch,
        schedule: publishedLambda.ronghuaiyang,
      },
    },
    caffe_sphereface: {
      'AUTHORS: gradFeatures target term re-normalised (coeff_norm); gradWeights ignores margin and is not projected':
        { spec: aSoftmax, convention: { ...bare, ...authors } },
      authors: { spec: aSoftmax, convention: { ...bare, ...authors } },
      'lambda=max(5,1000/(1+0.12f it)); authors gradient': {
        spec: aSoftmax,
        convention: { ...bare, ...authors },
        schedule: publishedLambda.authors,
      },
    },
    pml: {
      'exact gradient, no lambda': { spec: aSoftmax, convention: torch },
      exact: { spec: aSoftmax, convention: torch },
    },
  },
  cosface: {
    ronghuaiyang: { exact: { spec: cosface, convention: torch } },
    muggle: { 'exact; |x||w| clamp 1e-8': { spec: cosface, convention: muggle } },
    insightface: { 'exact; cos clamp(-1,1)': { spec: cosface, convention: torch } },
    pml: { exact: { spec: cosface, convention: torch } },
    adacos: { exact: { spec: cosface, convention: torch } },
    keras_arcface: { 'exact; tf l2_normalize': { spec: cosface, convention: tensorflow } },
    insightface_2019: {
      'exact; MXNet L2Normalization eps 1e-10': {
        spec: cosface,
        convention: mxnet,
        tolerance: MXNET_TOLERANCE,
      },
    },
    opensphere: {
      'W hard-normalised; gradWeights NOT tangent-projected': {
        spec: cosface,
        convention: { ...torch, ...hardWeights },
      },
    },
  },
  arcface: {
    ronghuaiyang: {
      'A hard safeguard (cos-mm past pi-m), exact gradient; sine clamp(0,1)': {
        ...linear,
        convention: torch,
      },
      'B easy_margin, exact gradient': { ...easy, convention: torch },
    },
    seed001: { 'A hard safeguard, exact gradient; NO sine clamp': { ...linear, convention: torch } },
    trebien: {
      'A hard safeguard (cond <= 0), exact gradient; cos clamp(-1,1); no sine clamp': {
        ...linear,
        convention: torch,
      },
    },
    pml: {
      'A hard safeguard (angles<=pi-m), exact gradient via acos': {
        ...linear,
        convention: { ...torch, tie: 'inclusive' },
      },
    },
    insightface_2019: {
      'A hard safeguard, exact gradient; MXNet eps 1e-10': {
        ...linear,
        convention: mxnet,
        tolerance: MXNET_TOLERANCE,
      },
      'B easy_margin, exact gradient; MXNet eps 1e-10': {
        ...easy,
        convention: mxnet,
        tolerance: MXNET_TOLERANCE,
      },
    },
    adacos: {
      'C no safeguard, exact gradient; acos clamp 1e-7': {
        ...unguarded,
        convention: { ...torch, ...acosClamp },
      },
    },
    keras_arcface: {
      'C no safeguard, exact gradient; acos clamp 1e-7': {
        ...unguarded,
        convention: { ...tensorflow, ...acosClamp },
      },
    },
    insightface: {
      'D no safeguard, straight-through gradient (d cos(theta+m)/d cos(theta)=1)': {
        ...unguarded,
        convention: { ...torch, ...straightThrough },
      },
    },
    opensphere: {
      'E theta+m clamped to 3.14159, straight-through gradient, W hard-normalised': {
        ...clamped,
        convention: { ...torch, ...straightThrough, ...hardWeights, ...opensphereClamp },
      },
    },
  },
};

/**
 * Numbers for a loss of ours that somebody worked out apart from the code: a file named by the loss's id, from
 * `marginalia`, `exact`. A new loss is checked without a line in the table.
 */
function ownEntry(file: string, ref: string, convention: string): Entry | null {
  const spec = ref === 'marginalia' && convention === 'exact' ? classLossById(file) : undefined;
  return spec ? { spec } : null;
}

/** Numbers of `params` that are settings of the loss under the same name. */
const SETTING_PARAMS = ['s', 'm', 'm1', 'm2', 'm3', 'lambda', 'filter', 't', 'alpha', 'K'];
/** Params that the convention's text or the program says already. */
const OTHER_PARAMS = ['bias', 'iter', 'easy', 'easy_margin', 'magn_type', 'lw', 'steps', 'r'];

/**
 * The options for a result's (file, reference, convention, params); null where the table holds none.
 *
 * @param classes of the problem: AdaCos' scale and SphereFace2's bias begin with them
 */
export function optionsFor(
  file: string,
  ref: string,
  convention: string,
  params: Readonly<Record<string, unknown>>,
  classes = 10,
): Options | null {
  const entry = table[file]?.[ref]?.[convention] ?? ownEntry(file, ref, convention);
  if (!entry) return null;
  const names = [...new Set([...SETTING_PARAMS, ...entry.spec.parameters.map(({ name }) => name)])];
  const known = [...names, ...OTHER_PARAMS];
  if (Object.keys(params).some((name) => !known.includes(name))) return null;
  const settings: Record<string, number | string> = { ...entry.settings };
  for (const name of names) if (name in params) settings[name] = params[name] as number;
  if ('r' in params) settings.s = params.r as number;
  if (entry.schedule) settings.lambda = lambdaSchedule(params.iter as number, entry.schedule);
  const { spec } = entry;
  settings.s ??= spec.state?.initial(classes) as number;
  const filled = settingsOf(spec, settings);
  const ownBias = spec.kind === 'binary' ? [spec.initialBias(filled, classes)] : null;
  const lossFactor = entry.factor?.(params as Record<string, number>) ?? 1;
  return {
    spec,
    settings: filled,
    convention: { ...defaultConvention, lossFactor, ...entry.convention },
    bias_c: (params.bias as number[] | undefined) ?? ownBias,
    steps: (params.steps as number | undefined) ?? 1,
    tolerance: entry.tolerance ?? 1e-9,
  };
}
