import type { Motion } from './view';

/** The browser's clock and repaint, and the reader's wish for less motion, asked anew at each reading. */
export function browserMotion(window: Window): Motion {
  const query = window.matchMedia('(prefers-reduced-motion: reduce)');
  return {
    get reduced() {
      return query.matches;
    },
    now: () => window.performance.now(),
    nextFrame(callback) {
      const handle = window.requestAnimationFrame(callback);
      return () => window.cancelAnimationFrame(handle);
    },
  };
}
