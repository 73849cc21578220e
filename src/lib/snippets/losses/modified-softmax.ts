import type { TargetSnippet } from '../snippet';

export const modifiedSoftmax: TargetSnippet = {
  loss: 'modified-softmax',
  functionName: 'modified_softmax_loss',
  frame: 'feature-norm',
  parameters: [],
  target: null,
};
