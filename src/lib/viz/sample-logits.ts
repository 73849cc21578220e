import type { Frame } from '../frame/layout';
import { crossEntropy } from '../loss/cross-entropy';
import { logisticLosses } from '../loss/logistic-losses';
import { otherLogitAt, raisesOthers } from '../loss/other-logit';
import { usedWeights } from '../loss/decide';
import { logitScaleOf, targetOf, type LossSettings, type LossSpec } from '../loss/spec';
import { targetLogitAt } from '../loss/target-logit';

/** The logits of one sample, as its loss sees them. */
export interface SampleLogits {
  /** Without a margin [C]; what the class is decided by. */
  readonly plain_c: Float64Array;
  /** Of the own class, with the margin. */
  readonly charged: number;
  /** As the loss sees them [C]: the own with the margin, the others as the loss makes them, a shared bias left out. */
  readonly seen_c: Float64Array;
  /** The loss of this sample alone, with the margin; NaN for a loss that judges samples by each other. */
  readonly loss: number;
}

/** A reader of logits for one frame: what all its samples share is worked out once. */
export function logitsOf(
  spec: LossSpec,
  settings: LossSettings,
  frame: Pick<Frame, 'embeddings_nd' | 'weights_cd' | 'bias_c' | 'targetRad_n' | 'shape'>,
): (n: number, label: number) => SampleLogits {
  const { dim, classes } = frame.shape;
  const used_cd = usedWeights(spec, frame.weights_cd, dim);
  const rows = used_cd.length / dim;
  const perClass = rows / classes;
  const raises = raisesOthers(spec, settings);
  const isScaled = logitScaleOf(spec) === 's';
  const hasBias = !isScaled;
  const weightNorm_r = Float64Array.from({ length: rows }, (_, r) =>
    Math.hypot(...used_cd.subarray(r * dim, (r + 1) * dim)),
  );
  const lossOf = (seen_c: Float64Array, label: number): number => {
    if (spec.kind === 'pairwise') return NaN;
    if (spec.kind === 'margin') return crossEntropy(seen_c, [label], classes).loss;
    const biased_c = seen_c.map((logit, c) => logit + frame.bias_c[c]);
    return logisticLosses(biased_c, [label], classes, spec.ownShare(settings), 1 / (settings.s as number))
      .loss;
  };
  return (n, label) => {
    const x_d = frame.embeddings_nd.subarray(n * dim, (n + 1) * dim);
    let square = 0;
    for (const value of x_d) square += value * value;
    const norm = Math.sqrt(square);
    // z = S(x)·(W·x̂) + b: with S = s the feature's norm is divided out, else it stays.
    const scale = isScaled ? ((settings.s as number | undefined) ?? 1) : norm;
    const stretch = norm > 0 ? scale / norm : 0;
    const plain_c = new Float64Array(classes);
    plain_c.fill(-Infinity);
    for (let r = 0; r < rows; r++) {
      const c = Math.floor(r / perClass);
      let dot = 0;
      for (let k = 0; k < dim; k++) dot += used_cd[r * dim + k] * x_d[k];
      plain_c[c] = Math.max(plain_c[c], stretch * dot + (hasBias ? frame.bias_c[c] : 0));
    }
    const charged = targetOf(spec)
      ? scale * weightNorm_r[label * perClass] * targetLogitAt(spec, settings, frame.targetRad_n[n]).psi +
        (hasBias ? frame.bias_c[label] : 0)
      : plain_c[label];
    const seen_c = plain_c.slice();
    if (raises) {
      for (let c = 0; c < classes; c++) {
        const cos = Math.max(-1, Math.min(1, plain_c[c] / scale));
        seen_c[c] = scale * otherLogitAt(spec, settings, Math.acos(cos));
      }
    }
    seen_c[label] = charged;
    return { plain_c, charged, seen_c, loss: lossOf(seen_c, label) };
  };
}
