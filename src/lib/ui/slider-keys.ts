/** What the keys of a slider do (WAI-ARIA Authoring Practices), for handles that are no native range input. */

export interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What Page Up and Page Down move by; ten steps if absent. */
  readonly page?: number;
}

/** `value` on the range's nearest step, and within it. */
export function ontoRange(value: number, { min, max, step }: SliderRange): number {
  const stepped = min + Math.round((value - min) / step) * step;
  // Sums of a step like 0.01 carry digits that nobody set.
  return Number(Math.min(max, Math.max(min, stepped)).toPrecision(12));
}

/** The value after a key; null if the key is not a slider's. */
export function valueAfterKey(key: string, value: number, range: SliderRange): number | null {
  const { min, max, step, page = 10 * step } = range;
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: step,
    ArrowUp: step,
    ArrowLeft: -step,
    ArrowDown: -step,
    PageUp: page,
    PageDown: -page,
  };
  if (key === 'Home') return min;
  if (key === 'End') return max;
  return key in moves ? ontoRange(value + moves[key], range) : null;
}
