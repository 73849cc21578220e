/**
 * The boundary between two classes in the plane of the angles θ1 and θ2 of a feature to their weights: on class 1's
 * side a training sample of class 1 is accepted where T1·ψ(θ1) ≥ T2·χ(θ2), and on class 2's side the other way
 * round. χ is cos θ unless the loss changes the other classes; without a margin the two coincide. T is ‖W‖ for a loss
 * with raw weights, else 1. Under a `binary` loss the line is where some bias b lets both logistics be right.
 */
import { angleSamples, BESIDE_BRANCH_RAD } from './angle-samples';
import { logitScaleOf, type LossSettings, type LossSpec } from './spec';
import { otherAngleAt, otherLogitAt } from './other-logit';
import { targetLogitAt } from './target-logit';

export interface BoundaryPoint {
  readonly theta1Rad: number;
  readonly theta2Rad: number;
}

/** Stretches of a boundary; one that leaves the square [0, π]² or jumps is broken there. */
export type BoundaryLine = readonly (readonly BoundaryPoint[])[];

export interface TwoClassBoundary {
  /** Where a training sample of class 1 is just accepted. */
  readonly class1: BoundaryLine;
  /** Where a training sample of class 2 is just accepted. */
  readonly class2: BoundaryLine;
}

/** What a loss with raw weights needs to know of them, as its boundary is no matter of angles alone. */
export interface RawWeights {
  /** ‖W1‖ / ‖W2‖ */
  readonly normRatio: number;
  /** (b1 − b2) / (‖W2‖‖x‖); 0 without a bias. */
  readonly biasGap: number;
}

const SAMPLES = 721;

/**
 * The two-class boundary of a loss.
 *
 * @returns null for a loss without class weights, and for a loss with raw weights when `raw` is not given: then the angles alone do not decide
 */
export function twoClassBoundary(
  spec: LossSpec,
  settings: LossSettings,
  raw: RawWeights | null = null,
): TwoClassBoundary | null {
  if (spec.kind === 'pairwise') return null;
  const keepsNorms = logitScaleOf(spec) === 'norms';
  if (keepsNorms && !raw) return null;
  const { normRatio, biasGap } = keepsNorms ? raw! : { normRatio: 1, biasGap: 0 };
  const class1 = line(spec, settings, (psi) => normRatio * psi + biasGap);
  const class2 = line(spec, settings, (psi) => (psi - biasGap) / normRatio);
  const swapped = class2.map((stretch) =>
    stretch.map(({ theta1Rad, theta2Rad }) => ({ theta1Rad: theta2Rad, theta2Rad: theta1Rad })),
  );
  return { class1, class2: swapped };
}

/** The angle to the other class at which χ of it equals `ofOther(ψ(θ))`, over the own angle θ. */
function line(spec: LossSpec, settings: LossSettings, ofOther: (psi: number) => number): BoundaryPoint[][] {
  const anglesRad = angleSamples(spec, settings, SAMPLES);
  const valueAt = (thetaRad: number) => ofOther(targetLogitAt(spec, settings, thetaRad).psi);
  const [highest, lowest] = [0, Math.PI].map((rad) => otherLogitAt(spec, settings, rad));

  const stretches: BoundaryPoint[][] = [];
  let stretch: BoundaryPoint[] = [];
  const close = () => {
    if (stretch.length > 1) stretches.push(stretch);
    stretch = [];
  };
  const add = (thetaRad: number) => {
    stretch.push({ theta1Rad: thetaRad, theta2Rad: otherAngleAt(spec, settings, valueAt(thetaRad)) });
  };
  const isInside = (thetaRad: number) => {
    const value = valueAt(thetaRad);
    return value >= lowest && value <= highest;
  };

  anglesRad.forEach((thetaRad, i) => {
    const previousRad = anglesRad[i - 1];
    if (i > 0) {
      const jumps =
        thetaRad - previousRad < 3 * BESIDE_BRANCH_RAD &&
        Math.abs(valueAt(thetaRad) - valueAt(previousRad)) > 1e-6;
      if (jumps) close();
      else if (isInside(thetaRad) !== isInside(previousRad)) {
        add(edgeBetween(isInside, previousRad, thetaRad));
        if (!isInside(thetaRad)) close();
      }
    }
    if (isInside(thetaRad)) add(thetaRad);
  });
  close();
  return stretches;
}

/** The angle, inside, at which the boundary leaves the square, between two angles of which one is inside. */
function edgeBetween(isInside: (rad: number) => boolean, fromRad: number, toRad: number): number {
  let [insideRad, outsideRad] = isInside(fromRad) ? [fromRad, toRad] : [toRad, fromRad];
  for (let i = 0; i < 40; i++) {
    const middleRad = (insideRad + outsideRad) / 2;
    if (isInside(middleRad)) insideRad = middleRad;
    else outsideRad = middleRad;
  }
  return insideRad;
}
