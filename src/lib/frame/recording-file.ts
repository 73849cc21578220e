/**
 * A recording as a file (docs/runs.md): a prelude that tells at once whether the file is ours, whole and unharmed, then
 * gzip; in version 2 a second gzip with the training's own copies. Whatever bytes come in, reading either gives a
 * recording or a RecordingError.
 */
import { gunzipExactly } from '../data/gunzip';
import { foldedDifference, PlaneReader, PlaneWriter, unfoldedValue } from './byte-planes';
import { crc32 } from './crc32';
import { directionWords } from './direction-code';
import { readTree, writeTree, type PlainTree } from './plain-tree';
import {
  Recording,
  type LossPoints,
  type StoredFrame,
  type StoredMoment,
  type StoredStand,
} from './recording';
import { RecordingError } from './recording-error';
import {
  headerFloats,
  limits,
  parseRecordingInfo,
  recordedFrameBytes,
  type RecordingInfo,
} from './recording-info';

/** Pictures alone; every page can read them. */
const pictureVersion = 1;
/** Pictures, and copies of the training to go on from. */
const standsVersion = 2;
/** Ends in a line feed, which a transfer as text would change. */
const magic = new TextEncoder().encode('MARGRUN\n');
const preludeBytes = 24;
/** Before the second gzip: its length, and the length that it unpacks to. */
const sectionBytes = 8;
/** No gzip file unpacks to more. */
const gzipRatio = 1032;

const misfit = (what: string, cause?: unknown): RecordingError =>
  new RecordingError('misfit', `The run's ${what} does not fit what it says of itself.`, { cause });

/** The file of a recording. `gzip` packs bytes; by default by the platform's stream. */
export async function encodeRecording(
  recording: Recording,
  gzip: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array> = gzipStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const { info, moments, labels_n, losses, stands } = recording;
  const description = new TextEncoder().encode(
    JSON.stringify({
      ...info,
      frames: moments.length,
      lossPoints: info.runs.map((_, run) => lossesOf(losses[run])),
    }),
  );
  const writer = new PlaneWriter();
  writer.planes([description.length], 4);
  writer.raw(description);
  writer.raw(labels_n);
  writer.planes(stepsApart(recording.steps), 4);
  info.runs.forEach((_, run) => writeRun(writer, info, moments, run, losses[run]));
  const body = writer.bytes;
  const packed = await gzip(body);

  const section = stands.length ? await encodeStands(stands, gzip) : new Uint8Array(0);

  const file = new Uint8Array(preludeBytes + packed.length + section.length);
  file.set(magic);
  file.set(packed, preludeBytes);
  file.set(section, preludeBytes + packed.length);
  const prelude = new DataView(file.buffer);
  prelude.setUint32(8, stands.length ? standsVersion : pictureVersion, true);
  prelude.setUint32(16, packed.length, true);
  prelude.setUint32(20, body.length, true);
  prelude.setUint32(12, crc32(file.subarray(16)), true);
  return file;
}

/** The recording in a file. @throws RecordingError */
export async function decodeRecording(file: Uint8Array<ArrayBuffer>): Promise<Recording> {
  const { packed, bodyBytes, section } = readPrelude(file);
  const body = await unpack(packed, bodyBytes);
  if (body.length < 4) throw misfit('length');
  const reader = new PlaneReader(body);
  const [descriptionBytes] = reader.planes(1, 4);
  if (descriptionBytes > body.length - 4) throw misfit('description');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(reader.raw(descriptionBytes)));
  } catch (cause) {
    throw misfit('description', cause);
  }
  const info = parseRecordingInfo(json);
  const { frames, lossPoints } = parseCounts(json as Record<string, unknown>, info);
  if (body.length !== 4 + descriptionBytes + contentBytes(info, frames, lossPoints)) throw misfit('length');

  const { probes, classes } = info.shape;
  const labels_n = reader.raw(probes);
  if (labels_n.some((label) => label >= classes)) throw misfit('labels');
  const recording = new Recording(info, labels_n);
  const steps = stepsFrom(reader.planes(frames, 4));
  const runs = info.runs.map((_, run) => readRun(reader, info, frames, run, lossPoints[run]));
  steps.forEach((step, index) => recording.push({ step, frames: runs.map((run) => run.frames[index]) }));
  recording.losses = runs.map((run) => run.losses);
  if (section) recording.stands = await decodeStands(section.packed, section.bodyBytes);
  return recording;
}

async function unpack(packed: Uint8Array<ArrayBuffer>, bodyBytes: number): Promise<Uint8Array> {
  let body: Uint8Array | null;
  try {
    body = await gunzipExactly(packed, bodyBytes);
  } catch (cause) {
    throw misfit('packing', cause);
  }
  if (!body) throw misfit('length');
  return body;
}

/** Length of the text, the text, and all floats in planes; the highest bytes pack best side by side. */
async function encodeStands(
  stands: readonly StoredStand[],
  gzip: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { text, floats } = writeTree(stands);
  const json = new TextEncoder().encode(text);
  const writer = new PlaneWriter();
  writer.planes([json.length], 4);
  writer.raw(json);
  writer.planes(bitsOf(floats), 4);
  const body = writer.bytes;
  const packed = await gzip(body);
  const section = new Uint8Array(sectionBytes + packed.length);
  const lengths = new DataView(section.buffer);
  lengths.setUint32(0, packed.length, true);
  lengths.setUint32(4, body.length, true);
  section.set(packed, sectionBytes);
  return section;
}

async function decodeStands(packed: Uint8Array<ArrayBuffer>, bodyBytes: number): Promise<StoredStand[]> {
  const body = await unpack(packed, bodyBytes);
  const reader = new PlaneReader(body);
  const [textBytes] = body.length < 4 ? [Infinity] : reader.planes(1, 4);
  const floatBytes = body.length - 4 - textBytes;
  if (!(floatBytes >= 0) || floatBytes % 4) throw misfit('copies');
  let tree: PlainTree;
  try {
    const text = new TextDecoder().decode(reader.raw(textBytes));
    tree = readTree(text, floatsOf(reader.planes(floatBytes / 4, 4)));
  } catch (cause) {
    throw misfit('copies', cause);
  }
  const isStand = (part: PlainTree): part is StoredStand =>
    typeof part === 'object' && part !== null && 'step' in part && Number.isInteger(part.step);
  if (!Array.isArray(tree)) throw misfit('copies');
  const stands = tree as readonly PlainTree[];
  if (!stands.every(isStand)) throw misfit('copies');
  if (stands.some(({ step }, i) => step < 0 || (i > 0 && step <= stands[i - 1].step))) throw misfit('copies');
  return [...stands];
}

/** Tells by the prelude alone what is wrong with a file. */
function readPrelude(file: Uint8Array<ArrayBuffer>): Packed & { section: Packed | null } {
  if (magic.some((byte, i) => i < file.length && file[i] !== byte) || file.length === 0) {
    throw new RecordingError('not-ours', 'This file is not a recorded run.');
  }
  const cutShort = () => new RecordingError('cut-short', 'This recorded run ends before it should.');
  if (file.length < preludeBytes) throw cutShort();
  const prelude = new DataView(file.buffer, file.byteOffset, file.length);
  const version = prelude.getUint32(8, true);
  if (version < pictureVersion || version > standsVersion) {
    throw new RecordingError(
      version < pictureVersion ? 'older' : 'newer',
      `This recorded run is of version ${version}; this page reads versions ${pictureVersion} and ${standsVersion}.`,
    );
  }
  const packedBytes = prelude.getUint32(16, true);
  const packedEnd = preludeBytes + packedBytes;
  const sectionStart = packedEnd + sectionBytes;
  const hasSection = version === standsVersion;
  if (file.length < (hasSection ? sectionStart : packedEnd)) throw cutShort();
  const end = hasSection ? sectionStart + prelude.getUint32(packedEnd, true) : packedEnd;
  if (file.length < end) throw cutShort();
  if (file.length > end) throw misfit('length');
  if (crc32(file.subarray(16)) !== prelude.getUint32(12, true)) {
    throw new RecordingError('checksum', 'This recorded run was damaged on its way.');
  }
  const part = (start: number, packedLength: number, bodyBytes: number): Packed => {
    if (bodyBytes > limits.bytes || bodyBytes > gzipRatio * packedLength) throw misfit('length');
    return { packed: file.subarray(start, start + packedLength), bodyBytes };
  };
  return {
    ...part(preludeBytes, packedBytes, prelude.getUint32(20, true)),
    section: hasSection
      ? part(sectionStart, end - sectionStart, prelude.getUint32(packedEnd + 4, true))
      : null,
  };
}

/** A stream of gzip, and the bytes that it is to unpack to. */
interface Packed {
  readonly packed: Uint8Array<ArrayBuffer>;
  readonly bodyBytes: number;
}

function parseCounts(
  json: Record<string, unknown>,
  info: RecordingInfo,
): { frames: number; lossPoints: number[] } {
  const { frames, lossPoints } = json;
  const isCount = (value: unknown, max: number): value is number =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max;
  if (!isCount(frames, limits.frames) || frames < 1) throw misfit('number of frames');
  if (!Array.isArray(lossPoints) || lossPoints.length !== info.runs.length) throw misfit('number of losses');
  if (!lossPoints.every((count) => isCount(count, limits.lossPoints))) throw misfit('number of losses');
  if (frames * recordedFrameBytes(info) > limits.bytes) throw misfit('size');
  return { frames, lossPoints: lossPoints as number[] };
}

/** Bytes after the description. */
function contentBytes({ runs, shape }: RecordingInfo, frames: number, lossPoints: readonly number[]): number {
  const { probes, dim, classes, subcenters = 1 } = shape;
  const perFrame = (norms: boolean) =>
    headerFloats * 4 +
    classes * (subcenters * dim + 1) * 3 +
    probes * 2 * (directionWords(dim) + Number(norms));
  return runs.reduce(
    (sum, { norms }, run) => sum + frames * perFrame(norms) + lossPoints[run] * 6,
    probes + frames * 4,
  );
}

function writeRun(
  writer: PlaneWriter,
  info: RecordingInfo,
  moments: readonly StoredMoment[],
  run: number,
  losses: LossPoints | undefined,
): void {
  const frames = moments.map((moment) => moment.frames[run]);
  writer.planes(
    inTime(
      frames.map(({ header }) => bitsOf(header)),
      2 ** 32,
    ),
    4,
  );
  for (const floats of [frames.map((frame) => frame.weights_cd), frames.map((frame) => frame.bias_c)]) {
    writer.planes(
      inTime(
        floats.map((values) => bitsOf(values).map((bits) => bits >>> 8)),
        2 ** 24,
      ),
      3,
    );
  }
  let before: StoredFrame | null = null;
  for (const frame of frames) {
    writer.planes(differences(frame.directions, before?.directions, info.directionLevels + 1), 2);
    if (frame.norms) writer.planes(differences(frame.norms, before?.norms, 2 ** 16), 2);
    before = frame;
  }
  const points = lossesOf(losses);
  writer.planes(stepsApart(Array.from({ length: points }, (_, i) => losses!.steps[i])), 4);
  // The upper half of a 32-bit float: eight bits of significand are more than a line chart shows.
  const upper = bitsOf(Float32Array.from({ length: points }, (_, i) => losses!.values[i]));
  writer.planes(
    upper.map((bits) => Math.min(0xffff, (bits + 0x8000) / 0x10000)),
    2,
  );
}

function readRun(
  reader: PlaneReader,
  info: RecordingInfo,
  frameCount: number,
  run: number,
  lossCount: number,
): { frames: StoredFrame[]; losses: LossPoints } {
  const { probes, dim, classes, subcenters = 1 } = info.shape;
  const floats = (each: number, width: number): Float32Array[] => {
    const all = fromTime(reader.planes(frameCount * each, width), frameCount, 256 ** width);
    return all.map((bits) => floatsOf(bits.map((value) => value << (32 - 8 * width))));
  };
  const headers = floats(headerFloats, 4);
  const weights = floats(classes * subcenters * dim, 3);
  const biases = floats(classes, 3);
  if (![...weights, ...biases].every((values) => values.every(Number.isFinite)))
    throw misfit('class weights');
  const frames: StoredFrame[] = [];
  for (let f = 0; f < frameCount; f++) {
    const before = frames.at(-1);
    const codes = (length: number, old: Uint16Array | null | undefined, modulus: number): Uint16Array => {
      const values = new Uint16Array(length);
      const folded = reader.planes(length, 2);
      for (let i = 0; i < length; i++) values[i] = unfoldedValue(folded[i], old ? old[i] : 0, modulus);
      return values;
    };
    frames.push({
      header: headers[f],
      weights_cd: weights[f],
      bias_c: biases[f],
      directions: codes(directionWords(dim) * probes, before?.directions, info.directionLevels + 1),
      norms: info.runs[run].norms ? codes(probes, before?.norms, 2 ** 16) : null,
    });
  }
  const steps = stepsFrom(reader.planes(lossCount, 4));
  const values = floatsOf(reader.planes(lossCount, 2).map((upper) => upper << 16));
  return { frames, losses: { steps, values } };
}

const lossesOf = (losses: LossPoints | undefined): number => losses?.steps.length ?? 0;

/** The bits of each float. */
const bitsOf = (floats: Float32Array): Uint32Array =>
  new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
const floatsOf = (bits: Uint32Array): Float32Array => new Float32Array(bits.buffer);

function differences(
  values: Uint16Array,
  before: Uint16Array | null | undefined,
  modulus: number,
): Uint16Array {
  return values.map((value, i) => foldedDifference(value, before?.[i] ?? 0, modulus));
}

/** Rows of equal length, one a frame, as differences in time: the first number of all frames, then the second. */
function inTime(rows: readonly Uint32Array[], modulus: number): Float64Array {
  const each = rows[0]?.length ?? 0;
  const folded = new Float64Array(rows.length * each);
  for (let i = 0, at = 0; i < each; i++) {
    for (let f = 0; f < rows.length; f++) {
      folded[at++] = foldedDifference(rows[f][i], f ? rows[f - 1][i] : 0, modulus);
    }
  }
  return folded;
}

function fromTime(folded: Uint32Array, rowCount: number, modulus: number): Uint32Array[] {
  const each = folded.length / rowCount;
  const rows = Array.from({ length: rowCount }, () => new Uint32Array(each));
  for (let i = 0, at = 0; i < each; i++) {
    for (let f = 0; f < rowCount; f++) {
      rows[f][i] = unfoldedValue(folded[at++], f ? rows[f - 1][i] : 0, modulus);
    }
  }
  return rows;
}

const stepsApart = (steps: readonly number[]): number[] =>
  steps.map((step, i) => step - (i ? steps[i - 1] : 0));

/** @throws RecordingError where steps do not ascend or are beyond counting. */
function stepsFrom(apart: Uint32Array): number[] {
  let step = 0;
  return Array.from(apart, (gap, i) => {
    if (i && gap === 0) throw misfit('order of steps');
    step += gap;
    if (step > 2 ** 31) throw misfit('order of steps');
    return step;
  });
}

async function gzipStream(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
