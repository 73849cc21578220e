/** What the reader points at in one demo, whichever of its views they point in. */
import { isSameMark, noMark, type Mark } from '../viz/mark';

export interface Selected extends Mark {
  /** The run in whose view it was marked last: the inspector shows that run's angles. */
  readonly run: number;
}

export class Selection {
  #selected: Selected = { ...noMark, run: 0 };
  readonly #listeners = new Set<(selected: Selected) => void>();

  get(): Selected {
    return this.#selected;
  }

  /** Tells every listener at once, so that all views can draw it at the next display frame. */
  set(mark: Mark, run = this.#selected.run): void {
    if (isSameMark(mark, this.#selected) && run === this.#selected.run) return;
    this.#selected = { sample: mark.sample, classIndex: mark.classIndex, run };
    for (const listener of this.#listeners) listener(this.#selected);
  }

  clear(): void {
    this.set(noMark);
  }

  /** Calls back after every change. Returns how to stop. */
  subscribe(listener: (selected: Selected) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
