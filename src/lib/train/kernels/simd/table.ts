/** Every SIMD kernel by the name under which tfjs knows it. */
import {
  adamKernel,
  batchNormGradKernel,
  batchNormKernel,
  denseGradKernel,
  denseKernel,
  preluGradKernel,
  sgdKernel,
} from '../names';
import { adam } from './adam';
import { batchNorm, batchNormGrad } from './batch-norm';
import { conv } from './conv';
import { convFilterGrad, convInputGrad } from './conv-grad';
import { dense, denseGrad } from './dense';
import { gatherRows } from './gather-rows';
import type { MakeSimdKernel } from './kernel';
import { matMul } from './mat-mul';
import { avgPoolGrad, maxPool, maxPoolGrad } from './pool';
import { prelu, preluGrad } from './prelu';
import { sgd } from './sgd';
import { sumLeading } from './sum-leading';

export const simdKernels: Readonly<Record<string, MakeSimdKernel>> = {
  BatchMatMul: matMul,
  _FusedMatMul: matMul,
  Conv2D: conv,
  FusedConv2D: conv,
  Conv2DBackpropFilter: convFilterGrad,
  Conv2DBackpropInput: convInputGrad,
  AvgPoolGrad: avgPoolGrad,
  GatherV2: gatherRows,
  MaxPool: maxPool,
  MaxPoolGrad: maxPoolGrad,
  Prelu: prelu,
  Sum: sumLeading,
  [adamKernel]: adam,
  [batchNormKernel]: batchNorm,
  [batchNormGradKernel]: batchNormGrad,
  [denseKernel]: dense,
  [denseGradKernel]: denseGrad,
  [preluGradKernel]: preluGrad,
  [sgdKernel]: sgd,
};
