/**
 * Public implementations by name: which loss each is, with which habits, and the file and commit that were run. Under
 * these options the float64 reference gives their numbers; `tests/contract/implementations.test.ts` holds the table to
 * the golden files and to the conformance program's own.
 */
import { defaultConvention, type Convention } from './convention';
import type { LossSettings } from './spec';

/** What the margins of the losses are called. */
export type MarginName = 'm' | 'm1' | 'm2' | 'm3';

export interface Implementation {
  /** `<loss>/<name>`. */
  readonly id: string;
  /** A loss of the registry. */
  readonly loss: string;
  /** The golden file, the reference's name in it, and what the file calls its convention. */
  readonly golden: { readonly file: string; readonly ref: string; readonly convention: string };
  readonly repo: string;
  /** Which of several in that repository; a name, the same in every language. */
  readonly variant?: string;
  readonly path: string;
  /** Twelve digits. */
  readonly commit: string;
  readonly settings: LossSettings;
  readonly convention: Partial<Convention>;
  /** What its code takes where nothing is said. */
  readonly defaults: Readonly<Partial<Record<'s' | MarginName | 'lambda', number>>>;
}

interface Source {
  readonly repo: string;
  readonly variant?: string;
  readonly path: string;
  readonly commit: string;
}

const normalized = (rule: Convention['normalization']['rule'], epsilon: number): Partial<Convention> => ({
  normalization: { rule, epsilon },
});
const torch = normalized('floor', 1e-12);
const tensorflow = normalized('square-floor', 1e-12);
const mxnet = normalized('add', 1e-10);
const bare = normalized('bare', 0);
const hard: Partial<Convention> = { weightGradient: 'hard' };
const straight: Partial<Convention> = { gradient: 'straight-through' };
const clampTarget: Partial<Convention> = { cosClamp: { inset: 1e-7, columns: 'target' } };
const clampEvery: Partial<Convention> = { cosClamp: { inset: 1e-5, columns: 'every' } };

const sources = {
  adacos: { repo: '4uiiurz1/pytorch-adacos', path: 'metrics.py', commit: '35c086cc0708' },
  insightface: {
    repo: 'deepinsight/insightface',
    path: 'recognition/arcface_torch/losses.py',
    commit: '7fadd420c235',
  },
  insightface_2019: {
    repo: 'deepinsight/insightface',
    variant: 'MXNet, 2019',
    path: 'src/train_softmax.py',
    commit: '0972924a7c60',
  },
  insightface_mxnet: {
    repo: 'deepinsight/insightface',
    variant: 'MXNet',
    path: 'recognition/arcface_mxnet/train.py',
    commit: '7fadd420c235',
  },
  insightface_subcenter: {
    repo: 'deepinsight/insightface',
    variant: 'MXNet, sub-centers',
    path: 'recognition/subcenter_arcface/train_parall.py',
    commit: '7fadd420c235',
  },
  keras_arcface: { repo: '4uiiurz1/keras-arcface', path: 'metrics.py', commit: '877ea00531d7' },
  opensphere: { repo: 'ydwen/opensphere', path: 'opensphere/module/head/*.py', commit: 'a679e8203245' },
  pml: {
    repo: 'KevinMusgrave/pytorch-metric-learning',
    path: 'src/pytorch_metric_learning/losses/*.py',
    commit: '216a792c22b0',
  },
  ronghuaiyang: { repo: 'ronghuaiyang/arcface-pytorch', path: 'models/metrics.py', commit: '47ace80b1280' },
  trebien: { repo: 'TreB1eN/InsightFace_Pytorch', path: 'model.py', commit: '350ff7aa9c9d' },
  muggle: { repo: 'MuggleWang/CosFace_pytorch', path: 'layer.py', commit: '81de0a95b996' },
  clcarwin: { repo: 'clcarwin/sphereface_pytorch', path: 'net_sphere.py', commit: 'e2f11f0b0f39' },
  caffe_sphereface: {
    repo: 'wy1iu/sphereface',
    path: 'tools/caffe-sphereface/src/caffe/layers/margin_inner_product_layer.cpp',
    commit: 'f20b130a6e08',
  },
} as const satisfies Record<string, Source>;

type Ref = keyof typeof sources;

function implementation(
  loss: string,
  file: string,
  ref: Ref,
  convention: string,
  settings: LossSettings,
  habits: Partial<Convention>,
  defaults: Implementation['defaults'],
  variant?: string,
): Implementation {
  return {
    id: `${loss}/${ref}${variant ? `-${variant}` : ''}`,
    loss,
    golden: { file, ref, convention },
    ...sources[ref],
    ...(variant ? { variant } : {}),
    settings,
    convention: habits,
    defaults,
  };
}

const linear = { safeguard: 'linear' };
const none = { safeguard: 'none' };

export const implementations: readonly Implementation[] = [
  implementation(
    'arcface',
    'arcface',
    'ronghuaiyang',
    'A hard safeguard (cos-mm past pi-m), exact gradient; sine clamp(0,1)',
    linear,
    torch,
    { s: 30, m: 0.5 },
  ),
  implementation(
    'arcface',
    'arcface',
    'ronghuaiyang',
    'B easy_margin, exact gradient',
    { safeguard: 'easy' },
    torch,
    { s: 30, m: 0.5 },
    'easy',
  ),
  implementation(
    'arcface',
    'arcface',
    'trebien',
    'A hard safeguard (cond <= 0), exact gradient; cos clamp(-1,1); no sine clamp',
    linear,
    torch,
    { s: 64, m: 0.5 },
  ),
  implementation(
    'arcface',
    'arcface',
    'pml',
    'A hard safeguard (angles<=pi-m), exact gradient via acos',
    linear,
    { ...torch, tie: 'inclusive' },
    // 28.6, in degrees.
    { s: 64, m: (28.6 * Math.PI) / 180 },
  ),
  implementation(
    'arcface',
    'arcface',
    'insightface_2019',
    'A hard safeguard, exact gradient; MXNet eps 1e-10',
    linear,
    mxnet,
    { s: 64, m: 0.5 },
  ),
  implementation(
    'arcface',
    'arcface',
    'adacos',
    'C no safeguard, exact gradient; acos clamp 1e-7',
    none,
    { ...torch, ...clampTarget },
    { s: 30, m: 0.5 },
  ),
  implementation(
    'arcface',
    'arcface',
    'keras_arcface',
    'C no safeguard, exact gradient; acos clamp 1e-7',
    none,
    { ...tensorflow, ...clampTarget },
    { s: 30, m: 0.5 },
  ),
  implementation(
    'arcface',
    'arcface',
    'insightface',
    'D no safeguard, straight-through gradient (d cos(theta+m)/d cos(theta)=1)',
    none,
    { ...torch, ...straight },
    { s: 64, m: 0.5 },
  ),
  implementation(
    'arcface',
    'arcface',
    'opensphere',
    'E theta+m clamped to 3.14159, straight-through gradient, W hard-normalised',
    { safeguard: 'clamp' },
    { ...torch, ...straight, ...hard, ...clampEvery },
    { s: 64, m: 0.5 },
  ),
  implementation('cosface', 'cosface', 'ronghuaiyang', 'exact', {}, torch, { s: 30, m: 0.4 }),
  implementation(
    'cosface',
    'cosface',
    'muggle',
    'exact; |x||w| clamp 1e-8',
    {},
    normalized('product-floor', 1e-8),
    { s: 30, m: 0.4 },
  ),
  implementation('cosface', 'cosface', 'insightface', 'exact; cos clamp(-1,1)', {}, torch, { s: 64, m: 0.4 }),
  implementation('cosface', 'cosface', 'pml', 'exact', {}, torch, { s: 64, m: 0.35 }),
  implementation('cosface', 'cosface', 'adacos', 'exact', {}, torch, { s: 30, m: 0.35 }),
  implementation('cosface', 'cosface', 'keras_arcface', 'exact; tf l2_normalize', {}, tensorflow, {
    s: 30,
    m: 0.35,
  }),
  implementation(
    'cosface',
    'cosface',
    'opensphere',
    'W hard-normalised; gradWeights NOT tangent-projected',
    {},
    { ...torch, ...hard },
    { s: 64, m: 0.35 },
  ),
  implementation('a-softmax', 'asoftmax_sphereface', 'clcarwin', 'exact gradient', {}, bare, {
    m: 4,
    lambda: 5,
  }),
  implementation('a-softmax', 'asoftmax_sphereface', 'ronghuaiyang', 'exact gradient', {}, torch, {
    m: 4,
    lambda: 5,
  }),
  implementation('a-softmax', 'asoftmax_sphereface', 'pml', 'exact gradient, no lambda', {}, torch, {
    m: 4,
    lambda: 0,
  }),
  implementation(
    'a-softmax',
    'asoftmax_sphereface',
    'caffe_sphereface',
    'AUTHORS: gradFeatures target term re-normalised (coeff_norm); gradWeights ignores margin and is not projected',
    {},
    { ...bare, gradient: 'sphereface-authors' },
    { m: 4, lambda: 5 },
  ),
  // m counts angles here: it is no angle itself.
  implementation(
    'sphereface-r',
    'sphereface_r',
    'opensphere',
    'psi; CGD straight-through; W hard-normalised',
    { version: 'v0' },
    { ...torch, ...straight, ...hard, ...clampEvery },
    { s: 30, m: 1.7 },
  ),
  implementation(
    'sphereface-r',
    'sphereface_r',
    'adacos',
    'cos(m theta) WITHOUT psi; clamp 1e-7; exact gradient',
    { version: 'cosine' },
    { ...torch, ...clampTarget },
    { s: 30, m: 1.35 },
  ),
  implementation(
    'sphereface-r',
    'sphereface_r',
    'keras_arcface',
    'cos(m theta) WITHOUT psi; clamp 1e-7; exact gradient',
    { version: 'cosine' },
    { ...tensorflow, ...clampTarget },
    { s: 30, m: 1.35 },
  ),
  implementation(
    'combined',
    'combined_margin',
    'insightface_mxnet',
    'cos(m1 t+m2)-m3, exact gradient, no safeguard',
    none,
    mxnet,
    { s: 64, m1: 1, m2: 0.3, m3: 0.2 },
  ),
  implementation(
    'combined',
    'combined_margin',
    'insightface',
    'torch CombinedMarginLoss: only (1,m2,0) and (*,*,m3>0)->m3 only; else raises',
    { ...none, reading: 'insightface' },
    { ...torch, ...straight },
    { s: 64, m1: 1, m2: 0.5, m3: 0 },
  ),
  implementation(
    'subcenter-arcface',
    'subcenter_arcface',
    'pml',
    'class-major rows (c*K+k), max over k, then ArcFace A',
    linear,
    { ...torch, tie: 'inclusive' },
    { s: 64, m: (28.6 * Math.PI) / 180 },
  ),
  implementation(
    'subcenter-arcface',
    'subcenter_arcface',
    'insightface_subcenter',
    'class-major rows (c*K+k), max over k, then cos(theta+m) no safeguard',
    none,
    mxnet,
    { s: 64, m: 0.5 },
  ),
];

export const implementationById = (id: string): Implementation | undefined =>
  implementations.find((one) => one.id === id);

/** All of its habits. */
export const conventionOf = ({ convention }: Implementation): Convention => ({
  ...defaultConvention,
  ...convention,
});
