/**
 * What our kernels ask of a graphics backend. A program's text is written once, in what GLSL and WGSL have in common:
 * declarations `float a = …;` and `int k = …;`, `for` loops, arithmetic, `select(whenFalse, whenTrue, condition)`,
 * `atan2(y, x)`, reads `getName(row, column)`, and uniforms `u0`, `u1`, … The backend turns it into its language.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';

/** A program that gives each number of a matrix by its place. */
export interface CellProgram {
  readonly name: string;
  /** Names by which the text reads its inputs: `x` is read as `getX(row, column)`. */
  readonly inputs: readonly string[];
  readonly rows: number;
  readonly columns: number;
  /** Computes `float value` at `int row`, `int col`. Sizes may stand in it; what changes from step to step may not. */
  readonly text: string;
}

/** A program that gives each number by those at the same place; it works on four at once where a texture holds four. */
export interface ElementProgram {
  readonly name: string;
  /** Names of the inputs, all of the output's shape; in the text they are the numbers themselves. */
  readonly inputs: readonly string[];
  /** An expression without `select`. */
  readonly value: string;
}

export interface Gpu {
  /** The numbers as a matrix that cell programs read; the same data where the backend can. `release` it. */
  matrix(tensor: TensorInfo, rows: number, columns: number): TensorInfo;
  /** Frees a matrix that no kernel returns. */
  release(...tensors: TensorInfo[]): void;
  cells(program: CellProgram, inputs: readonly TensorInfo[], uniforms?: readonly number[]): TensorInfo;
  elements(program: ElementProgram, inputs: readonly TensorInfo[], uniforms?: readonly number[]): TensorInfo;
  /** Gives `tensor`, which nobody else may share, the numbers of `next`, and frees the old ones. */
  replace(tensor: TensorInfo, next: TensorInfo): void;
}

/** A kernel written over any graphics backend. */
export type GpuKernel = (
  gpu: Gpu,
  inputs: Readonly<Record<string, TensorInfo>>,
  attrs: Readonly<Record<string, unknown>>,
) => TensorInfo | TensorInfo[];

/** The same numbers under another shape; the data has one owner still. */
export function shaped({ dataId, dtype }: TensorInfo, shape: readonly number[]): TensorInfo {
  return { dataId, dtype, shape: [...shape] };
}

/** Rows and columns of a tensor whose last axis is the columns. */
export function matrixSize({ shape }: TensorInfo): { rows: number; columns: number } {
  const columns = shape.at(-1) ?? 1;
  return { rows: shape.slice(0, -1).reduce((product, size) => product * size, 1), columns };
}
