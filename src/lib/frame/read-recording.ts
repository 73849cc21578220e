/**
 * Reads a recording's file (docs/runs.md). Whatever bytes come in, reading them gives a recording or a RecordingError.
 */
import { gunzipExactly } from '../data/gunzip';
import { PlaneReader, unfoldedValue } from './byte-planes';
import { crc32 } from '../data/crc32';
import { directionWords } from './direction-code';
import { readTree, type PlainTree } from './plain-tree';
import { Recording, type LossPoints, type StoredFrame, type StoredStand } from './recording';
import { RecordingError } from './recording-error';
import { magic, pictureVersion, preludeBytes, sectionBytes, standsVersion } from './recording-format';
import {
  headerFloats,
  limits,
  parseRecordingInfo,
  recordedFrameBytes,
  type RecordingInfo,
} from './recording-info';

/** No gzip file unpacks to more. */
const gzipRatio = 1032;

const misfit = (what: string, cause?: unknown): RecordingError =>
  new RecordingError('misfit', `The run's ${what} does not fit what it says of itself.`, { cause });

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

const floatsOf = (bits: Uint32Array): Float32Array => new Float32Array(bits.buffer);

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
