/**
 * The tfjs kernels that training uses, the same on every graphics backend: all of them would add a third to a chunk.
 */
import { getKernel, registerKernel, type KernelConfig } from '@tensorflow/tfjs-core';

const trainingKernels = [
  'Abs',
  'Add',
  'AddN',
  'Atan2',
  'BatchMatMul',
  'Cast',
  'ClipByValue',
  'Concat',
  'Conv2D',
  'Conv2DBackpropFilter',
  'Conv2DBackpropInput',
  'Cos',
  'Equal',
  'Exp',
  'ExpandDims',
  'Fill',
  'Floor',
  'FusedConv2D',
  'GatherV2',
  'Greater',
  'GreaterEqual',
  'Identity',
  'Less',
  'LessEqual',
  'Log',
  'LogicalAnd',
  'Max',
  'MaxPool',
  'MaxPoolGrad',
  'Maximum',
  'Mean',
  'Minimum',
  'Multiply',
  'Neg',
  'NotEqual',
  'OnesLike',
  'Pack',
  'Prelu',
  'RealDiv',
  'Relu',
  'Reshape',
  'Rsqrt',
  'Select',
  'Sin',
  'Slice',
  'Softmax',
  'Sqrt',
  'Square',
  'SquaredDifference',
  'Step',
  'Sub',
  'Sum',
  'Tile',
  'Transpose',
  'ZerosLike',
  '_FusedMatMul',
] as const;

/** Registers a backend's kernels of these names; what is registered already stays. */
export function registerTrainingKernels(
  backendName: string,
  configs: Readonly<Record<(typeof trainingKernels)[number], KernelConfig>>,
): void {
  for (const name of trainingKernels) {
    if (!getKernel(name, backendName)) registerKernel(configs[name]);
  }
}
