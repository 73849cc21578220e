/** The target logit as a table, for shaders: whatever the loss, no formula is written a second time. */
import { otherLogitAt } from '../loss/other-logit';
import { targetLogitAt } from '../loss/target-logit';
import type { LossSettings, LossSpec } from '../loss/spec';

/** Angles in the table. A jump of ψ is smeared over one step, π/4095: less than a quarter of a pixel at 300 px. */
export const psiSamples = 4096;

/** ψ and what the loss makes of another class's cosine, χ, side by side at the same angles [`psiSamples`, 2]. */
export function logitTable(
  spec: LossSpec,
  settings: LossSettings,
  into: Float32Array = new Float32Array(2 * psiSamples),
): Float32Array {
  const last = into.length / 2 - 1;
  for (let i = 0; i <= last; i++) {
    const thetaRad = (i / last) * Math.PI;
    into[2 * i] = targetLogitAt(spec, settings, thetaRad).psi;
    into[2 * i + 1] = otherLogitAt(spec, settings, thetaRad);
  }
  return into;
}

/** ψ and χ at an angle, as the shaders read them: the straight line between two entries. */
export function readLogits(table: Float32Array, thetaRad: number): readonly [psi: number, chi: number] {
  const last = table.length / 2 - 1;
  const at = Math.min(last, Math.max(0, (thetaRad / Math.PI) * last));
  const low = Math.min(last - 1, Math.floor(at));
  const between = (from: number, to: number): number => from + (to - from) * (at - low);
  return [between(table[2 * low], table[2 * low + 2]), between(table[2 * low + 1], table[2 * low + 3])];
}
