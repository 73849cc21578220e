import type { Snippet } from '../snippet';

export const modifiedSoftmax: Snippet = {
  loss: 'modified-softmax',
  functionName: 'modified_softmax_loss',
  frame: 'feature-norm',
  parameters: [],
  target: null,
};
