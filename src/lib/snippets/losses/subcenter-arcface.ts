import { arcLines, type Snippet } from '../snippet';

export const subcenterArcface: Snippet = {
  loss: 'subcenter-arcface',
  functionName: 'subcenter_arcface_loss',
  frame: 'subcenters',
  parameters: ['s', 'm', 'K'],
  target: arcLines,
};
