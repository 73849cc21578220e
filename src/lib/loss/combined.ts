import { everyAngle, gradientOption, scaleParameter } from './parameters';
import { plainCosine } from './psi';
import type { Field, LogitShape, LossSettings, MarginLossSpec, ParameterSpec, TargetAngle } from './spec';

const margin = (
  name: string,
  unit: ParameterSpec['unit'],
  range: Pick<ParameterSpec, 'default' | 'min' | 'max' | 'neutral'>,
): ParameterSpec => ({ name, unit, step: 0.01, phase: 'train', role: 'margin', ...range });

/**
 * The combined margin: z_y = s·(cos(m1·θ_y + m2) − m3), with unit weights and features (ArcFace, eq. 4). (1, m, 0) is
 * ArcFace without a safeguard, (1, 0, m) CosFace, (m, 0, 0) SphereFace without ψ.
 *
 * `reading` is what is made of the three: the formula, or what insightface's PyTorch class does with them, which is
 * ArcFace for (1, m2, 0), CosFace with m3 alone wherever m3 > 0, and an error else. Its `filter` takes every other
 * class whose cosine exceeds it out of the loss by setting that logit to 0; 1 filters nothing.
 */
export const combined: MarginLossSpec = {
  kind: 'margin',
  id: 'combined',
  scale: 's',
  bias: false,
  parameters: [
    scaleParameter,
    margin('m1', '1', { default: 1, min: 0.5, max: 2, neutral: 1 }),
    margin('m2', 'rad', { default: 0.3, min: 0, max: 1 }),
    margin('m3', 'cos', { default: 0.1, min: 0, max: 0.6 }),
    {
      name: 'filter',
      default: 1,
      min: 0.05,
      max: 1,
      step: 0.05,
      unit: 'cos',
      phase: 'train',
      role: 'shape',
    },
  ],
  options: [
    { name: 'safeguard', default: 'clamp', values: ['none', 'clamp'], phase: 'train' },
    { name: 'reading', default: 'formula', values: ['formula', 'insightface'], phase: 'train' },
    gradientOption(),
  ],
  target(field, angle, settings) {
    const { m1, m2, m3 } = marginsOf(settings);
    const sum = angleSum(field, angle, m1, m2);
    if (!needsGuard(settings)) return { psi: field.sub(sum.psi, m3), dPsiDTheta: sum.dPsiDTheta };
    const mask = field.greater(angle.cos, Math.cos((Math.PI - m2) / m1));
    return {
      psi: field.sub(field.select(mask, sum.psi, -1), m3),
      dPsiDTheta: field.select(mask, sum.dPsiDTheta, 0),
    };
  },
  other: ({ filter }) => ((filter as number) < 1 ? filtered : null),
  branchPointsRad(settings) {
    const { m1, m2 } = marginsOf(settings);
    return needsGuard(settings) ? [(Math.PI - m2) / m1] : [];
  },
  refuses: ({ reading, m1, m3 }) =>
    reading === 'insightface' && !((m3 as number) > 0) && (m1 !== 1 || m3 !== 0),
  promises: {
    belowCosine(settings) {
      const { m1, m2, m3 } = marginsOf(settings);
      if (m3 < 0 || m2 < 0) return null;
      // m1·θ + m2 ≥ θ, and not yet past the mirror image of θ about π unless a clamp holds it at −1.
      const from = m1 < 1 ? m2 / (1 - m1) : Math.PI;
      const to = needsGuard(settings) ? Math.PI : (2 * Math.PI - m2) / (m1 + 1);
      return [0, Math.min(from, to, Math.PI)];
    },
    monotone(settings) {
      const { m1, m2 } = marginsOf(settings);
      return settings.safeguard === 'clamp' ? everyAngle() : [0, Math.min((Math.PI - m2) / m1, Math.PI)];
    },
  },
};

/** The margins that count, by the reading. */
function marginsOf({ reading, m1, m2, m3 }: LossSettings): { m1: number; m2: number; m3: number } {
  const all = { m1: m1 as number, m2: m2 as number, m3: m3 as number };
  return reading === 'insightface' && all.m3 > 0 ? { m1: 1, m2: 0, m3: all.m3 } : all;
}

/** Whether m1·θ + m2 passes π somewhere and the safeguard holds it there. */
function needsGuard(settings: LossSettings): boolean {
  const { m1, m2 } = marginsOf(settings);
  return settings.safeguard === 'clamp' && m1 * Math.PI + m2 > Math.PI;
}

/** cos(m1·θ + m2) and its slope; by the addition theorems where m1 = 1, so that no arc function is needed. */
function angleSum<T>(field: Field<T>, angle: TargetAngle<T>, m1: number, m2: number) {
  const { cos, sin } = angle;
  if (m1 === 1 && m2 === 0) return plainCosine(field, angle);
  const sumOf = (c: T, s: T) => ({
    psi: field.sub(field.mul(c, Math.cos(m2)), field.mul(s, Math.sin(m2))),
    dPsiDTheta: field.mul(field.add(field.mul(s, Math.cos(m2)), field.mul(c, Math.sin(m2))), -m1),
  });
  if (m1 === 1) return sumOf(cos, sin);
  const multipleRad = field.mul(angle.thetaRad(), m1);
  return sumOf(field.cos(multipleRad), field.sin(multipleRad));
}

/** cos θ up to the filter, 0 past it; nothing flows back from what was filtered. */
const filtered: LogitShape = (field, { cos, sin }, { filter }) => {
  const mask = field.greater(cos, filter as number);
  const kept = field.sub(1, mask);
  return {
    psi: field.mul(cos, kept),
    dPsiDCos: kept,
    isMask: true,
    get dPsiDTheta() {
      return field.mul(field.mul(sin, kept), -1);
    },
  };
};
