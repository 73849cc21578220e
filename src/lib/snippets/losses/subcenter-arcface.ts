import { arcLines, type TargetSnippet } from '../snippet';

export const subcenterArcface: TargetSnippet = {
  loss: 'subcenter-arcface',
  functionName: 'subcenter_arcface_loss',
  frame: 'subcenters',
  parameters: ['s', 'm', 'K'],
  target: arcLines,
};
