/** What two implementations do over the angle, forwards and backwards, and the first angle at which they part. */
import { createNumberField } from './number-field';
import type { Convention } from './convention';
import { branchPointsOf, targetOf, type LossSettings, type LossSpec } from './spec';

/** One implementation as it runs: loss, values, habits. */
export interface Running {
  readonly spec: LossSpec;
  readonly settings: LossSettings;
  readonly convention: Convention;
}

export interface AngleFacts {
  /** ψ: the target logit in units of its scale. */
  readonly psi: number;
  /** dψ/dθ as its backward pass has it, which need not be the derivative of its forward pass. */
  readonly slope: number;
}

/** Of a unit feature at `thetaRad` in [0, π]. */
export function factsAt({ spec, settings, convention }: Running, thetaRad: number): AngleFacts {
  const bound = convention.cosClamp ? 1 - convention.cosClamp.inset : 1;
  const trueCos = Math.cos(thetaRad);
  const cos = Math.min(bound, Math.max(-bound, trueCos));
  const isClamped = cos !== trueCos;
  const trueSin = thetaRad >= Math.PI ? 0 : Math.sin(thetaRad);
  const sin = isClamped ? Math.sqrt((1 - cos) * (1 + cos)) : trueSin;
  const field = createNumberField(convention.tie);
  const at = (own: LossSettings) =>
    targetOf(spec)?.(field, { cos, sin, thetaRad: () => Math.atan2(sin, cos) }, own) ?? {
      psi: cos,
      dPsiDTheta: -sin,
      dPsiDCos: 1,
    };
  const target = at(settings);
  if (convention.gradient === 'straight-through') return { psi: target.psi, slope: -trueSin };
  if (convention.gradient === 'sphereface-authors') {
    // (c_w·ŵ + c_x·x̂)/√(c_w² + c_x²), blended with λ; what lies along the sphere is its part by ŵ.
    const lambda = settings.lambda as number;
    const pure = at({ ...settings, lambda: 0 });
    const ofWeight = Number(pure.dPsiDCos);
    const ofFeature = pure.psi - cos * ofWeight;
    const share = (ofWeight / Math.hypot(ofWeight, ofFeature) + lambda) / (1 + lambda);
    return { psi: target.psi, slope: -share * trueSin };
  }
  return { psi: target.psi, slope: isClamped ? 0 : target.dPsiDTheta };
}

export interface Parting {
  /** The first angle at which the two differ, radians. */
  readonly thetaRad: number;
  /** How far apart they are there, or just past it. */
  readonly gap: number;
}

/** Ascending angles: a tenth of a degree apart, and both sides of every switch of either. */
export function anglesOf(...runs: readonly Running[]): number[] {
  const branches = runs.flatMap(({ spec, settings }) => branchPointsOf(spec, settings));
  const clamps = runs.flatMap(({ convention: { cosClamp } }) => {
    if (!cosClamp) return [];
    const rad = 2 * Math.asin(Math.sqrt(cosClamp.inset / 2));
    return [rad, Math.PI - rad];
  });
  const even = Array.from({ length: 1801 }, (_, i) => (i / 1800) * Math.PI);
  const beside = [...branches, ...clamps].flatMap((rad) => [rad - 1e-9, rad, rad + 1e-9]);
  return [...even, ...beside].filter((rad) => rad >= 0 && rad <= Math.PI).sort((a, b) => a - b);
}

/** Where what `of` says of two implementations first differs by more than `tolerance`; null where it nowhere does. */
export function partingOf(a: Running, b: Running, of: keyof AngleFacts, tolerance = 1e-9): Parting | null {
  for (const thetaRad of anglesOf(a, b)) {
    const gap = Math.abs(factsAt(a, thetaRad)[of] - factsAt(b, thetaRad)[of]);
    if (gap > tolerance) return { thetaRad, gap };
  }
  return null;
}
