/**
 * The files of a zip archive, after PKWARE's APPNOTE: the directory at its end is read first, so that what the archive
 * claims is judged before anything is unpacked; each file is then unpacked when it is read, and never to more than
 * the directory says.
 */
import { crc32 } from '../crc32';
import { RefusedImage, ImportError } from './import-error';
import { inflateAtMost } from './inflate';
import { isPassedOver } from './paths';
import type { Refusals } from './refusals';
import type { RandomAccess, SourceFile } from './source-file';
import { decodePath, safePath } from './zip-path';

export interface ZipLimits {
  /** Of all files together, unpacked. */
  readonly bytes: number;
  readonly entries: number;
  /** Unpacked bytes for each packed one, judged once the archive unpacks to more than `ratioFromBytes`. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
}

export const zipLimits: ZipLimits = { bytes: 2 ** 31, entries: 100_000, ratio: 100, ratioFromBytes: 2 ** 26 };

const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const fileSignature = 0x04034b50;
/** The end record and the longest comment behind it. */
const mostEndBytes = 22 + 65_535;
const stored = 0;
const deflated = 8;

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly isLocked: boolean;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerAt: number;
}

/**
 * The files that may be read; folders and what is passed over are left out, and `refusals` hears of the rest. Throws
 * an ImportError where the archive cannot be read or would unpack to too much.
 */
export async function openZip(
  archive: RandomAccess,
  refusals: Refusals,
  limits: ZipLimits = zipLimits,
): Promise<SourceFile[]> {
  const entries = await readDirectory(archive, limits);
  checkSize(entries, archive.bytes, limits);
  const files: SourceFile[] = [];
  for (const entry of entries) {
    const path = safePath(entry.path);
    if (path === null) {
      refusals.add('climbs', printable(entry.path), 'was left out: its path leads out of the archive.');
    } else if (entry.path.endsWith('/') || isPassedOver(path)) {
      continue;
    } else if (entry.isLocked || (entry.method !== stored && entry.method !== deflated)) {
      const how = entry.isLocked ? 'it is locked by a password' : `it is packed by method ${entry.method}`;
      refusals.add('packing', path, `was left out: ${how}, which is not read. Pack it as a plain zip.`);
    } else {
      files.push({ path, bytes: entry.bytes, read: () => unpack(archive, entry) });
    }
  }
  return files;
}

const damaged = (what: string, options?: ErrorOptions): never => {
  throw new ImportError('zip', `${what} Pack or download it again.`, options);
};

async function readDirectory(archive: RandomAccess, limits: ZipLimits): Promise<Entry[]> {
  const endFrom = Math.max(0, archive.bytes - mostEndBytes);
  const end = await archive.read(endFrom, archive.bytes);
  const endView = new DataView(end.buffer, end.byteOffset, end.byteLength);
  let endAt = end.length - 22;
  while (endAt >= 0 && endView.getUint32(endAt, true) !== endSignature) endAt--;
  if (endAt < 0) damaged('This is not a whole zip archive: it does not end with a directory.');
  const count = endView.getUint16(endAt + 10, true);
  const directoryBytes = endView.getUint32(endAt + 12, true);
  const directoryAt = endView.getUint32(endAt + 16, true);
  if (count === 0xffff || directoryBytes === 0xffffffff || directoryAt === 0xffffffff) {
    damaged('This zip archive is written in the form for more than 4 GB, which is not read.');
  }
  if (count > limits.entries) {
    throw new ImportError(
      'zip-bomb',
      `This zip archive holds ${count} files; at most ${limits.entries} are read, so none was.`,
    );
  }
  if (directoryAt + directoryBytes > endFrom + endAt)
    damaged('This zip archive is damaged: its directory is cut.');
  const bytes = await archive.read(directoryAt, directoryAt + directoryBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Entry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directorySignature) {
      damaged('This zip archive is damaged: its directory ends too early.');
    }
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    );
    const entry: Entry = {
      path: decodePath(bytes.subarray(at + 46, at + 46 + nameBytes)),
      isLocked: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      headerAt: view.getUint32(at + 42, true),
    };
    if ([entry.packedBytes, entry.bytes, entry.headerAt].includes(0xffffffff)) {
      damaged('This zip archive is written in the form for more than 4 GB, which is not read.');
    }
    entries.push(entry);
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

/** What the directory claims is what can be unpacked at most, so judging the claim is enough. */
function checkSize(entries: readonly Entry[], archiveBytes: number, limits: ZipLimits): void {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const packedBytes = entries.reduce((sum, entry) => sum + entry.packedBytes, 0);
  const refuse = (why: string): never => {
    throw new ImportError('zip-bomb', `This zip archive ${why}, so nothing of it was read.`);
  };
  if (bytes > limits.bytes) {
    refuse(
      `would unpack to ${megabytes(bytes)} MB, more than the ${megabytes(limits.bytes)} MB that are allowed`,
    );
  }
  if (bytes > limits.ratioFromBytes && bytes > limits.ratio * archiveBytes) {
    refuse(
      `would unpack to ${Math.round(bytes / archiveBytes)} times its size, as no archive of photographs does`,
    );
  }
  // Files that share their packed bytes are how one small archive becomes many large files.
  if (packedBytes > archiveBytes) refuse('claims to hold more than it has room for');
}

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
/** Names from a stranger, as one short line. */
const printable = (path: string): string => path.replace(/\p{C}/gu, '�').slice(0, 120);

async function unpack(archive: RandomAccess, entry: Entry): Promise<Uint8Array<ArrayBuffer>> {
  const broken = (what: string, options?: ErrorOptions): never => {
    throw new RefusedImage('damaged', `is damaged in its archive: ${what}.`, options);
  };
  const header = await archive.read(entry.headerAt, entry.headerAt + 30);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (header.length < 30 || view.getUint32(0, true) !== fileSignature)
    broken('it is not where the directory says');
  const from = entry.headerAt + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const packed = await archive.read(from, from + entry.packedBytes);
  if (packed.length < entry.packedBytes) broken('the archive ends before it does');
  let bytes = packed;
  if (entry.method === deflated) {
    try {
      const inflated = inflateAtMost(packed, 'none', entry.bytes);
      if (inflated.isCut) broken('it unpacks to more than the directory says');
      bytes = inflated.bytes;
    } catch (cause) {
      if (cause instanceof RefusedImage) throw cause;
      broken('it cannot be unpacked', { cause });
    }
  }
  if (bytes.length !== entry.bytes || crc32(bytes) !== entry.crc) broken('its checksum does not fit');
  return bytes;
}
