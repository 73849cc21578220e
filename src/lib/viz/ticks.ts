/** The round number 1, 2 or 5 times a power of ten that is at least `value`. */
export function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = value / power;
  const digit = lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10;
  // Dividing by 10^k keeps 0.1, 0.2, ... the decimals they are.
  return power < 1 ? digit / Math.round(1 / power) : digit * power;
}

/** Round multiples in (0, upTo], at most `most` of them. */
export function roundSteps(upTo: number, most: number): number[] {
  if (!(upTo > 0) || !Number.isFinite(upTo)) return [];
  const step = roundUp(upTo / most);
  const count = Math.floor(upTo / step + 1e-9);
  return Array.from({ length: count }, (_, i) => Number(((i + 1) * step).toPrecision(12)));
}
