/** Pictures of made heads from a worker of one's own, each asked for by a promise. Dispose of it with its component. */
import type { Nuisance } from '../../face/nuisance';
import type { HeadPicture, HeadRequest } from './head.worker';

export class Heads {
  readonly #worker = new Worker(new URL('./head.worker.ts', import.meta.url), {
    type: 'module',
    name: 'marginalia-heads-on-the-sphere',
  });
  readonly #waiting = new Map<number, (picture: HeadPicture) => void>();
  #count = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<HeadPicture>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    };
  }

  /** @param change what differs from the neutral picture */
  render(person: number, change: Partial<Nuisance>, sizePixels: number): Promise<HeadPicture> {
    const id = this.#count++;
    this.#worker.postMessage({ id, person, change, sizePixels } satisfies HeadRequest);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  dispose(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }
}
