/** Between a demo and its recordings: what a file of this demo says, and what a file makes of a demo. */
import type { Fetch } from '../data/shard-reader';
import { readSlot, openFrame, type FrameShape } from '../frame/layout';
import type { Recording } from '../frame/recording';
import { RecordingError } from '../frame/recording-error';
import { decodeRecording } from '../frame/read-recording';
import { changesOf, quantisationFor, type RecordingInfo } from '../frame/recording-info';
import { lossById } from '../loss/registry';
import type { BackboneId, TrainingConfig } from '../train/protocol';
import type { DemoSpec, DemoState, DemoValue } from './demo-spec';
import { RunHistory } from './history';
import { dims, runsOf, schemaOf, type KeySchema } from './schema';

/** Fetches and reads a recording. @throws RecordingError */
export async function fetchRecording(url: string, fetch: Fetch): Promise<Recording> {
  let bytes: ArrayBuffer;
  try {
    const response = await fetch(url);
    if (!response.ok) {
      throw new RecordingError(
        response.status === 404 || response.status === 410 ? 'missing' : 'network',
        `The server answered ${response.status} for ${url}.`,
      );
    }
    bytes = await response.arrayBuffer();
  } catch (cause) {
    if (cause instanceof RecordingError) throw cause;
    throw new RecordingError('network', `${url} could not be downloaded.`, { cause });
  }
  return decodeRecording(new Uint8Array(bytes));
}

/** The description of a training of this demo. `norms`: which runs keep their embeddings' norms. */
export function describeTraining(
  spec: DemoSpec,
  config: TrainingConfig,
  rest: {
    readonly data: string;
    readonly backend: string;
    readonly classNames: readonly string[];
    readonly shape: FrameShape;
    readonly norms: readonly boolean[];
  },
): RecordingInfo {
  const { norms, ...others } = rest;
  return {
    demo: spec.id,
    runs: config.runs.map(({ loss, add, settings, recipe }, run) => ({
      loss,
      ...(add?.length ? { add } : {}),
      settings,
      recipe: recipe as Readonly<Record<string, number | boolean>>,
      norms: norms[run],
    })),
    net: config.backbone,
    seed: config.seed,
    batchSize: config.batchSize,
    ...(config.people ? { people: config.people } : {}),
    ...(config.spoiling ? { spoiling: config.spoiling } : {}),
    ...(config.jitter ? { jitter: config.jitter } : {}),
    ...others,
    ...quantisationFor(rest.shape.dim),
  };
}

/** The training that was recorded, as a trainer is told; its sliders are those of the beginning. */
export function configOfRecording(
  recording: Recording,
  datasetUrl: (name: string) => string,
): TrainingConfig {
  const { runs, net, seed, batchSize, spoiling, jitter, people, data, shape } = recording.info;
  const [first] = changesOf(recording.info);
  return {
    runs: runs.map(({ loss, add, recipe }, i) => ({
      loss,
      ...(add ? { add } : {}),
      recipe,
      settings: first.runs[i].settings,
    })),
    backbone: net as BackboneId,
    dim: shape.dim,
    batchSize,
    seed,
    ...(people ? { people } : {}),
    ...(spoiling ? { spoiling } : {}),
    ...(jitter ? { jitter } : {}),
    datasetUrl: datasetUrl(data),
  };
}

/** Throws where this site's views cannot draw the recording. @throws RecordingError `undrawable` */
export function assertDrawable({ info }: Recording): void {
  const stranger = info.runs.find(({ loss }) => !lossById(loss));
  if (stranger) throw new RecordingError('undrawable', `There is no loss "${stranger.loss}" here.`);
  if (!dims.some((dim) => Number(dim) === info.shape.dim)) {
    throw new RecordingError(
      'undrawable',
      `Runs have ${dims.join(', ')} dimensions here, not ${info.shape.dim}.`,
    );
  }
}

/** The state in which `spec` trains what was recorded; what a key cannot take is left at the preset. */
export function stateOfRecording(
  { runs, net, seed, batchSize, spoiling, people, data, shape }: RecordingInfo,
  spec: DemoSpec,
): DemoState {
  const recipes = Object.assign({}, ...runs.map(({ recipe }) => recipe)) as Record<string, number | boolean>;
  const loss = [...new Set(runs.map((run) => run.loss))];
  const own = runsOf(spec, { loss }).map((run) => run.own);
  // Of several losses with one key the first has it, unless that is its own affair in this demo.
  const settings = Object.fromEntries(
    runs
      .flatMap((run, i) => Object.entries(run.settings).filter(([name]) => !(name in (own[i] ?? {}))))
      .reverse(),
  );
  const wanted: Record<string, DemoValue | undefined> = {
    ...settings,
    loss,
    add: runs[0].add,
    ...spoiling,
    relu: recipes.relu ?? false,
    bias: recipes.bias,
    norm: recipes.normHidden !== false,
    ramp: recipes.ramp !== false,
    lr: recipes.learningRate,
    net,
    seed,
    batch: batchSize,
    data,
    people: (people ?? []).map(String),
    dim: String(shape.dim),
  };
  const state: Record<string, DemoValue> = {};
  for (const [key, entry] of Object.entries(
    schemaOf(spec, { loss, data, ...(runs[0].add ? { add: runs[0].add } : {}) }),
  )) {
    const value = wanted[key];
    if (value === undefined || !canBe(entry, value)) continue;
    if (JSON.stringify(value) !== JSON.stringify(entry.default)) state[key] = value;
  }
  return state;
}

function canBe({ type, values, min = -Infinity, max = Infinity }: KeySchema, value: DemoValue): boolean {
  switch (type) {
    case 'list':
      return Array.isArray(value) && value.every((name: string) => values!.includes(name));
    case 'enum':
      return typeof value === 'string' && values!.includes(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
    case 'number':
      return (
        typeof value === 'number' &&
        value >= min &&
        value <= max &&
        (type === 'number' || Number.isInteger(value))
      );
  }
}

/** Loss and accuracy over the recorded steps: all losses that were kept, else those of the moments. */
export function historiesOf(recording: Recording): RunHistory[] {
  const frame = openFrame(recording.info.shape);
  return recording.info.runs.map((_, run) => {
    const history = new RunHistory();
    const losses = recording.losses[run];
    for (let i = 0; i < (losses?.steps.length ?? 0); i++)
      history.loss.push(losses.steps[i], losses.values[i]);
    recording.moments.forEach(({ step, frames }) => {
      frame.header.set(frames[run].header);
      if (!losses?.steps.length) history.loss.push(step, readSlot(frame, 'loss'));
      const accuracy = readSlot(frame, 'accuracy');
      if (Number.isFinite(accuracy)) history.accuracy.push(step, accuracy);
    });
    return history;
  });
}
