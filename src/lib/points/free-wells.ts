/**
 * What a feature feels that is free in more than its angle: the cross-entropy L of its loss at a direction of space and a
 * scale of the logits, with its slopes. The plane is the part of space where z is 0. (`wells.ts` has the circle, where
 * L is one table for each class.)
 */
import { otherLogitAt, raisesOthers } from '../loss/other-logit';
import { hasUnitFeatures, type LossSettings, type MarginLossSpec } from '../loss/spec';
import { targetLogitAt } from '../loss/target-logit';

/** Cells of a table over 0 to π; between its nodes a logit is taken as straight. */
const cells = 1080;
const radPerCell = Math.PI / cells;

/** Everything that L depends on, besides where the feature is. */
export interface FreeWellsInput {
  readonly spec: MarginLossSpec;
  readonly settings: LossSettings;
  /** Unit class weights [C, 3], row-major. */
  readonly weights_c3: Float64Array;
}

export interface FreeWells {
  readonly classes: number;
  readonly weights_c3: Float64Array;
  /** Whether the loss divides features by their norm: then every logit has this factor, s. Else it is ‖x‖ itself: null. */
  readonly scale: number | null;
  /** ψ of the own class over the angle to its weight [cells + 1]. */
  readonly psi_g: Float64Array;
  /** χ of the other classes, where it is more than the cosine [cells + 1]. */
  readonly chi_g: Float64Array | null;
}

/** Tables of the logits of a loss. They depend on neither the class nor the scale. */
export function digFreeWells({ spec, settings, weights_c3 }: FreeWellsInput): FreeWells {
  const table = (logitAt: (thetaRad: number) => number): Float64Array =>
    Float64Array.from({ length: cells + 1 }, (_, g) => logitAt(g * radPerCell));
  return {
    classes: weights_c3.length / 3,
    weights_c3,
    scale: hasUnitFeatures(spec) ? (settings.s as number) : null,
    psi_g: table((rad) => targetLogitAt(spec, settings, rad).psi),
    chi_g: raisesOthers(spec, settings) ? table((rad) => otherLogitAt(spec, settings, rad)) : null,
  };
}

/** L at the place last asked for. One probe serves all points: `look` allocates nothing. */
export class LossProbe {
  /** L, in nats. */
  loss = 0;
  /** The gradient of L along the unit sphere, a tangent at the direction, per radian. */
  gradX = 0;
  gradY = 0;
  gradZ = 0;
  /** ∂L/∂S, the slope along the scale. */
  perScale = 0;
  /** Angle to the own weight, 0 to π. */
  thetaRad = 0;

  constructor(private readonly wells: FreeWells) {}

  /**
   * L of a feature of class c: log(1 + exp(log Σ_{j≠c} e^{S·χ(θ_j)} − S·ψ(θ_c))).
   *
   * @param x, y, z its direction, of length 1
   * @param scale S, the factor of every logit
   */
  look(c: number, x: number, y: number, z: number, scale: number): void {
    const { weights_c3, psi_g, chi_g, classes } = this.wells;
    // Σ e^{S(χ − 1)} of the others, and of the same their mean logit and mean tangent.
    let sum = 0;
    let logits = 0;
    let alongX = 0;
    let alongY = 0;
    let alongZ = 0;
    for (let j = 0; j < classes; j++) {
      if (j === c) continue;
      const wx = weights_c3[3 * j];
      const wy = weights_c3[3 * j + 1];
      const wz = weights_c3[3 * j + 2];
      const cos = wx * x + wy * y + wz * z;
      let chi = cos;
      let perCos = 1;
      if (chi_g) {
        const sin = Math.sqrt(Math.max(0, 1 - cos * cos));
        const at = Math.atan2(sin, cos) / radPerCell;
        const cell = Math.min(Math.floor(at), cells - 1);
        const rise = chi_g[cell + 1] - chi_g[cell];
        chi = chi_g[cell] + (at - cell) * rise;
        perCos = sin > 1e-9 ? -rise / radPerCell / sin : 0;
      }
      const weight = Math.exp(scale * (chi - 1));
      sum += weight;
      logits += weight * chi;
      const pull = weight * perCos;
      alongX += pull * (wx - cos * x);
      alongY += pull * (wy - cos * y);
      alongZ += pull * (wz - cos * z);
    }
    const wx = weights_c3[3 * c];
    const wy = weights_c3[3 * c + 1];
    const wz = weights_c3[3 * c + 2];
    const cos = wx * x + wy * y + wz * z;
    // The tangent to the own weight is as long as sin θ, which so keeps its digits near 0.
    const tx = wx - cos * x;
    const ty = wy - cos * y;
    const tz = wz - cos * z;
    const sin = Math.sqrt(tx * tx + ty * ty + tz * tz);
    const thetaRad = Math.atan2(sin, cos);
    const at = thetaRad / radPerCell;
    const cell = Math.min(Math.floor(at), cells - 1);
    const rise = psi_g[cell + 1] - psi_g[cell];
    const psi = psi_g[cell] + (at - cell) * rise;
    const ahead = Math.log(sum) + scale * (1 - psi);
    const small = Math.exp(-Math.abs(ahead));
    const refused = ahead > 0 ? 1 / (1 + small) : small / (1 + small);
    this.thetaRad = thetaRad;
    this.loss = Math.max(ahead, 0) + Math.log1p(small);
    this.perScale = refused * (logits / sum - psi);
    // θ falls along the tangent to the own weight. On the weight itself it has no direction.
    const own = sin > 1e-12 ? rise / radPerCell / sin : 0;
    const factor = refused * scale;
    this.gradX = factor * (alongX / sum + own * tx);
    this.gradY = factor * (alongY / sum + own * ty);
    this.gradZ = factor * (alongZ / sum + own * tz);
  }
}
