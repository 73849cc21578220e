import { everyAngle, gradientOption, scaleParameter } from './parameters';
import type { BinaryLossSpec, Field, LossSettings, TargetAngle, TargetLogit } from './spec';

/**
 * SphereFace2 (type C): a logistic for each class on z = s·(g(cos θ) ∓ m) + b, with unit weights and features, where
 * g(c) = 2((c + 1)/2)^t − 1 spreads the angles of small similarity (SphereFace2, eq. 7 and 8; their r is our s). Their
 * t is 3. Ours is 1 by default: on a circle features begin past 90°, where g with t = 3 is flat and nothing pulls.
 */
export const sphereface2: BinaryLossSpec = {
  kind: 'binary',
  id: 'sphereface2',
  scale: 's',
  parameters: [
    scaleParameter,
    { name: 'm', default: 0.2, min: 0, max: 0.6, step: 0.01, unit: 'cos', phase: 'train', role: 'margin' },
    {
      name: 't',
      default: 1,
      min: 1,
      max: 6,
      step: 1,
      unit: '1',
      integer: true,
      phase: 'train',
      role: 'shape',
    },
    {
      name: 'alpha',
      default: 0.7,
      min: 0.05,
      max: 0.95,
      step: 0.05,
      unit: '1',
      phase: 'train',
      role: 'shape',
    },
  ],
  options: [gradientOption()],
  target: (field, angle, settings) => shifted(field, angle, settings, -1),
  other: () => (field, angle, settings) => shifted(field, angle, settings, 1),
  ownShare: ({ alpha }) => alpha as number,
  /** So that the loss starts at its least over all b where every cos θ is 0 (the authors' code, in closed form). */
  initialBias({ s, m, t, alpha }, classes) {
    const [scale, margin, own] = [s as number, m as number, alpha as number];
    const atRightAngle = 2 * 0.5 ** (t as number) - 1;
    const [ofOwn, ofOther] = [scale * (atRightAngle - margin), scale * (atRightAngle + margin)];
    const odds = own / ((1 - own) * Math.max(classes - 1, 1));
    const root = Math.sqrt((1 - odds) ** 2 + 4 * odds * Math.exp(ofOwn - ofOther));
    return Math.log(2 * odds) - ofOther - Math.log(1 - odds + root);
  },
  promises: { belowCosine: everyAngle, monotone: everyAngle },
};

/** g(cos θ) ± m, a polynomial of cos θ. */
function shifted<T>(
  field: Field<T>,
  { cos, sin }: TargetAngle<T>,
  settings: LossSettings,
  side: 1 | -1,
): TargetLogit<T> {
  const t = settings.t as number;
  const half = field.mul(field.add(cos, 1), 0.5);
  let lower: T | 1 = 1;
  for (let n = 1; n < t; n++) lower = field.mul(half, lower);
  const power = field.mul(half, lower);
  const slope = lower === 1 ? 1 : field.mul(lower, t);
  return {
    psi: field.add(field.mul(power, 2), side * (settings.m as number) - 1),
    dPsiDCos: slope,
    get dPsiDTheta() {
      return field.mul(field.mul(sin, slope), -1);
    },
  };
}
