/** Unknown JSON to a dataset manifest, or one sentence about the first thing that is wrong with it. */
import type { DatasetCard, DatasetManifest, Jitter, ShardEntry, SplitEntry, UnseenEntry } from './dataset';
import { DataUnavailableError } from './errors';

/** Labels are stored in one byte. */
const mostClasses = 256;
const cardFields = ['title', 'source', 'credit', 'licence', 'licenceUrl', 'processing', 'splits'] as const;
/** Older sets and readers' own may lack these. */
const optionalCardFields = ['consent', 'bias', 'notConclude'] as const;

/**
 * Checks every field that a reader relies on; unknown extra fields are dropped. `file` names the manifest in the
 * error. Throws a DataUnavailableError with code `format`.
 */
export function parseManifest(json: unknown, file = 'manifest.json'): DatasetManifest {
  const refuse = (sentence: string): never => {
    throw new DataUnavailableError('format', file, `${file} is not a usable dataset manifest: ${sentence}`);
  };
  const record = (value: unknown, name: string): Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : refuse(`${name} should be an object.`);
  const list = (value: unknown, name: string): unknown[] =>
    Array.isArray(value) ? value : refuse(`${name} should be a list.`);
  const text = (value: unknown, name: string): string =>
    typeof value === 'string' && value.trim() !== ''
      ? value
      : refuse(`${name} should be a text that is not empty.`);
  const whole = (value: unknown, name: string): number =>
    Number.isSafeInteger(value) && (value as number) > 0
      ? (value as number)
      : refuse(`${name} should be a whole number above 0.`);

  const shard = (value: unknown, name: string): ShardEntry => {
    const fields = record(value, name);
    const sha256 = text(fields.sha256, `${name}.sha256`);
    if (!/^[0-9a-f]{64}$/.test(sha256)) refuse(`${name}.sha256 should be 64 lower-case hex digits.`);
    // The name is derived, so a manifest cannot point a reader at another folder.
    if (fields.file !== `${sha256.slice(0, 16)}.bin`) {
      refuse(`${name}.file should be the first 16 digits of its sha256 and ".bin".`);
    }
    return {
      file: `${sha256.slice(0, 16)}.bin`,
      sha256,
      bytes: whole(fields.bytes, `${name}.bytes`),
      count: whole(fields.count, `${name}.count`),
    };
  };
  const split = (value: unknown, name: string): SplitEntry => {
    const fields = record(value, name);
    const count = whole(fields.count, `${name}.count`);
    const shards = list(fields.shards, `${name}.shards`).map((entry, i) =>
      shard(entry, `${name}.shards[${i}]`),
    );
    const inShards = shards.reduce((sum, entry) => sum + entry.count, 0);
    if (inShards !== count) refuse(`${name}.count is ${count}, yet its shards hold ${inShards}.`);
    return { count, shards };
  };

  const jitter = (value: unknown): Jitter => {
    const { mirror, shiftPx } = record(value, 'jitter');
    if (typeof mirror !== 'boolean') refuse('jitter.mirror should be true or false.');
    if (!Number.isInteger(shiftPx) || (shiftPx as number) < 0) {
      refuse('jitter.shiftPx should be a whole number of at least 0.');
    }
    return { mirror: mirror as boolean, shiftPx: shiftPx as number };
  };
  const unseen = (value: unknown): UnseenEntry => ({
    classNames: names(record(value, 'unseen').classNames, 'unseen.classNames'),
    ...split(value, 'unseen'),
  });

  const fields = record(json, 'the whole');
  if (fields.format !== 'marginalia-dataset') refuse('format should be "marginalia-dataset".');
  if (fields.version !== 1) refuse('version should be 1.');
  if (fields.bitsPerPixel !== 4 && fields.bitsPerPixel !== 8) refuse('bitsPerPixel should be 4 or 8.');
  const names = (value: unknown, name: string): string[] => {
    const all = list(value, name).map((entry, i) => text(entry, `${name}[${i}]`));
    if (all.length < 2 || all.length > mostClasses) {
      refuse(`${name} should hold 2 to ${mostClasses} names; it holds ${all.length}.`);
    }
    return all;
  };
  const classNames = names(fields.classNames, 'classNames');
  const splits = record(fields.splits, 'splits');
  const card = record(fields.card, 'card');
  return {
    format: 'marginalia-dataset',
    version: 1,
    name: text(fields.name, 'name'),
    width: whole(fields.width, 'width'),
    height: whole(fields.height, 'height'),
    bitsPerPixel: fields.bitsPerPixel as 4 | 8,
    classNames,
    ...(fields.jitter === undefined ? {} : { jitter: jitter(fields.jitter) }),
    splits: { train: split(splits.train, 'splits.train'), probe: split(splits.probe, 'splits.probe') },
    ...(fields.unseen === undefined ? {} : { unseen: unseen(fields.unseen) }),
    card: Object.fromEntries(
      [...cardFields, ...optionalCardFields.filter((key) => card[key] !== undefined)].map((key) => [
        key,
        text(card[key], `card.${key}`),
      ]),
    ) as unknown as DatasetCard,
  };
}
