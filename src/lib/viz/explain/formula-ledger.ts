/** ArcFace's formula filled with numbers: one feature among ten class weights, evenly round the circle. */
import { arcface } from '../../loss/arcface';
import { defaultConvention } from '../../loss/convention';
import { evaluateLoss } from '../../loss/reference';
import { settingsOf } from '../../loss/spec';

export const ledgerClasses = 10;

export interface FormulaValues {
  readonly s: number;
  readonly marginRad: number;
  /** Angle to the own class weight, in [0, π], turned towards one neighbour. */
  readonly thetaRad: number;
}

export interface FormulaLedger {
  readonly ownLogit: number;
  /** The largest logit of another class. */
  readonly otherLogit: number;
  /** Angle to that class, radians. */
  readonly otherRad: number;
  /** Softmax share of the own class. */
  readonly probability: number;
  readonly loss: number;
  /** As in `TwoClassReading`. */
  readonly verdict: 'accepted' | 'refused' | 'wrong';
}

export function formulaLedger({ s, marginRad, thetaRad }: FormulaValues): FormulaLedger {
  const weights_cd = Array.from({ length: ledgerClasses }, (_, j) => (j * 2 * Math.PI) / ledgerClasses);
  const { logits_nc, loss } = evaluateLoss(
    arcface,
    settingsOf(arcface, { s, m: marginRad }),
    defaultConvention,
    {
      embeddings_nd: [Math.cos(thetaRad), Math.sin(thetaRad)],
      weights_cd: weights_cd.flatMap((rad) => [Math.cos(rad), Math.sin(rad)]),
      bias_c: null,
      labels_n: [0],
      dim: 2,
      classes: ledgerClasses,
    },
  );
  const others = logits_nc.slice(1);
  const otherLogit = Math.max(...others);
  const bestRad = weights_cd[1 + others.indexOf(otherLogit)];
  const ownLogit = logits_nc[0];
  const verdict =
    s * Math.cos(thetaRad) < otherLogit ? 'wrong' : ownLogit < otherLogit ? 'refused' : 'accepted';
  return {
    ownLogit,
    otherLogit,
    otherRad: Math.abs(thetaRad - bestRad),
    probability: Math.exp(-loss),
    loss,
    verdict,
  };
}
