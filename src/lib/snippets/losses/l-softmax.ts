import { psiLines, type TargetSnippet } from '../snippet';

export const lSoftmax: TargetSnippet = {
  loss: 'l-softmax',
  functionName: 'l_softmax_loss',
  frame: 'norms',
  parameters: ['m', 'lambda'],
  target: psiLines,
};
