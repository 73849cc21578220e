/**
 * One training step of one sample, stage by stage, in numbers: what a figure shows of image, embedding, angle, margin,
 * logits, probabilities, loss and gradient. Logits, loss and gradient are those of the reference (`evaluateLoss`), so
 * that every margin loss of the registry works; two dimensions, where directions are angles.
 */
import { conventionFor } from '../../loss/convention';
import { evaluateLoss } from '../../loss/reference';
import { hasUnitFeatures, hasUnitWeights, type LossSettings, type MarginLossSpec } from '../../loss/spec';
import { targetLogitAt } from '../../loss/target-logit';
import { rowAngleRad } from '../../metric/class-angles';
import { chargedAngle } from '../charged-angle';

/** In the order of the computation. */
export const stages = [
  'image',
  'embedding',
  'normalise',
  'cosines',
  'angle',
  'margin',
  'scale',
  'softmax',
  'loss',
  'gradient',
  'place',
] as const;
export type StageId = (typeof stages)[number];

/** Where one sample stands among the class weights. */
export interface Standing {
  /** Embedding [2]. */
  readonly embedding_d: ArrayLike<number>;
  /** Class weights [C·2], row-major, not divided by their norms. */
  readonly weights_cd: ArrayLike<number>;
  /** Biases [C]; null where the loss has none. */
  readonly bias_c: ArrayLike<number> | null;
}

export interface Ledger {
  readonly own: number;
  /** ‖x‖, and the direction of x, radians. */
  readonly norm: number;
  readonly rad: number;
  /** Directions of the class weights, radians [C], and their norms as the loss uses them: 1 where it divides by them. */
  readonly weightRad_c: Float64Array;
  readonly weightNorm_c: Float64Array;
  readonly cos_c: Float64Array;
  /** Angles to the class weights, radians [C]. */
  readonly thetaRad_c: Float64Array;
  readonly thetaRad: number;
  /** Signed way from the own weight to x, counter-clockwise positive, (−π, π]. */
  readonly fromOwnRad: number;
  /** What the loss sees in place of cos θ_y. */
  readonly psi: number;
  /** The angle whose cosine that is; π where none is as bad. */
  readonly chargedRad: number;
  /** θ lies past the last place where ψ changes its formula for a safeguard. */
  readonly isPastSwitch: boolean;
  /** By what each cosine is multiplied [C]: s, ‖x‖ or ‖W_j‖‖x‖. */
  readonly scale_c: Float64Array;
  /** As the softmax sees them, margin and bias included [C]. */
  readonly logit_c: Float64Array;
  /** The own logit without the margin. */
  readonly plainOwnLogit: number;
  readonly probability_c: Float64Array;
  readonly loss: number;
  /** ∂L/∂z = p − [j = y], [C]. */
  readonly pull_c: Float64Array;
  /** ∂L/∂x [2]. */
  readonly gradient_d: Float64Array;
  /** ∂L/∂φ: how the loss rises per radian as x turns counter-clockwise. */
  readonly slopePerRad: number;
  /** What each class has in that slope [C]: its error times the slope of its logit. */
  readonly slopePart_c: Float64Array;
  /** ∂L/∂‖x‖: how it rises as x grows; 0 where the loss divides by the norm. */
  readonly slopePerNorm: number;
  /** The class with the largest logit of all others. */
  readonly rival: number;
  /** The class with the largest logit without a margin. */
  readonly decided: number;
  /** `refused`: won by its own class, but not once the margin is charged. */
  readonly kind: 'accepted' | 'refused' | 'strayed';
}

/** The short way from one direction to another, radians, (−π, π]. */
export function turnBetween(fromRad: number, toRad: number): number {
  return Math.atan2(Math.sin(toRad - fromRad), Math.cos(toRad - fromRad));
}

/** All numbers of a step for a sample of class `own`. `settings`: effective values. */
export function stepLedger(
  spec: MarginLossSpec,
  settings: LossSettings,
  own: number,
  { embedding_d, weights_cd, bias_c }: Standing,
): Ledger {
  const classes = weights_cd.length / 2;
  const every = <T>(of: (c: number) => T): T[] => Array.from({ length: classes }, (_, c) => of(c));
  const [x, y] = [embedding_d[0], embedding_d[1]];
  const norm = Math.hypot(x, y);
  const rad = Math.atan2(y, x);
  const weightRad_c = Float64Array.from(every((c) => Math.atan2(weights_cd[2 * c + 1], weights_cd[2 * c])));
  const weightNorm_c = Float64Array.from(
    every((c) => (hasUnitWeights(spec) ? 1 : Math.hypot(weights_cd[2 * c], weights_cd[2 * c + 1]))),
  );
  const thetaRad_c = Float64Array.from(every((c) => rowAngleRad(embedding_d, 0, weights_cd, c, 2)));
  const cos_c = thetaRad_c.map(Math.cos);
  const thetaRad = thetaRad_c[own];
  const { logits_nc, loss, gradEmbeddings_nd } = evaluateLoss(spec, settings, conventionFor(settings), {
    embeddings_nd: embedding_d,
    weights_cd,
    bias_c,
    labels_n: [own],
    dim: 2,
    classes,
  });
  const largest = Math.max(...logits_nc);
  const power_c = logits_nc.map((logit) => Math.exp(logit - largest));
  const total = power_c.reduce((sum, power) => sum + power, 0);
  const probability_c = power_c.map((power) => power / total);
  const pull_c = probability_c.slice();
  // Not p − 1, which loses every digit of a sample that is sure.
  pull_c[own] = -probability_c.reduce((sum, p, c) => (c === own ? sum : sum + p), 0);
  const featureScale = hasUnitFeatures(spec) ? (settings.s as number) : norm;
  const scale_c = weightNorm_c.map((weightNorm) => weightNorm * featureScale);
  const plain_c = cos_c.map((cos, c) => scale_c[c] * cos + (bias_c?.[c] ?? 0));
  const psi = targetLogitAt(spec, settings, thetaRad).psi;
  const best = (of: ArrayLike<number>, except = -1): number => {
    let at = -1;
    for (let c = 0; c < classes; c++) if (c !== except && (at < 0 || of[c] > of[at])) at = c;
    return at;
  };
  const rival = best(logits_nc, own);
  const decided = best(plain_c);
  const switchRad = isAngle(spec) ? Math.max(0, ...(spec.branchPointsRad?.(settings) ?? [])) : 0;
  const [unitX, unitY] = [x / norm, y / norm];
  const [gradX, gradY] = gradEmbeddings_nd;
  const slopePerRad = norm * (unitX * gradY - unitY * gradX);
  const slopePart_c = pull_c.map((pull, c) => -pull * scale_c[c] * Math.sin(rad - weightRad_c[c]));
  // Its logit is bent by the margin; what the others do not have is its own.
  slopePart_c[own] = slopePart_c.reduce((rest, part, c) => (c === own ? rest : rest - part), slopePerRad);
  return {
    own,
    norm,
    rad,
    weightRad_c,
    weightNorm_c,
    cos_c,
    thetaRad_c,
    thetaRad,
    fromOwnRad: turnBetween(weightRad_c[own], rad),
    psi,
    chargedRad: chargedAngle(spec, settings, thetaRad),
    isPastSwitch: switchRad > 0 && thetaRad > switchRad,
    scale_c,
    logit_c: logits_nc,
    plainOwnLogit: plain_c[own],
    probability_c,
    loss,
    pull_c,
    gradient_d: gradEmbeddings_nd,
    slopePerRad,
    slopePart_c,
    slopePerNorm: hasUnitFeatures(spec) ? 0 : unitX * gradX + unitY * gradY,
    rival,
    decided,
    kind: decided !== own ? 'strayed' : logits_nc[rival] > logits_nc[own] ? 'refused' : 'accepted',
  };
}

/** True where the margin is an angle that is added, so that it can pass π. */
const isAngle = (spec: MarginLossSpec): boolean =>
  spec.parameters.some(({ role, unit }) => role === 'margin' && unit === 'rad');
