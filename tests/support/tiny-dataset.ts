/** A dataset small enough to train on within a test: coloured blobs of a few classes, as a server would hold it. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { DatasetManifest, Jitter, Samples, ShardEntry, SplitEntry } from '../../src/lib/data/dataset';
import { packSamples } from '../../src/lib/data/pack';
import { joinSamples } from '../../src/lib/data/samples';
import type { Fetch } from '../../src/lib/data/shard-reader';
import { createRng, type Rng } from '../../src/lib/math/rng';

export const side = 6;
export const classes = 4;

/** Each class brightens another quarter of the image, over noise. */
function blobs(count: number, rng: Rng): Samples {
  const labels = Uint8Array.from({ length: count }, () => rng.integer(classes));
  const pixels = new Uint8Array(count * side * side);
  pixels.forEach((_, at) => {
    const [n, place] = [Math.floor(at / side ** 2), at % side ** 2];
    const quarter = 2 * Number(Math.floor(place / side) >= side / 2) + Number(place % side >= side / 2);
    pixels[at] = rng.integer(150) + (quarter === labels[n] ? 100 : 0);
  });
  return { count, labels, pixels };
}

export interface TinyDataset {
  readonly url: string;
  readonly manifest: DatasetManifest;
  /** By address. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly train: Samples;
  readonly probe: Samples;
  /** Never trained on; none unless asked for. */
  readonly strangers: Samples;
}

const strangerNames = Array.from({ length: classes }, (_, c) => `stranger ${c}`);

/** Packs random samples into shards of the given counts. */
export function tinyDataset(
  seed = 1,
  trainCounts: readonly number[] = [40, 30, 26],
  probeCounts: readonly number[] = [13, 7],
  url = 'https://data.test/tiny/',
  { unseenCount = 0, jitter }: { readonly unseenCount?: number; readonly jitter?: Jitter } = {},
): TinyDataset {
  const rng = createRng(seed);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const pack = (parts: readonly Samples[]): SplitEntry => {
    const shards = parts.map((part): ShardEntry => {
      const bytes = Uint8Array.from(gzipSync(packSamples(part, 8)));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const file = `${sha256.slice(0, 16)}.bin`;
      files.set(url + file, bytes);
      return { file, sha256, bytes: bytes.length, count: part.count };
    });
    return { count: parts.reduce((sum, part) => sum + part.count, 0), shards };
  };
  const trainParts = trainCounts.map((count) => blobs(count, rng));
  const probeParts = probeCounts.map((count) => blobs(count, rng));
  const strangers = blobs(unseenCount, rng);
  const manifest: DatasetManifest = {
    format: 'marginalia-dataset',
    version: 1,
    name: 'tiny',
    width: side,
    height: side,
    bitsPerPixel: 8,
    classNames: Array.from({ length: classes }, (_, c) => `class ${c}`),
    splits: { train: pack(trainParts), probe: pack(probeParts) },
    ...(jitter ? { jitter } : {}),
    ...(unseenCount > 0 ? { unseen: { classNames: strangerNames, ...pack([strangers]) } } : {}),
    card: {
      title: 'Blobs',
      source: 'made',
      credit: 'nobody',
      licence: 'CC0-1.0',
      licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
      processing: 'none',
      splits: 'random',
    },
  };
  files.set(`${url}manifest.json`, new TextEncoder().encode(JSON.stringify(manifest)));
  return { url, manifest, files, train: joinSamples(trainParts), probe: joinSamples(probeParts), strangers };
}

/** How a server may fail: the file is gone, arrives with a wrong byte, or does not arrive until it is mended. */
export type Fault = 'missing' | 'damaged' | 'stalled';

/** Serves datasets from memory, and fails as told. */
export class MemoryServer {
  /** Addresses in the order in which they were asked for. */
  readonly requests: string[] = [];
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #faults = new Map<string, Fault>();
  readonly #stalled = new Map<string, (() => void)[]>();

  constructor(...datasets: TinyDataset[]) {
    for (const { files } of datasets) files.forEach((bytes, address) => this.#files.set(address, bytes));
  }

  fail(address: string, fault: Fault): void {
    this.#faults.set(address, fault);
  }

  mend(address: string): void {
    this.#faults.delete(address);
    this.#stalled.get(address)?.forEach((go) => go());
    this.#stalled.delete(address);
  }

  readonly fetch: Fetch = async (address, init) => {
    this.requests.push(address);
    if (this.#faults.get(address) === 'stalled') {
      await new Promise<void>((resolve, reject) => {
        this.#stalled.set(address, [...(this.#stalled.get(address) ?? []), resolve]);
        init?.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error));
      });
    }
    const fault = this.#faults.get(address);
    const bytes = this.#files.get(address);
    if (!bytes || fault === 'missing') return new Response(null, { status: 404 });
    if (fault !== 'damaged') return new Response(bytes);
    const damaged = Uint8Array.from(bytes);
    damaged[damaged.length >> 1] ^= 1;
    return new Response(damaged);
  };
}

/** Address of a split's shard number `index`. */
export function shardAddress(
  { url, manifest }: TinyDataset,
  split: keyof DatasetManifest['splits'],
  index: number,
): string {
  return url + manifest.splits[split].shards[index].file;
}
