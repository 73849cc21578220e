import { everyAngle, gradientOption, scaleParameter } from './parameters';
import { foldsRad, multipliedAngle, plainCosine, realPsi } from './psi';
import type { LogitShape, LossSettings, MarginLossSpec } from './spec';

/**
 * SphereFace with unit features and a real m: z_y = s·ψ(θ_y) (SphereFace-R, section 3). `version` says how the
 * multiplied angle is kept from rising again past mθ = π:
 * `v0` by the folds of ψ (opensphere's SphereFace is the same); `v1` by stopping at cos π; `v2` by leaving the target
 * alone and giving every other class cos(θ/m), so that the boundary mθ_1 = θ_2 stays; `cosine` not at all, as in two
 * public codes that call it SphereFace.
 */
export const spherefaceR: MarginLossSpec = {
  kind: 'margin',
  id: 'sphereface-r',
  scale: 's',
  bias: false,
  parameters: [
    scaleParameter,
    {
      name: 'm',
      default: 1.5,
      min: 1,
      max: 4,
      step: 0.05,
      unit: '1',
      phase: 'train',
      role: 'margin',
      neutral: 1,
    },
  ],
  options: [
    { name: 'version', default: 'v0', values: ['v0', 'v1', 'v2', 'cosine'], phase: 'train' },
    gradientOption(),
  ],
  target(field, angle, settings) {
    const m = settings.m as number;
    switch (settings.version) {
      case 'v0':
        return realPsi(field, angle, m);
      case 'v1': {
        const { psi, dPsiDTheta } = multipliedAngle(field, angle, m);
        const mask = field.greater(angle.cos, Math.cos(Math.PI / m));
        return { psi: field.select(mask, psi, -1), dPsiDTheta: field.select(mask, dPsiDTheta, 0) };
      }
      case 'v2':
        return plainCosine(field, angle);
      default:
        return multipliedAngle(field, angle, m);
    }
  },
  other: ({ version }) => (version === 'v2' ? divided : null),
  branchPointsRad({ m, version }) {
    if (version === 'v0') return foldsRad(m as number);
    return version === 'v1' && m !== 1 ? [Math.PI / (m as number)] : [];
  },
  promises: {
    // cos(mθ) ≤ cos θ up to the angle where θ and mθ lie symmetrically about π.
    belowCosine: (settings) =>
      settings.version === 'cosine' ? upTo((2 * Math.PI) / (1 + (settings.m as number))) : everyAngle(),
    monotone: (settings) =>
      settings.version === 'cosine' ? upTo(Math.PI / (settings.m as number)) : everyAngle(),
  },
};

/** cos(θ/m) */
const divided: LogitShape = (field, angle, settings: LossSettings) =>
  multipliedAngle(field, angle, 1 / (settings.m as number));

const upTo = (rad: number): readonly [number, number] => [0, rad];
