/** Starts the import worker. */
import type { WorkerLike } from '../../import/client';

export const createImportWorker = (): WorkerLike =>
  new Worker(new URL('../../import/import.worker.ts', import.meta.url), {
    type: 'module',
    name: 'marginalia-import',
  }) as unknown as WorkerLike;
