/**
 * Files of a dataset to samples: download, check of length and hash, gunzip, unpack. It runs in a page, a worker
 * and Node alike; the caller passes `fetch` and owns when to call again.
 */
import type { DatasetManifest, Samples, ShardEntry } from './dataset';
import { DataUnavailableError } from './errors';
import { gunzipExactly } from './gunzip';
import { parseManifest } from './manifest';
import { joinSamples } from './samples';
import { shardBytes } from './shard-layout';
import { unpackSamples } from './unpack';

/** As much of `fetch` as is used here. */
export type Fetch = (url: string, init?: { signal?: AbortSignal }) => Promise<Response>;

export interface ReadOptions {
  readonly fetch: Fetch;
  /** Aborting rejects with the signal's own reason, never with a DataUnavailableError. */
  readonly signal?: AbortSignal;
  /**
   * Where sha256 comes from; by default the platform's, which browsers offer in secure contexts only. Where it is
   * absent (a site over plain http on another host) the hash check is skipped: the length is still checked, and
   * gzip's own checksum still finds a byte that changed on the way.
   */
  readonly subtle?: Pick<SubtleCrypto, 'digest'>;
}

/** Reads and checks the manifest at an absolute URL. */
export async function readManifest(manifestUrl: string, options: ReadOptions): Promise<DatasetManifest> {
  const bytes = await download(manifestUrl, options);
  const file = fileName(manifestUrl);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new DataUnavailableError('format', file, `${file} is not JSON.`, { cause });
  }
  return parseManifest(json, file);
}

/** Reads one shard, which lies beside its manifest; `classNames` are those that its labels index into. */
export async function readShard(
  manifest: DatasetManifest,
  manifestUrl: string,
  entry: ShardEntry,
  options: ReadOptions,
  classNames: readonly string[] = manifest.classNames,
): Promise<Samples> {
  const { file } = entry;
  const bytes = await download(new URL(file, manifestUrl).href, options);
  await checkBytes(bytes, entry, 'subtle' in options ? options.subtle : globalThis.crypto?.subtle);
  const shape = {
    count: entry.count,
    pixelsPerImage: manifest.width * manifest.height,
    bitsPerPixel: manifest.bitsPerPixel,
  };
  const samples = unpackSamples(await gunzip(bytes, shardBytes(shape), file), shape);
  const classes = classNames.length;
  const stranger = samples.labels.find((label) => label >= classes);
  if (stranger !== undefined) {
    throw new DataUnavailableError(
      'format',
      file,
      `${file} holds the label ${stranger}; ${manifest.name} has ${classes} classes.`,
    );
  }
  options.signal?.throwIfAborted();
  return samples;
}

/** Reads a split shard by shard, in the manifest's order; each is downloaded when it is asked for. */
export async function* readSplit(
  manifest: DatasetManifest,
  manifestUrl: string,
  split: keyof DatasetManifest['splits'],
  options: ReadOptions,
): AsyncGenerator<Samples, void, undefined> {
  for (const entry of manifest.splits[split].shards)
    yield await readShard(manifest, manifestUrl, entry, options);
}

/** The samples of identities that are never trained on; null where the set has none. */
export async function readUnseen(
  manifest: DatasetManifest,
  manifestUrl: string,
  options: ReadOptions,
): Promise<Samples | null> {
  const { unseen } = manifest;
  if (!unseen) return null;
  const shards = unseen.shards.map((entry) =>
    readShard(manifest, manifestUrl, entry, options, unseen.classNames),
  );
  return joinSamples(await Promise.all(shards));
}

function fileName(url: string): string {
  return new URL(url).pathname.split('/').at(-1) || url;
}

async function download(url: string, { fetch, signal }: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const file = fileName(url);
  try {
    signal?.throwIfAborted();
    const response = await fetch(url, { signal });
    if (response.status === 404 || response.status === 410) {
      throw new DataUnavailableError('missing', file, `${file} is not on the server (${response.status}).`);
    }
    if (!response.ok) {
      throw new DataUnavailableError(
        'network',
        file,
        `${file} could not be read: the server answered ${response.status}.`,
      );
    }
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof DataUnavailableError) throw cause;
    throw new DataUnavailableError('network', file, `${file} could not be downloaded.`, { cause });
  }
}

async function checkBytes(
  bytes: Uint8Array<ArrayBuffer>,
  { file, bytes: expectedBytes, sha256 }: ShardEntry,
  subtle: ReadOptions['subtle'],
): Promise<void> {
  if (bytes.length !== expectedBytes) {
    throw new DataUnavailableError(
      'hash',
      file,
      `${file} has ${bytes.length} bytes; its manifest says ${expectedBytes}.`,
    );
  }
  if (!subtle) return;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== sha256)
    throw new DataUnavailableError('hash', file, `${file} is damaged: its hash is not the manifest's.`);
}

async function gunzip(
  bytes: Uint8Array<ArrayBuffer>,
  expectedBytes: number,
  file: string,
): Promise<Uint8Array> {
  let out: Uint8Array | null;
  try {
    out = await gunzipExactly(bytes, expectedBytes);
  } catch (cause) {
    throw new DataUnavailableError('format', file, `${file} is not a whole gzip file.`, { cause });
  }
  if (out) return out;
  throw new DataUnavailableError(
    'format',
    file,
    `${file} does not unpack to the ${expectedBytes} bytes that its manifest calls for.`,
  );
}
