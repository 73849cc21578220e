/**
 * The URL keys of a demo, from its losses and its preset: type, default, range, unit and phase. Sliders, the URL
 * codec, validation and the embed protocol all read this one table.
 */
import { lossById, lossIds, marginLosses, terms } from '../loss/registry';
import {
  hasClassWeights,
  hasUnitFeatures,
  hasUnitWeights,
  settingsOf,
  type AdditiveLossSpec,
  type LossSettings,
  type LossSpec,
  type OptionSpec,
  type ParameterPhase,
  type ParameterSpec,
} from '../loss/spec';
import { targetLogitAt } from '../loss/target-logit';
import { featureNormParameter, places, temperatureParameter } from '../points/parameters';
import { recipeFor } from '../train/recipe';
import { backboneIds, backendIds } from '../train/protocol';
import { peopleKey } from './class-choice';
import { controlSets, themes, viewIds, type DemoSpec, type DemoState, type DemoValue } from './demo-spec';
import { setupParameters } from './setup-parameters';

/** One key of contract 2. */
export interface KeySchema {
  readonly type: 'number' | 'integer' | 'boolean' | 'enum' | 'list';
  readonly default: DemoValue;
  /** Of a list: the fewest items, 1 unless said. */
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly values?: readonly string[];
  /** True where `mine-<name>`, a set that the reader keeps in this browser, is a value as well. */
  readonly takesKept?: true;
  /** True of a list that may be empty besides, which then stands for all that there is. */
  readonly takesAll?: true;
  readonly unit?: ParameterSpec['unit'];
  readonly phase: ParameterPhase;
}

export type Schema = Readonly<Record<string, KeySchema>>;

/** Most losses that train side by side. */
const maxRuns = 5;
/** Dimensions of an embedding. Two and three can be drawn as they are; of more, views show the angles. */
export const dims = ['2', '3', '16', '64', '128'] as const;
const datasets = ['mnist', 'faces', 'faces-easy', 'faces-hard'] as const;

/** The losses of a demo in a state; an unknown id of the preset is an author's error and throws. */
export function lossesOf(spec: DemoSpec, state: DemoState = {}): LossSpec[] {
  const ids = (state.loss as readonly string[] | undefined) ?? spec.losses;
  return ids.map((id) => {
    const loss = lossById(id);
    if (!loss) throw new RangeError(`The demo ${spec.id} names the loss "${id}", which does not exist.`);
    return loss;
  });
}

/** The terms beside the losses of a demo in a state; those that its losses do not allow are left out. */
export function termsOf(spec: DemoSpec, state: DemoState = {}): AdditiveLossSpec[] {
  const ids = (state.add as readonly string[] | undefined) ?? spec.add ?? [];
  return allowedTerms(lossesOf(spec, state)).filter(({ id }) => ids.includes(id));
}

/** A term that looks at class weights goes beside losses that have them. */
const allowedTerms = (losses: readonly LossSpec[]): AdditiveLossSpec[] =>
  terms.filter(({ needsWeights }) => !needsWeights || losses.every(hasClassWeights));

/** One run of a demo: its loss, and the settings that no key changes. */
export interface DemoRun {
  readonly loss: LossSpec;
  readonly own: LossSettings;
}

/** The runs of a demo in a state: one a loss, or one loss with several settings of its own. */
export function runsOf(spec: DemoSpec, state: DemoState = {}): DemoRun[] {
  const losses = lossesOf(spec, state);
  const { runs = [], losses: presetIds } = spec;
  const isPreset = losses.length === 1 && presetIds.length === 1 && losses[0].id === presetIds[0];
  if (isPreset && runs.length > 0) return runs.map((own) => ({ loss: losses[0], own }));
  return losses.map((loss) => {
    const at = presetIds.indexOf(loss.id);
    return { loss, own: (presetIds.length > 1 ? runs[at] : undefined) ?? {} };
  });
}

/** The schema of a demo whose keys `loss` and `add` stand as in `state`. */
export function schemaOf(spec: DemoSpec, state: DemoState = {}): Schema {
  const runs = runsOf(spec, state);
  const losses = runs.map(({ loss }) => loss);
  const isToy = spec.data === 'toy';
  const most = isToy ? 1 : maxRuns;
  const schema: Record<string, KeySchema> = {
    loss: {
      type: 'list',
      default: spec.losses,
      values: isToy ? marginLosses.map(({ id }) => id) : lossIds,
      max: most,
      phase: 'reset',
    },
  };
  if (!isToy) schema.add = addKey(spec, losses);
  const parts = [
    ...runs,
    ...(isToy ? [] : termsOf(spec, state)).map((loss) => ({ loss, own: {} as LossSettings })),
  ];
  for (const { loss, own } of parts) {
    for (const parameter of loss.parameters) {
      if (parameter.derived || parameter.name in own) continue;
      // Two losses may mean different things by one name; the first of the demo has the key.
      schema[parameter.name] ??= parameterKey(parameter, spec);
    }
    for (const option of loss.options) {
      if (option.name in own) continue;
      schema[option.name] ??= {
        type: 'enum',
        default: canChoose(option, spec.settings?.[option.name]) ?? option.default,
        values: option.values,
        phase: option.phase,
      };
    }
  }
  schema.theme = { type: 'enum', default: 'auto', values: themes, phase: 'view' };
  schema.controls = { type: 'enum', default: 'full', values: controlSets, phase: 'view' };
  schema.zoom = { type: 'number', default: 1, min: 0.5, max: 4, step: 0.05, unit: '1', phase: 'view' };
  return Object.assign(schema, isToy ? toyKeys(spec, losses[0]) : trainingKeys(spec, losses, state));
}

function addKey(spec: DemoSpec, losses: readonly LossSpec[]): KeySchema {
  const values = allowedTerms(losses).map(({ id }) => id);
  const preset = (spec.add ?? []).filter((id) => values.includes(id));
  return { type: 'list', default: preset, values, min: 0, max: values.length, phase: 'reset' };
}

/** What free points have besides their loss. */
function toyKeys(spec: DemoSpec, loss: LossSpec): Record<string, KeySchema> {
  return {
    data: { type: 'enum', default: 'toy', values: ['toy'], phase: 'reset' },
    temperature: parameterKey(temperatureParameter, spec),
    view: { type: 'enum', default: spec.views[0] ?? 'circle', values: places, phase: 'view' },
    ...(hasUnitFeatures(loss) ? {} : { norm: parameterKey(featureNormParameter, spec) }),
  };
}

/** What a network that trains has besides its losses. */
function trainingKeys(
  spec: DemoSpec,
  losses: readonly LossSpec[],
  state: DemoState,
): Record<string, KeySchema> {
  const recipes = losses.map((loss) => recipeFor(loss));
  const schema: Record<string, KeySchema> = {};
  const toggle = (value: boolean): KeySchema => ({ type: 'boolean', default: value, phase: 'reset' });
  const { relu = false, norm = true, ramp = true, acos = false } = spec.training ?? {};
  schema.relu = toggle(relu);
  if (losses.some((loss) => hasClassWeights(loss) && !hasUnitWeights(loss)))
    schema.bias = toggle(recipes.some(({ bias }) => bias));
  if (losses.some(differentiatesAngle)) schema.acos = toggle(acos);
  schema.norm = toggle(norm);
  schema.ramp = toggle(ramp);
  for (const parameter of setupParameters) {
    const { name } = parameter;
    const settings = { [name]: spec[name as 'noise' | 'imbalance'] ?? parameter.default };
    schema[name] = parameterKey(parameter, { ...spec, settings });
  }
  schema.dim = { type: 'enum', default: String(spec.dim ?? 2), values: dims, phase: 'reset' };
  schema.data = {
    type: 'enum',
    default: spec.data ?? 'mnist',
    values: datasets,
    takesKept: true,
    phase: 'reset',
  };
  schema.people = peopleKey(spec, (state.data ?? schema.data.default) as string);
  schema.net = { type: 'enum', default: spec.net ?? 'lenet', values: backboneIds, phase: 'reset' };
  schema.seed = integer(spec.seed ?? 1, 0, 2 ** 31 - 1);
  schema.lr = {
    type: 'number',
    default: spec.lr ?? recipes[0].learningRate,
    min: 0.0001,
    max: 1,
    step: 0.0001,
    unit: '1',
    phase: 'reset',
  };
  schema.batch = integer(spec.batch ?? 128, 2, 512);
  schema.backend = {
    type: 'enum',
    default: spec.backend ?? 'auto',
    values: ['auto', ...backendIds],
    phase: 'reset',
  };
  schema.view = { type: 'list', default: spec.views, values: viewIds, max: viewIds.length, phase: 'view' };
  schema.autoplay = { type: 'boolean', default: false, phase: 'view' };
  schema.step = { ...integer(0, 0, 1_000_000), default: null, phase: 'view' };
  return schema;
}

/** True where the target's gradient could go through acos: ψ is no polynomial of cos θ. */
function differentiatesAngle(loss: LossSpec): boolean {
  const hasTarget = loss.kind === 'margin' && loss.target !== undefined;
  return hasTarget && targetLogitAt(loss, settingsOf(loss), 1).dPsiDCos === undefined;
}

/** `value` where the parameter can take it: a preset names values for losses that may differ in what they allow. */
export function canTake({ min, max, integer }: ParameterSpec, value: unknown): number | undefined {
  if (typeof value !== 'number' || !(value >= min && value <= max)) return undefined;
  return integer && !Number.isInteger(value) ? undefined : value;
}

/** `value` where the option has it. */
export function canChoose({ values }: OptionSpec, value: unknown): string | undefined {
  return typeof value === 'string' && values.includes(value) ? value : undefined;
}

function parameterKey(parameter: ParameterSpec, spec: DemoSpec): KeySchema {
  const { min, max, step, unit, phase } = parameter;
  return {
    type: parameter.integer ? 'integer' : 'number',
    default: canTake(parameter, spec.settings?.[parameter.name]) ?? parameter.default,
    min,
    max,
    step,
    unit,
    phase,
  };
}

function integer(value: number, min: number, max: number): KeySchema {
  return { type: 'integer', default: value, min, max, step: 1, unit: '1', phase: 'reset' };
}
