/** What a network makes of the reader's own image: its angle to every class, and the class that wins. */
import { decide } from '../loss/decide';
import type { LossSpec } from '../loss/spec';
import type { Frame } from '../frame/layout';
import { nearestRival, sampleAngles } from '../viz/sample-angles';

export interface GuestReport {
  /** Angles to every class weight [C], radians. */
  readonly angleRad_c: Float32Array;
  /** By the loss's own rule. */
  readonly decided: number;
  /** The nearest class besides. */
  readonly next: number;
}

/** @param guest_d its embedding [d] by the network of `frame` */
export function guestReport(spec: LossSpec, frame: Frame, guest_d: Float32Array): GuestReport {
  const { dim, classes } = frame.shape;
  const angleRad_c = new Float32Array(classes);
  sampleAngles(
    { embeddings_nd: guest_d, weights_cd: frame.weights_cd, shape: { probes: 1, dim, classes } },
    angleRad_c,
  );
  const { weights_cd, bias_c } = frame;
  const [decided] = decide(spec, { embeddings_nd: guest_d, weights_cd, bias_c, dim, classes });
  return { angleRad_c, decided, next: nearestRival(angleRad_c, 0, classes, decided) };
}
