import { describe, expect, it } from 'vitest';
import { startImport, type WorkerLike } from '../../../src/lib/import/client';
import type {
  ImportCommand,
  ImportReport,
  ImportRequest,
  WorkProgress,
} from '../../../src/lib/import/protocol';
import { choiceOf } from '../../../src/lib/ui/faces/chosen-files';

const request: ImportRequest = {
  chosen: { type: 'files', files: [] },
  name: 'mine',
  title: 'Mine',
  align: false,
};

class QuietWorker implements WorkerLike {
  readonly commands: ImportCommand[] = [];
  isEnded = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  postMessage(command: ImportCommand): void {
    this.commands.push(command);
  }
  terminate(): void {
    this.isEnded = true;
  }
  report(report: ImportReport): void {
    this.onmessage?.({ data: report } as MessageEvent<ImportReport>);
  }
}

function started() {
  const worker = new QuietWorker();
  const shown: WorkProgress[] = [];
  return {
    worker,
    shown,
    running: startImport(
      () => worker,
      request,
      (progress) => shown.push(progress),
    ),
  };
}

describe("the page's end of an import", () => {
  it('sends the request, shows progress, and ends the worker with its last report', async () => {
    const { worker, shown, running } = started();
    expect(worker.commands).toEqual([{ type: 'import', request }]);
    const progress = { stage: 'reading', done: 1, total: 2 } as const;
    worker.report({ type: 'progress', progress });
    expect(shown).toEqual([progress]);
    expect(worker.isEnded).toBe(false);
    worker.report({ type: 'problem', problem: { code: 'zip', message: 'No.' } });
    expect(await running.outcome).toMatchObject({ type: 'problem', problem: { code: 'zip' } });
    expect(worker.isEnded).toBe(true);
  });

  it('asks the worker to stop, and takes its word for it', async () => {
    const { worker, running } = started();
    running.cancel();
    expect(worker.commands.at(-1)).toEqual({ type: 'cancel' });
    expect(worker.isEnded).toBe(false);
    worker.report({ type: 'cancelled' });
    expect(await running.outcome).toEqual({ type: 'cancelled' });
  });

  it('ends where the page is left', async () => {
    const { worker, running } = started();
    running.dispose();
    expect(worker.isEnded).toBe(true);
    expect(await running.outcome).toEqual({ type: 'cancelled' });
  });

  it.each([
    [
      'breaks',
      (worker: QuietWorker) => worker.onerror?.({ message: 'out of memory' } as ErrorEvent),
      'out of memory',
    ],
    ['breaks without a word', (worker: QuietWorker) => worker.onerror?.({} as ErrorEvent), 'without a word'],
    [
      'is not understood',
      (worker: QuietWorker) => worker.onmessageerror?.({} as MessageEvent),
      'could not be read',
    ],
  ])('says so where the worker %s', async (_, fail, words) => {
    const { worker, running } = started();
    fail(worker);
    const outcome = await running.outcome;
    expect(outcome).toMatchObject({
      type: 'problem',
      problem: { code: 'failed', message: expect.stringContaining(words) },
    });
    expect(worker.isEnded).toBe(true);
  });
});

describe('what a reader chose', () => {
  const file = new Blob([]);

  it('is a zip where it is one zip alone, else files, and is called after its top', () => {
    expect(choiceOf([{ path: 'My Friends.zip', file }])).toEqual({
      title: 'My Friends',
      chosen: { type: 'zip', file },
    });
    const files = [
      { path: 'friends/a/1.png', file },
      { path: 'friends/b.zip', file },
    ];
    expect(choiceOf(files)).toEqual({ title: 'friends', chosen: { type: 'files', files } });
    expect(choiceOf([{ path: 'olivettifaces.mat', file }])).toMatchObject({
      title: 'olivettifaces',
      chosen: { type: 'files' },
    });
    expect(choiceOf([])).toBeNull();
  });
});
