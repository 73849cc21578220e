/**
 * The page's end of the vision worker. The worker is started by the first request and lives until `dispose`; where it was
 * lost, the next request starts another.
 */
import type {
  FindRequest,
  Picture,
  Sighting,
  VisionCommand,
  VisionProblem,
  VisionProblemCode,
  VisionReport,
} from './protocol';

/** As much of a Worker as is used here. */
export interface WorkerLike {
  postMessage(message: VisionCommand, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<VisionReport>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export class VisionError extends Error {
  override readonly name = 'VisionError';
  readonly code: VisionProblemCode;

  constructor({ code, message }: VisionProblem) {
    super(message);
    this.code = code;
  }
}

interface Asker {
  resolve(sighting: Sighting): void;
  reject(error: VisionError): void;
}

export class VisionClient {
  #worker: WorkerLike | null = null;
  #isDisposed = false;
  #nextId = 0;
  readonly #askers = new Map<number, Asker>();

  /** @param onLoading told of the bytes of the networks while they come, and once more when all are there */
  constructor(
    private readonly createWorker: () => WorkerLike,
    private readonly onLoading: (loaded: number, total: number) => void = () => {},
  ) {}

  /**
   * What is in a picture; requests are answered one after the other. A bitmap or an image is handed over and is empty
   * afterwards. Rejects with a VisionError; a later request may go well.
   */
  find(request: FindRequest): Promise<Sighting> {
    if (this.#isDisposed) {
      return Promise.reject(
        new VisionError({ code: 'disposed', message: 'This vision client was disposed; create a new one.' }),
      );
    }
    this.#worker ??= this.#open();
    const id = this.#nextId++;
    const answer = new Promise<Sighting>((resolve, reject) => this.#askers.set(id, { resolve, reject }));
    this.#worker.postMessage({ type: 'find', id, ...request }, handedOver(request.picture));
    return answer;
  }

  /** Ends the worker; whoever waits is refused. */
  dispose(): void {
    this.#isDisposed = true;
    this.#close({ code: 'disposed', message: 'The page was left.' });
  }

  #open(): WorkerLike {
    const worker = this.createWorker();
    worker.onmessage = ({ data }) => this.#take(data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.#lose(event.message || 'it stopped without a word');
    };
    worker.onmessageerror = () => this.#lose('a message could not be read');
    return worker;
  }

  #lose(reason: string): void {
    this.#close({ code: 'worker-lost', message: `The vision worker ended (${reason}); try again.` });
  }

  #close(problem: VisionProblem): void {
    if (this.#worker) {
      this.#worker.onmessage = this.#worker.onerror = this.#worker.onmessageerror = null;
      this.#worker.terminate();
      this.#worker = null;
    }
    const waiting = [...this.#askers.values()];
    this.#askers.clear();
    for (const { reject } of waiting) reject(new VisionError(problem));
  }

  #take(report: VisionReport): void {
    if (report.type === 'loading') {
      this.onLoading(report.loaded, report.total);
      return;
    }
    const asker = this.#askers.get(report.id);
    this.#askers.delete(report.id);
    if (report.type === 'found') asker?.resolve(report);
    else asker?.reject(new VisionError(report.problem));
  }
}

function handedOver(picture: Picture): Transferable[] {
  if (picture.type === 'bitmap') return [picture.bitmap];
  return picture.type === 'rgb' ? [picture.image.rgb_hwc.buffer] : [];
}
