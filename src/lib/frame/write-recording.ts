/** Writes a recording's file (docs/runs.md). */
import { foldedDifference, PlaneWriter } from './byte-planes';
import { crc32 } from '../data/crc32';
import { writeTree } from './plain-tree';
import type { LossPoints, Recording, StoredFrame, StoredMoment, StoredStand } from './recording';
import { magic, pictureVersion, preludeBytes, sectionBytes, standsVersion } from './recording-format';
import type { RecordingInfo } from './recording-info';

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

const lossesOf = (losses: LossPoints | undefined): number => losses?.steps.length ?? 0;

/** The bits of each float. */
const bitsOf = (floats: Float32Array): Uint32Array =>
  new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
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

const stepsApart = (steps: readonly number[]): number[] =>
  steps.map((step, i) => step - (i ? steps[i - 1] : 0));

async function gzipStream(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
