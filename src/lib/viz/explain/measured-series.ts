/** A quantity measured over training steps with several seeds, and what a guess about it is worth. */

/** What the reader is asked about: one curve a seed over common steps, and where it comes from. */
export interface MeasuredSeries {
  /** The command that measured it, to be run again. */
  readonly command: string;
  readonly seeds: readonly number[];
  readonly steps: readonly number[];
  /** One row a seed, one value a step. */
  readonly values_seedStep: readonly (readonly number[])[];
}

export interface Spread {
  readonly step: number;
  readonly min: number;
  /** Of the seeds; of an even number the mean of the middle two. */
  readonly median: number;
  readonly max: number;
}

/** The seeds' least, median and largest value at each step from `fromStep` to `toStep`. */
export function spreadOf(series: MeasuredSeries, fromStep = -Infinity, toStep = Infinity): Spread[] {
  return series.steps.flatMap((step, i) => {
    if (step < fromStep || step > toStep) return [];
    const sorted = series.values_seedStep.map((ofSeed) => ofSeed[i]).sort((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    return [
      {
        step,
        min: sorted[0],
        median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2,
        max: sorted.at(-1)!,
      },
    ];
  });
}

export interface GuessVerdict {
  /** `inside` the seeds' spread, or on which side of it. */
  readonly side: 'inside' | 'above' | 'below';
  /** Distance from the spread; 0 inside. */
  readonly off: number;
}

/** @param slack how far beside the spread still counts as inside: what a hand can point at */
export function judgeGuess(guess: number, { min, max }: Spread, slack: number): GuessVerdict {
  if (guess > max + slack) return { side: 'above', off: guess - max };
  if (guess < min - slack) return { side: 'below', off: min - guess };
  return { side: 'inside', off: 0 };
}
