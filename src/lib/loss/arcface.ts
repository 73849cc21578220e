import { everyAngle, gradientOption, scaleParameter } from './parameters';
import type { MarginLossSpec } from './spec';

/**
 * ArcFace: z_y = s·cos(θ_y + m), with unit weights and features (ArcFace, eq. 3).
 *
 * Past θ = π − m the sum exceeds π and cos(θ + m) would rise again. `safeguard` says what then stands in:
 * `none` nothing; `linear` cos θ − m·sin m, as the authors' early code and most others; `clamp` cos π = −1;
 * `easy` applies the margin only where θ < π/2, and so jumps up there.
 */
export const arcface: MarginLossSpec = {
  kind: 'margin',
  id: 'arcface',
  scale: 's',
  bias: false,
  parameters: [
    scaleParameter,
    { name: 'm', default: 0.5, min: 0, max: 1, step: 0.01, unit: 'rad', phase: 'train', role: 'margin' },
  ],
  options: [
    { name: 'safeguard', default: 'linear', values: ['none', 'linear', 'clamp', 'easy'], phase: 'train' },
    gradientOption(),
  ],
  target(field, { cos, sin }, settings) {
    const marginRad = settings.m as number;
    const cosM = Math.cos(marginRad);
    const sinM = Math.sin(marginRad);
    // cos(θ + m) and −sin(θ + m), by the addition theorems: no arc function, no digits lost near 0 and π.
    const shifted = field.sub(field.mul(cos, cosM), field.mul(sin, sinM));
    const shiftedSlope = field.sub(field.mul(sin, -cosM), field.mul(cos, sinM));
    const beforeSwitch = () => field.greater(cos, Math.cos(Math.PI - marginRad));
    switch (settings.safeguard) {
      case 'linear': {
        const mask = beforeSwitch();
        return {
          psi: field.select(mask, shifted, field.sub(cos, marginRad * sinM)),
          dPsiDTheta: field.select(mask, shiftedSlope, field.sub(0, sin)),
        };
      }
      case 'clamp': {
        const mask = beforeSwitch();
        return { psi: field.select(mask, shifted, -1), dPsiDTheta: field.select(mask, shiftedSlope, 0) };
      }
      case 'easy': {
        const mask = field.greater(cos, 0);
        return {
          psi: field.select(mask, shifted, cos),
          dPsiDTheta: field.select(mask, shiftedSlope, field.sub(0, sin)),
        };
      }
      default:
        return { psi: shifted, dPsiDTheta: shiftedSlope };
    }
  },
  branchPointsRad(settings) {
    const marginRad = settings.m as number;
    if (marginRad === 0 || settings.safeguard === 'none') return [];
    return [settings.safeguard === 'easy' ? Math.PI / 2 : Math.PI - marginRad];
  },
  promises: {
    // cos(θ + m) ≤ cos θ up to the angle where θ and θ + m lie symmetrically about π.
    belowCosine: ({ safeguard, m }) =>
      safeguard === 'none' ? [0, Math.PI - (m as number) / 2] : everyAngle(),
    monotone: ({ safeguard, m }) => {
      if (safeguard === 'none') return [0, Math.PI - (m as number)];
      return safeguard === 'easy' ? [0, Math.PI / 2] : everyAngle();
    },
  },
};
