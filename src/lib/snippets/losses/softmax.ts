import type { Snippet } from '../snippet';

export const softmax: Snippet = {
  loss: 'softmax',
  functionName: 'softmax_loss',
  frame: 'raw',
  parameters: [],
  target: null,
};
