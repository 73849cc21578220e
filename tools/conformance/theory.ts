/** `theory.json`: bounds, arcs, schedules and target-logit curves. */
import { evaluateLoss } from '../../src/lib/loss/reference';
import { lambdaSchedule, publishedLambda, type LambdaConstants } from '../../src/lib/loss/schedule';
import { twoClassArcs } from '../../src/lib/loss/theory/a-softmax-arcs';
import { mostCosineMargin } from '../../src/lib/loss/theory/margin-bounds';
import { safeguardConstants } from '../../src/lib/loss/theory/safeguard-constants';
import { leastScale, steepestScale } from '../../src/lib/loss/theory/scale-bounds';
import type { Check } from './checks';
import { optionsFor } from './conventions';
import { plainChecks, type Compute, type Json } from './plain-checks';

export const theoryChecks = (golden: unknown): Check[] =>
  plainChecks(
    golden,
    (golden_case, ref, convention) => table[String(golden_case.id)]?.[ref]?.[convention] ?? null,
    ['m', 'C', 'P', 'K', 'theta12', 'iterations'],
  );

/** The target logit over the case's angles, at s = 1 or ‖x‖ = 1, as a golden file of a loss computes it. */
const curve =
  (file: string, ref: string, convention: string): Compute =>
  (golden_case, { m }) => {
    const options = optionsFor(file, ref, convention, file === 'arcface' ? { s: 1, m } : { m }, 1);
    if (!options) throw new Error(`${file} ${ref} "${convention}" is not in the table`);
    const values = (golden_case.theta as number[]).map((thetaRad) => {
      const problem = {
        embeddings_nd: [Math.cos(thetaRad), Math.sin(thetaRad)],
        weights_cd: [1, 0],
        bias_c: null,
        labels_n: [0],
        dim: 2,
        classes: 1,
      };
      return evaluateLoss(options.spec, options.settings, options.convention, problem).logits_nc[0];
    });
    return { values };
  };

const lambdas =
  (constants: LambdaConstants): Compute =>
  (_, { iterations }) => ({
    values: (iterations as number[]).map((iteration) => lambdaSchedule(iteration, constants)),
  });

const numbers = (result: Json, ...names: string[]): number[] => names.map((name) => result[name] as number);

const table: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Compute>>>>>> = {
  'psi-curve': {
    clcarwin: { 'psi(theta)': curve('asoftmax_sphereface', 'clcarwin', 'exact gradient') },
    caffe_sphereface: {
      'psi(theta) by sign tests': curve('asoftmax_sphereface', 'caffe_sphereface', 'authors'),
    },
  },
  'arcface-target-curve': {
    ronghuaiyang: {
      'A hard safeguard': curve(
        'arcface',
        'ronghuaiyang',
        'A hard safeguard (cos-mm past pi-m), exact gradient; sine clamp(0,1)',
      ),
      'B easy margin': curve('arcface', 'ronghuaiyang', 'B easy_margin, exact gradient'),
    },
    pml: {
      'A hard safeguard (<= tie)': curve(
        'arcface',
        'pml',
        'A hard safeguard (angles<=pi-m), exact gradient via acos',
      ),
    },
    insightface: {
      'D no safeguard': curve(
        'arcface',
        'insightface',
        'D no safeguard, straight-through gradient (d cos(theta+m)/d cos(theta)=1)',
      ),
    },
    opensphere: {
      'E clamped': curve(
        'arcface',
        'opensphere',
        'E theta+m clamped to 3.14159, straight-through gradient, W hard-normalised',
      ),
    },
  },
  'arcface-constants': {
    ronghuaiyang: {
      'th/mm': (_, result) => {
        const [m] = numbers(result, 'm');
        const { cosAtSwitch, subtracted, continuous, drop } = safeguardConstants(m);
        return { th: cosAtSwitch, mm: subtracted, jumpAtPiMinusM: drop, continuousConstant: continuous };
      },
    },
  },
  'lambda-schedules': {
    clcarwin: { 'lambda at 1-based iteration': lambdas(publishedLambda.clcarwin) },
    ronghuaiyang: { 'lambda at 1-based iteration': lambdas(publishedLambda.ronghuaiyang) },
    caffe_sphereface: { 'lambda at 1-based iteration': lambdas(publishedLambda.authors) },
    caffe_lsoftmax: {
      'lambda at 1-based iteration (base 1000, gamma 2.5e-5, power 35, min 0: LMSoftmax MNIST example)':
        lambdas(publishedLambda.lSoftmax),
    },
  },
  'cosface-s-lower-bound': {
    formula: {
      's>=(C-1)/C ln((C-1)P/(1-P))': (_, result) => {
        const [classes, probability] = numbers(result, 'C', 'P');
        return { value: leastScale(classes, probability) };
      },
    },
  },
  'cosface-m-upper-bound': {
    formula: {
      'K=2: 1-cos(2pi/C); C<=K+1: C/(C-1); C>K+1: strictly below C/(C-1)': (_, result) => {
        const [classes, dim] = numbers(result, 'C', 'K');
        return { ...mostCosineMargin(classes, dim) };
      },
    },
  },
  'adacos-fixed-scale': {
    adacos: {
      's0=sqrt(2) ln(C-1) from AdaCos.__init__': (_, { C }) => ({ value: steepestScale(C as number) }),
    },
  },
  'asoftmax-theorems': {
    formula: {
      '2D binary case: max intra and min inter arcs': (_, result) => {
        const [m, apartRad] = numbers(result, 'm', 'theta12');
        const { maxIntraRad, minInterRad, isOpenSet } = twoClassArcs(m, apartRad);
        return { maxIntra: maxIntraRad, minInter: minInterRad, satisfied: isOpenSet };
      },
    },
  },
};
