/**
 * The line between an embed and its host. What arrives is gathered and done once per display frame, so that a flood
 * costs no more than its last word; what changes is told as often.
 */
import { backendIds, type BackendId } from '../../train/protocol';
import { valuesOf } from '../plan';
import { schemaOf } from '../schema';
import { messageSource, messageVersion, readMessage, type Command, type Report } from './messages';
import type { EmbedTarget } from './target';

/** What a port needs of a window. */
export interface PortHost {
  /** Messages of the embedding page, and of nobody else. Returns how to stop. */
  listen(listener: (data: unknown) => void): () => void;
  /** To the embedding page. */
  post(message: unknown): void;
  now(): number;
  /** Also in a hidden page, where no display frame comes. Returns how to call it off. */
  later(callback: () => void, ms: number): () => void;
  readonly backends: readonly BackendId[];
}

type Failure = Extract<Report, { type: 'error' }>;

export interface Port {
  tell(report: Report): void;
  close(): void;
}

/** A display frame at 60 Hz, milliseconds. */
const frameMs = 16;
/** Commands between two frames; what is over is dropped, as no host means so many. */
const mostWaiting = 64;

export function openPort(host: PortHost, target: EmbedTarget): Port {
  let waiting: Command[] = [];
  /** What the training has to say, and the first of the messages that could not be used. */
  let problems: Failure[] = [];
  let refusal: Failure | null = null;
  let isDue = false;
  let cancel: (() => void) | null = null;
  let lastMs = -Infinity;
  let knownProblem = target.status.problem;

  const tell = (report: Report): void =>
    // A plain copy: what is posted must not be a page's reactive object.
    host.post(JSON.parse(JSON.stringify({ source: messageSource, v: messageVersion, ...report })));

  function schedule(): void {
    cancel ??= host.later(drain, Math.max(0, frameMs - (host.now() - lastMs)));
  }

  function drain(): void {
    cancel = null;
    lastMs = host.now();
    const commands = waiting;
    waiting = [];
    for (const command of commands) act(command, target);
    for (const failure of refusal ? [...problems, refusal] : problems) tell(failure);
    problems = [];
    refusal = null;
    if (isDue) tell(stateOf(target));
    isDue = false;
  }

  const stopListening = host.listen((data) => {
    const { command, error } = readMessage(data, target.spec, target.status.state);
    if (!command && !error) return;
    refusal ??= error ?? null;
    if (command) waiting = join(waiting, command);
    isDue ||= command !== undefined;
    schedule();
  });
  const stopWatching = target.subscribe(() => {
    const { problem } = target.status;
    if (problem && problem !== knownProblem) {
      const { code, message, recovered } = problem;
      problems.push({ type: 'error', code, message, recovered });
    }
    knownProblem = problem;
    isDue = true;
    schedule();
  });
  tell({
    type: 'ready',
    demo: target.spec.id,
    params: valuesOf(target.spec, target.status.state),
    schema: schemaOf(target.spec, target.status.state),
    backends: host.backends,
  });

  return {
    tell,
    close() {
      cancel?.();
      cancel = null;
      stopListening();
      stopWatching();
    },
  };
}

/** `command` after what is waiting: where it makes an earlier one pointless, that one goes. */
function join(waiting: readonly Command[], command: Command): Command[] {
  const last = waiting.at(-1);
  if (last?.type === 'set' && command.type === 'set') {
    const changes = new Map([...last.changes, ...command.changes]);
    return [...waiting.slice(0, -1), { type: 'set', changes: [...changes] }];
  }
  if (last?.type === command.type && command.type !== 'step') return [...waiting.slice(0, -1), command];
  return [...waiting, command].slice(-mostWaiting);
}

function act(command: Command, target: EmbedTarget): void {
  switch (command.type) {
    case 'set':
      for (const [key, value] of command.changes) target.set(key, value);
      break;
    case 'step':
      target.step(command.n);
      break;
    case 'goto':
      void target.goTo(command.step);
      break;
    case 'play':
    case 'pause':
    case 'reset':
      target[command.type]();
      break;
    case 'get':
  }
}

function stateOf({ status }: EmbedTarget): Report {
  const { step, phase, backend, stepsPerSecond, runs } = status;
  return {
    type: 'state',
    step,
    playing: phase === 'playing',
    backend,
    runs: runs.map(({ spec, settings, stats }) => ({
      loss: spec.id,
      params: settings,
      stats: { ...stats, ...(stepsPerSecond === null ? {} : { stepsPerSecond }) },
    })),
  };
}

/** A window as a port's host; null where it is embedded nowhere. */
export function hostOf(window: Window & typeof globalThis): PortHost | null {
  const { parent, navigator } = window;
  if (parent === window) return null;
  const has: Partial<Record<BackendId, boolean>> = {
    webgpu: 'gpu' in navigator,
    webgl: typeof WebGL2RenderingContext !== 'undefined',
    wasm: typeof WebAssembly !== 'undefined',
    cpu: true,
  };
  return {
    listen(listener) {
      const hear = (event: MessageEvent) => {
        if (event.source === parent) listener(event.data);
      };
      window.addEventListener('message', hear);
      return () => window.removeEventListener('message', hear);
    },
    // Whoever embeds a public page may know what it shows.
    post: (message) => parent.postMessage(message, '*'),
    now: () => performance.now(),
    later(callback, ms) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    backends: backendIds.filter((id) => has[id]),
  };
}
