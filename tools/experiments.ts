/**
 * Trains every arm of the experiments from each seed and writes what was measured, with what it was measured at, to
 * `src/lib/demo/experiments/measured.json`, from which the page draws charts and conclusions. `npm run experiments --
 * [--only relu,bias] [--again]`. What was trained before under the same settings is kept in `.cache/experiments/` and not
 * trained again, so the command may be stopped and go on; `--again` trains all of it anew. One line a training.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import {
  experimentIds,
  seeds,
  type Arm,
  type Experiment,
  type ExperimentId,
} from '../src/lib/demo/experiments/experiment';
import { settingsOfArm, type Measured, type MeasuredExperiment } from '../src/lib/demo/experiments/measured';
import { experiments } from '../src/lib/demo/experiments/registry';
import { trainAndMeasure, type Figures } from './experiments/training';
import { datasetUrl, loadInNode } from './node-training';

const file = 'src/lib/demo/experiments/measured.json';
const cache = '.cache/experiments';
const backend = 'wasm';

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: experimentIds.join(',') },
      again: { type: 'boolean', default: false },
    },
  });
  const wanted = values.only.split(',');
  const stranger = wanted.find((id) => !experiments.some((experiment) => experiment.id === id));
  if (stranger !== undefined) {
    console.error(`There is no experiment "${stranger}"; there are ${experimentIds.join(', ')}.`);
    return 2;
  }
  await loadInNode(backend);
  await mkdir(cache, { recursive: true });
  for (const experiment of experiments.filter(({ id }) => wanted.includes(id))) {
    await keep(experiment.id, await measure(experiment, values.again));
  }
  return 0;
}

/** Arms that are told apart by their run or by how they are judged alone share a training. */
async function measure(experiment: Experiment, again: boolean): Promise<MeasuredExperiment> {
  const figures = new Map<string, Figures[]>(experiment.arms.map(({ id }) => [id, []]));
  const keys = new Set(experiment.arms.map((arm) => keyOf(experiment, arm)));
  for (const key of keys) {
    const arms = experiment.arms.filter((arm) => keyOf(experiment, arm) === key);
    const judged = waysOfJudging(arms);
    const wayOf = ({ moves }: Arm) =>
      judged.findIndex((way) => JSON.stringify(way) === JSON.stringify(moves));
    for (const seed of seeds) {
      const fromMs = performance.now();
      const all = await remembered(join(cache, `${nameOf(key, judged)}-${seed}.json`), again, () =>
        trainAndMeasure({ ...trainingOf(experiment, arms[0], seed), judged }),
      );
      for (const arm of arms) figures.get(arm.id)!.push(all[wayOf(arm)][arm.run]);
      const seconds = ((performance.now() - fromMs) / 1000).toFixed(0);
      const told = arms.map(
        ({ id }) => `${id} ${JSON.stringify(shown(figures.get(id)!.at(-1)!, experiment))}`,
      );
      console.log(`${experiment.id}, seed ${seed}, ${seconds} s: ${told.join('; ')}`);
    }
  }
  const arms = experiment.arms.map((arm) => {
    const own = figures.get(arm.id)!.map((each) => shown(each, experiment));
    const measures = experiment.measures.filter((measure) => own[0][measure] !== undefined);
    const values = Object.fromEntries(measures.map((id) => [id, own.map((each) => each[id]!)]));
    return [arm.id, { settings: settingsOfArm(experiment, arm), values }] as const;
  });
  return { seeds, arms: Object.fromEntries(arms) };
}

/** The training of an arm from a seed. */
function trainingOf(experiment: Experiment, arm: Arm, seed: number) {
  const { data, steps, cleaning, run: _run, moves: _moves, ...config } = settingsOfArm(experiment, arm);
  return { config: { ...config, seed, datasetUrl: datasetUrl(data) }, steps, cleaning };
}

/** All that decides a training but its seed, as text. */
function keyOf(experiment: Experiment, arm: Arm): string {
  const { run: _run, moves: _moves, ...training } = settingsOfArm(experiment, arm);
  return JSON.stringify(training);
}

/** Each once, as they are or moved. */
const waysOfJudging = (arms: readonly Arm[]): Arm['moves'][] => [
  ...new Map(arms.map(({ moves }) => [JSON.stringify(moves), moves])).values(),
];

const nameOf = (key: string, judged: readonly Arm['moves'][]): string =>
  createHash('sha256')
    .update(key + JSON.stringify(judged))
    .digest('hex')
    .slice(0, 12);

/** The figures that the experiment is about, to five digits. */
function shown(figures: Figures, { measures }: Experiment): Figures {
  const own = measures.filter((id) => figures[id] !== undefined);
  return Object.fromEntries(own.map((id) => [id, Number(figures[id]!.toPrecision(5))]));
}

async function remembered<T>(path: string, again: boolean, make: () => Promise<T>): Promise<T> {
  try {
    if (!again) return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch {
    // Never trained, or cut off while it was written.
  }
  const value = await make();
  await writeFile(path, JSON.stringify(value));
  return value;
}

/** Writes one experiment's figures beside those of the others. */
async function keep(id: ExperimentId, measured: MeasuredExperiment): Promise<void> {
  const before = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Partial<Measured>;
  const found: Partial<Measured['experiments']> = { ...before.experiments, [id]: measured };
  const inOrder = Object.fromEntries(
    experimentIds.flatMap((each) => (found[each] ? [[each, found[each]]] : [])),
  );
  const text = JSON.stringify({ backend, experiments: inOrder });
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), parser: 'json' }));
}
