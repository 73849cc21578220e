/** From a demo and its state to what the trainer is told: its runs, each with settings and recipe. */
import {
  hasClassWeights,
  hasUnitWeights,
  settingsOf,
  type AnyLossSpec,
  type LossSettings,
  type LossSpec,
} from '../loss/spec';
import { recipeFor, type Recipe } from '../train/recipe';
import type { BackboneId, BackendChoice, RunConfig, TrainingConfig } from '../train/protocol';
import type { DemoSpec, DemoState, DemoValue } from './demo-spec';
import { chosenClasses, losesChoice } from './class-choice';
import { canChoose, canTake, runsOf, schemaOf, termsOf, type DemoRun, type KeySchema } from './schema';

/** Every key of the demo's schema at its present value. */
export function valuesOf(spec: DemoSpec, state: DemoState): Record<string, DemoValue> {
  const schema = schemaOf(spec, state);
  return Object.fromEntries(Object.entries(schema).map(([key, entry]) => [key, state[key] ?? entry.default]));
}

/** Slider values of one run and of the terms beside it; what is the run's own stands above them. */
export function runSettings({ loss, own }: DemoRun, spec: DemoSpec, state: DemoState): LossSettings {
  const values = valuesOf(spec, state);
  const parts = [loss, ...(spec.data === 'toy' ? [] : termsOf(spec, state))];
  return Object.assign({}, ...parts.map((part) => partSettings(part, values)), own) as LossSettings;
}

/**
 * A key may belong to another loss of the demo, whose range is another: then the nearest value of the own range stands.
 * A whole number (A-Softmax's m) is no angle, so there what is none is left out.
 */
function partSettings(loss: AnyLossSpec, values: Readonly<Record<string, DemoValue>>): LossSettings {
  const set: Record<string, number | string> = {};
  for (const parameter of loss.parameters) {
    const { name, min, max, derived } = parameter;
    if (derived) continue;
    const value = values[name];
    const isInRange = canTake(parameter, value) !== undefined;
    if (isInRange) set[name] = value as number;
    else if (typeof value === 'number' && !parameter.integer) set[name] = Math.min(max, Math.max(min, value));
  }
  for (const option of loss.options) {
    const value = canChoose(option, values[option.name]);
    if (value !== undefined) set[option.name] = value;
  }
  return settingsOf(loss, set);
}

/** `state` with one key at a value: what the preset says anyway is not written. */
export function withValue(
  state: DemoState,
  key: string,
  value: DemoValue,
  { default: preset }: KeySchema,
): DemoState {
  const next: Record<string, DemoValue> = { ...state, [key]: value };
  if (key === 'data' && losesChoice(state.data ?? preset, value)) delete next.people;
  if (JSON.stringify(value) === JSON.stringify(preset)) delete next[key];
  return next;
}

/**
 * `state` with its sliders where they stood in `settings`, those of each run. A shared key belongs to the first run that
 * does not have a value of its own for it.
 */
export function withSettings(state: DemoState, settings: readonly LossSettings[], spec: DemoSpec): DemoState {
  const runs = runsOf(spec, state);
  return Object.entries(schemaOf(spec, state)).reduce((next, [key, entry]) => {
    const owner = settings.find((own, i) => key in own && !(key in runs[i].own));
    const value = entry.phase === 'train' ? owner?.[key] : undefined;
    return value === undefined ? next : withValue(next, key, value, entry);
  }, state);
}

/** The training that a demo in a state asks for. `datasetUrl(name)` says where a dataset's manifest lies. */
export function trainingConfig(
  spec: DemoSpec,
  state: DemoState,
  datasetUrl: (name: string) => string,
): TrainingConfig {
  const values = valuesOf(spec, state);
  const recipe: Partial<Recipe> = {
    relu: values.relu as boolean,
    // Unless someone chose a rate, each loss keeps its own.
    ...(state.lr === undefined && spec.lr === undefined ? {} : { learningRate: values.lr as number }),
  };
  const add = termsOf(spec, state).map(({ id }) => id);
  const runs = runsOf(spec, state).map((run): RunConfig => ({
    loss: run.loss.id,
    ...(add.length > 0 ? { add } : {}),
    settings: runSettings(run, spec, state),
    recipe: {
      ...recipe,
      ...(values.acos ? { acos: true } : {}),
      ...biasOf(run.loss, state.bias as boolean | undefined, values.bias as boolean | undefined),
      ...(values.norm ? {} : { normHidden: false, normEmbedding: false }),
      ...(values.ramp ? {} : { ramp: false }),
    },
  }));
  const people = chosenClasses(values.people);
  const [noise, imbalance] = [values.noise as number, values.imbalance as number];
  return {
    runs,
    backbone: values.net as BackboneId,
    dim: Number(values.dim),
    batchSize: values.batch as number,
    seed: values.seed as number,
    ...(noise > 0 || imbalance > 1 ? { spoiling: { noise, imbalance } } : {}),
    ...(spec.jitter && state.data === undefined ? { jitter: spec.jitter } : {}),
    ...(people ? { people } : {}),
    datasetUrl: datasetUrl(values.data as string),
  };
}

/**
 * A bias is chosen for all runs at once. Where nobody chose, a loss with raw class weights keeps its own: L-Softmax has none
 * beside Softmax, which has one. Unit weights heed none, and a loss without class weights has nothing to put it beside.
 */
function biasOf(loss: LossSpec, chosen: boolean | undefined, value: boolean | undefined): Partial<Recipe> {
  if (value === undefined || !hasClassWeights(loss)) return {};
  return { bias: chosen ?? (hasUnitWeights(loss) ? value : recipeFor(loss).bias) };
}

/** The backend that a demo in a state asks for. */
export function backendChoice(spec: DemoSpec, state: DemoState): BackendChoice {
  return valuesOf(spec, state).backend as BackendChoice;
}
