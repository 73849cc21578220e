import * as tf from '@tensorflow/tfjs-core';

/** Scalars read at once. Backends that compile have one program for it; stacks of any size would need one each. */
const groupSize = 8;

/** The values of scalars on the device, in order, by few reads. The scalars stay. */
export async function readScalars(scalars: readonly tf.Scalar[]): Promise<Float32Array> {
  const groups: tf.Tensor1D[] = [];
  for (let from = 0; from < scalars.length; from += groupSize) {
    const group = Array.from(
      { length: groupSize },
      (_, i) => scalars[from + i] ?? scalars[scalars.length - 1],
    );
    groups.push(tf.tidy(() => tf.stack(group)) as tf.Tensor1D);
  }
  const values = new Float32Array(scalars.length);
  try {
    const parts = await Promise.all(groups.map((group) => group.data()));
    parts.forEach((part, g) =>
      values.set(part.slice(0, Math.min(groupSize, scalars.length - g * groupSize)), g * groupSize),
    );
  } finally {
    tf.dispose(groups);
  }
  return values;
}
