/** Any loss with class weights as a formula with numbers: which form it has, and what one feature makes of it. */
import { conventionFor } from '../../loss/convention';
import { raisesOthers } from '../../loss/other-logit';
import { evaluateLoss } from '../../loss/reference';
import {
  hasUnitFeatures,
  settingsOf,
  subcentersOf,
  type ClassLossSpec,
  type LossSettings,
} from '../../loss/spec';
import { targetLogitAt } from '../../loss/target-logit';

export const formulaForms = ['s', 's-others', 'feature-norm', 'norms', 'norms-bias', 'binary'] as const;

/** What stands around ψ: follows from how the loss's logits scale, so that a new loss has a formula by itself. */
export type FormulaForm = (typeof formulaForms)[number];

export function formulaFormOf(spec: ClassLossSpec, settings: LossSettings = settingsOf(spec)): FormulaForm {
  if (spec.kind === 'binary') return 'binary';
  if (spec.scale === 'norms') return spec.bias ? 'norms-bias' : 'norms';
  if (spec.scale === 'feature-norm') return 'feature-norm';
  return raisesOthers(spec, settings) ? 's-others' : 's';
}

const classes = 10;

export interface LossReading {
  /** ψ(θ) of the feature's own class, and the plain cosine. */
  readonly psi: number;
  readonly cos: number;
  readonly ownLogit: number;
  /** The largest logit of another class. */
  readonly otherLogit: number;
  /** Angle to that class, radians. */
  readonly otherRad: number;
  /** The own class's share: of the softmax, or of its own logistic. */
  readonly probability: number;
  readonly loss: number;
  /** As in `TwoClassReading`. */
  readonly verdict: 'accepted' | 'refused' | 'wrong';
}

/**
 * One feature among ten unit weights, evenly round the circle, turned towards a neighbour. Biases are 0; the one of a
 * logistic for each class stands where training begins.
 *
 * @param thetaRad angle to the own class weight, in [0, π]
 * @param featureNorm ‖x‖; losses with unit features do not ask for it
 */
export function lossReading(
  spec: ClassLossSpec,
  settings: LossSettings,
  thetaRad: number,
  featureNorm = 1,
): LossReading {
  const length = hasUnitFeatures(spec) ? 1 : featureNorm;
  const perClass = subcentersOf(spec, settings);
  const radOf = (c: number): number => (2 * Math.PI * c) / classes;
  const row = (c: number): number[] => [Math.cos(radOf(c)), Math.sin(radOf(c))];
  const weights_cd = Array.from({ length: classes * perClass }, (_, r) =>
    row(Math.floor(r / perClass)),
  ).flat();
  const { logits_nc, loss } = evaluateLoss(spec, settings, conventionFor(settings), {
    embeddings_nd: [length * Math.cos(thetaRad), length * Math.sin(thetaRad)],
    weights_cd,
    bias_c: spec.kind === 'binary' ? [spec.initialBias(settings, classes)] : null,
    labels_n: [0],
    dim: 2,
    classes,
  });
  const cos = Math.cos(thetaRad);
  const ownLogit = logits_nc[0];
  const otherLogit = Math.max(...logits_nc.slice(1));
  // Without a margin the nearest weight wins: the own one up to half the way to its neighbour.
  const isNearest = thetaRad <= Math.PI / classes + 1e-12;
  return {
    psi: targetLogitAt(spec, settings, thetaRad).psi,
    cos,
    ownLogit,
    otherLogit,
    otherRad: Math.abs(thetaRad - radOf(logits_nc.indexOf(otherLogit, 1))),
    probability: spec.kind === 'binary' ? 1 / (1 + Math.exp(-ownLogit)) : Math.exp(-loss),
    loss,
    verdict: !isNearest ? 'wrong' : ownLogit < otherLogit ? 'refused' : 'accepted',
  };
}
