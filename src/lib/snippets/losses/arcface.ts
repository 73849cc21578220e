import { arcLines, type TargetSnippet } from '../snippet';

export const arcface: TargetSnippet = {
  loss: 'arcface',
  functionName: 'arcface_loss',
  frame: 'unit',
  parameters: ['s', 'm'],
  target: arcLines,
};
