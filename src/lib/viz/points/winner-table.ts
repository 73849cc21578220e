import type { CircleArc } from '../../loss/regions';
import { notchesPerTurn, radPerNotch, wrapNotch } from '../../points/notches';

/** Which class wins at each notch [notchesPerTurn]. */
export function winnersAt(regions: readonly CircleArc[]): Uint8Array {
  const winner_g = new Uint8Array(notchesPerTurn);
  for (const { classIndex, fromRad, toRad } of regions) {
    for (let notch = Math.ceil(fromRad / radPerNotch); notch * radPerNotch < toRad; notch++) {
      winner_g[wrapNotch(notch)] = classIndex;
    }
  }
  return winner_g;
}
