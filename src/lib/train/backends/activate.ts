import * as tf from '@tensorflow/tfjs-core';
import type { BackendId } from '../protocol';

/** Makes `id` the present backend; its package must be imported before. Throws where it does not start. */
export async function activate(id: BackendId): Promise<void> {
  // tfjs announces on the console what it is; a page of figures has better uses for it.
  tf.env().set('PROD', true);
  if (!tf.engine().registryFactory[id]) throw new Error(`tfjs has no backend ${id} in this browser`);
  const started = await tf.setBackend(id);
  if (!started || tf.getBackend() !== id) throw new Error(`the ${id} backend did not start`);
}
