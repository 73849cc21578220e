/** A session with the real client, the real service and the real digits between it and tfjs, all in one process. */
import type { DemoSpec, DemoState } from '../../src/lib/demo/demo-spec';
import { Session } from '../../src/lib/demo/session';
import { TrainingClient, type WorkerLike } from '../../src/lib/train/client';
import type { Command, Report } from '../../src/lib/train/protocol';
import { TrainingService } from '../../src/lib/train/service';
import { datasetUrl, fileFetch, loadInNode } from '../../tools/node-training';

/** A worker in the same thread: messages are cloned, transferred and delivered in later tasks. */
class LinkedWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<Report>) => void) | null = null;
  onerror = null;
  onmessageerror = null;
  readonly #service: TrainingService;
  #nowMs = 0;

  /** `tickMs`: how long each look at the clock takes. */
  constructor(tickMs: number) {
    this.#service = new TrainingService({
      fetch: fileFetch,
      now: () => (this.#nowMs += tickMs),
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

  terminate(): void {
    this.#service.dispose();
  }
}

/** The digits must be packed (`npm run data`). */
export function openNodeSession(spec: DemoSpec, state: DemoState = {}, tickMs = 3): Session {
  return new Session(spec, state, {
    openClient: async (handlers) => new TrainingClient(() => new LinkedWorker(tickMs), handlers),
    datasetUrl,
    recordingUrl: (name) => `https://data.test/${name}.run`,
    fetch: fileFetch,
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
}
