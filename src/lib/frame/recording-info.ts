/** What a recorded run says of itself, and the reading of that from a file that may be anything. */
import type { Jitter } from '../data/dataset';
import type { Spoiling } from '../data/spoil';
import type { LossSettings } from '../loss/spec';
import { directionWords } from './direction-code';
import { effectiveSlots, headerSlots, type FrameShape } from './layout';
import { RecordingError } from './recording-error';
import type { Conditions, SettingsChange } from './settings-change';

/** One run of a recorded lock-step set. */
export interface RecordedRun {
  /** A loss id of the registry at the time of recording. */
  readonly loss: string;
  /** Ids of the terms beside it; absent where there are none. */
  readonly add?: readonly string[];
  readonly settings: LossSettings;
  /** What differs from the loss's own recipe. */
  readonly recipe: Readonly<Record<string, number | boolean>>;
  /** False where every embedding was kept as a unit vector, since the loss divides by its norm. */
  readonly norms: boolean;
}

export interface RecordingInfo {
  /** Every change of the sliders, the first before step 0; absent where they never moved. */
  readonly changes?: readonly SettingsChange[];
  /** Id of the demo that was recorded. */
  readonly demo: string;
  readonly runs: readonly RecordedRun[];
  /** Id of the network. */
  readonly net: string;
  readonly seed: number;
  readonly batchSize: number;
  /** Name of the dataset; the probes are the first P of its held-out split, in order. */
  readonly data: string;
  /**
   * The only classes of the dataset that were trained on, in the order of `classNames`, and the probes are the first P of
   * theirs; absent where all were.
   */
  readonly people?: readonly number[];
  /** What was made wrong of the training set on purpose; absent where nothing was. */
  readonly spoiling?: Spoiling;
  /** What was done to training images in place of what the set says; absent where that stood. */
  readonly jitter?: Jitter;
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
  dim: 128,
  lossPoints: 65_536,
  changes: 10_000,
  /** Bytes of a whole recording in memory. */
  bytes: 64 * 2 ** 20,
} as const;

/** How a live run is kept: at most 0.044° from the true direction in 2-D, 0.093° in 3-D, 0.08° beyond; ±0.6 % of a norm. */
export function quantisationFor(dim: number): Pick<RecordingInfo, 'directionLevels' | 'normsPerOctave'> {
  if (dim > 3) return { directionLevels: 8193, normsPerOctave: 64 };
  return dim === 3
    ? { directionLevels: 2560, normsPerOctave: 64 }
    : { directionLevels: 4096, normsPerOctave: 128 };
}

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
      dim: whole(shape.dim, 'shape.dim', 2, limits.dim),
      classes: whole(shape.classes, 'shape.classes', 1, limits.classes),
      ...(shape.subcenters === undefined
        ? {}
        : { subcenters: whole(shape.subcenters, 'shape.subcenters', 1, limits.subcenters) }),
    },
    directionLevels: whole(info.directionLevels, 'directionLevels', 2, 65_535),
    normsPerOctave: whole(info.normsPerOctave, 'normsPerOctave', 1, 65_535),
  };
  if (parsed.classNames.length !== parsed.shape.classes) throw misfit('classNames');
  return {
    ...parsed,
    ...(info.changes === undefined ? {} : { changes: parseChanges(info.changes, parsed.runs.length) }),
    ...(info.people === undefined ? {} : { people: parsePeople(info.people, parsed.shape.classes) }),
    ...(info.spoiling === undefined ? {} : { spoiling: parseSpoiling(info.spoiling) }),
    ...(info.jitter === undefined ? {} : { jitter: parseJitter(info.jitter) }),
  };
}

/** Every change of a recording's sliders, the first before step 0; one that tells none never had another. */
export function changesOf({ changes, runs }: RecordingInfo): readonly SettingsChange[] {
  return changes ?? [{ step: 0, runs: runs.map(({ settings }) => ({ settings, changedAtStep: null })) }];
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

function parsePeople(json: unknown, classes: number): number[] {
  const people = list(json, 'people', classes, classes).map((c) => whole(c, 'people', 0, limits.classes - 1));
  if (new Set(people).size !== people.length) throw misfit('people');
  return people;
}

function parseSpoiling(json: unknown): Spoiling {
  const { noise, imbalance } = record(json, 'spoiling');
  const isWithin = (value: unknown, min: number, max: number): value is number =>
    isNumber(value) && value >= min && value <= max;
  if (!isWithin(noise, 0, 1) || !isWithin(imbalance, 1, 1e6)) throw misfit('spoiling');
  return { noise, imbalance };
}

function parseJitter(json: unknown): Jitter {
  const { mirror, shiftPx } = record(json, 'jitter');
  if (typeof mirror !== 'boolean') throw misfit('jitter');
  return { mirror, shiftPx: whole(shiftPx, 'jitter', 0, 255) };
}

function parseChanges(json: unknown, runCount: number): SettingsChange[] {
  let last = -1;
  return list(json, 'changes', 1, limits.changes).map((entry, index) => {
    const { step: at, runs } = record(entry, 'changes');
    const step = whole(at, 'changes.step', last + 1, index ? 2 ** 31 : 0);
    last = step;
    return {
      step,
      runs: list(runs, 'changes.runs', runCount, runCount).map((own): Conditions => {
        const { settings, changedAtStep } = record(own, 'changes.runs');
        return {
          settings: parseSettings(settings, 'changes.settings'),
          changedAtStep:
            changedAtStep === null ? null : whole(changedAtStep, 'changes.changedAtStep', 0, step),
        };
      }),
    };
  });
}

function valuesOf<T>(of: unknown, name: string, fits: (value: unknown) => value is T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record(of, name)).map(([key, value]) => {
      if (!fits(value)) throw misfit(name);
      return [key, value];
    }),
  );
}

const parseSettings = (json: unknown, name: string): LossSettings =>
  valuesOf(json, name, (value) => isNumber(value) || isText(value));

function parseRun(json: unknown): RecordedRun {
  const run = record(json, 'runs');
  if (typeof run.norms !== 'boolean') throw misfit('runs.norms');
  return {
    loss: text(run.loss, 'runs.loss'),
    ...(run.add === undefined
      ? {}
      : { add: list(run.add, 'runs.add', 1, limits.runs).map((id) => text(id, 'runs.add')) }),
    settings: parseSettings(run.settings, 'runs.settings'),
    recipe: valuesOf(run.recipe, 'runs.recipe', (value) => isNumber(value) || typeof value === 'boolean'),
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
