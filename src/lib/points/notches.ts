/**
 * Directions in notches: whole sixths of a degree, counter-clockwise from the x axis. Class weights stand on notches,
 * which are the nodes of every table here, so that a kink of a loss at its own weight never falls between two nodes.
 */
import type { PlanarWeights } from '../loss/regions';

export const notchesPerTurn = 2160;
export const radPerNotch = (2 * Math.PI) / notchesPerTurn;

/** The same direction in 0 … notchesPerTurn − 1. */
export const wrapNotch = (notch: number): number =>
  ((notch % notchesPerTurn) + notchesPerTurn) % notchesPerTurn;

/** The notch nearest to a direction in radians. */
export const notchOf = (rad: number): number => wrapNotch(Math.round(rad / radPerNotch));

/** C class weights evenly around the circle [C], class 0 up and the others clockwise, as trainers start them. */
export const evenNotches = (classes: number): number[] =>
  Array.from({ length: classes }, (_, c) => notchOf(Math.PI / 2 - (2 * Math.PI * c) / classes));

/** Unit class weights in these directions, without biases. */
export function unitWeights(notch_c: readonly number[]): PlanarWeights {
  return {
    weights_cd: Float64Array.from(
      notch_c.flatMap((notch) => [Math.cos(notch * radPerNotch), Math.sin(notch * radPerNotch)]),
    ),
    bias_c: new Float64Array(notch_c.length),
  };
}
