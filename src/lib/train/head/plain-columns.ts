/** The columns without a margin, all at once: z = s·cos θ, ‖x‖cos θ or W·x as a product of two matrices. */
import * as tf from '@tensorflow/tfjs-core';
import type { Convention } from '../../loss/convention';
import { subcentersOf, type ClassLossSpec, type LossSettings } from '../../loss/spec';
import { rowDot, throughUnit, type NormalizedRows } from './normalize-rows';
import { createWeightGroups } from './weight-groups';

export interface PlainColumns {
  /** Logits without margin and bias [N, C]. */
  readonly logits_nc: tf.Tensor2D;
  /** The same in units of the scale: cos θ where the loss has unit vectors [N, C]. */
  readonly cos_nc: tf.Tensor2D;
  /** s, or 1 where a norm takes its place. */
  readonly scale: number | tf.Tensor;
  /** How a floor on ‖x‖‖W‖ shortens cos θ [N, C·K]; null: not at all. */
  readonly shrink_nr: tf.Tensor2D | null;
  /** To the weight row that speaks for each class [N, C·K], from values of each class [N, C]. */
  toRows(perClass_nc: tf.Tensor2D): tf.Tensor2D;
  /** Gradients from ∂L/∂z [N, C]. */
  backward(gradLogits_nc: tf.Tensor2D): { gradX_nd: tf.Tensor2D; gradW_cd: tf.Tensor2D };
}

export function createPlainColumns(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  embeddings_nd: tf.Tensor2D,
  weights_cd: tf.Tensor2D,
  x: () => NormalizedRows,
  w: () => NormalizedRows,
  scale: number | tf.Tensor,
): PlainColumns {
  const left = leftFactor(spec, embeddings_nd, x, convention);
  const right_cd = spec.scale === 'norms' ? weights_cd : w().unit;
  const product_nr: tf.Tensor2D = tf.matMul(left.value_nd, right_cd, false, true);
  const shrink_nr = spec.scale === 's' ? productFloor(convention, x(), w()) : null;
  const cos_nr = shrink_nr ? tf.mul<tf.Tensor2D>(product_nr, shrink_nr) : product_nr;
  const { spoken, toRows } = createWeightGroups(cos_nr, subcentersOf(spec, settings));
  const cos_nc = spoken(cos_nr);
  const clamp = spec.scale === 's' && convention.cosClamp?.columns === 'every' ? convention.cosClamp : null;
  const shape_nc = clamp ? tf.clipByValue(cos_nc, clamp.inset - 1, 1 - clamp.inset) : cos_nc;

  return {
    logits_nc: scale === 1 ? shape_nc : tf.mul<tf.Tensor2D>(shape_nc, scale),
    cos_nc: shape_nc,
    scale,
    shrink_nr,
    toRows,
    backward(gradLogits_nc) {
      let grad_nc = scale === 1 ? gradLogits_nc : tf.mul<tf.Tensor2D>(gradLogits_nc, scale);
      if (clamp && convention.gradient !== 'straight-through') {
        grad_nc = tf.mul<tf.Tensor2D>(grad_nc, tf.sub(1, tf.step(tf.sub(tf.abs(cos_nc), 1 - clamp.inset))));
      }
      let grad_nr = toRows(grad_nc);
      if (shrink_nr) grad_nr = tf.mul<tf.Tensor2D>(grad_nr, shrink_nr);
      const gradLeft_nd: tf.Tensor2D = tf.matMul(grad_nr, right_cd);
      const gradRight_cd: tf.Tensor2D = tf.matMul(grad_nr, left.value_nd, true, false);
      // A pair whose norms are held by the floor is not projected.
      const radial_nr = shrink_nr
        ? tf.mul(tf.mul(grad_nr, product_nr), tf.sub(1, tf.step(tf.sub(1, shrink_nr))))
        : null;
      const gradX_nd = left.backward(
        gradLeft_nd,
        radial_nr ? tf.sum<tf.Tensor2D>(radial_nr, 1, true) : undefined,
      );
      const isHard = convention.weightGradient === 'hard' || convention.gradient === 'sphereface-authors';
      if (spec.scale === 'norms' || isHard) return { gradX_nd, gradW_cd: gradRight_cd };
      const alongW = radial_nr ? (tf.reshape(tf.sum(radial_nr, 0), [-1, 1]) as tf.Tensor2D) : undefined;
      return { gradX_nd, gradW_cd: throughUnit(w(), gradRight_cd, alongW) };
    },
  };
}

/** What the weights are multiplied with: x̂, or ‖x‖x̂, which is x itself unless a floor holds its divisor. */
function leftFactor(
  spec: ClassLossSpec,
  embeddings_nd: tf.Tensor2D,
  x: () => NormalizedRows,
  { normalization: { rule } }: Convention,
): { value_nd: tf.Tensor2D; backward(grad_nd: tf.Tensor2D, along?: tf.Tensor2D): tf.Tensor2D } {
  if (spec.scale === 's') {
    const rows = x();
    return { value_nd: rows.unit, backward: (grad_nd, along) => throughUnit(rows, grad_nd, along) };
  }
  if (spec.scale === 'norms' || (rule !== 'floor' && rule !== 'square-floor')) {
    return { value_nd: embeddings_nd, backward: (grad_nd) => grad_nd };
  }
  const rows = x();
  const ratio = tf.mul(rows.norm(), rows.inverse);
  const ratioOrOne = tf.add(rows.projects!, tf.mul(tf.sub(1, rows.projects!), ratio));
  return {
    value_nd: tf.mul(embeddings_nd, ratioOrOne),
    backward(grad_nd) {
      const radial = tf.mul(tf.mul(rowDot(grad_nd, rows.unit), tf.sub(1, rows.projects!)), rows.direction());
      return tf.add(tf.mul(grad_nd, ratioOrOne), radial);
    },
  };
}

/** min(1, ‖x‖‖W‖/ε) [N, C·K] where a convention floors the product of the norms; null elsewhere. */
function productFloor(convention: Convention, x: NormalizedRows, w: NormalizedRows): tf.Tensor2D | null {
  const { rule, epsilon } = convention.normalization;
  if (rule !== 'product-floor') return null;
  return tf.minimum(1, tf.mul(tf.matMul(x.norm(), w.norm(), false, true), 1 / epsilon));
}
