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
  const attempt = async (id: BackendId): Promise<LoadedBackend | null> => {
    try {
      const backend = await candidates.load(id);
      await candidates.check(id);
      return backend;
    } catch (error) {
      refused.push({ backend: id, reason: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };

  const first = wanted === 'auto' ? remembered : wanted;
  if (first && !except.includes(first)) {
    const backend = await attempt(first);
    if (backend) return { backend, refused, isMeasured: false };
  }
  const queue = (await candidates.detect()).filter((id) => id !== first && !except.includes(id));
  const standing: { backend: LoadedBackend; stepMs: number }[] = [];
  for (const id of queue) {
    // cpu is for when nothing else runs; timing it would cost more than it could win.
    if (standing.length === 2 || (id === 'cpu' && standing.length > 0)) break;
    const backend = await attempt(id);
    if (backend) standing.push({ backend, stepMs: id === 'cpu' ? Infinity : await candidates.measure(id) });
  }
  if (standing.length === 0) {
    throw new Error(
      `No backend runs here: ${refused.map(({ backend, reason }) => `${backend}: ${reason}`).join('; ')}.`,
    );
  }
  const best = standing.reduce((a, b) => (b.stepMs < a.stepMs ? b : a));
  // The last one loaded is active; go back where the earlier one won.
  const active = best === standing.at(-1) ? best.backend : await candidates.load(best.backend.id);
  return { backend: active, refused, isMeasured: wanted === 'auto' };
}
