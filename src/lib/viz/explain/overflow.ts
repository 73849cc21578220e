/**
 * The softmax in numbers of few bits: as its formula is written, and with the largest logit subtracted. Every
 * intermediate result is rounded to the format, as a processor would.
 */
import { largestOf, roundTo, smallestOf, type FloatFormat } from '../../math/floats';

/** Logits before anything is added to them. */
export const baseLogits: readonly number[] = [2, 1, 0];

/** A softmax, intermediate results and all. */
export interface Softmax {
  readonly powers: readonly number[];
  readonly sum: number;
  readonly probabilities: readonly number[];
}

export interface OverflowReading {
  readonly logits: readonly number[];
  readonly asWritten: Softmax;
  readonly subtracted: Softmax;
  /**
   * What became of the formula as written: `sound`; `off`, numbers that are wrong and look right; `broken`, where
   * one of them is no number.
   */
  readonly verdict: 'sound' | 'off' | 'broken';
}

/** Shares closer than this are taken for rounding: a 16-bit number keeps three digits. */
const tolerance = 0.002;

/** Both ways of computing the softmax of the base logits, `shift` added to each. */
export function readOverflow(shift: number, format: FloatFormat): OverflowReading {
  const logits = baseLogits.map((base) => roundTo(base + shift, format));
  const asWritten = softmaxOf(logits, format);
  const largest = Math.max(...logits);
  const subtracted = softmaxOf(
    logits.map((logit) => roundTo(logit - largest, format)),
    format,
  );
  const off = asWritten.probabilities.map((p, i) => Math.abs(p - subtracted.probabilities[i]));
  const verdict = off.some(Number.isNaN) ? 'broken' : off.some((by) => by > tolerance) ? 'off' : 'sound';
  return { logits, asWritten, subtracted, verdict };
}

function softmaxOf(logits: readonly number[], format: FloatFormat): Softmax {
  const powers = logits.map((logit) => roundTo(Math.exp(logit), format));
  const sum = powers.reduce((all, power) => roundTo(all + power, format), 0);
  return { powers, sum, probabilities: powers.map((power) => roundTo(power / sum, format)) };
}

/** The logits whose exponential is neither rounded to 0 nor to ∞. */
export const safeLogits = (format: FloatFormat): readonly [least: number, most: number] => [
  // The halves of the smallest numbers are themselves no float64 where the format is that one.
  Math.log(smallestOf(format)) - Math.LN2,
  Math.log(largestOf(format)),
];
