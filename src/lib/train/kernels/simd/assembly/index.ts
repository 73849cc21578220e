/** What the module exports: one function a kernel, and the bytes of scratch that some of them need. */
export { adam } from './adam';
export { avgPoolGrad } from './avg-pool-grad';
export { batchNorm, batchNormGrad } from './batch-norm';
export { conv, convScratch } from './conv';
export { convFilterGrad, convFilterGradScratch } from './conv-filter-grad';
export { convInputGrad, convInputGradScratch } from './conv-input-grad';
export { gatherRows } from './gather-rows';
export { matMul, matMulScratch } from './mat-mul';
export { maxPool2 } from './max-pool';
export { maxPoolGrad } from './max-pool-grad';
export { prelu } from './prelu';
export { preluGrad } from './prelu-grad';
export { sgd } from './sgd';
export { sumLeading } from './sum-leading';
