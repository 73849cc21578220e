/** A network's trainable tensors, created in one fixed order from one stream of random numbers. */
import * as tf from '@tensorflow/tfjs-core';
import type { Rng } from '../../math/rng';

export class Parameters {
  readonly variables: tf.Variable[] = [];
  readonly names: string[] = [];

  constructor(private readonly rng: Rng) {}

  /** Normal numbers of variance 2 / fanIn (He et al. 2015, eq. 10). */
  heNormal<R extends tf.Rank>(name: string, shape: tf.ShapeMap[R], fanIn: number): tf.Variable<R> {
    const deviation = Math.sqrt(2 / fanIn);
    const values = Float32Array.from(
      { length: tf.util.sizeFromShape(shape) },
      () => this.rng.gaussian() * deviation,
    );
    return this.given(name, values, shape);
  }

  /** The same number everywhere. */
  constant<R extends tf.Rank>(name: string, shape: tf.ShapeMap[R], value: number): tf.Variable<R> {
    return this.given(name, new Float32Array(tf.util.sizeFromShape(shape)).fill(value), shape);
  }

  /** Given numbers, row-major. */
  given<R extends tf.Rank>(name: string, values: Float32Array, shape: tf.ShapeMap[R]): tf.Variable<R> {
    const initial = tf.tensor(values, shape as number[]);
    const variable = tf.variable(initial) as tf.Variable<R>;
    initial.dispose();
    this.variables.push(variable as unknown as tf.Variable);
    this.names.push(name);
    return variable;
  }

  dispose(): void {
    tf.dispose(this.variables);
  }
}
