/**
 * The import worker's conduct without the worker: store, decoder, clock and posting are passed in, so that tests run it
 * in Node. It does one import and is done.
 */
import { ImportError } from '../data/import/import-error';
import { importSet } from '../data/import/import-set';
import type { AlignFace } from '../data/import/read-faces';
import type { DecodeImage } from '../data/import/decode-file';
import { blobAccess, type ImportSource } from '../data/import/source-file';
import type { Digest } from '../data/import/encode-set';
import type { SetStore } from '../data/store/set-store';
import type { ImportCommand, ImportReport, ImportRequest, WorkProgress } from './protocol';

export interface ImportServices {
  readonly store: SetStore;
  readonly decode: DecodeImage;
  readonly align: AlignFace;
  /** Absent where the page came over plain http from another host. */
  readonly subtle?: Digest;
  readonly post: (report: ImportReport) => void;
  /** Milliseconds. */
  readonly now: () => number;
  /** Lets messages in that came meanwhile. */
  readonly nextTask: () => Promise<void>;
}

/** A bar that moves this often moves smoothly enough, and thousands of images cost no thousands of messages. */
const progressEveryMs = 50;

export class ImportService {
  readonly #abort = new AbortController();
  #shownMs = -Infinity;

  constructor(private readonly services: ImportServices) {}

  /** Resolves when a command has had its effect; never rejects. */
  async handle(command: ImportCommand): Promise<void> {
    if (command.type === 'cancel') this.#abort.abort(new Error('The reader cancelled.'));
    else this.services.post(await this.#outcome(command.request));
  }

  async #outcome(request: ImportRequest): Promise<ImportReport> {
    try {
      return await this.#run(request);
    } catch (cause) {
      if (this.#abort.signal.aborted) return { type: 'cancelled' };
      const { code, message } =
        cause instanceof ImportError
          ? cause
          : new ImportError('failed', `The import ended: ${(cause as Error)?.message ?? String(cause)}`);
      return { type: 'problem', problem: { code, message } };
    }
  }

  async #run({ chosen, name, title, align }: ImportRequest): Promise<ImportReport> {
    const { store, decode, subtle, nextTask } = this.services;
    const { signal } = this.#abort;
    if (!subtle) {
      throw new ImportError(
        'storage-refused',
        'Browsers let a site keep files only where it comes over https, so the set was not kept.',
      );
    }
    const { summary, ...set } = await importSet(sourceOf(chosen), {
      kind: 'auto',
      name,
      title,
      decode,
      align: align ? this.services.align : undefined,
      subtle,
      signal,
      onProgress: (progress) => this.#show(progress),
    });
    await nextTask();
    signal.throwIfAborted();
    this.#show({ stage: 'storing', done: 0, total: 1 });
    // From here on it is a matter of moments, and is not broken off: the store keeps a set whole or not at all.
    const { bytes } = await store.put(name, set);
    return { type: 'done', name, bytes, summary };
  }

  #show(progress: WorkProgress): void {
    const { now, post } = this.services;
    const isEnd = progress.done === progress.total || progress.stage === 'storing';
    if (!isEnd && now() - this.#shownMs < progressEveryMs) return;
    this.#shownMs = now();
    post({ type: 'progress', progress });
  }
}

function sourceOf(chosen: ImportRequest['chosen']): ImportSource {
  if (chosen.type === 'zip') return { type: 'zip', archive: blobAccess(chosen.file) };
  return {
    type: 'files',
    files: chosen.files.map(({ path, file }) => ({
      path,
      bytes: file.size,
      read: async () => new Uint8Array(await file.arrayBuffer()),
    })),
  };
}
