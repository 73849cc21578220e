/** The losses that articles are about; what is slow is tried with these at each commit, with all in the long tests. */
export const articleLosses: readonly string[] = [
  'softmax',
  'modified-softmax',
  'a-softmax',
  'cosface',
  'arcface',
];
