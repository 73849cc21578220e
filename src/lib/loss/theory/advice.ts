/**
 * Which scale and margin a loss can have with C classes in d dimensions, and how one choice stands. The margin is bounded
 * by the room between neighbours, the scale by the posterior that is asked for on the class weight itself.
 */
import type { ClassLossSpec, LossSettings, ParameterSpec } from '../spec';
import { targetLogitAt } from '../target-logit';
import {
  leastScale,
  leastScaleBesideNeighbour,
  leastScaleOnCircle,
  mostPosterior,
  posteriorBesideNeighbour,
  posteriorOnCircle,
} from './scale-bounds';
import { widestSeparation, type Separation } from './separation';

export interface Situation {
  readonly classes: number;
  /** Dimensions of the embedding. */
  readonly dim: number;
  /** The posterior that a sample on its class weight shall reach. */
  readonly probability: number;
}

export type Verdict =
  /** Even a sample on its own class weight is refused: a neighbour's logit is larger. */
  | 'margin-too-large'
  /** No sample can reach the posterior. */
  | 'scale-too-small'
  /** It holds; yet a class may be wider than the gap to the next. */
  | 'loose'
  /** It holds, and towards its neighbours every class is narrower than the gaps. */
  | 'tight';

export interface Advice {
  readonly verdict: Verdict;
  readonly separation: Separation;
  /** ψ(0), the target of a sample on its weight, and cos of the separation, its nearest neighbour's, in units of s. */
  readonly ownLogit: number;
  readonly neighbourLogit: number;
  /** How far a sample may lie from its weight towards a neighbour and still be accepted, radians; 0 where none is. */
  readonly acceptedRad: number;
  /** What is left between two classes that fill their room, radians. */
  readonly gapRad: number;
  /** The least s for the posterior at this margin; Infinity where none does. */
  readonly leastScale: number;
  /** The posterior of a sample on its weight at the chosen s; above the plane at most this. */
  readonly posterior: number;
}

/** How one choice stands. `scale` is s, or ‖x‖ where the loss keeps the feature's length. */
export function adviceFor(
  spec: ClassLossSpec,
  settings: LossSettings,
  scale: number,
  situation: Situation,
): Advice {
  const separation = widestSeparation(situation.classes, situation.dim);
  const ownLogit = targetLogitAt(spec, settings, 0).psi;
  const neighbourLogit = Math.cos(separation.angleRad);
  const acceptedRad = acceptedAngle(spec, settings, separation.angleRad);
  const gapRad = separation.angleRad - 2 * acceptedRad;
  const least = leastScaleFor(ownLogit, situation, separation);
  const posterior = posteriorAt(ownLogit, scale, situation, separation);
  const facts = { separation, ownLogit, neighbourLogit, acceptedRad, gapRad, leastScale: least, posterior };
  if (!holds(ownLogit, separation)) return { ...facts, verdict: 'margin-too-large' };
  if (scale < least) return { ...facts, verdict: 'scale-too-small' };
  return { ...facts, verdict: 2 * acceptedRad < gapRad - ROUNDING ? 'tight' : 'loose' };
}

export interface MarginRange {
  /** The largest margin that holds; the parameter's own largest where all do. */
  readonly most: number;
  readonly isBounded: boolean;
  /** The least margin with which every class is narrower than the gaps; null where none that holds is. */
  readonly leastTight: number | null;
}

/** The margins that hold, of one parameter, the others as in `settings`. */
export function marginRange(
  spec: ClassLossSpec,
  settings: LossSettings,
  parameter: ParameterSpec,
  situation: Situation,
): MarginRange {
  const separation = widestSeparation(situation.classes, situation.dim);
  const withMargin = (m: number) => ({ ...settings, [parameter.name]: m });
  const doesHold = (m: number) => holds(targetLogitAt(spec, withMargin(m), 0).psi, separation);
  const isTight = (m: number) => {
    const accepted = acceptedAngle(spec, withMargin(m), separation.angleRad);
    return doesHold(m) && 4 * accepted < separation.angleRad - ROUNDING;
  };
  const most = lastWhere(doesHold, parameter);
  const isBounded = most < parameter.max;
  const samples = marginSamples(parameter).filter((m) => m <= most);
  const first = [...samples, most].findIndex(isTight);
  if (first < 0) return { most, isBounded, leastTight: null };
  const tight = [...samples, most][first];
  if (first === 0 || parameter.integer) return { most, isBounded, leastTight: tight };
  const loose = samples[first - 1];
  return { most, isBounded, leastTight: edgeBetween((m) => !isTight(m), loose, tight) };
}

/** The least s over the margins that hold, for a curve: pairs of margin and scale, Infinity left out. */
export function leastScaleCurve(
  spec: ClassLossSpec,
  settings: LossSettings,
  parameter: ParameterSpec,
  situation: Situation,
): readonly (readonly [margin: number, scale: number])[] {
  const separation = widestSeparation(situation.classes, situation.dim);
  return marginSamples(parameter).flatMap((m) => {
    const ownLogit = targetLogitAt(spec, { ...settings, [parameter.name]: m }, 0).psi;
    const scale = leastScaleFor(ownLogit, situation, separation);
    return Number.isFinite(scale) ? [[m, scale] as const] : [];
  });
}

const ROUNDING = 1e-9;

/** Whether a sample on its weight is accepted beside a neighbour as near as it must be. */
const holds = (ownLogit: number, { angleRad }: Separation): boolean =>
  ownLogit >= Math.cos(angleRad) - ROUNDING;

/** Margins over a parameter's range: its whole numbers, or sixty even steps. */
function marginSamples({ min, max, integer }: ParameterSpec): number[] {
  const steps = integer ? max - min : 60;
  return Array.from({ length: steps + 1 }, (_, i) => min + ((max - min) * i) / steps);
}

/** The angle up to which a sample is accepted along the way to a neighbour `separationRad` away, at most half of it. */
function acceptedAngle(spec: ClassLossSpec, settings: LossSettings, separationRad: number): number {
  const isAccepted = (rad: number) =>
    targetLogitAt(spec, settings, rad).psi >= Math.cos(separationRad - rad) - 1e-12;
  if (!isAccepted(0)) return 0;
  const steps = 90;
  for (let i = 1; i <= steps; i++) {
    const rad = (separationRad / 2) * (i / steps);
    if (!isAccepted(rad)) return edgeBetween(isAccepted, (separationRad / 2) * ((i - 1) / steps), rad);
  }
  return separationRad / 2;
}

function leastScaleFor(ownLogit: number, situation: Situation, separation: Separation): number {
  const { classes, dim, probability } = situation;
  if (dim === 2) return leastScaleOnCircle(classes, probability, ownLogit);
  const anyhow = leastScale(classes, probability, ownLogit);
  if (classes <= dim + 1) return anyhow;
  return Math.max(anyhow, leastScaleBesideNeighbour(separation.angleRad, probability, ownLogit));
}

function posteriorAt(ownLogit: number, scale: number, situation: Situation, separation: Separation): number {
  const { classes, dim } = situation;
  if (dim === 2) return posteriorOnCircle(classes, scale, ownLogit);
  const anyhow = mostPosterior(classes, scale, ownLogit);
  if (classes <= dim + 1) return anyhow;
  return Math.min(anyhow, posteriorBesideNeighbour(separation.angleRad, scale, ownLogit));
}

/** The largest margin of a parameter up to which `holdsAt`; its least where none does. */
function lastWhere(holdsAt: (m: number) => boolean, parameter: ParameterSpec): number {
  const samples = marginSamples(parameter);
  const broken = samples.findIndex((m) => !holdsAt(m));
  if (broken < 0) return parameter.max;
  if (broken === 0) return parameter.min;
  if (parameter.integer) return samples[broken - 1];
  return edgeBetween(holdsAt, samples[broken - 1], samples[broken]);
}

/** Where `isSo`, true at `from` and false at `to`, ends. */
function edgeBetween(isSo: (value: number) => boolean, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (isSo(middle)) low = middle;
    else high = middle;
  }
  return low;
}
