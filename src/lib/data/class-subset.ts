/** Some of a dataset's classes: their samples alone, and their numbers from 0 in the order in which they were chosen. */
import type { Samples } from './dataset';

/** Fewest and most classes that can be chosen; a choice is looked at class by class, and more are not told apart. */
export const subsetSize = { min: 2, max: 10 } as const;

/**
 * The samples of `chosen` classes in their own order, class `chosen[k]` with label k: copied, so that the others can go.
 *
 * @param chosen class indices of the dataset, no two alike
 */
export function samplesOfClasses(samples: Samples, chosen: readonly number[]): Samples {
  const kept = Array.from(samples.labels.keys()).filter((n) => chosen.includes(samples.labels[n]));
  const perImage = samples.count === 0 ? 0 : samples.pixels.length / samples.count;
  const labels = new Uint8Array(kept.length);
  const pixels = new Uint8Array(kept.length * perImage);
  kept.forEach((n, k) => {
    labels[k] = chosen.indexOf(samples.labels[n]);
    pixels.set(samples.pixels.subarray(n * perImage, (n + 1) * perImage), k * perImage);
  });
  return { count: kept.length, labels, pixels };
}

/**
 * Why `chosen` cannot be trained on, in one sentence; null where it can.
 *
 * @param classCount classes of the dataset
 */
export function refusedSubset(chosen: readonly number[], classCount: number): string | null {
  const { min, max } = subsetSize;
  if (chosen.length < min || chosen.length > max) {
    return `${chosen.length} classes were chosen to train on; choose ${min} to ${max}.`;
  }
  if (new Set(chosen).size !== chosen.length) return 'A class was chosen twice; name each once.';
  const stranger = chosen.find((c) => !Number.isInteger(c) || c < 0 || c >= classCount);
  if (stranger === undefined) return null;
  return `Class ${stranger} was chosen to train on; this dataset has the classes 0 to ${classCount - 1}.`;
}

/** Why chosen classes cannot be trained on where one of them has no sample in one of the splits; null where all have. */
export function refusedEmpty(
  chosen: readonly number[],
  classNames: readonly string[],
  splits: readonly Samples[],
): string | null {
  const empty = chosen.find((_, k) => splits.some(({ labels }) => !labels.includes(k)));
  return empty === undefined
    ? null
    : `${classNames[empty]} has no images to train on, or none held out; choose another class in its place.`;
}
