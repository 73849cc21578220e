/**
 * A recording as a file, version 1 (docs/runs.md): a prelude that tells at once whether the file is ours, whole and
 * unharmed, then gzip. Whatever bytes come in, reading either gives a recording or a RecordingError.
 */
import { gunzipExactly } from '../data/gunzip';
import { foldedDifference, PlaneReader, PlaneWriter, unfoldedValue } from './byte-planes';
import { crc32 } from './crc32';
import { directionWords } from './direction-code';
import { Recording, type LossPoints, type StoredFrame, type StoredMoment } from './recording';
import { RecordingError } from './recording-error';
import {
  headerFloats,
  limits,
  parseRecordingInfo,
  recordedFrameBytes,
  type RecordingInfo,
} from './recording-info';

export const recordingVersion = 1;
/** Ends in a line feed, which a transfer as text would change. */
const magic = new TextEncoder().encode('MARGRUN\n');
const preludeBytes = 24;
/** No gzip file unpacks to more. */
const gzipRatio = 1032;

const misfit = (what: string, cause?: unknown): RecordingError =>
  new RecordingError('misfit', `The run's ${what} does not fit what it says of itself.`, { cause });

/** The file of a recording. `gzip` packs bytes; by default by the platform's stream. */
export async function encodeRecording(
  recording: Recording,
  gzip: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array> = gzipStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const { info, moments, labels_n, losses } = recording;
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

  const file = new Uint8Array(preludeBytes + packed.length);
  file.set(magic);
  file.set(packed, preludeBytes);
  const prelude = new DataView(file.buffer);
  prelude.setUint32(8, recordingVersion, true);
  prelude.setUint32(16, packed.length, true);
  prelude.setUint32(20, body.length, true);
  prelude.setUint32(12, crc32(file.subarray(16)), true);
  return file;
}

/** The recording in a file. @throws RecordingError */
export async function decodeRecording(file: Uint8Array<ArrayBuffer>): Promise<Recording> {
  const { packed, bodyBytes } = readPrelude(file);
  let body: Uint8Array | null;
  try {
    body = await gunzipExactly(packed, bodyBytes);
  } catch (cause) {
    throw misfit('packing', cause);
  }
  if (!body) throw misfit('length');
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
  return recording;
}

/** Tells by the prelude alone what is wrong with a file. */
function readPrelude(file: Uint8Array<ArrayBuffer>): { packed: Uint8Array<ArrayBuffer>; bodyBytes: number } {
  if (magic.some((byte, i) => i < file.length && file[i] !== byte) || file.length === 0) {
    throw new RecordingError('not-ours', 'This file is not a recorded run.');
  }
  const cutShort = () => new RecordingError('cut-short', 'This recorded run ends before it should.');
  if (file.length < preludeBytes) throw cutShort();
  const prelude = new DataView(file.buffer, file.byteOffset, file.length);
  const version = prelude.getUint32(8, true);
  if (version !== recordingVersion) {
    throw new RecordingError(
      'version',
      `This recorded run is of version ${version}; this page reads version ${recordingVersion}.`,
    );
  }
  const packedBytes = prelude.getUint32(16, true);
  if (file.length < preludeBytes + packedBytes) throw cutShort();
  if (file.length > preludeBytes + packedBytes) throw misfit('length');
  if (crc32(file.subarray(16)) !== prelude.getUint32(12, true)) {
    throw new RecordingError('checksum', 'This recorded run was damaged on its way.');
  }
  const bodyBytes = prelude.getUint32(20, true);
  if (bodyBytes > limits.bytes || bodyBytes > gzipRatio * packedBytes) throw misfit('length');
  return { packed: file.subarray(preludeBytes), bodyBytes };
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
