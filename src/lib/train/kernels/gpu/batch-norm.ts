import type { TensorInfo } from '@tensorflow/tfjs-core';
import { columnSums } from './column-sums';
import { shaped, type Gpu, type GpuKernel } from './gpu';

/** What comes after the normalisation, as matrices [1, C], with the names by which programs read them. */
function tailOf(gpu: Gpu, inputs: Readonly<Record<string, TensorInfo | undefined>>, columns: number) {
  const names = ['scale', 'shift', 'slopes'].filter((name) => inputs[name]);
  return { names, matrices: names.map((name) => gpu.matrix(inputs[name]!, 1, columns)) };
}

/** `float linear`: the normal numbers, scaled and shifted where there is a scale. */
const linearOf = (names: readonly string[]): string =>
  names.includes('scale')
    ? 'float linear = normal * getScale(0, col) + getShift(0, col);'
    : 'float linear = normal;';

/** `MarginaliaBatchNorm`: [y, normal, inverse, mean, variance]. */
export const batchNorm: GpuKernel = (gpu, inputs, { epsilon }) => {
  const [rows, columns] = inputs.x.shape;
  const x = gpu.matrix(inputs.x, rows, columns);
  const tail = tailOf(gpu, inputs, columns);
  const perRow = [1 / rows];
  const mean = columnSums(
    gpu,
    { name: 'BatchMean', inputs: ['x'], text: 'float term = getX(row, col) * u0;' },
    [x],
    rows,
    columns,
    perRow,
  );
  const variance = columnSums(
    gpu,
    {
      name: 'BatchVariance',
      inputs: ['x', 'mean'],
      text: 'float away = getX(row, col) - getMean(0, col); float term = away * away * u0;',
    },
    [x, mean],
    rows,
    columns,
    perRow,
  );
  const inverse = gpu.cells(
    {
      name: 'BatchInverse',
      inputs: ['variance'],
      rows: 1,
      columns,
      text: 'float value = 1.0 / sqrt(getVariance(0, col) + u0);',
    },
    [variance],
    [epsilon as number],
  );
  const normal = gpu.cells(
    {
      name: 'BatchNormal',
      inputs: ['x', 'mean', 'root'],
      rows,
      columns,
      text: 'float value = (getX(row, col) - getMean(0, col)) * getRoot(0, col);',
    },
    [x, mean, inverse],
  );
  const y = gpu.cells(
    {
      name: 'BatchNormTail',
      inputs: ['normal', ...tail.names],
      rows,
      columns,
      text: `
        float normal = getNormal(row, col);
        ${linearOf(tail.names)}
        float value = ${tail.names.includes('slopes') ? 'linear * select(getSlopes(0, col), 1.0, linear > 0.0)' : 'linear'};`,
    },
    [normal, ...tail.matrices],
  );
  gpu.release(x, ...tail.matrices);
  return [y, normal, ...[inverse, mean, variance].map((row) => shaped(row, [columns]))];
};

/** `MarginaliaBatchNormGrad`: [dx, dScale, dShift, dSlopes?]. */
export const batchNormGrad: GpuKernel = (gpu, inputs) => {
  const [rows, columns] = inputs.normal.shape;
  const { names, matrices: tail } = tailOf(gpu, inputs, columns);
  const dy = gpu.matrix(inputs.dy, rows, columns);
  const normal = gpu.matrix(inputs.normal, rows, columns);
  const root = gpu.matrix(inputs.inverse, 1, columns);
  const linear = `float normal = getNormal(row, col); ${linearOf(names)}`;
  const hasSlopes = names.includes('slopes');
  // What flows into the scaled and shifted numbers.
  const dLinear = hasSlopes
    ? gpu.cells(
        {
          name: 'BatchTailGrad',
          inputs: ['dy', 'normal', ...names],
          rows,
          columns,
          text: `${linear} float value = getDy(row, col) * select(getSlopes(0, col), 1.0, linear > 0.0);`,
        },
        [dy, normal, ...tail],
      )
    : dy;
  const sums = (name: string, own: readonly string[], of: readonly TensorInfo[], text: string) =>
    columnSums(gpu, { name, inputs: own, text }, of, rows, columns);
  const dShift = sums('BatchShiftGrad', ['dLinear'], [dLinear], 'float term = getDLinear(row, col);');
  const dScale = sums(
    'BatchScaleGrad',
    ['dLinear', 'normal'],
    [dLinear, normal],
    'float term = getDLinear(row, col) * getNormal(row, col);',
  );
  // Without the slopes: WebGPU refuses an input that the text does not read.
  const affine = names.filter((name) => name !== 'slopes');
  const dSlopes = hasSlopes
    ? [
        sums(
          'BatchSlopeGrad',
          ['dy', 'normal', ...affine],
          [dy, normal, ...tail.slice(0, affine.length)],
          `${linear} float term = getDy(row, col) * min(linear, 0.0);`,
        ),
      ]
    : [];
  // dx = slope · (dz − mean(dz) − x̂·mean(dz·x̂))
  const scale = names.includes('scale') ? [tail[names.indexOf('scale')]] : [];
  const dx = gpu.cells(
    {
      name: 'BatchInputGrad',
      inputs: ['dLinear', 'normal', 'root', 'dScale', 'dShift', ...(scale.length ? ['scale'] : [])],
      rows,
      columns,
      text: `
        float even = (getDShift(0, col) + getNormal(row, col) * getDScale(0, col)) * u0;
        float value = (getDLinear(row, col) - even) * getRoot(0, col)${scale.length ? ' * getScale(0, col)' : ''};`,
    },
    [dLinear, normal, root, dScale, dShift, ...scale],
    [1 / rows],
  );
  gpu.release(...(hasSlopes ? [dLinear] : []), dy, normal, root, ...tail);
  return [dx, ...[dScale, dShift, ...dSlopes].map((row) => shaped(row, [columns]))];
};
