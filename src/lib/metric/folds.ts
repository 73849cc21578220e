/** Contiguous folds of pairs, as published pair lists are ordered. */

export interface Fold {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/**
 * `count` pairs in `folds` stretches of equal length, the first ones longer by one where it does not divide; each is
 * the test of one fold and the others its training (sklearn's KFold without shuffling).
 *
 * @throws RangeError unless 2 ≤ folds ≤ count
 */
export function contiguousFolds(count: number, folds: number): Fold[] {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= count))
    throw new RangeError(`${count} pairs cannot be split into ${folds} folds.`);
  const all = Array.from({ length: count }, (_, i) => i);
  let from = 0;
  return Array.from({ length: folds }, (_, f) => {
    const to = from + Math.floor(count / folds) + (f < count % folds ? 1 : 0);
    const fold = { train: all.filter((i) => i < from || i >= to), test: all.slice(from, to) };
    from = to;
    return fold;
  });
}

/** Mean and standard deviation over folds (of the population, as NumPy's std). */
export function meanAndDeviation(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
