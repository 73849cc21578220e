/**
 * Which backend trains. A candidate must start and reproduce one reference step; of the two best that do, the
 * quicker wins. Loading, checking and timing are passed in, so that the rule can be tested by itself.
 */
import type { BackendChoice, BackendId } from '../protocol';
import type { LoadedBackend } from './backend';

export interface Candidates {
  /** What may run here, best first, `cpu` last. */
  detect(): Promise<BackendId[]>;
  /** Loads and activates. Rejects with the reason where it does not start. */
  load(id: BackendId): Promise<LoadedBackend>;
  /** Rejects with the reason where the active backend does not reproduce the reference step. */
  check(id: BackendId): Promise<void>;
  /** Milliseconds a step on the active backend. */
  measure(id: BackendId): Promise<number>;
}

/** A candidate that runs, and how quickly. */
interface Standing {
  readonly backend: LoadedBackend;
  readonly stepMs: number;
}

export interface Choice {
  readonly backend: LoadedBackend;
  readonly refused: readonly { backend: BackendId; reason: string }[];
  /** True where a measurement or the only candidate decided, so that the answer may be remembered. */
  readonly isMeasured: boolean;
}

/**
 * Chooses among `wanted` (or all, for `auto`), leaving out `except`. Throws only where not even `cpu` starts.
 * `remembered` is tried first, without a second candidate.
 */
export async function chooseBackend(
  candidates: Candidates,
  wanted: BackendChoice,
  remembered: BackendId | null = null,
  except: readonly BackendId[] = [],
): Promise<Choice> {
  const refused: { backend: BackendId; reason: string }[] = [];
  /** Loads, checks and times a candidate; null where one of these fails. */
  const attempt = async (id: BackendId, isTimed: boolean): Promise<Standing | null> => {
    try {
      const backend = await candidates.load(id);
      await candidates.check(id);
      return { backend, stepMs: isTimed ? await candidates.measure(id) : Infinity };
    } catch (error) {
      refused.push({ backend: id, reason: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };

  const first = wanted === 'auto' ? remembered : wanted;
  if (first && !except.includes(first)) {
    const known = await attempt(first, false);
    if (known) return { backend: known.backend, refused, isMeasured: false };
  }
  const queue = (await candidates.detect()).filter((id) => id !== first && !except.includes(id));
  const standing: Standing[] = [];
  for (const id of queue) {
    // cpu is for when nothing else runs; timing it would cost more than it could win.
    if (standing.length === 2 || (id === 'cpu' && standing.length > 0)) break;
    const next = await attempt(id, id !== 'cpu');
    if (next) standing.push(next);
  }
  if (standing.length === 0) {
    const reasons = refused.map(({ backend, reason }) => `${backend}: ${reason}`).join('; ');
    throw new Error(reasons ? `No backend runs here: ${reasons}.` : 'No backend is left to try.');
  }
  const [best, other] = [...standing].sort((a, b) => a.stepMs - b.stepMs);
  // The last one loaded is active; go back where the earlier one won.
  let active = best.backend;
  if (best !== standing.at(-1)) {
    const again = await attempt(best.backend.id, false);
    active = again?.backend ?? (await candidates.load(other.backend.id));
  }
  return { backend: active, refused, isMeasured: wanted === 'auto' };
}
