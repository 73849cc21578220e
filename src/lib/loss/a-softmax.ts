import { everyAngle, gradientOption } from './parameters';
import type { Field, LossSettings, MarginLossSpec, Operand, TargetAngle, TargetLogit } from './spec';

/**
 * A-Softmax (SphereFace): z_y = ‖x‖·(λ cos θ_y + ψ(θ_y))/(1 + λ), with unit weights, where
 * ψ(θ) = (−1)^k cos(mθ) − 2k on [kπ/m, (k+1)π/m] (SphereFace, eq. 7). λ eases the training in; 0 is the pure loss.
 * m = 1 is modified Softmax.
 */
export const aSoftmax: MarginLossSpec = {
  kind: 'margin',
  id: 'a-softmax',
  scale: 'feature-norm',
  bias: false,
  parameters: [
    {
      name: 'm',
      default: 4,
      min: 1,
      max: 4,
      step: 1,
      unit: '1',
      integer: true,
      phase: 'train',
      role: 'margin',
    },
    { name: 'lambda', default: 0, min: 0, max: 1000, step: 0.1, unit: '1', phase: 'train', role: 'blend' },
  ],
  options: [gradientOption(['exact', 'straight-through', 'sphereface-authors'])],
  target<T>(field: Field<T>, angle: TargetAngle<T>, settings: LossSettings) {
    const m = settings.m as number;
    const lambda = settings.lambda as number;
    const { cos } = angle;
    if (m === 1) return modifiedSoftmaxTarget(field, angle);
    const { cosMultiple, sinRatio } = multipleAngle(field, cos, m);
    // k counts the thresholds kπ/m that θ has passed, `odd` is k modulo 2: 1 − 1 + 1 − … over the same masks.
    const passed = Array.from({ length: m - 1 }, (_, i) =>
      field.greater(Math.cos(((i + 1) * Math.PI) / m), cos),
    );
    const k = passed.reduce((sum, mask) => field.add(sum, mask));
    const odd = passed.reduce((sum, mask, i) => (i % 2 === 0 ? field.add(sum, mask) : field.sub(sum, mask)));
    const sign = field.sub(1, field.mul(odd, 2));
    let psi = field.sub(field.mul(sign, cosMultiple), field.mul(k, 2));
    let slope = field.mul(field.mul(sign, sinRatio), m);
    if (lambda !== 0) {
      psi = field.mul(field.add(psi, field.mul(cos, lambda)), 1 / (1 + lambda));
      slope = field.mul(field.add(slope, lambda), 1 / (1 + lambda));
    }
    return {
      psi,
      dPsiDCos: slope,
      get dPsiDTheta() {
        return field.mul(field.mul(slope, angle.sin), -1);
      },
    };
  },
  branchPointsRad: ({ m }) =>
    Array.from({ length: (m as number) - 1 }, (_, i) => ((i + 1) * Math.PI) / (m as number)),
  promises: { belowCosine: everyAngle, monotone: everyAngle },
};

/** cos(mθ) = T_m(cos θ) and sin(mθ)/sin θ = U_{m−1}(cos θ) for m ≥ 2, by Chebyshev's recurrences: no arc function. */
function multipleAngle<T>(field: Field<T>, cos: T, m: number): { cosMultiple: T; sinRatio: T } {
  const twiceCos = field.mul(cos, 2);
  const next = (current: T, previous: Operand<T>) => field.sub(field.mul(twiceCos, current), previous);
  let [previousT, T]: [Operand<T>, T] = [cos, next(cos, 1)];
  let [previousU, U]: [Operand<T>, T] = [1, twiceCos];
  for (let n = 2; n < m; n++) {
    [previousT, T] = [T, next(T, previousT)];
    [previousU, U] = [U, next(U, previousU)];
  }
  return { cosMultiple: T, sinRatio: U };
}

/** m = 1: ψ = cos θ, at every λ. */
function modifiedSoftmaxTarget<T>(field: Field<T>, angle: TargetAngle<T>): TargetLogit<T> {
  return {
    psi: angle.cos,
    dPsiDCos: 1,
    get dPsiDTheta() {
      return field.sub(0, angle.sin);
    },
  };
}
