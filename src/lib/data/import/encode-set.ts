/**
 * Samples to the files of a dataset: the same bytes in a browser and in Node, for they depend on the samples and on the
 * version of fflate alone.
 */
import { gzipSync } from 'fflate';
import type { DatasetManifest, Samples, ShardEntry, SplitEntry } from '../dataset';
import { parseManifest } from '../manifest';
import { packSamples } from '../pack';
import { sliceSamples } from '../samples';

/** As much of the platform's cryptography as is used here. */
export type Digest = Pick<SubtleCrypto, 'digest'>;

export interface EncodedShard {
  /** Its name in the manifest. */
  readonly file: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface EncodedSet {
  readonly manifest: DatasetManifest;
  readonly shards: readonly EncodedShard[];
}

type Head = Omit<DatasetManifest, 'format' | 'version' | 'splits' | 'unseen'>;

interface Parts {
  readonly train: Samples;
  readonly probe: Samples;
  readonly unseen: { readonly classNames: readonly string[]; readonly samples: Samples } | null;
}

const perShard = 1_000;

/** @param onShard called before each shard is packed; it may wait, and it may throw to end the work */
export async function encodeSet(
  head: Head,
  { train, probe, unseen }: Parts,
  subtle: Digest,
  onShard: (done: number, total: number) => Promise<void>,
): Promise<EncodedSet> {
  const shards: EncodedShard[] = [];
  const total = [train, probe, ...(unseen ? [unseen.samples] : [])].reduce(
    (sum, { count }) => sum + Math.ceil(count / perShard),
    0,
  );
  const encode = async (samples: Samples): Promise<SplitEntry> => {
    const entries: ShardEntry[] = [];
    for (let from = 0; from < samples.count; from += perShard) {
      await onShard(shards.length, total);
      const part = sliceSamples(samples, from, Math.min(from + perShard, samples.count));
      // No time of day in the header: the same samples give the same file.
      const bytes = gzipSync(packSamples(part, head.bitsPerPixel), {
        level: 6,
        mtime: 0,
      }) as Uint8Array<ArrayBuffer>;
      const sha256 = Array.from(new Uint8Array(await subtle.digest('SHA-256', bytes)), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join('');
      const entry = { file: `${sha256.slice(0, 16)}.bin`, sha256, bytes: bytes.length, count: part.count };
      entries.push(entry);
      shards.push({ file: entry.file, bytes });
    }
    return { count: samples.count, shards: entries };
  };
  const manifest = parseManifest({
    format: 'marginalia-dataset',
    version: 1,
    ...head,
    splits: { train: await encode(train), probe: await encode(probe) },
    ...(unseen ? { unseen: { classNames: unseen.classNames, ...(await encode(unseen.samples)) } } : {}),
  });
  await onShard(total, total);
  return { manifest, shards };
}
