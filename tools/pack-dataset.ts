/**
 * Writes a dataset in the site's format: gzip shards named by their hash, and the manifest that names them.
 * Files that already stand there are left alone; shards that the new manifest does not name are removed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DatasetManifest, Samples, ShardEntry, SplitEntry } from '../src/lib/data/dataset';
import { parseManifest } from '../src/lib/data/manifest';
import { packSamples } from '../src/lib/data/pack';
import { sliceSamples } from '../src/lib/data/samples';

/** A shard's file: its bytes depend on the samples and the zlib version, on nothing else (no time, no name). */
export function makeShard(samples: Samples, bitsPerPixel: 4 | 8): { entry: ShardEntry; bytes: Uint8Array } {
  const bytes = gzipSync(packSamples(samples, bitsPerPixel), { level: 9 });
  // Byte 9 of the header names the operating system that packed; 255 is "unknown".
  bytes[9] = 255;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    entry: { file: `${sha256.slice(0, 16)}.bin`, sha256, bytes: bytes.length, count: samples.count },
    bytes,
  };
}

export type DatasetHead = Omit<DatasetManifest, 'format' | 'version' | 'splits' | 'unseen'>;

/** Identities that are never trained on, with names of their own. */
export interface Unseen {
  readonly classNames: readonly string[];
  readonly samples: Samples;
}

/** Packs both splits, and who is never trained on, into `folder`, `perShard` samples a shard, and returns the manifest it wrote there. */
export function writeDataset(
  folder: string,
  head: DatasetHead,
  splits: { readonly train: Samples; readonly probe: Samples },
  perShard: number,
  unseen?: Unseen,
): DatasetManifest {
  mkdirSync(folder, { recursive: true });
  const writeSplit = (samples: Samples): SplitEntry => {
    const shards: ShardEntry[] = [];
    for (let from = 0; from < samples.count; from += perShard) {
      const part = sliceSamples(samples, from, Math.min(from + perShard, samples.count));
      const { entry, bytes } = makeShard(part, head.bitsPerPixel);
      placeShard(folder, entry.file, bytes);
      shards.push(entry);
    }
    return { count: samples.count, shards };
  };
  const manifest = parseManifest({
    format: 'marginalia-dataset',
    version: 1,
    ...head,
    splits: { train: writeSplit(splits.train), probe: writeSplit(splits.probe) },
    ...(unseen ? { unseen: { classNames: unseen.classNames, ...writeSplit(unseen.samples) } } : {}),
  });
  placeManifest(folder, manifest);
  return manifest;
}

/** Writes files of a dataset that is packed already. */
export function placeDataset(
  folder: string,
  manifest: DatasetManifest,
  shards: readonly { readonly file: string; readonly bytes: Uint8Array }[],
): void {
  mkdirSync(folder, { recursive: true });
  for (const { file, bytes } of shards) placeShard(folder, file, bytes);
  placeManifest(folder, manifest);
}

/** A shard is named by its content, so one that stands there is the same. */
function placeShard(folder: string, file: string, bytes: Uint8Array): void {
  if (!existsSync(join(folder, file))) replaceFile(join(folder, file), bytes);
}

/** The manifest comes last: whoever finds one finds its shards too. Shards that it does not name are removed. */
function placeManifest(folder: string, manifest: DatasetManifest): void {
  replaceFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const named = new Set(
    [
      ...manifest.splits.train.shards,
      ...manifest.splits.probe.shards,
      ...(manifest.unseen?.shards ?? []),
    ].map(({ file }) => file),
  );
  for (const file of readdirSync(folder)) {
    if (/^[0-9a-f]{16}\.bin$/.test(file) && !named.has(file)) rmSync(join(folder, file));
  }
}

/** A reader sees the old file or the new one, never half of one. */
function replaceFile(path: string, content: string | Uint8Array): void {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}
