import type { Motion } from './view';

/** Calls `draw` before the next repaint after a request, and again for as long as it answers true. */
export interface Painter {
  request(): void;
  /** Throws once disposed: views call it first in each method. */
  assertAlive(): void;
  dispose(): void;
}

export function createPainter(motion: Motion, draw: (nowMs: number) => boolean): Painter {
  let cancel: (() => void) | null = null;
  let disposed = false;
  const paint = (): void => {
    cancel = null;
    if (draw(motion.now())) request();
  };
  const request = (): void => {
    if (!disposed) cancel ??= motion.nextFrame(paint);
  };
  return {
    request,
    assertAlive() {
      if (disposed) throw new Error('This view has been disposed.');
    },
    dispose() {
      disposed = true;
      cancel?.();
      cancel = null;
    },
  };
}
