/** Fills a frame's statistics from its embeddings and weights: the one place where "accuracy" is defined. */
import { decide } from '../loss/decide';
import type { LossSpec } from '../loss/spec';
import { classSpread, median, targetAngles } from '../metric/class-angles';
import { writeSlot, type Frame } from './layout';

const degrees = 180 / Math.PI;

/**
 * Writes accuracy (the loss's own decision rule), cosineAccuracy (nearest class weight by angle), target angles
 * and class spread. `frame` holds embeddings, weights and bias already; `labels_n` are its probes' classes.
 */
export function measureFrame(frame: Frame, spec: LossSpec, labels_n: Uint8Array): void {
  const { embeddings_nd, weights_cd, bias_c, targetRad_n, shape } = frame;
  const { probes, dim, classes, subcenters } = shape;
  const ownRule = decide(spec, { embeddings_nd, weights_cd, bias_c, dim, classes });
  const byAngle = nearestByAngle(embeddings_nd, weights_cd, dim, classes);
  writeSlot(frame, 'accuracy', share(ownRule, labels_n, probes));
  writeSlot(frame, 'cosineAccuracy', share(byAngle, labels_n, probes));
  targetAngles(embeddings_nd, weights_cd, labels_n, dim, targetRad_n, subcenters);
  writeSlot(frame, 'targetDeg', median(targetRad_n) * degrees);
  const spread = classSpread(embeddings_nd, labels_n, dim, classes);
  writeSlot(frame, 'intraDeg', spread.intraRad * degrees);
  writeSlot(frame, 'interDeg', spread.interRad * degrees);
}

/** Class of the weight that makes the smallest angle with each embedding, [P]; a class may have several. */
export function nearestByAngle(
  embeddings_nd: ArrayLike<number>,
  weights_cd: ArrayLike<number>,
  dim: number,
  classes: number,
): Uint8Array {
  const rows = weights_cd.length / dim;
  const norms = Float64Array.from({ length: rows }, (_, r) => {
    let square = 0;
    for (let k = 0; k < dim; k++) square += weights_cd[r * dim + k] ** 2;
    return Math.sqrt(square);
  });
  const nearest = new Uint8Array(embeddings_nd.length / dim);
  for (let n = 0; n < nearest.length; n++) {
    let best = -Infinity;
    for (let r = 0; r < rows; r++) {
      let dot = 0;
      for (let k = 0; k < dim; k++) dot += embeddings_nd[n * dim + k] * weights_cd[r * dim + k];
      const cosine = dot / norms[r];
      if (cosine > best) {
        best = cosine;
        nearest[n] = Math.floor((r * classes) / rows);
      }
    }
  }
  return nearest;
}

function share(predicted: ArrayLike<number>, labels_n: Uint8Array, probes: number): number {
  let right = 0;
  for (let n = 0; n < probes; n++) if (predicted[n] === labels_n[n]) right++;
  return probes ? right / probes : NaN;
}

/** True where every embedding, weight and bias of the frame is a finite number. */
export function isFiniteFrame({ embeddings_nd, weights_cd, bias_c }: Frame): boolean {
  return [embeddings_nd, weights_cd, bias_c].every((numbers) => numbers.every(Number.isFinite));
}
