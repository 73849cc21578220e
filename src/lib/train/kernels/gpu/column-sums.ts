import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { CellProgram, Gpu } from './gpu';

/** Rows that one invocation adds up by itself: beyond that the sum is taken in two stages. */
const rowsAtOnce = 256;

export interface ColumnTerm {
  readonly name: string;
  readonly inputs: readonly string[];
  /** Statements, if any, then `float term = …;` at `int row`, `int col`. */
  readonly text: string;
}

/** The sum over all rows of a term of the inputs: [1, columns]. */
export function columnSums(
  gpu: Gpu,
  term: ColumnTerm,
  inputs: readonly TensorInfo[],
  rows: number,
  columns: number,
  uniforms: readonly number[] = [],
): TensorInfo {
  const parts = rows <= rowsAtOnce ? 1 : Math.ceil(Math.sqrt(rows));
  const partial = gpu.cells(program(term, rows, columns, parts), inputs, uniforms);
  if (parts === 1) return partial;
  const whole: ColumnTerm = { name: 'SumOfParts', inputs: ['part'], text: 'float term = getPart(row, col);' };
  const total = gpu.cells(program(whole, parts, columns, 1), [partial]);
  gpu.release(partial);
  return total;
}

/** Part p adds the rows p, p + parts, p + 2·parts, … */
function program(term: ColumnTerm, rows: number, columns: number, parts: number): CellProgram {
  return {
    name: term.name,
    inputs: term.inputs,
    rows: parts,
    columns,
    text: `
      int first = row;
      float value = 0.0;
      for (int i = 0; i < ${Math.ceil(rows / parts)}; i++) {
        int row = first + i * ${parts};
        if (row < ${rows}) {
          ${term.text}
          value += term;
        }
      }`,
  };
}
