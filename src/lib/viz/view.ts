/**
 * A view draws an input into a host element and owns what it creates there until `dispose`. It knows neither
 * svelte nor a trainer; the document is the host's own, so that a view draws without a browser too.
 */
export interface View<Input> {
  /** Draws `input`. Buffers in it belong to the caller: what is needed later is copied before this returns. */
  update(input: Input): void;
  /** Fits the drawing to a box of CSS pixels. */
  resize(widthPx: number, heightPx: number): void;
  /** Removes everything from the host. Calls after it throw. */
  dispose(): void;
}

/** Where time comes from, so that tests can hold it still and reduced motion can skip it. */
export interface Motion {
  readonly reduced: boolean;
  /** Milliseconds, monotone. */
  now(): number;
  /** Calls back before the next repaint; returns a function that cancels. */
  nextFrame(callback: () => void): () => void;
}
