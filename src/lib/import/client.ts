/** The page's end of the import worker: one worker an import, ended when it has reported how it went. */
import type { ImportCommand, ImportProblem, ImportReport, ImportRequest, WorkProgress } from './protocol';

/** As much of a Worker as is used here. */
export interface WorkerLike {
  postMessage(message: ImportCommand): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<ImportReport>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export type ImportOutcome =
  | Extract<ImportReport, { type: 'done' | 'cancelled' }>
  | { readonly type: 'problem'; readonly problem: ImportProblem };

export interface RunningImport {
  /** Resolves once, however it ends; never rejects. */
  readonly outcome: Promise<ImportOutcome>;
  /** Asks the worker to stop between two images. What is being stored at that moment is stored. */
  cancel(): void;
  /** Ends the worker at once, as when the page is left; `outcome` then says cancelled. */
  dispose(): void;
}

export function startImport(
  createWorker: () => WorkerLike,
  request: ImportRequest,
  onProgress: (progress: WorkProgress) => void,
): RunningImport {
  const worker = createWorker();
  let end: (outcome: ImportOutcome) => void;
  const outcome = new Promise<ImportOutcome>((resolve) => {
    end = (result) => {
      worker.onmessage = worker.onerror = worker.onmessageerror = null;
      worker.terminate();
      resolve(result);
    };
  });
  const lose = (reason: string): void =>
    end({
      type: 'problem',
      problem: { code: 'failed', message: `The import worker ended (${reason}); nothing was kept.` },
    });
  worker.onmessage = ({ data }) => {
    if (data.type === 'progress') onProgress(data.progress);
    else end(data);
  };
  worker.onerror = (event) => {
    event.preventDefault?.();
    lose(event.message || 'it stopped without a word');
  };
  worker.onmessageerror = () => lose('a message could not be read');
  worker.postMessage({ type: 'import', request });
  return {
    outcome,
    cancel: () => worker.postMessage({ type: 'cancel' }),
    dispose: () => end({ type: 'cancelled' }),
  };
}
