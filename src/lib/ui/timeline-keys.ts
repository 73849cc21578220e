/** What a timeline's keys and drags lead to: its moments lie at uneven steps, so a native range's own steps would not do. */

/** The moment after a key; null if the key is not a slider's. */
export function momentAfterKey(key: string, index: number, count: number): number | null {
  const last = Math.max(0, count - 1);
  const page = Math.max(1, Math.round(last / 10));
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageUp: page,
    PageDown: -page,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return key in moves ? Math.max(0, Math.min(last, index + moves[key])) : null;
}

/**
 * The moment nearest to a step that a range input was set to. A move by a single step, as assistive technology makes
 * it, leads to the next moment, however far off.
 */
export function nearestMoment(steps: readonly number[], wanted: number, index: number): number {
  if (steps.length === 0) return 0;
  let nearest = 0;
  steps.forEach((step, i) => {
    if (Math.abs(step - wanted) < Math.abs(steps[nearest] - wanted)) nearest = i;
  });
  const by = wanted - steps[index];
  if (nearest !== index || Math.abs(by) !== 1) return nearest;
  return Math.max(0, Math.min(steps.length - 1, index + by));
}
