/** The target logit as a table, for shaders: whatever the loss, no formula is written a second time. */
import { otherLogitAt } from '../loss/other-logit';
import { targetLogitAt } from '../loss/target-logit';
import type { LossSettings, LossSpec } from '../loss/spec';

/** Angles in the table. A jump of ψ is smeared over one step, π/4095: less than a quarter of a pixel at 300 px. */
export const psiSamples = 4096;

/** ψ at `psiSamples` even angles from 0 to π; written into `into` where given. */
export function psiTable(
  spec: LossSpec,
  settings: LossSettings,
  into: Float32Array = new Float32Array(psiSamples),
): Float32Array {
  const last = into.length - 1;
  for (let i = 0; i <= last; i++) into[i] = targetLogitAt(spec, settings, (i / last) * Math.PI).psi;
  return into;
}

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

/** ψ at an angle, as the shaders read it: the straight line between two entries. */
export function readPsi(table: Float32Array, thetaRad: number): number {
  const last = table.length - 1;
  const at = Math.min(last, Math.max(0, (thetaRad / Math.PI) * last));
  const low = Math.min(last - 1, Math.floor(at));
  return table[low] + (table[low + 1] - table[low]) * (at - low);
}
