/** Conclusions by rule: what a few seeds can show of two arms, and what they cannot. */
import { meanAndDeviation } from '../../metric/folds';
import type { Comparison, Experiment } from './experiment';
import type { MeasuredExperiment } from './measured';

/** `above`: the first arm is above the second, beyond what its seeds leave open; `none`: nothing can be said. */
export type Verdict = 'above' | 'below' | 'none';

/** Figures of one arm over its seeds. */
export interface Summary {
  readonly values: readonly number[];
  readonly mean: number;
  /** Standard deviation of the seeds about their mean, as `meanAndDeviation` has it. */
  readonly deviation: number;
}

export interface Conclusion {
  readonly comparison: Comparison;
  readonly verdict: Verdict;
  readonly arms: readonly [Summary, Summary];
  /** Mean of the first minus mean of the second. */
  readonly difference: number;
}

export const summaryOf = (values: readonly number[]): Summary => ({ values, ...meanAndDeviation(values) });

/**
 * An arm is above another where its lowest seed is above the other's highest, and the means are further apart than the
 * larger of the two deviations. Three seeds against three lie apart like this by chance once in ten times where there is
 * no difference, so a verdict is a strong hint and no proof.
 *
 * @throws RangeError where an arm has fewer than two seeds
 */
export function verdictOf(first: Summary, second: Summary): Verdict {
  if (Math.min(first.values.length, second.values.length) < 2)
    throw new RangeError('One seed shows no spread; an arm needs two or more.');
  const difference = first.mean - second.mean;
  if (!(Math.abs(difference) > Math.max(first.deviation, second.deviation))) return 'none';
  if (Math.min(...first.values) > Math.max(...second.values)) return 'above';
  return Math.max(...first.values) < Math.min(...second.values) ? 'below' : 'none';
}

/**
 * What the experiment's figures say, one conclusion a comparison, in their order.
 * @throws RangeError where an arm or a measure was not measured
 */
export function conclude({ comparisons, id }: Experiment, measured: MeasuredExperiment): Conclusion[] {
  return comparisons.map((comparison) => {
    const [first, second] = comparison.arms.map((arm) => {
      const values = measured.arms[arm]?.values[comparison.measure];
      if (!values) throw new RangeError(`${id}: ${comparison.measure} of ${arm} was not measured.`);
      return summaryOf(values);
    });
    return {
      comparison,
      verdict: verdictOf(first, second),
      arms: [first, second],
      difference: first.mean - second.mean,
    };
  });
}
