/** How long features are. */
import type { Frame } from '../src/lib/frame/layout';
import { median } from '../src/lib/metric/class-angles';

/** The median length of a frame's embeddings, before a loss divides by it. */
export function medianNorm({ embeddings_nd, shape: { probes, dim } }: Frame): number {
  return median(
    Array.from({ length: probes }, (_, n) => Math.hypot(...embeddings_nd.subarray(n * dim, (n + 1) * dim))),
  );
}
