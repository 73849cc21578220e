/** Loss and accuracy of one run over its steps: what the chart draws. Bounded: old losses thin out. */

export interface SeriesData {
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** Points kept of each series; past that, every second one of the older half goes. */
const capacity = 4096;

export class Series {
  steps: number[] = [];
  values: number[] = [];

  push(step: number, value: number): void {
    // A run that went back to an older step forgets what came after it.
    while (this.steps.length && this.steps[this.steps.length - 1] >= step) {
      this.steps.pop();
      this.values.pop();
    }
    this.steps.push(step);
    this.values.push(value);
    if (this.steps.length > capacity) this.#thin();
  }

  /** What was known at a step. */
  until(step: number): Series {
    const past = new Series();
    const from = this.steps.findLastIndex((own) => own <= step) + 1;
    past.steps = this.steps.slice(0, from);
    past.values = this.values.slice(0, from);
    return past;
  }

  #thin(): void {
    const half = this.steps.length >> 1;
    const keep = (_: number, i: number) => i >= half || i % 2 === 0;
    this.steps = this.steps.filter(keep);
    this.values = this.values.filter(keep);
  }
}

export class RunHistory {
  constructor(
    readonly loss = new Series(),
    readonly accuracy = new Series(),
  ) {}

  until(step: number): RunHistory {
    return new RunHistory(this.loss.until(step), this.accuracy.until(step));
  }

  /** `losses` are those of the steps up to and including `step`; accuracy is NaN where it is undefined. */
  add(step: number, losses: ArrayLike<number>, accuracy: number): void {
    for (let i = 0; i < losses.length; i++) this.loss.push(step - losses.length + 1 + i, losses[i]);
    if (Number.isFinite(accuracy)) this.accuracy.push(step, accuracy);
  }
}
