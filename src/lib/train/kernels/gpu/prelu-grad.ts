import { columnSums } from './column-sums';
import { matrixSize, shaped, type GpuKernel } from './gpu';

/** `MarginaliaPreluGrad`: [dx, dAlpha]. */
export const preluGrad: GpuKernel = (gpu, { x, alpha, dy }) => {
  const { rows, columns } = matrixSize(x);
  const matrices = [gpu.matrix(x, rows, columns), gpu.matrix(dy, rows, columns)];
  const slopes = gpu.matrix(alpha, 1, columns);
  const dx = gpu.cells(
    {
      name: 'PreluInputGrad',
      inputs: ['x', 'dy', 'alpha'],
      rows,
      columns,
      text: 'float value = getDy(row, col) * select(getAlpha(0, col), 1.0, getX(row, col) > 0.0);',
    },
    [...matrices, slopes],
  );
  const dAlpha = columnSums(
    gpu,
    {
      name: 'PreluSlopeGrad',
      inputs: ['x', 'dy'],
      text: 'float term = getDy(row, col) * min(getX(row, col), 0.0);',
    },
    matrices,
    rows,
    columns,
  );
  gpu.release(...matrices, slopes);
  return [shaped(dx, x.shape), shaped(dAlpha, alpha.shape)];
};
