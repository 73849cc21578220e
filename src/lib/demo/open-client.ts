/** Starts a training worker and the client that speaks with it. Fetched when training is near, not before. */
import { TrainingClient, type ClientHandlers, type WorkerLike } from '../train/client';

export function openClient(handlers: ClientHandlers): TrainingClient {
  return new TrainingClient(createWorker, handlers);
}

function createWorker(): WorkerLike {
  return new Worker(new URL('../train/trainer.worker.ts', import.meta.url), {
    type: 'module',
    name: 'marginalia-trainer',
  }) as unknown as WorkerLike;
}
