import { arcLines, type Snippet } from '../snippet';

export const arcface: Snippet = {
  loss: 'arcface',
  functionName: 'arcface_loss',
  frame: 'unit',
  parameters: ['s', 'm'],
  target: arcLines,
};
