/**
 * What a free feature feels: the cross-entropy L of its loss as a function of its angle alone, with the class weights
 * held still. A feature of class y is a point that rolls in L_y.
 */
import { hasUnitFeatures, type LossSettings, type MarginLossSpec } from '../loss/spec';
import { otherLogitAt } from '../loss/other-logit';
import { targetLogitAt } from '../loss/target-logit';
import { notchesPerTurn, radPerNotch, wrapNotch } from './notches';

/** Nodes of one class's table: every notch from −π to π relative to its own weight, both ends included. */
export const nodesPerWell = notchesPerTurn + 1;
const half = notchesPerTurn / 2;

/** The angle of a node to the own weight, −π to π, counter-clockwise. */
export const nodeRad = (node: number): number => (node - half) * radPerNotch;

/** Everything that L depends on. */
export interface WellsInput {
  readonly spec: MarginLossSpec;
  readonly settings: LossSettings;
  /** ‖x‖ of every feature, for losses that keep it; others ignore it. */
  readonly featureNorm: number;
  /** Directions of the unit class weights, in notches [C]. */
  readonly weightNotch_c: readonly number[];
}

export interface Wells {
  readonly classes: number;
  /** L of each class at its nodes, row-major [C, nodesPerWell]. Between nodes L is taken as straight. */
  readonly loss_cg: Float64Array;
}

/** The factor of every logit: s, or the feature's norm. */
export const scaleOf = ({ spec, settings, featureNorm }: WellsInput): number =>
  hasUnitFeatures(spec) ? (settings.s as number) : featureNorm;

/**
 * The wells of all classes. With one unit weight a class z_j = S·χ(θ_j), as a rule S·cos θ_j, and z_y = S·ψ(θ_y), so
 * L_y = log(1 + exp(log Σ_{j≠y} e^{z_j} − z_y)), where ψ is the loss's own (`loss/target-logit.ts`).
 */
export function digWells(input: WellsInput): Wells {
  const { spec, settings, weightNotch_c } = input;
  const classes = weightNotch_c.length;
  const scale = scaleOf(input);
  // ψ is even and the same for every class; e^{z−S} of another's logit is the same table, turned to each weight.
  const targetLogit_g = Float64Array.from(
    { length: half + 1 },
    (_, g) => scale * targetLogitAt(spec, settings, g * radPerNotch).psi,
  );
  const other_g = Float64Array.from({ length: notchesPerTurn }, (_, g) =>
    Math.exp(scale * (otherLogitAt(spec, settings, Math.min(g, notchesPerTurn - g) * radPerNotch) - 1)),
  );
  const loss_cg = new Float64Array(classes * nodesPerWell);
  const others_g = new Float64Array(notchesPerTurn);
  for (let c = 0; c < classes; c++) {
    others_g.fill(0);
    for (let j = 0; j < classes; j++) {
      if (j === c) continue;
      // Node 0 lies opposite the own weight; how far it is from weight j.
      let g = wrapNotch(weightNotch_c[c] - half - weightNotch_c[j]);
      for (let node = 0; node < notchesPerTurn; node++) {
        others_g[node] += other_g[g];
        if (++g === notchesPerTurn) g = 0;
      }
    }
    const start = c * nodesPerWell;
    for (let node = 0; node < notchesPerTurn; node++) {
      const ahead = Math.log(others_g[node]) + scale - targetLogit_g[Math.abs(node - half)];
      loss_cg[start + node] = Math.max(ahead, 0) + Math.log1p(Math.exp(-Math.abs(ahead)));
    }
    loss_cg[start + notchesPerTurn] = loss_cg[start];
  }
  return { classes, loss_cg };
}

/** L of class c at an angle of −π to π to its own weight. */
export function lossAt({ loss_cg }: Wells, c: number, thetaRad: number): number {
  const at = Math.min(Math.max((thetaRad + Math.PI) / radPerNotch, 0), notchesPerTurn);
  const node = Math.min(Math.floor(at), notchesPerTurn - 1);
  const left = loss_cg[c * nodesPerWell + node];
  return left + (at - node) * (loss_cg[c * nodesPerWell + node + 1] - left);
}
