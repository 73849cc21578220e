/** The target column of a loss with a margin: z_y = S·T·ψ(θ_y), and its gradients. All columns are [N, 1]. */
import * as tf from '@tensorflow/tfjs-core';
import type { Convention } from '../../loss/convention';
import type { LossSettings, MarginLossSpec, TargetAngle } from '../../loss/spec';
import { rowDot, type NormalizedRows } from './normalize-rows';
import { once } from './once';
import { createTensorField } from './tensor-field';

/** Below this sin θ is 0, and so is the residual that it divides. */
const TINY_SIN = 1e-18;

export interface TargetColumn {
  /** z_y without bias [N, 1] */
  readonly logit: tf.Tensor2D;
  /** The column's part of the gradients, from ∂L/∂z_y [N, 1]. */
  backward(gradLogit: tf.Tensor2D): { gradX_nd: tf.Tensor2D; gradW_cd: tf.Tensor2D };
}

/**
 * @param shrink the factor [N, 1] by which a floor on ‖x‖‖W‖ shortens cos θ_y; null: 1
 */
export function createTargetColumn(
  spec: MarginLossSpec,
  settings: LossSettings,
  convention: Convention,
  x: NormalizedRows,
  w: NormalizedRows,
  oneHot_nc: tf.Tensor2D,
  shrink: tf.Tensor2D | null,
): TargetColumn {
  const ofTarget = (perClass: tf.Tensor2D): tf.Tensor2D => tf.matMul(oneHot_nc, perClass);
  const toClasses = (perSample: tf.Tensor2D): tf.Tensor2D => tf.matMul(oneHot_nc, perSample, true, false);

  const wy_nd = ofTarget(w.unit);
  const product = rowDot(x.unit, wy_nd);
  const rawCos = shrink ? tf.mul<tf.Tensor2D>(product, shrink) : product;
  const bound = convention.cosClamp ? 1 - convention.cosClamp.inset : 1;
  const cos = convention.cosClamp ? tf.clipByValue(rawCos, -bound, bound) : rawCos;
  const residual_nd = tf.sub<tf.Tensor2D>(wy_nd, tf.mul(product, x.unit));

  const sin = once(() => {
    // 1 − cos² without its cancellation, see `loss/reference.ts`. Under `add` a weight's own deficit is below float32.
    let square = rowDot(residual_nd, residual_nd);
    if (w.projects) square = tf.add(square, ofTarget(w.deficit()!));
    const deficit = x.deficit();
    const missing = shrink ? tf.sub(tf.add(deficit ?? 0, 1), tf.square(shrink)) : deficit;
    if (missing) square = tf.add(square, tf.mul(tf.square(product), missing));
    const value = tf.sqrt(square);
    return convention.cosClamp ? tf.maximum<tf.Tensor2D>(value, Math.sqrt(1 - bound * bound)) : value;
  });
  const angle: TargetAngle<tf.Tensor> = {
    cos,
    get sin() {
      return sin();
    },
    thetaRad: () => tf.atan2(sin(), cos),
  };
  const field = createTensorField(convention.tie);
  const { psi, ...slopes } = lazily(spec.target!(field, angle, settings));

  const slopeByCos = (of: { dPsiDTheta(): tf.Tensor; dPsiDCos(): tf.Tensor | undefined }): tf.Tensor =>
    of.dPsiDCos() ?? tf.div(tf.neg(of.dPsiDTheta()), tf.maximum(sin(), TINY_SIN));

  /** h′, the derivative by cos θ that flows back: of ψ, or 1. */
  const flowingSlope = (): tf.Tensor | number => {
    if (convention.gradient === 'straight-through') return 1;
    const slope = slopeByCos(slopes);
    if (!convention.cosClamp) return slope;
    return tf.mul(slope, tf.sub(1, tf.step(tf.sub(tf.abs(rawCos), bound))));
  };

  const scaleX = (): tf.Tensor2D | number => (spec.scale === 's' ? (settings.s as number) : x.norm());
  const scaleWy = (): tf.Tensor2D | number =>
    spec.scale === 'norms' ? ofTarget(tf.div<tf.Tensor2D>(1, w.inverse)) : 1;

  return {
    logit: tf.mul<tf.Tensor2D>(tf.mul(psi, scaleX()), scaleWy()),

    backward(gradLogit) {
      if (convention.gradient === 'sphereface-authors') return authorsBackward(gradLogit);
      let byCos = tf.mul(tf.mul(gradLogit, flowingSlope()), scaleX());
      if (shrink) byCos = tf.mul(byCos, shrink);
      const floor = shrink ? tf.sub(1, tf.step(tf.sub(1, shrink))) : null;
      const cosWhere = (projects: tf.Tensor | null) => multiplyAll(product, [projects, floor]);

      const tangentX_nd =
        x.projects || floor ? tf.sub(wy_nd, tf.mul(cosWhere(x.projects), x.unit)) : residual_nd;
      let gradX_nd = tf.mul<tf.Tensor2D>(tf.mul(tf.mul(byCos, scaleWy()), x.inverse), tangentX_nd);
      if (spec.scale !== 's') {
        gradX_nd = tf.add(gradX_nd, tf.mul(tf.mul(tf.mul(gradLogit, psi), scaleWy()), x.direction()));
      }

      if (convention.weightGradient === 'hard')
        return { gradX_nd, gradW_cd: toClasses(tf.mul(byCos, x.unit)) };
      const tangentW_nd = tf.sub(x.unit, tf.mul(cosWhere(w.projects && ofTarget(w.projects)), wy_nd));
      let gradW_cd = toClasses(tf.mul(byCos, tangentW_nd));
      if (spec.scale !== 'norms') return { gradX_nd, gradW_cd: tf.mul(gradW_cd, w.inverse) };
      // T(W)/‖W‖ = 1, and the norm's own part.
      gradW_cd = tf.add(gradW_cd, toClasses(tf.mul(tf.mul(tf.mul(gradLogit, psi), scaleX()), wy_nd)));
      return { gradX_nd, gradW_cd };
    },
  };

  /** SphereFace's Caffe layer (`authorsColumn` in `loss/reference.ts`). */
  function authorsBackward(gradLogit: tf.Tensor2D): { gradX_nd: tf.Tensor2D; gradW_cd: tf.Tensor2D } {
    const lambda = settings.lambda as number;
    const pure = lazily(spec.target!(field, angle, { ...settings, lambda: 0 }));
    const ofWeight = slopeByCos(pure);
    const ofFeature = tf.mul(tf.sub(pure.psi, tf.mul(cos, ofWeight)), x.inverse);
    const inverseLength = tf.rsqrt(tf.add(tf.square(ofWeight), tf.square(ofFeature)));
    const renormalised_nd = tf.mul(tf.add(tf.mul(ofWeight, wy_nd), tf.mul(ofFeature, x.raw)), inverseLength);
    const blended_nd = tf.div(tf.add(renormalised_nd, tf.mul(wy_nd, lambda)), 1 + lambda);
    return { gradX_nd: tf.mul(gradLogit, blended_nd), gradW_cd: toClasses(tf.mul(gradLogit, x.raw)) };
  }
}

/** A target logit whose slopes are computed only when asked for, and once. */
function lazily(logit: { psi: tf.Tensor; dPsiDTheta: tf.Tensor; dPsiDCos?: tf.Tensor }) {
  return { psi: logit.psi, dPsiDTheta: once(() => logit.dPsiDTheta), dPsiDCos: once(() => logit.dPsiDCos) };
}

const multiplyAll = (first: tf.Tensor, factors: readonly (tf.Tensor | null)[]): tf.Tensor =>
  factors.reduce<tf.Tensor>((product, factor) => (factor ? tf.mul(product, factor) : product), first);
