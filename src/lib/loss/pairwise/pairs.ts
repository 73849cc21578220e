import type { BatchField } from '../spec';

/** Which pairs of a batch show one class and which two; a sample and itself are no pair. */
export interface Pairs<T> {
  /** [N, N], 1 where i ≠ j are of one class. */
  readonly positive_nn: T;
  /** [N, N], 1 where i and j are of two classes. */
  readonly negative_nn: T;
}

export function pairsOf<T>(field: BatchField<T>, oneHot_nc: T): Pairs<T> {
  const [n] = field.shape(oneHot_nc);
  const same_nn = field.matMul(oneHot_nc, oneHot_nc, false, true);
  return { positive_nn: field.sub(same_nn, field.identity(n)), negative_nn: field.sub(1, same_nn) };
}

/** The sum of a matrix [1, 1]. */
export const total = <T>(field: BatchField<T>, matrix: T): T => field.sum(field.sum(matrix, 0), 1);

/** A sum over a count; 0 where nothing was counted, as then nothing was summed. */
export const over = <T>(field: BatchField<T>, sum: T, count: T): T => field.div(sum, field.max(count, 1));
