import { psiLines, type TargetSnippet } from '../snippet';

export const aSoftmax: TargetSnippet = {
  loss: 'a-softmax',
  functionName: 'a_softmax_loss',
  frame: 'feature-norm',
  parameters: ['m', 'lambda'],
  target: psiLines,
};
