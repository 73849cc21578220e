/** An experiment in words and numbers, as its page shows it: plain data, made where the page is built. */
import type { ExperimentsPageWords } from '../../i18n/experiments';
import { conclude, summaryOf, type Conclusion, type Verdict } from './conclude';
import type { Experiment } from './experiment';
import { axisFor, printed, printedDifference, printedWithSpread, type Axis } from './measure-form';
import type { Measured, MeasuredExperiment } from './measured';

export interface DotRow {
  readonly label: string;
  /** The seeds' values, on the axis. */
  readonly values: readonly number[];
  readonly mean: number;
  /** The mean as it is printed. */
  readonly told: string;
}

export interface ToldExperiment {
  readonly id: string;
  readonly question: string;
  readonly why: string;
  /** The first comparison's verdict, and what it means. */
  readonly verdict: Verdict;
  readonly lead: string;
  /** One sentence a comparison. */
  readonly findings: readonly string[];
  readonly chart: {
    readonly title: string;
    /** All of it in a sentence, for those who do not see it. */
    readonly described: string;
    readonly axis: Axis;
    readonly rows: readonly DotRow[];
  };
  readonly table: {
    readonly head: readonly string[];
    /** A cell is empty where the measure has no meaning for the arm. */
    readonly rows: readonly { readonly arm: string; readonly cells: readonly string[] }[];
  };
  readonly how: string;
  readonly limits: string;
  readonly gesture: string;
}

/** @throws RangeError where something was not measured */
export function tellExperiment(
  experiment: Experiment,
  { backend, experiments }: Measured,
  words: ExperimentsPageWords,
): ToldExperiment {
  const measured = experiments[experiment.id];
  const own = words.byId[experiment.id];
  const conclusions = conclude(experiment, measured);
  const [lead] = conclusions;
  const { measure } = lead.comparison;
  const rows = experiment.arms.flatMap(({ id }): DotRow[] => {
    const values = measured.arms[id].values[measure];
    if (!values) return [];
    const { mean } = summaryOf(values);
    return [{ label: own.arms[id], values, mean, told: printed(measure, mean) }];
  });
  return {
    id: experiment.id,
    question: own.question,
    why: own.why,
    verdict: lead.verdict,
    lead: own.leads[lead.verdict],
    findings: conclusions.map((conclusion) => findingOf(conclusion, experiment, measured, words)),
    chart: {
      title: words.chartTitle(words.measures[measure]),
      described: rows.map(({ label, told }) => `${label}: ${told}`).join('; '),
      axis: axisFor(
        measure,
        rows.flatMap(({ values }) => values),
      ),
      rows,
    },
    table: {
      head: experiment.measures.map((id) => words.measures[id]),
      rows: experiment.arms.map(({ id }) => ({
        arm: own.arms[id],
        cells: experiment.measures.map((each) => {
          const values = measured.arms[id].values[each];
          if (!values) return '';
          const { mean, deviation } = summaryOf(values);
          // A narrow column breaks before the spread, and nowhere else.
          return printedWithSpread(each, mean, deviation).replace('\u00a0±', ' ±');
        }),
      })),
    },
    how: howOf(experiment, measured, backend, words),
    limits: own.limits,
    gesture: own.gesture,
  };
}

function findingOf(
  { comparison: { measure, arms }, verdict, arms: [first, second], difference }: Conclusion,
  { id }: Experiment,
  { seeds }: MeasuredExperiment,
  words: ExperimentsPageWords,
): string {
  const names = words.byId[id].arms;
  const tell = verdict === 'none' ? words.same : words.apart;
  return tell({
    measure: words.measures[measure],
    first: names[arms[0]],
    second: names[arms[1]],
    firstValue: printedWithSpread(measure, first.mean, first.deviation),
    secondValue: printedWithSpread(measure, second.mean, second.deviation),
    difference: printedDifference(measure, difference, words.points),
    seeds: seeds.length,
  });
}

function howOf(
  { id, arms, steps }: Experiment,
  measured: MeasuredExperiment,
  backend: string,
  words: ExperimentsPageWords,
): string {
  const each = <T>(of: (arm: string) => T) => [...new Set(arms.map((arm) => of(arm.id)))];
  const settings = each((arm) => measured.arms[arm].settings);
  // Runs of one demo, and ways of judging it, share a training.
  const trainings = new Set(settings.map(({ run: _run, moves: _moves, ...own }) => JSON.stringify(own)));
  return words.how({
    command: `npm run experiments -- --only ${id}`,
    net: [...new Set(settings.map(({ backbone }) => backbone))].join(', '),
    dims: [...new Set(settings.map(({ dim }) => dim))].join(', '),
    steps,
    batch: settings[0].batchSize,
    seeds: measured.seeds.join(', '),
    trained: trainings.size * measured.seeds.length,
    backend,
  });
}
