import * as tf from '@tensorflow/tfjs-core';

/** Runs `work` while a flag of tfjs is set. */
export function withFlag(flag: string, work: () => void): void {
  tf.env().set(flag, true);
  try {
    work();
  } finally {
    tf.env().set(flag, false);
  }
}
