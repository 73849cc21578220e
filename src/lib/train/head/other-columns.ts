/**
 * The columns of the other classes where their logit is not s·cos θ: s·χ(θ) with the loss's own χ (SphereFace-R v2,
 * SphereFace2, filtered classes). All classes at once; the target's column is computed too and never read. For losses
 * of scale s and one weight a class.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Convention } from '../../loss/convention';
import type { LogitShape, LossSettings } from '../../loss/spec';
import type { NormalizedRows } from './normalize-rows';
import { once } from './once';
import type { PlainColumns } from './plain-columns';
import type { HeadGradients } from './target-column';
import { createTensorField } from './tensor-field';

/** Below this sin θ is 0, and so is the residual that it divides. */
const TINY_SIN = 1e-18;

export interface OtherColumns {
  readonly logits_nc: tf.Tensor2D;
  /** Gradients from ∂L/∂z [N, C], in which the targets' are 0. */
  backward(gradLogits_nc: tf.Tensor2D): HeadGradients;
}

export function createOtherColumns(
  shape: LogitShape,
  settings: LossSettings,
  convention: Convention,
  plain: PlainColumns,
  x: NormalizedRows,
  w: NormalizedRows,
): OtherColumns {
  const { cos_nc, scale } = plain;
  const [samples, classes] = cos_nc.shape;
  const dim = x.unit.shape[1];
  const spread = (perPair_nc: tf.Tensor) => tf.reshape(perPair_nc, [samples, classes, 1]);
  const x_n1d = tf.reshape(x.unit, [samples, 1, dim]);
  const w_1cd = tf.reshape(w.unit, [1, classes, dim]);
  const cos_nc1 = once(() => spread(cos_nc));
  /** ŵ − cos θ·x̂ [N, C, d], of length sin θ. */
  const residual = once(() => tf.sub(w_1cd, tf.mul(cos_nc1(), x_n1d)));
  const sin = once(() => {
    // 1 − cos² without its cancellation, see `loss/reference-column.ts`.
    let square = tf.sum(tf.square(residual()), 2);
    const ofW = w.projects && w.deficit();
    if (ofW) square = tf.add(square, tf.reshape(ofW, [1, classes]));
    const ofX = x.deficit();
    if (ofX) square = tf.add(square, tf.mul(tf.square(cos_nc), ofX));
    const { cosClamp } = convention;
    const least = cosClamp?.columns === 'every' ? Math.sqrt(cosClamp.inset * (2 - cosClamp.inset)) : 0;
    return tf.maximum(tf.sqrt(square), least);
  });
  const angle = {
    cos: cos_nc as tf.Tensor,
    get sin() {
      return sin();
    },
    thetaRad: () => tf.atan2(sin(), cos_nc),
  };
  const { psi, dPsiDCos, dPsiDTheta, isMask } = shapeAt();
  return {
    logits_nc: tf.mul(psi, scale),
    backward(gradLogits_nc) {
      const isStraight = convention.gradient === 'straight-through' && !isMask;
      const slope = isStraight ? 1 : dPsiDCos;
      if (slope !== undefined) {
        return plain.backward(slope === 1 ? gradLogits_nc : tf.mul(gradLogits_nc, slope));
      }
      // Where h′ = −(dψ/dθ)/sin θ has no limit at 0 and π, along the residuals.
      const slopes = tf.div(dPsiDTheta, tf.mul(tf.maximum(sin(), TINY_SIN), -1));
      const byCos = spread(tf.mul(tf.mul(gradLogits_nc, slopes), scale));
      const cosX = x.projects ? tf.mul(cos_nc1(), tf.reshape(x.projects, [samples, 1, 1])) : cos_nc1();
      const alongX = x.projects ? tf.sub(w_1cd, tf.mul(cosX, x_n1d)) : residual();
      const cosW = w.projects ? tf.mul(cos_nc1(), tf.reshape(w.projects, [1, classes, 1])) : cos_nc1();
      const isHard = convention.weightGradient === 'hard';
      const alongW = isHard ? x_n1d : tf.sub(x_n1d, tf.mul(cosW, w_1cd));
      const toUnitWeights_cd = tf.sum(tf.mul(byCos, alongW), 0) as tf.Tensor2D;
      return {
        gradX_nd: tf.mul(tf.sum(tf.mul(byCos, alongX), 1) as tf.Tensor2D, x.inverse),
        gradW_cd: isHard ? toUnitWeights_cd : tf.mul(toUnitWeights_cd, w.inverse),
      };
    },
  };

  function shapeAt() {
    const computed = shape(createTensorField(convention.tie), angle, settings);
    return {
      psi: computed.psi,
      dPsiDCos: computed.dPsiDCos,
      isMask: computed.isMask ?? false,
      get dPsiDTheta() {
        return computed.dPsiDTheta;
      },
    };
  }
}
