/** All that is known of one sample at one moment: what the inspector shows and what views say of it. */
import { decide } from '../loss/decide';
import type { LossSettings, LossSpec } from '../loss/spec';
import type { Frame } from '../frame/layout';
import { chargedAngle, hasMargin } from '../viz/charged-angle';
import { nearestRival, sampleAngles } from '../viz/sample-angles';
import { logitsOf } from '../viz/sample-logits';

export interface SampleReport {
  readonly index: number;
  readonly own: number;
  readonly decided: number;
  /** Angles to every class [C], radians. */
  readonly angleRad_c: Float32Array;
  readonly thetaRad: number;
  /** The angle that the margin makes of θ; null without a margin. */
  readonly chargedRad: number | null;
  /** The nearest other class. */
  readonly rival: number;
  /** Logits without a margin [C]. */
  readonly logit_c: Float64Array;
  /** The own logit with the margin. */
  readonly chargedLogit: number;
  readonly loss: number;
  /** `refused`: won by its own class, but not once the margin is charged. */
  readonly kind: 'accepted' | 'refused' | 'strayed';
}

/** Null where the frame has no such sample. */
export function sampleReport(
  spec: LossSpec,
  settings: LossSettings,
  frame: Frame,
  labels_n: Uint8Array,
  index: number,
): SampleReport | null {
  const { probes, dim, classes } = frame.shape;
  if (!(index >= 0 && index < probes)) return null;
  const own = labels_n[index];
  const embeddings_nd = frame.embeddings_nd.subarray(index * dim, (index + 1) * dim);
  const angleRad_c = new Float32Array(classes);
  sampleAngles(
    { embeddings_nd, weights_cd: frame.weights_cd, shape: { probes: 1, dim, classes } },
    angleRad_c,
  );
  // An embedding of 0 has no direction; the loss sees it at a right angle to everything.
  if (embeddings_nd.every((value) => value === 0)) angleRad_c.fill(Math.PI / 2);
  const [decided] = decide(spec, {
    embeddings_nd,
    weights_cd: frame.weights_cd,
    bias_c: frame.bias_c,
    dim,
    classes,
  });
  const thetaRad = angleRad_c[own];
  const { plain_c, charged, seen_c, loss } = logitsOf(spec, settings, frame)(index, own);
  const isBeaten = seen_c.some((logit, c) => c !== own && logit > charged);
  return {
    index,
    own,
    decided,
    angleRad_c,
    thetaRad,
    chargedRad: hasMargin(spec, settings) ? chargedAngle(spec, settings, thetaRad) : null,
    rival: nearestRival(angleRad_c, 0, classes, own),
    logit_c: plain_c,
    chargedLogit: charged,
    loss,
    kind: decided !== own ? 'strayed' : isBeaten ? 'refused' : 'accepted',
  };
}

/**
 * The sample that shows a margin best: decided rightly, refused with the margin, and by the smallest amount of logit;
 * where there is none, the rightly decided one with the largest loss; −1 for a frame without such a sample.
 */
export function tellingSample(
  spec: LossSpec,
  settings: LossSettings,
  frame: Frame,
  labels_n: Uint8Array,
): number {
  const { probes, dim, classes } = frame.shape;
  const decided_n = decide(spec, { ...frame, dim, classes });
  const logits = logitsOf(spec, settings, frame);
  let best = -1;
  let least = Infinity;
  for (let n = 0; n < probes; n++) {
    if (decided_n[n] !== labels_n[n]) continue;
    const { seen_c, charged, loss } = logits(n, labels_n[n]);
    let rival = -Infinity;
    for (let c = 0; c < classes; c++) if (c !== labels_n[n]) rival = Math.max(rival, seen_c[c]);
    // Refused ones come before all others: those lie past a gap that no loss can bridge.
    const rank = rival > charged ? rival - charged : 1e6 - loss;
    if (rank >= least) continue;
    least = rank;
    best = n;
  }
  return best;
}
