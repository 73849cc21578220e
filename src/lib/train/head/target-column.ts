/** The target column of a loss with a margin: z_y = S·T·ψ(θ_y), and its gradients. All columns are [N, 1]. */
import * as tf from '@tensorflow/tfjs-core';
import type { Convention } from '../../loss/convention';
import type { LossSettings, ClassLossSpec, TargetAngle, TargetLogit } from '../../loss/spec';
import { rowDot, type NormalizedRows } from './normalize-rows';
import { once } from './once';
import type { PlainColumns } from './plain-columns';
import type { OtherColumns } from './other-columns';
import { createTensorField } from './tensor-field';

/** Below this sin θ is 0, and so is the residual that it divides. */
const TINY_SIN = 1e-18;

export interface HeadGradients {
  readonly gradX_nd: tf.Tensor2D;
  readonly gradW_cd: tf.Tensor2D;
}

export interface TargetColumn {
  /** z_y without bias [N, 1] */
  readonly logit: tf.Tensor2D;
  /** The gradients of all columns, from ∂L/∂z [N, C]. */
  backward(gradLogits_nc: tf.Tensor2D): HeadGradients;
}

/**
 * @param others_nc 0 in the target's column, 1 elsewhere [N, C]
 */
export function createTargetColumn(
  spec: ClassLossSpec,
  settings: LossSettings,
  convention: Convention,
  plain: PlainColumns,
  others: OtherColumns,
  x: NormalizedRows,
  w: NormalizedRows,
  oneHot_nc: tf.Tensor2D,
  others_nc: tf.Tensor2D,
): TargetColumn {
  // The row of the own class's weight, of several the one that speaks.
  const ownRow_nr = plain.toRows(oneHot_nc);
  const ofTarget = (perRow: tf.Tensor2D): tf.Tensor2D => tf.matMul(ownRow_nr, perRow);
  const toClasses = (perSample: tf.Tensor2D): tf.Tensor2D => tf.matMul(ownRow_nr, perSample, true, false);

  // How far a floor on ‖x‖‖W‖ shortens cos θ_y; null: not at all.
  const { rule, epsilon } = convention.normalization;
  const isShifted = rule === 'product-add' || rule === 'product-shift';
  const shrink = isShifted ? shiftedShrink() : plain.shrink_nr && rowDot(plain.shrink_nr, ownRow_nr);
  const wy_nd = ofTarget(w.unit);
  const product = rowDot(x.unit, wy_nd);
  const rawCos = shrink ? tf.mul<tf.Tensor2D>(product, shrink) : product;
  const bound = convention.cosClamp ? 1 - convention.cosClamp.inset : 1;
  const cos = convention.cosClamp ? tf.clipByValue(rawCos, -bound, bound) : rawCos;
  /** n·∂cos θ/∂x̂: along the sphere away from x̂ towards the weight, of length sin θ. */
  const residual_nd = once(() => tf.sub<tf.Tensor2D>(wy_nd, tf.mul(product, x.unit)));

  const sin = once(() => {
    // 1 − cos² without its cancellation, see `loss/reference-column.ts`. Under `add` a weight's own deficit is below float32.
    let square = rowDot(residual_nd(), residual_nd());
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
  const targetAt = (of: LossSettings): TargetLogit<tf.Tensor> =>
    spec.target!(createTensorField(convention.tie), angle, of);
  const target = targetAt(settings);
  const { psi } = target;

  const scaleX = once((): tf.Tensor | number => (spec.scale === 's' ? plain.scale : x.norm()));
  const scaleWy = once((): tf.Tensor2D | number =>
    spec.scale === 'norms' ? ofTarget(tf.div<tf.Tensor2D>(1, w.inverse)) : 1,
  );

  const logit = times(times(psi, scaleX()), scaleWy()) as tf.Tensor2D;
  return {
    // Caffe's scale has the ε too.
    logit: rule === 'product-shift' ? tf.div(logit, shrink!) : logit,
    backward(gradLogits_nc) {
      const gradTarget = rowDot(gradLogits_nc, oneHot_nc);
      if (convention.gradient === 'sphereface-authors') return authorsBackward(gradLogits_nc, gradTarget);
      if (convention.gradient === 'straight-through') return slopedBackward(gradLogits_nc, gradTarget, 1);
      if (target.dPsiDCos === undefined && convention.throughAcos)
        return slopedBackward(gradLogits_nc, gradTarget, slopeThroughAcos());
      if (target.dPsiDCos === undefined) return tangentBackward(gradLogits_nc, gradTarget);
      const slope = rule === 'product-add' ? tf.mul(shrink!, target.dPsiDCos) : target.dPsiDCos;
      return slopedBackward(gradLogits_nc, gradTarget, unlessClamped(slope));
    },
  };

  /** dψ/dcos = (dψ/dθ)·(−1/√(1 − cos²)), with the cosine as single precision has it. */
  function slopeThroughAcos(): tf.Tensor {
    const square = tf.sub(1, tf.square(tf.clipByValue(cos, -1, 1)));
    return tf.mul(target.dPsiDTheta, tf.div(-1, tf.sqrt(square)));
  }

  /** ‖x‖‖W_y‖/(‖x‖‖W_y‖ + ε) [N, 1] */
  function shiftedShrink(): tf.Tensor2D {
    const norms = tf.mul<tf.Tensor2D>(x.norm(), ofTarget(w.norm()));
    return tf.div(norms, tf.add(norms, epsilon));
  }

  /** 0 where the convention clamps cos θ, for there nothing flows back. */
  function unlessClamped(slope: tf.Tensor | number): tf.Tensor | number {
    if (!convention.cosClamp) return slope;
    return tf.mul(slope, tf.sub(1, tf.step(tf.sub(tf.abs(rawCos), bound))));
  }

  /**
   * With a finite slope h′ = dψ/dcos the target is one more plain column, of weight h′, and what its norms add:
   * d(S·T·ψ) = h′·d(S·T·cos θ) + (ψ − h′·cos θ)·d(S·T).
   */
  function slopedBackward(
    gradLogits_nc: tf.Tensor2D,
    gradTarget: tf.Tensor2D,
    slope: tf.Tensor | number,
  ): HeadGradients {
    if (others !== plain) {
      const ofTarget = plain.backward(tf.mul(oneHot_nc, times(gradTarget, slope)));
      return sumOf(ofTarget, others.backward(tf.mul(gradLogits_nc, others_nc)));
    }
    const change = slope === 1 ? null : tf.mul(gradTarget, tf.sub(slope, 1));
    const ofPlain = plain.backward(
      change ? tf.add<tf.Tensor2D>(gradLogits_nc, tf.mul(oneHot_nc, change)) : gradLogits_nc,
    );
    if (spec.scale === 's') return ofPlain;
    const radial = tf.mul(gradTarget, tf.sub(psi, times(rawCos, slope)));
    return withNorms(ofPlain, radial);
  }

  /** Adds `radial`·∂(S·T), where the loss keeps norms. */
  function withNorms({ gradX_nd, gradW_cd }: HeadGradients, radial: tf.Tensor): HeadGradients {
    return {
      gradX_nd: tf.add(gradX_nd, tf.mul(times(radial, scaleWy()), x.direction())),
      gradW_cd:
        spec.scale === 'norms'
          ? tf.add(gradW_cd, toClasses(tf.mul(times(radial, scaleX()), wy_nd)))
          : gradW_cd,
    };
  }

  /** Where h′ = −(dψ/dθ)/sin θ has no limit at 0 and π, apart from the other columns along the residual. */
  function tangentBackward(gradLogits_nc: tf.Tensor2D, gradTarget: tf.Tensor2D): HeadGradients {
    const ofOthers = others.backward(tf.mul(gradLogits_nc, others_nc));
    const slope = unlessClamped(tf.div(target.dPsiDTheta, tf.mul(tf.maximum(sin(), TINY_SIN), -1)));
    let byCos = times(tf.mul(gradTarget, slope), scaleX());
    if (shrink) byCos = tf.mul(byCos, shrink);
    const floor = shrink ? tf.sub(1, tf.step(tf.sub(1, shrink))) : 1;
    const productWhere = (projects: tf.Tensor | null) => times(times(product, projects ?? 1), floor);

    const tangentX_nd =
      x.projects || shrink ? tf.sub(wy_nd, tf.mul(productWhere(x.projects), x.unit)) : residual_nd();
    const gradX_nd = tf.add<tf.Tensor2D>(
      ofOthers.gradX_nd,
      tf.mul(tf.mul(times(byCos, scaleWy()), x.inverse), tangentX_nd),
    );
    const tangentW_nd =
      convention.weightGradient === 'hard'
        ? x.unit
        : tf.sub(x.unit, tf.mul(productWhere(w.projects && ofTarget(w.projects)), wy_nd));
    const toUnitWeights_cd = toClasses(tf.mul(byCos, tangentW_nd));
    // With raw weights T = ‖W‖ takes the divisor back.
    const keepsUnit = spec.scale === 'norms' || convention.weightGradient === 'hard';
    const gradW_cd = tf.add<tf.Tensor2D>(
      ofOthers.gradW_cd,
      keepsUnit ? toUnitWeights_cd : tf.mul(toUnitWeights_cd, w.inverse),
    );
    const gradients = { gradX_nd, gradW_cd };
    return spec.scale === 's' ? gradients : withNorms(gradients, tf.mul(gradTarget, psi));
  }

  /** SphereFace's Caffe layer (`authorsColumn` in `loss/reference.ts`). */
  function authorsBackward(gradLogits_nc: tf.Tensor2D, gradTarget: tf.Tensor2D): HeadGradients {
    const ofOthers = plain.backward(tf.mul(gradLogits_nc, others_nc));
    const lambda = settings.lambda as number;
    const pure = targetAt({ ...settings, lambda: 0 });
    const ofWeight = pure.dPsiDCos!;
    const ofFeature = tf.mul(tf.sub(pure.psi, times(cos, ofWeight)), x.inverse);
    const inverseLength = tf.rsqrt(tf.add(tf.square(ofWeight), tf.square(ofFeature)));
    const direction_nd = tf.mul(tf.add(tf.mul(ofWeight, wy_nd), tf.mul(ofFeature, x.raw)), inverseLength);
    const blended_nd = tf.div(tf.add(direction_nd, tf.mul(wy_nd, lambda)), 1 + lambda);
    return {
      gradX_nd: tf.add(ofOthers.gradX_nd, tf.mul(gradTarget, blended_nd)),
      gradW_cd: tf.add(ofOthers.gradW_cd, toClasses(tf.mul(gradTarget, x.raw))),
    };
  }
}

const sumOf = (a: HeadGradients, b: HeadGradients): HeadGradients => ({
  gradX_nd: tf.add(a.gradX_nd, b.gradX_nd),
  gradW_cd: tf.add(a.gradW_cd, b.gradW_cd),
});

/** a·b, where a factor of 1 costs no launch. */
function times(a: tf.Tensor, b: tf.Tensor | number): tf.Tensor {
  return b === 1 ? a : tf.mul(a, b);
}
