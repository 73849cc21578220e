/** Classes with several weights each: of every class the row with the largest cosine speaks, the first of equal ones. */
import * as tf from '@tensorflow/tfjs-core';

export interface WeightGroups {
  /** Of each class the value of the row that speaks [N, C], from values of all rows [N, C·K]. */
  readonly spoken: (perRow_nr: tf.Tensor2D) => tf.Tensor2D;
  /** To the row that speaks, 0 to the others [N, C·K], from values of each class [N, C]. */
  readonly toRows: (perClass_nc: tf.Tensor2D) => tf.Tensor2D;
}

/** One weight a class: nothing to choose. */
const single: WeightGroups = { spoken: (values) => values, toRows: (values) => values };

/**
 * @param cos_nr cos θ of each sample and row, class-major [N, C·K]
 * @param rowsPerClass K
 */
export function createWeightGroups(cos_nr: tf.Tensor2D, rowsPerClass: number): WeightGroups {
  if (rowsPerClass === 1) return single;
  const [samples, rows] = cos_nr.shape;
  const classes = rows / rowsPerClass;
  const grouped = (values: tf.Tensor, extent: number) => tf.reshape(values, [samples, classes, extent]);
  const isSpeaking = tf.cast(
    tf.oneHot(tf.argMax(grouped(cos_nr, rowsPerClass), 2) as tf.Tensor2D, rowsPerClass),
    'float32',
  );
  return {
    spoken: (perRow_nr) => tf.sum(tf.mul(grouped(perRow_nr, rowsPerClass), isSpeaking), 2),
    toRows: (perClass_nc) => tf.reshape(tf.mul(grouped(perClass_nc, 1), isSpeaking), [samples, rows]),
  };
}
