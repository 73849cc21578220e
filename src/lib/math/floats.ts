/** Numbers as narrower floating-point formats keep them (IEEE 754), by rounding float64. */

export interface FloatFormat {
  readonly bits: 16 | 32 | 64;
  /** Binary digits of a number, the leading one included. */
  readonly precision: number;
  /** Exponents of two of the largest numbers and of the smallest normal ones. */
  readonly maxExponent: number;
  readonly minExponent: number;
}

export const floatFormats: readonly FloatFormat[] = [
  { bits: 16, precision: 11, maxExponent: 15, minExponent: -14 },
  { bits: 32, precision: 24, maxExponent: 127, minExponent: -126 },
  { bits: 64, precision: 53, maxExponent: 1023, minExponent: -1022 },
];

/** The largest finite number of a format. */
export const largestOf = ({ precision, maxExponent }: FloatFormat): number =>
  (2 - 2 ** (1 - precision)) * 2 ** maxExponent;

/** The smallest positive number of a format; half of it and less is rounded to 0. */
export const smallestOf = ({ precision, minExponent }: FloatFormat): number =>
  2 ** (minExponent - precision + 1);

/** `value` rounded to the format, half to even; ±∞ where it is too large. */
export function roundTo(value: number, format: FloatFormat): number {
  if (format.bits === 64 || value === 0 || !Number.isFinite(value)) return value;
  if (format.bits === 32) return Math.fround(value);
  const { precision, minExponent } = format;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), minExponent);
  // A power of two, so the division and the product are exact.
  const quantum = 2 ** (exponent - precision + 1);
  const steps = value / quantum;
  const low = Math.floor(steps);
  const rest = steps - low;
  const rounded = rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low;
  const result = rounded * quantum;
  return Math.abs(result) > largestOf(format) ? Math.sign(value) * Infinity : result;
}
