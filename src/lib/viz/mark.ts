/** What a reader points at: one sample, one class or nothing. All views of one demo mark the same. */
export interface Mark {
  /** Index among the probe samples. */
  readonly sample: number | null;
  /** A class as a whole; null where a sample is marked. */
  readonly classIndex: number | null;
}

export const noMark: Mark = { sample: null, classIndex: null };

export const markSample = (sample: number): Mark => ({ sample, classIndex: null });
export const markClass = (classIndex: number): Mark => ({ sample: null, classIndex });

export const isSameMark = (a: Mark, b: Mark): boolean =>
  a.sample === b.sample && a.classIndex === b.classIndex;

/** `mark` where it names something that is there, else no mark: a new run may have fewer samples or classes. */
export function markWithin(mark: Mark, samples: number, classes: number): Mark {
  if (mark.sample !== null && mark.sample < samples) return mark;
  return mark.classIndex !== null && mark.classIndex < classes ? mark : noMark;
}
