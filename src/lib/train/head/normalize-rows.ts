/** Dividing each row of a matrix by its norm under a rule, and the way back through it. */
import * as tf from '@tensorflow/tfjs-core';
import type { Convention } from '../../loss/convention';

export interface NormalizedRows {
  /** The rows as given [R, d]. */
  readonly raw: tf.Tensor2D;
  /** raw · inverse [R, d] */
  readonly unit: tf.Tensor2D;
  /** 1 / divisor of each row [R, 1] */
  readonly inverse: tf.Tensor2D;
  /** ‖raw‖ of each row [R, 1]; under `add` the divisor itself, so that norm · unit = raw. */
  norm(): tf.Tensor2D;
  /** ∂norm/∂raw [R, d] */
  direction(): tf.Tensor2D;
  /** 1 where the divisor grows with the norm, 0 where a floor holds it [R, 1]; null: 1 everywhere. */
  readonly projects: tf.Tensor2D | null;
  /** 1 − ‖unit‖² of each row [R, 1], without cancellation; null: 0 everywhere. */
  deficit(): tf.Tensor2D | null;
}

/** Keeps 1/√ finite in float32 where a rule has no ε of its own: a zero row stays zero. */
const TINY_SQUARE = 1e-37;

/** Each row of `raw` [R, d] divided by its norm; finite everywhere. */
export function normalizeRows(
  raw: tf.Tensor2D,
  { rule, epsilon }: Convention['normalization'],
): NormalizedRows {
  const square = tf.sum<tf.Tensor2D>(tf.square(raw), 1, true);
  if (rule === 'add') {
    const shifted = tf.add<tf.Tensor2D>(square, epsilon);
    const inverse = tf.rsqrt(shifted);
    const unit = tf.mul<tf.Tensor2D>(raw, inverse);
    return {
      raw,
      unit,
      inverse,
      norm: () => tf.sqrt(shifted),
      direction: () => unit,
      projects: null,
      deficit: () => tf.mul(tf.square(inverse), epsilon),
    };
  }
  const trueInverse = () => tf.rsqrt(tf.maximum<tf.Tensor2D>(square, TINY_SQUARE));
  const ofNorm = { norm: () => tf.sqrt(square), direction: () => tf.mul<tf.Tensor2D>(raw, trueInverse()) };
  if (rule === 'floor' || rule === 'square-floor') {
    const least = rule === 'floor' ? epsilon * epsilon : epsilon;
    const inverse = tf.rsqrt(tf.maximum<tf.Tensor2D>(square, least));
    const floored = tf.step<tf.Tensor2D>(tf.sub(least, square));
    return {
      raw,
      unit: tf.mul(raw, inverse),
      inverse,
      ...ofNorm,
      projects: tf.sub(1, floored),
      deficit: () => tf.mul(floored, tf.sub(1, tf.mul(square, tf.square(inverse)))),
    };
  }
  const inverse = trueInverse();
  return { raw, unit: tf.mul(raw, inverse), inverse, ...ofNorm, projects: null, deficit: () => null };
}

/** Σ a·b of each row [R, 1]. */
export const rowDot = (a: tf.Tensor, b: tf.Tensor): tf.Tensor2D => tf.sum<tf.Tensor2D>(tf.mul(a, b), 1, true);

/**
 * The gradient by the raw rows of what has gradient `gradUnit` [R, d] by the unit rows.
 *
 * @param along Σ gradUnit·unit of each row [R, 1], where a convention counts only part of it
 */
export function throughUnit(rows: NormalizedRows, gradUnit: tf.Tensor2D, along?: tf.Tensor2D): tf.Tensor2D {
  let radial = along ?? rowDot(gradUnit, rows.unit);
  if (rows.projects) radial = tf.mul(radial, rows.projects);
  return tf.mul(tf.sub(gradUnit, tf.mul(radial, rows.unit)), rows.inverse);
}
