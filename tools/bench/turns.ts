/** Contestants that take turns, so that a busy machine slows all of them alike and the ratios stay true. */
import { median } from './rows';

export interface Contestant {
  readonly name: string;
  /** Makes the process ready for this contestant; not timed. */
  use(): void;
  /** Takes so many steps and resolves once their results are there. */
  run(steps: number): Promise<unknown>;
  dispose(): void;
}

/** Rounds whose times count. The medians of the acceptance ask for at least seven. */
export const rounds = 9;
/** A turn lasts about this long, or one step. */
const turnMs = 120;
const mostStepsAtOnce = 40;

/** Milliseconds a step of each contestant, by name, one number a round. */
export async function takeTurns(contestants: readonly Contestant[]): Promise<Map<string, number[]>> {
  const times = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  const stepsAtOnce = new Map<string, number>();
  for (const contestant of contestants) {
    contestant.use();
    await contestant.run(2);
    // Engines compile in two tiers: the second one must be there before the first time counts.
    const firstMs = await timed(contestant, 1);
    await contestant.run(steps(firstMs, 3 * turnMs));
    const stepMs = (await timed(contestant, steps(firstMs, turnMs))) / steps(firstMs, turnMs);
    stepsAtOnce.set(contestant.name, steps(stepMs, turnMs));
  }
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      const count = stepsAtOnce.get(contestant.name)!;
      contestant.use();
      // What the others pushed out of the caches; one step in sixty would not show it, one in one would.
      if (count > 2) await contestant.run(1);
      times.get(contestant.name)!.push((await timed(contestant, count)) / count);
    }
  }
  return times;
}

const steps = (stepMs: number, forMs: number): number =>
  Math.max(1, Math.min(mostStepsAtOnce, Math.round(forMs / stepMs)));

export async function timed(contestant: Contestant, count: number): Promise<number> {
  const from = performance.now();
  await contestant.run(count);
  return performance.now() - from;
}

/** Median over the rounds of `of`'s time by `by`'s time in the same round. */
export function medianRatio(of: readonly number[], by: readonly number[]): number {
  return median(of.map((value, round) => value / by[round]));
}
