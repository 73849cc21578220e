/** Rows divided by their norm over a batch field, as `conventionFor` does it: x/√(Σx² + ε), finite at x = 0. */
import { defaultConvention } from '../convention';
import type { BatchField } from '../spec';

export interface UnitRows<T> {
  /** [N, d] */
  readonly unit_nd: T;
  /** From a gradient by the unit rows to the one by the raw rows [N, d]: its part across the row, over the norm. */
  toRaw(gradUnit_nd: T): T;
}

export function unitRows<T>(field: BatchField<T>, rows_nd: T): UnitRows<T> {
  const { epsilon } = defaultConvention.normalization;
  const square_n1 = field.sum(field.mul(rows_nd, rows_nd), 1);
  const inverse_n1 = field.div(1, field.sqrt(field.add(square_n1, epsilon)));
  const unit_nd = field.mul(rows_nd, inverse_n1);
  return {
    unit_nd,
    toRaw(gradUnit_nd) {
      const along_n1 = field.sum(field.mul(gradUnit_nd, unit_nd), 1);
      return field.mul(field.sub(gradUnit_nd, field.mul(unit_nd, along_n1)), inverse_n1);
    },
  };
}

/** The rows as they are. */
export const rawRows = <T>(rows_nd: T): UnitRows<T> => ({ unit_nd: rows_nd, toRaw: (gradient) => gradient });
