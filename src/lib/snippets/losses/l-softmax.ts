import { psiLines, type Snippet } from '../snippet';

export const lSoftmax: Snippet = {
  loss: 'l-softmax',
  functionName: 'l_softmax_loss',
  frame: 'norms',
  parameters: ['m', 'lambda'],
  target: psiLines,
};
