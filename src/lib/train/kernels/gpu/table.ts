import {
  adamKernel,
  batchNormGradKernel,
  batchNormKernel,
  blendKernel,
  marginHeadKernel,
  preluGradKernel,
  sgdKernel,
} from '../names';
import { batchNorm, batchNormGrad } from './batch-norm';
import type { GpuKernel } from './gpu';
import { marginHead } from './margin-head';
import { preluGrad } from './prelu-grad';
import { adam, blend, sgd } from './updates';

/** Our kernels for graphics backends, by name. */
export const gpuKernels: Readonly<Record<string, GpuKernel>> = {
  [preluGradKernel]: preluGrad,
  [batchNormKernel]: batchNorm,
  [batchNormGradKernel]: batchNormGrad,
  [adamKernel]: adam,
  [sgdKernel]: sgd,
  [blendKernel]: blend,
  [marginHeadKernel]: marginHead,
};
