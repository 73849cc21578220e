import type { TargetSnippet } from '../snippet';

export const normface: TargetSnippet = {
  loss: 'normface',
  functionName: 'normface_loss',
  frame: 'unit',
  parameters: ['s'],
  target: null,
};
