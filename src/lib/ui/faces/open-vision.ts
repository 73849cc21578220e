/** Starts the vision worker. */
import type { WorkerLike } from '../../vision/client';

export const createVisionWorker = (): WorkerLike =>
  new Worker(new URL('../../vision/vision.worker.ts', import.meta.url), {
    type: 'module',
    name: 'marginalia-vision',
  }) as unknown as WorkerLike;
