/**
 * What the parts of the page on photographs share: the vision worker, how far its networks are loaded, and who is enrolled.
 * It lives as long as the page; nothing of it is stored.
 */
import { cosine } from '../../metric/similarity';
import { VisionClient, type WorkerLike } from '../../vision/client';
import type { FindRequest, Sighting } from '../../vision/protocol';
import type { RgbImage } from '../../vision/rgb-image';

export interface EnrolledPerson {
  readonly id: number;
  readonly name: string;
  readonly descriptor: Float32Array;
  readonly aligned: RgbImage;
}

export interface Match {
  readonly person: EnrolledPerson;
  readonly cos: number;
}

/** As much of a found face as enrolling needs. */
export type Enrollable = Pick<EnrolledPerson, 'aligned'> & { readonly descriptor: Float32Array | null };

/** Of ORL's pairs of two people one in a thousand has a larger cosine (docs/vision.md). */
export const samePersonCosine = 0.935;

export class Recogniser {
  people = $state.raw<readonly EnrolledPerson[]>([]);
  /** Bytes of the networks while they come; null before and afterwards. */
  loading = $state.raw<{ readonly loaded: number; readonly total: number } | null>(null);
  readonly #client: VisionClient;
  #nextId = 1;

  constructor(createWorker: () => WorkerLike) {
    this.#client = new VisionClient(createWorker, (loaded, total) => {
      this.loading = loaded < total ? { loaded, total } : null;
    });
  }

  /** Rejects with a VisionError. */
  async find(request: FindRequest): Promise<Sighting> {
    try {
      return await this.#client.find(request);
    } catch (cause) {
      this.loading = null;
      throw cause;
    }
  }

  /** @param name is given a number where it is empty, by `unnamed` */
  enrol(name: string, { aligned, descriptor }: Enrollable, unnamed: (number: number) => string): string {
    if (!descriptor) throw new Error('A face without a descriptor cannot be enrolled.');
    const id = this.#nextId++;
    const person = { id, name: name.trim() || unnamed(id), descriptor, aligned };
    this.people = [...this.people, person];
    return person.name;
  }

  forget(id: number): void {
    this.people = this.people.filter((person) => person.id !== id);
  }

  /** Everyone enrolled, the most alike first. */
  matches(descriptor: Float32Array): Match[] {
    return this.people
      .map((person) => ({ person, cos: cosine(person.descriptor, descriptor) }))
      .sort((a, b) => b.cos - a.cos);
  }

  dispose(): void {
    this.#client.dispose();
  }
}
