import type { Frame } from '../frame/layout';
import { crossEntropy } from '../loss/cross-entropy';
import { usedWeights } from '../loss/decide';
import { logitScaleOf, targetOf, type LossSettings, type LossSpec } from '../loss/spec';
import { targetLogitAt } from '../loss/target-logit';

/** The logits of one sample, as its loss sees them. */
export interface SampleLogits {
  /** Without a margin [C]; what the class is decided by. */
  readonly plain_c: Float64Array;
  /** Of the own class, with the margin. */
  readonly charged: number;
  /** Cross-entropy with the margin. */
  readonly loss: number;
}

/** A reader of logits for one frame: what all its samples share is worked out once. */
export function logitsOf(
  spec: LossSpec,
  settings: LossSettings,
  frame: Pick<Frame, 'embeddings_nd' | 'weights_cd' | 'bias_c' | 'targetRad_n' | 'shape'>,
): (n: number, label: number) => SampleLogits {
  const { dim, classes } = frame.shape;
  const used_cd = usedWeights(spec, frame.weights_cd, dim, classes);
  const isScaled = logitScaleOf(spec) === 's';
  const hasBias = !isScaled;
  const weightNorm_c = Float64Array.from({ length: classes }, (_, c) =>
    Math.hypot(...used_cd.subarray(c * dim, (c + 1) * dim)),
  );
  return (n, label) => {
    const x_d = frame.embeddings_nd.subarray(n * dim, (n + 1) * dim);
    let square = 0;
    for (const value of x_d) square += value * value;
    const norm = Math.sqrt(square);
    // z = S(x)·(W·x̂) + b: with S = s the feature's norm is divided out, else it stays.
    const scale = isScaled ? ((settings.s as number | undefined) ?? 1) : norm;
    const stretch = norm > 0 ? scale / norm : 0;
    const plain_c = new Float64Array(classes);
    for (let c = 0; c < classes; c++) {
      let dot = 0;
      for (let k = 0; k < dim; k++) dot += used_cd[c * dim + k] * x_d[k];
      plain_c[c] = stretch * dot + (hasBias ? frame.bias_c[c] : 0);
    }
    const charged = targetOf(spec)
      ? scale * weightNorm_c[label] * targetLogitAt(spec, settings, frame.targetRad_n[n]).psi +
        (hasBias ? frame.bias_c[label] : 0)
      : plain_c[label];
    const seen_c = plain_c.slice();
    seen_c[label] = charged;
    return { plain_c, charged, loss: crossEntropy(seen_c, [label], classes).loss };
  };
}
