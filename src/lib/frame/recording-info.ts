/** What a recorded run says of itself, and the reading of that from a file that may be anything. */
import type { LossSettings } from '../loss/spec';
import { directionWords } from './direction-code';
import { effectiveSlots, headerSlots, type FrameShape } from './layout';
import { RecordingError } from './recording-error';

/** One run of a recorded lock-step set. */
export interface RecordedRun {
  /** A loss id of the registry at the time of recording. */
  readonly loss: string;
  readonly settings: LossSettings;
  /** What differs from the loss's own recipe. */
  readonly recipe: Readonly<Record<string, number | boolean>>;
  /** False where every embedding was kept as a unit vector, since the loss divides by its norm. */
  readonly norms: boolean;
}

export interface RecordingInfo {
  /** Id of the demo that was recorded. */
  readonly demo: string;
  readonly runs: readonly RecordedRun[];
  /** Id of the network. */
  readonly net: string;
  readonly seed: number;
  readonly batchSize: number;
  /** Name of the dataset; the probes are the first P of its held-out split, in order. */
  readonly data: string;
  /** Backend that trained. */
  readonly backend: string;
  /** Glyph of each class. */
  readonly classNames: readonly string[];
  readonly shape: FrameShape;
  /** Codes of a direction: steps of a turn in 2-D, steps of each side of the octahedral square in 3-D. */
  readonly directionLevels: number;
  /** Codes of a norm for each doubling. */
  readonly normsPerOctave: number;
}

/** Bounds that keep a file of nonsense from asking for more memory than a page has. */
export const limits = {
  frames: 4096,
  probes: 20_000,
  classes: 256,
  runs: 5,
  subcenters: 16,
  lossPoints: 65_536,
  /** Bytes of a whole recording in memory. */
  bytes: 64 * 2 ** 20,
} as const;

/** 0.044° at most from the true direction in 2-D, 0.06° in 3-D; ±0.3 % of a norm. */
export const defaultQuantisation = { directionLevels: 4096, normsPerOctave: 128 } as const;

/** Checks what a file says of itself. @throws RecordingError `misfit` */
export function parseRecordingInfo(json: unknown): RecordingInfo {
  const info = record(json, 'the description');
  const shape = record(info.shape, 'shape');
  const parsed: RecordingInfo = {
    demo: text(info.demo, 'demo'),
    runs: list(info.runs, 'runs', 1, limits.runs).map(parseRun),
    net: text(info.net, 'net'),
    seed: whole(info.seed, 'seed', 0, 2 ** 32),
    batchSize: whole(info.batchSize, 'batchSize', 1, 2 ** 20),
    data: text(info.data, 'data'),
    backend: text(info.backend, 'backend'),
    classNames: list(info.classNames, 'classNames', 1, limits.classes).map((name) =>
      text(name, 'classNames'),
    ),
    shape: {
      probes: whole(shape.probes, 'shape.probes', 1, limits.probes),
      dim: whole(shape.dim, 'shape.dim', 2, 3),
      classes: whole(shape.classes, 'shape.classes', 1, limits.classes),
      ...(shape.subcenters === undefined
        ? {}
        : { subcenters: whole(shape.subcenters, 'shape.subcenters', 1, limits.subcenters) }),
    },
    directionLevels: whole(info.directionLevels, 'directionLevels', 2, 65_535),
    normsPerOctave: whole(info.normsPerOctave, 'normsPerOctave', 1, 65_535),
  };
  if (parsed.classNames.length !== parsed.shape.classes) throw misfit('classNames');
  return parsed;
}

/** Numbers at the head of a frame: statistics, then effective parameters. */
export const headerFloats = headerSlots.length + effectiveSlots;

/** Bytes that one frame of every run takes in memory, headers and weights included. */
export function recordedFrameBytes({ runs, shape }: RecordingInfo): number {
  const { probes, dim, classes, subcenters = 1 } = shape;
  return runs.reduce(
    (sum, { norms }) =>
      sum +
      headerFloats * 4 +
      classes * (subcenters * dim + 1) * 4 +
      probes * 2 * (directionWords(dim) + Number(norms)),
    0,
  );
}

function parseRun(json: unknown): RecordedRun {
  const run = record(json, 'runs');
  if (typeof run.norms !== 'boolean') throw misfit('runs.norms');
  const values = <T>(of: unknown, name: string, fits: (value: unknown) => value is T): Record<string, T> =>
    Object.fromEntries(
      Object.entries(record(of, name)).map(([key, value]) => {
        if (!fits(value)) throw misfit(name);
        return [key, value];
      }),
    );
  return {
    loss: text(run.loss, 'runs.loss'),
    settings: values(run.settings, 'runs.settings', (value) => isNumber(value) || isText(value)),
    recipe: values(run.recipe, 'runs.recipe', (value) => isNumber(value) || typeof value === 'boolean'),
    norms: run.norms,
  };
}

const misfit = (name: string): RecordingError =>
  new RecordingError('misfit', `The run's description cannot be used: ${name} is missing or out of range.`);

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 200;

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw misfit(name);
  return value as Record<string, unknown>;
}

function list(value: unknown, name: string, min: number, max: number): unknown[] {
  if (!Array.isArray(value) || value.length < min || value.length > max) throw misfit(name);
  return value;
}

function text(value: unknown, name: string): string {
  if (!isText(value)) throw misfit(name);
  return value;
}

function whole(value: unknown, name: string, min: number, max: number): number {
  if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) throw misfit(name);
  return value as number;
}
