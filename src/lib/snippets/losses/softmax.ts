import type { TargetSnippet } from '../snippet';

export const softmax: TargetSnippet = {
  loss: 'softmax',
  functionName: 'softmax_loss',
  frame: 'raw',
  parameters: [],
  target: null,
};
