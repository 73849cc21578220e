import { everyAngle, gradientOption, scaleParameter } from './parameters';
import type { MarginLossSpec } from './spec';

/** CosFace (AM-Softmax): z_y = s(cos θ_y − m), with unit weights and features (CosFace, eq. 4). */
export const cosface: MarginLossSpec = {
  kind: 'margin',
  id: 'cosface',
  scale: 's',
  bias: false,
  parameters: [
    scaleParameter,
    { name: 'm', default: 0.15, min: 0, max: 0.6, step: 0.01, unit: 'cos', phase: 'train', role: 'margin' },
  ],
  options: [gradientOption()],
  target(field, angle, settings) {
    return {
      psi: field.sub(angle.cos, settings.m as number),
      get dPsiDTheta() {
        return field.sub(0, angle.sin);
      },
      dPsiDCos: 1,
    };
  },
  promises: { belowCosine: everyAngle, monotone: everyAngle },
};
