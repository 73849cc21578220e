/** What an import has left out so far: the first of each by name, the rest counted. */
import type { Refusal, RefusalCode } from './import-error';

/** So many are named. */
const mostNamed = 20;

export interface RefusalList {
  readonly first: readonly Refusal[];
  /** How many more there are. */
  readonly more: number;
}

export class Refusals {
  readonly #first: Refusal[] = [];
  #more = 0;
  readonly #counts = new Map<RefusalCode, number>();

  /** @param what completes a sentence that begins with `name` */
  add(code: RefusalCode, name: string, what: string): void {
    this.addGroup(code, name, 1, `${name} ${what}`);
  }

  /** Several at once, in one sentence. */
  addGroup(code: RefusalCode, name: string, count: number, sentence: string): void {
    this.#counts.set(code, this.count(code) + count);
    if (this.#first.length < mostNamed) this.#first.push({ code, name, sentence, count });
    else this.#more += count;
  }

  /** How many were refused for one reason. */
  count(code: RefusalCode): number {
    return this.#counts.get(code) ?? 0;
  }

  list(): RefusalList {
    return { first: [...this.#first], more: this.#more };
  }
}
