/** Sessions with the real client and the real service between them and tfjs, all in one thread. */
import { Session, type SessionStatus } from '../../src/lib/demo/session';
import type { DemoSpec, DemoState } from '../../src/lib/demo/demo-spec';
import { TrainingClient, type WorkerLike } from '../../src/lib/train/client';
import type { Command, Report } from '../../src/lib/train/protocol';
import { TrainingService } from '../../src/lib/train/service';
import { loadInNode } from '../../tools/node-training';
import { MemoryServer, type TinyDataset } from './tiny-dataset';

/** A worker in the same thread: messages are cloned, transferred and delivered in later tasks. */
export class LinkedWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<Report>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  onmessageerror = null;
  readonly #service: TrainingService;
  #nowMs = 0;

  constructor(server: MemoryServer) {
    this.#service = new TrainingService({
      fetch: server.fetch,
      now: () => (this.#nowMs += 20),
      nextTask: () => new Promise((resolve) => setImmediate(resolve)),
      post: (report, transfer = []) => {
        const data = structuredClone(report, { transfer });
        setImmediate(() => this.onmessage?.({ data } as MessageEvent<Report>));
      },
      candidates: {
        detect: async () => ['wasm'],
        load: loadInNode,
        check: async () => {},
        measure: async () => 1,
      },
      build: 'test',
    });
  }

  postMessage(message: Command, transfer: Transferable[] = []): void {
    const command = structuredClone(message, { transfer });
    setImmediate(() => this.#service.handle(command));
  }

  /** Ends as a worker does that threw. */
  fail(message: string): void {
    this.onerror?.({ message, preventDefault: () => {} } as ErrorEvent);
  }

  terminate(): void {
    this.#service.dispose();
  }
}

const sessions: Session[] = [];

export function openLinked(spec: DemoSpec, dataset: TinyDataset, state: DemoState = {}) {
  const server = new MemoryServer(dataset);
  const workers: LinkedWorker[] = [];
  const session = new Session(spec, state, {
    openClient: async (handlers) =>
      new TrainingClient(() => {
        workers.push(new LinkedWorker(server));
        return workers.at(-1)!;
      }, handlers),
    datasetUrl: () => dataset.url,
    recordingUrl: (name) => `https://data.test/${name}.run`,
    fetch: server.fetch,
    motion: {
      reduced: false,
      now: () => 0,
      nextFrame: (callback) => {
        const handle = setImmediate(callback);
        return () => clearImmediate(handle);
      },
    },
    recallBackend: () => null,
    rememberBackend: () => {},
  });
  sessions.push(session);
  return { session, server, workers };
}

/** Ends all sessions that were opened. */
export async function closeLinked(): Promise<void> {
  for (const session of sessions.splice(0)) session.dispose();
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Resolves with the first status that fits. */
export async function reach(
  session: Session,
  fits: (status: SessionStatus) => boolean,
): Promise<SessionStatus> {
  const giveUpAtMs = performance.now() + 30_000;
  while (!fits(session.status)) {
    if (performance.now() > giveUpAtMs) {
      const { phase, step, problem } = session.status;
      throw new Error(`Stuck at step ${step}, ${phase}, ${problem?.message ?? 'no problem'}.`);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return session.status;
}
