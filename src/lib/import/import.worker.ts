/** The import worker: hands commands to the service and posts its reports. It lives as long as one import. */
import { openSetStore, storagePlatform } from '../data/store/open-set-store';
import { VisionClient, type WorkerLike } from '../vision/client';
import { alignWith } from './align-in-worker';
import { decodeInBrowser } from './decode-in-browser';
import type { ImportCommand } from './protocol';
import { ImportService } from './service';

/** Ends with this worker. */
const vision = new VisionClient(
  () =>
    new Worker(new URL('../vision/vision.worker.ts', import.meta.url), {
      type: 'module',
      name: 'marginalia-vision',
    }) as unknown as WorkerLike,
);
const scope = self as unknown as DedicatedWorkerGlobalScope;
const service = new ImportService({
  store: openSetStore(storagePlatform(globalThis)),
  decode: decodeInBrowser,
  align: alignWith(vision),
  subtle: globalThis.crypto?.subtle,
  post: (report) => scope.postMessage(report),
  now: () => performance.now(),
  nextTask: () => new Promise((resolve) => setTimeout(resolve)),
});

scope.onmessage = ({ data }: MessageEvent<ImportCommand>) => void service.handle(data);
