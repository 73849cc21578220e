/** One golden result against our float64 reference and against the tensor head. */
import type { Convention } from '../../src/lib/loss/convention';
import { refusalOf } from '../../src/lib/loss/check';
import { evaluateLoss, nextScale } from '../../src/lib/loss/reference';
import type { ClassLossSpec } from '../../src/lib/loss/spec';
import { angleBetween } from '../../src/lib/math/angle';
import { norm, row } from '../../src/lib/math/vector';
import { differenceOfNumber, differenceOfTensor, notFinite, type Tolerance } from './compare';
import { optionsFor, type Options } from './conventions';
import type { GoldenProblem, GoldenResult } from './golden';
import { evaluateHead, headBackends } from './head';

/** What we computed for a golden result, by either way. */
export interface Ours {
  readonly loss: number;
  readonly logits: ArrayLike<number>;
  readonly gradFeatures: ArrayLike<number>;
  readonly gradWeights: ArrayLike<number>;
  readonly gBias: ArrayLike<number>;
  /** s after each batch, where the loss finds it by itself. */
  readonly scales: readonly number[];
}

/** How close each kind of number must come. */
interface Tolerances {
  readonly loss: Tolerance;
  readonly logits: Tolerance;
  readonly gradFeatures: Tolerance;
  readonly gradWeights: Tolerance;
}

/** Why `result` fails, in one line; null when it passes. */
export async function failureOf(result: GoldenResult): Promise<string | null> {
  const { classes } = result.problem;
  const options = optionsFor(result.file, result.ref, result.convention, result.params, classes);
  if (!options) return 'this program does not know what this (file, reference, convention, params) computes';
  // Where theirs is an error ours may be one too, if it is one that we say.
  if (result.error && refusalOf(options.spec, options.settings)) return null;
  const problem = result.singlePrecision ? inSinglePrecision(result.problem) : result.problem;
  const started = differenceOfStart(result, options);
  if (started) return `settings: ${started}`;
  if (result.lambda !== undefined && 'lambda' in options.settings) {
    const found = differenceOfNumber('lambda', options.settings.lambda as number, result.lambda, exactly);
    if (found) return `settings: ${found}`;
  }

  const reference = evaluateReference(options, problem);
  const ofReference = result.singlePrecision
    ? compareSingle(result, reference, options, problem)
    : compare(result, reference, doubleTolerances(options, problem));
  if (ofReference) return `float64 reference: ${ofReference}`;

  for (const backend of headBackends) {
    const head = await evaluateHead(options, problem, backend);
    const ofHead = compareSingle(result, head, options, problem);
    if (ofHead) return `tensor head on ${backend}: ${ofHead}`;
  }
  return null;
}

/** What a loss begins with, where the golden result states it. */
function differenceOfStart({ s0, bias0 }: GoldenResult, { spec, settings, bias_c }: Options): string | null {
  const isScale = s0 !== undefined && differenceOfNumber('s0', settings.s as number, s0, exactly);
  if (isScale) return isScale;
  const isBias = bias0 !== undefined && spec.kind === 'binary';
  return isBias ? differenceOfNumber('bias0', bias_c![0], bias0, exactly) : null;
}

const exactly: Tolerance = { relative: 1e-9, floor: 0 };

function evaluateReference(options: Options, problem: GoldenProblem): Ours {
  const { spec, settings, convention, bias_c, steps } = options;
  const { features_nd, ...rest } = problem;
  const batch = { ...rest, bias_c, embeddings_nd: features_nd };
  let used = settings;
  const scales: number[] = [];
  while (spec.state && scales.length < steps) {
    scales.push(nextScale(spec, used, convention, batch));
    used = { ...settings, s: scales.at(-1)! };
  }
  const ours = evaluateLoss(spec, used, convention, batch);
  return {
    loss: ours.loss,
    logits: ours.logits_nc,
    gradFeatures: ours.gradEmbeddings_nd,
    gradWeights: ours.gradWeights_cd,
    gBias: ours.gradBias_c,
    scales,
  };
}

/** Everything that the golden result states, ours beside it. */
function compare(theirs: GoldenResult, ours: Ours, tolerances: Tolerances): string | null {
  const { labels_n, classes } = theirs.problem;
  return (
    (theirs.sTrace && differenceOfTensor('sTrace', ours.scales, theirs.sTrace, tolerances.loss)) ??
    (theirs.logits && differenceOfTensor('logits', ours.logits, theirs.logits, tolerances.logits)) ??
    (theirs.loss !== undefined
      ? differenceOfNumber('loss', ours.loss, theirs.loss, tolerances.loss)
      : null) ??
    (theirs.lossKerasClipped !== undefined
      ? differenceOfNumber(
          'lossKerasClipped',
          kerasClippedLoss(ours.logits, labels_n, classes),
          theirs.lossKerasClipped,
          tolerances.loss,
        )
      : null) ??
    (theirs.gradFeatures &&
      differenceOfTensor('gradFeatures', ours.gradFeatures, theirs.gradFeatures, tolerances.gradFeatures)) ??
    (theirs.gradWeights &&
      differenceOfTensor('gradWeights', ours.gradWeights, theirs.gradWeights, tolerances.gradWeights)) ??
    (theirs.gBias && differenceOfTensor('gBias', ours.gBias, theirs.gBias, tolerances.gradWeights)) ??
    // Bare logits are features beside the unit matrix, so that their gradient is the features'.
    (theirs.gradLogits &&
      differenceOfTensor('gradLogits', ours.gradFeatures, theirs.gradLogits, tolerances.gradFeatures)) ??
    null
  );
}

/**
 * In single precision a sample within 1e-3 rad of 0, π or a branch point may take the other side, and references do:
 * there ours must be finite, and the logits and the loss agree where the target logit does not jump.
 */
function compareSingle(
  theirs: GoldenResult,
  ours: Ours,
  options: Options,
  problem: GoldenProblem,
): string | null {
  const finite =
    notFinite('loss', [ours.loss]) ??
    notFinite('logits', ours.logits) ??
    notFinite('gradFeatures', ours.gradFeatures) ??
    notFinite('gradWeights', ours.gradWeights) ??
    notFinite('gBias', ours.gBias);
  if (finite) return finite;
  const nearest = nearestHazard(options, problem);
  if (nearest === 'branch') return null;
  const tolerances = singleTolerances(options, problem);
  if (nearest === null) return compare(theirs, ours, tolerances);
  return compare(
    { ...theirs, gradFeatures: undefined, gradWeights: undefined, gBias: undefined },
    ours,
    tolerances,
  );
}

/** What the batch comes within 1e-3 of: a branch point (or a norm's floor), a pole (θ = 0 or π), or neither. */
function nearestHazard(
  { spec, settings, convention }: Options,
  problem: GoldenProblem,
): 'branch' | 'pole' | null {
  const { features_nd, weights_cd, labels_n, dim } = problem;
  const { rule, epsilon } = convention.normalization;
  let hazard: 'pole' | null = null;
  for (let n = 0; n < labels_n.length; n++) {
    const feature = row(features_nd, n, dim);
    if (rule === 'floor' && Math.abs(norm(feature) / epsilon - 1) < 1e-3) return 'branch';
    if (!spec.target) continue;
    const thetaRad = angleBetween(feature, row(weights_cd, labels_n[n], dim));
    const near = (angleRad: number) => Math.abs(thetaRad - angleRad) < 1e-3;
    if (spec.branchPointsRad?.(settings).some(near)) return 'branch';
    if (near(0) || near(Math.PI)) hazard = 'pole';
  }
  return hazard;
}

function doubleTolerances(options: Options, problem: GoldenProblem): Tolerances {
  const { logit, gradFeature, gradWeight } = scales(options, problem);
  const relative = options.tolerance;
  return {
    loss: { relative, floor: 1e-14 * logit },
    logits: { relative, floor: 1e-15 * logit },
    gradFeatures: { relative, floor: 1e-15 * gradFeature },
    gradWeights: { relative, floor: 1e-15 * gradWeight },
  };
}

/** LOSSES §6: logits 1e-4·s, loss 1e-4, gradients 1e-3 of the tensor's largest. */
function singleTolerances(options: Options, problem: GoldenProblem): Tolerances {
  const { logit, gradFeature, gradWeight } = scales(options, problem);
  return {
    loss: { relative: 1e-4, floor: 1e-6 * Math.max(logit, 1) },
    logits: { relative: 0, floor: 1e-4 * logit },
    gradFeatures: { relative: 1e-3, floor: 1e-6 * gradFeature },
    gradWeights: { relative: 1e-3, floor: 1e-6 * gradWeight },
  };
}

/** The size of a logit, and of its gradients, in this problem: s or ‖x‖‖W‖, and that over ‖x‖ or ‖W‖. */
function scales({ spec, settings, convention }: Options, problem: GoldenProblem) {
  const { features_nd, weights_cd, dim } = problem;
  const featureNorms = normsOf(features_nd, dim);
  const weightNorms = normsOf(weights_cd, dim);
  const largestFeature = Math.max(...featureNorms);
  const largestWeight = Math.max(...weightNorms);
  const unitWeights = spec.scale !== 'norms';
  const { rule, epsilon } = convention.normalization;
  const added = rule === 'product-shift' ? epsilon : 0;
  const logit = logitScale(spec, settings.s as number, largestFeature, largestWeight) + added;
  const divisor = Math.max(Math.min(...featureNorms), leastDivisor(convention));
  return {
    logit,
    gradFeature: spec.scale === 's' ? logit / divisor : unitWeights ? 1 : largestWeight,
    gradWeight: unitWeights ? logit / Math.min(...weightNorms) : largestFeature,
  };
}

/** The least number by which a convention divides a feature. */
function leastDivisor({ normalization: { rule, epsilon } }: Convention): number {
  if (rule === 'bare') return 1e-300;
  return rule === 'add' || rule === 'square-floor' ? Math.sqrt(epsilon) : epsilon;
}

function logitScale(spec: ClassLossSpec, s: number, featureNorm: number, weightNorm: number): number {
  if (spec.scale === 's') return s;
  return spec.scale === 'feature-norm' ? featureNorm : featureNorm * weightNorm;
}

const normsOf = (matrix: Float64Array, width: number): number[] =>
  Array.from({ length: matrix.length / width }, (_, index) =>
    Math.max(norm(row(matrix, index, width)), 1e-300),
  );

/** The inputs as a float32 program reads them. */
function inSinglePrecision(problem: GoldenProblem): GoldenProblem {
  const { features_nd, weights_cd } = problem;
  return { ...problem, features_nd: features_nd.map(Math.fround), weights_cd: weights_cd.map(Math.fround) };
}

/** Keras' `categorical_crossentropy` on the softmax's output, which it clips to [1e-7, 1 − 1e-7] (LOSSES §4). */
function kerasClippedLoss(
  logits_nc: ArrayLike<number>,
  labels_n: readonly number[],
  classes: number,
): number {
  const losses = labels_n.map((label, n) => {
    const logits = Array.from({ length: classes }, (_, j) => logits_nc[n * classes + j]);
    const largest = Math.max(...logits);
    const exponentials = logits.map((logit) => Math.exp(logit - largest));
    const probability = exponentials[label] / exponentials.reduce((sum, value) => sum + value, 0);
    return -Math.log(Math.min(Math.max(probability, 1e-7), 1 - 1e-7));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
