/** What the doctor says of a run from its first step to its rest, with the real engine in Node. */
import type { DemoSpec, DemoState } from '../../src/lib/demo/demo-spec';
import { Watch, type Finding } from '../../src/lib/demo/doctor/watch';
import type { Session } from '../../src/lib/demo/session';
import { openNodeSession } from './node-session';

/** Milliseconds of the doctor's own clock between two changes of status: it looks at every fourth or fifth. */
const tickMs = 100;

export interface Watched {
  /** What it says at rest. */
  readonly last: Finding | null;
  /** Diagnoses that stood at some moment, in order. */
  readonly said: readonly string[];
  readonly session: Session;
}

/** Trains to `untilStep`, or to where the run stops by itself. */
export async function watchRun(spec: DemoSpec, untilStep: number, state: DemoState = {}): Promise<Watched> {
  const session = openNodeSession(spec, state);
  return watchOn(session, untilStep);
}

/** The same with a session that stands already. */
export async function watchOn(session: Session, untilStep: number): Promise<Watched> {
  let nowMs = 0;
  const watch = new Watch(session, () => nowMs);
  const said: string[] = [];
  const stop = session.subscribe(() => {
    nowMs += tickMs;
    const id = watch.look()?.diagnosis.id;
    if (id && said.at(-1) !== id) said.push(id);
  });
  session.play(untilStep);
  const hasEnded = () => {
    const { phase, step, problem } = session.status;
    return (phase === 'paused' && step >= untilStep) || phase === 'failed' || problem !== null;
  };
  while (!hasEnded()) await new Promise((resolve) => setTimeout(resolve, 5));
  // What the worker measures at rest comes with the last frame.
  await new Promise((resolve) => setTimeout(resolve, 100));
  stop();
  return { last: watch.look(), said, session };
}
