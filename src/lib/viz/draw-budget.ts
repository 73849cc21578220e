/**
 * How finely a picture may be drawn in the time there is. A graphics card says nothing of what a picture cost; the time
 * until the next display frame does, less what a frame takes anyway. Where drawing is quick the answer is always 1.
 */

/** A display frame at 60 Hz and a little more, milliseconds. */
const frameMs = 20;
/** The least of so many counts: now and then a frame is late for reasons of others. */
const remembered = 3;
/** Shares of the full resolution that are used; few, as each change of size empties a canvas. */
const shares = [1, 0.7, 0.5, 0.35] as const;

export class DrawBudget {
  #costs: number[] = [];

  /** A picture of `pixels` was drawn, and the next display frame came `elapsedMs` after it was begun. */
  note(pixels: number, elapsedMs: number): void {
    this.#costs.push(Math.max(0, elapsedMs - frameMs) / Math.max(1, pixels));
    if (this.#costs.length > remembered) this.#costs.shift();
  }

  /** The largest share of the resolution, in each direction, at which `pixels` in full are drawn within the budget. */
  shareFor(pixels: number, budgetMs: number): number {
    if (this.#costs.length < remembered) return 1;
    const cost = Math.min(...this.#costs) * pixels;
    return shares.find((share) => cost * share * share <= budgetMs) ?? shares[shares.length - 1];
  }
}
