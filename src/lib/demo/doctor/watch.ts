/**
 * Looks at a session now and then, and says what it finds twice in a row: what shows for one moment of a run that goes
 * on is weather. What a run rests in, or stopped by, counts at once.
 */
import type { Session } from '../session';
import type { Diagnosis } from './diagnosis';
import { diagnose } from './diagnose';
import { evidenceOf, type Evidence } from './evidence';

/** Milliseconds between two looks at a run that trains. */
const gapMs = 400;

export interface Finding {
  /** Which run of a lock-step set. */
  readonly run: number;
  readonly diagnosis: Diagnosis;
  readonly evidence: Evidence;
}

export class Watch {
  #lookedAtMs = -Infinity;
  #lookedAtStep = -1;
  #suspected: string | null = null;
  #finding: Finding | null = null;

  constructor(
    private readonly session: Session,
    private readonly now: () => number,
  ) {}

  /** What is wrong with the run that is shown; null where nothing is, or a recording is shown. */
  look(): Finding | null {
    const { status, moment } = this.session;
    const isPlaying = status.phase === 'playing';
    if (status.timeline?.source === 'recorded' || !moment.frames || status.phase === 'idle') {
      this.#suspected = null;
      return (this.#finding = null);
    }
    const isSoon = isPlaying && this.now() - this.#lookedAtMs < gapMs;
    if (isSoon && !status.problem) return this.#finding;
    this.#lookedAtMs = this.now();
    const found = this.#find();
    const name = found && `${found.run} ${found.diagnosis.id}`;
    const isNew = moment.step !== this.#lookedAtStep;
    this.#lookedAtStep = moment.step;
    if (!found) this.#finding = null;
    else if (!isPlaying || name === this.#suspected) this.#finding = found;
    else if (isNew && this.#finding && name !== nameOf(this.#finding)) this.#finding = null;
    this.#suspected = name;
    return this.#finding;
  }

  #find(): Finding | null {
    const { spec, status, moment, vitals } = this.session;
    const all = evidenceOf(spec, status.state, moment, vitals, status.problem);
    for (const [run, evidence] of all.entries()) {
      const diagnosis = diagnose(evidence);
      if (diagnosis) return { run, diagnosis, evidence };
    }
    return null;
  }
}

const nameOf = ({ run, diagnosis }: Finding): string => `${run} ${diagnosis.id}`;
