import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { columnSums } from './column-sums';
import { matrixSize, shaped, type Gpu } from './gpu';

/** Σ over all axes but the last, as biases need it; null where other axes are asked for. */
export function sumLeading(
  gpu: Gpu,
  x: TensorInfo,
  axis: number | number[],
  keepDims: boolean,
): TensorInfo | null {
  const axes = util.parseAxisParam(axis, x.shape);
  const isLeading = axes.length > 0 && axes.length === x.shape.length - 1 && axes.every((a, i) => a === i);
  if (!isLeading || keepDims || x.dtype !== 'float32') return null;
  const { rows, columns } = matrixSize(x);
  const matrix = gpu.matrix(x, rows, columns);
  const term = { name: 'ColumnSums', inputs: ['x'], text: 'float term = getX(row, col);' };
  const sums = columnSums(gpu, term, [matrix], rows, columns);
  gpu.release(matrix);
  return shaped(sums, [columns]);
}
