/**
 * Networks that were trained and judged ahead, so that the lab opens on something: where each puts the people that it
 * never saw, as small whole numbers in text. `npm run verification -- --keep` writes them.
 */
import type { BackboneId, StrangerTemplates } from '../../train/protocol';
import type { Judged } from './bench';

/** Written as JSON. Embeddings are bytes in base64: for each image a direction, the images and then their mirror images. */
export interface KeptStrangers {
  /** The set, as the URL key `data` names it. */
  readonly data: string;
  readonly names: readonly string[];
  /** Index of each image's person [U]. */
  readonly labels: readonly number[];
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly networks: readonly {
    readonly loss: string;
    readonly seed: number;
    readonly dim: number;
    readonly net: string;
    readonly steps: number;
    readonly closedAccuracy: number;
    /** Largest magnitude of each row [2U], in whole thousandths of the largest of all. */
    readonly sizes: readonly number[];
    /** [2U, d] signed bytes: each row over its largest magnitude, times 127. */
    readonly rows: string;
  }[];
}

/** Embeddings [U, d] and those of mirror images, as they are kept: within half of a 127th of a row's largest number. */
export function keepRows(
  embeddings_nd: Float32Array,
  mirrored_nd: Float32Array,
  dim: number,
): { sizes: number[]; rows: string } {
  const all = Float32Array.of(...embeddings_nd, ...mirrored_nd);
  const count = all.length / dim;
  const largest = Array.from({ length: count }, (_, n) =>
    all.subarray(n * dim, (n + 1) * dim).reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  );
  const most = Math.max(...largest);
  const bytes = new Uint8Array(all.length);
  all.forEach((value, i) => {
    const row = largest[Math.floor(i / dim)];
    bytes[i] = row > 0 ? Math.round((value / row) * 127) & 255 : 0;
  });
  const sizes = largest.map((row) => Math.round((row / most) * 1000));
  return { sizes, rows: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
}

/** What was kept, as the bench judges it. The pictures are not in it: `pixels` are empty until they are fetched. */
export function judgedFrom(kept: KeptStrangers, datasetUrl: string): Judged[] {
  const labels_n = Uint8Array.from(kept.labels);
  const { names, imageWidth, imageHeight } = kept;
  return kept.networks.map(({ loss, seed, dim, net, steps, closedAccuracy, sizes, rows }) => {
    const bytes = atob(rows);
    const all = Float32Array.from({ length: bytes.length }, (_, i) => {
      const byte = bytes.charCodeAt(i);
      return ((byte > 127 ? byte - 256 : byte) * sizes[Math.floor(i / dim)]) / 1000;
    });
    const half = all.length / 2;
    const strangers: StrangerTemplates = {
      step: steps,
      labels_n,
      names,
      pixels: new Uint8Array(0),
      imageWidth,
      imageHeight,
      runs: [{ embeddings_nd: all.subarray(0, half), mirrored_nd: all.subarray(half) }],
    };
    return {
      job: { loss, seed, dim, net: net as BackboneId, steps, datasetUrl },
      closedAccuracy,
      strangers,
    };
  });
}
