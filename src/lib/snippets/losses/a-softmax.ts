import { psiLines, type Snippet } from '../snippet';

export const aSoftmax: Snippet = {
  loss: 'a-softmax',
  functionName: 'a_softmax_loss',
  frame: 'feature-norm',
  parameters: ['m', 'lambda'],
  target: psiLines,
};
