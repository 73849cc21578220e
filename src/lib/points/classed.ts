/** Points shared evenly among classes, in the order of their classes. */

export interface Classed {
  /** Classes of the points [N], ascending. */
  readonly labels_n: Uint8Array;
  /** Where each class begins [C + 1]. */
  readonly starts_c: Uint32Array;
}

/** `count` points shared among the classes as evenly as they divide. */
export function sharedAmong(count: number, classes: number): Classed {
  const starts_c = Uint32Array.from({ length: classes + 1 }, (_, c) => Math.round((c * count) / classes));
  const labels_n = new Uint8Array(count);
  for (let c = 0; c < classes; c++) labels_n.fill(c, starts_c[c], starts_c[c + 1]);
  return { labels_n, starts_c };
}
