import '@tensorflow/tfjs-backend-cpu';
import { activate } from './activate';
import type { LoadBackend } from './backend';

/** Plain JavaScript: slow, and everywhere. */
export const load: LoadBackend = async () => {
  await activate('cpu');
  return { id: 'cpu', isLost: () => false, isAsynchronous: false };
};
