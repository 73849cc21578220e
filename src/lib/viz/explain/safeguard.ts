/**
 * The shape of ArcFace's target logit under each safeguard, cut where it tells a story: where it falls, where it
 * rises again and so rewards a feature for turning away, and where it jumps.
 */
import { arcface } from '../../loss/arcface';
import { BESIDE_BRANCH_RAD } from '../../loss/angle-samples';
import { targetCurve } from '../../loss/curve';
import { settingsOf, type LossSettings } from '../../loss/spec';
import { targetLogitAt } from '../../loss/target-logit';

export interface ShapePoint {
  readonly thetaRad: number;
  readonly psi: number;
  /** dψ/dθ */
  readonly slope: number;
}

/** A run of ψ without a jump in which it does one thing. */
export interface Stretch {
  readonly course: 'falls' | 'rises' | 'rests';
  readonly points: readonly ShapePoint[];
}

export interface Jump {
  readonly atRad: number;
  /** ψ just before and just after. */
  readonly from: number;
  readonly to: number;
}

export interface SafeguardShape {
  readonly stretches: readonly Stretch[];
  readonly jumps: readonly Jump[];
  /** Where θ + m reaches π. */
  readonly switchRad: number;
}

/** How a step against the gradient turns a feature, as ψ is what the loss wants to grow. */
export type Turn = 'towards' | 'away' | 'nowhere';

/** A jump below this is rounding. */
const LEAST_JUMP = 1e-6;
/** A slope below this is none: sin π is not quite 0. */
const LEAST_SLOPE = 1e-9;

/** Every setting of ArcFace for a margin (radians) and a safeguard of its option. */
export const arcfaceSettings = (marginRad: number, safeguard: string): LossSettings =>
  settingsOf(arcface, { m: marginRad, safeguard });

export const safeguards: readonly string[] = arcface.options.find(({ name }) => name === 'safeguard')!.values;

/** ψ(θ) on [0, π], cut into stretches and jumps. */
export function safeguardShape(settings: LossSettings): SafeguardShape {
  const { thetaRad, psi, slope } = targetCurve(arcface, settings);
  const points = Array.from(thetaRad, (rad, i): ShapePoint => ({
    thetaRad: rad,
    psi: psi[i],
    slope: slope[i],
  }));
  const stretches: { course: Stretch['course']; points: ShapePoint[] }[] = [];
  const jumps: Jump[] = [];
  for (let i = 1; i < points.length; i++) {
    const [before, here] = [points[i - 1], points[i]];
    const gap = here.psi - before.psi;
    const isBranch = here.thetaRad - before.thetaRad < 3 * BESIDE_BRANCH_RAD;
    if (isBranch && Math.abs(gap) > LEAST_JUMP) {
      jumps.push({ atRad: (before.thetaRad + here.thetaRad) / 2, from: before.psi, to: here.psi });
      continue;
    }
    // Between the two sides of a branch point nothing can be said of a course.
    if (isBranch) continue;
    const course = Math.abs(gap) < LEAST_SLOPE ? 'rests' : gap > 0 ? 'rises' : 'falls';
    const last = stretches.at(-1);
    if (last?.course === course && last.points.at(-1) === before) last.points.push(here);
    else stretches.push({ course, points: [before, here] });
  }
  return { stretches, jumps, switchRad: Math.PI - (settings.m as number) };
}

/** ψ and its slope at one angle, and where a training step would turn a feature that lies there. */
export function shapeAt(settings: LossSettings, thetaRad: number): ShapePoint & { readonly turn: Turn } {
  const { psi, dPsiDTheta } = targetLogitAt(arcface, settings, thetaRad);
  const turn = Math.abs(dPsiDTheta) < LEAST_SLOPE ? 'nowhere' : dPsiDTheta < 0 ? 'towards' : 'away';
  return { thetaRad, psi, slope: dPsiDTheta, turn };
}

/** What the usual safeguard subtracts from cos θ, m·sin m, and the least that would do, 1 − cos m. */
export const subtracted = (marginRad: number): { readonly usual: number; readonly least: number } => ({
  usual: marginRad * Math.sin(marginRad),
  least: 1 - Math.cos(marginRad),
});
