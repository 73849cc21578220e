import type { Snippet } from '../snippet';

export const normface: Snippet = {
  loss: 'normface',
  functionName: 'normface_loss',
  frame: 'unit',
  parameters: ['s'],
  target: null,
};
