/**
 * The multiplied angle: ψ(θ) = (−1)^k cos(mθ) − 2k on [kπ/m, (k+1)π/m], which goes on falling where cos(mθ) would rise
 * again (L-Softmax, eq. 5; SphereFace, eq. 7).
 */
import type { Field, LogitShape, Operand, TargetAngle, TargetLogit } from './spec';

/** The angles kπ/m inside (0, π), at which ψ changes its piece. */
export const foldsRad = (m: number): number[] =>
  Array.from({ length: Math.ceil(m) - 1 }, (_, i) => ((i + 1) * Math.PI) / m);

/** (λ·cos θ + ψ(θ))/(1 + λ) for a whole m ≥ 1: a polynomial of cos θ, so no arc function. */
export const blendedPsi: LogitShape = (field, { cos, sin }, settings) => {
  const m = settings.m as number;
  const lambda = settings.lambda as number;
  let psi: Operand<typeof cos> = cos;
  let slope: Operand<typeof cos> = 1;
  if (m > 1) {
    const { cosMultiple, sinRatio } = multipleAngle(field, cos, m);
    const { k, sign } = pieceAt(field, cos, m);
    psi = field.sub(field.mul(sign, cosMultiple), field.mul(k, 2));
    slope = field.mul(field.mul(sign, sinRatio), m);
  }
  if (m > 1 && lambda !== 0) {
    psi = field.mul(field.add(psi, field.mul(cos, lambda)), 1 / (1 + lambda));
    slope = field.mul(field.add(slope, lambda), 1 / (1 + lambda));
  }
  return {
    psi: psi as typeof cos,
    dPsiDCos: slope,
    get dPsiDTheta() {
      return field.mul(field.mul(sin, slope), -1);
    },
  };
};

/** ψ for any m ≥ 1, whole or not. */
export function realPsi<T>(field: Field<T>, angle: TargetAngle<T>, m: number): TargetLogit<T> {
  const multiple = multipliedAngle(field, angle, m);
  if (m <= 1) return multiple;
  const { k, sign } = pieceAt(field, angle.cos, m);
  return {
    psi: field.sub(field.mul(sign, multiple.psi), field.mul(k, 2)),
    dPsiDTheta: field.mul(sign, multiple.dPsiDTheta),
  };
}

/** cos(mθ), which rises again past π/m. */
export function multipliedAngle<T>(field: Field<T>, angle: TargetAngle<T>, m: number): TargetLogit<T> {
  if (m === 1) return plainCosine(field, angle);
  const multipleRad = field.mul(angle.thetaRad(), m);
  return {
    psi: field.cos(multipleRad),
    get dPsiDTheta() {
      return field.mul(field.sin(multipleRad), -m);
    },
  };
}

/** ψ = cos θ. */
export function plainCosine<T>(field: Field<T>, { cos, sin }: TargetAngle<T>): TargetLogit<T> {
  return {
    psi: cos,
    dPsiDCos: 1,
    get dPsiDTheta() {
      return field.sub(0, sin);
    },
  };
}

/** k counts the folds that θ has passed; (−1)^k is 1 − 2·(1 − 1 + 1 − …) over the same masks. */
function pieceAt<T>(field: Field<T>, cos: T, m: number): { k: T; sign: T } {
  const passed = foldsRad(m).map((rad) => field.greater(Math.cos(rad), cos));
  const k = passed.reduce((sum, mask) => field.add(sum, mask));
  const odd = passed.reduce((sum, mask, i) => (i % 2 === 0 ? field.add(sum, mask) : field.sub(sum, mask)));
  return { k, sign: field.sub(1, field.mul(odd, 2)) };
}

/** cos(mθ) = T_m(cos θ) and sin(mθ)/sin θ = U_{m−1}(cos θ) for m ≥ 2, by Chebyshev's recurrences. */
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
