/** Pulling things by pointer: mouse, pen and finger alike. Returned functions are Svelte attachments. */
import type { Attachment } from 'svelte/attachments';

/**
 * Follows the pointer in the units of an SVG drawing, from the press on the element to its release.
 *
 * @param onmove x and y in the view box of the drawing that holds the element
 */
export function dragPoint(onmove: (x: number, y: number) => void): Attachment<SVGElement> {
  return (element) =>
    follow(element, 'all', () => (event) => {
      const drawing = element.ownerSVGElement ?? (element as SVGSVGElement);
      const toDrawing = drawing.getScreenCTM()?.inverse();
      if (!toDrawing) return;
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toDrawing);
      onmove(x, y);
    });
}

/**
 * Follows the pointer sideways. A finger that goes up or down scrolls the page.
 *
 * @param onstart read at the press; what it returns is handed back with each move
 * @param onmove CSS pixels to the right of the press
 */
export function dragSideways<Start>(
  onstart: () => Start,
  onmove: (start: Start, distancePx: number) => void,
): Attachment<HTMLElement> {
  return (element) =>
    follow(element, 'sideways', (press) => {
      const start = onstart();
      return (event) => onmove(start, event.clientX - press.clientX);
    });
}

type Move = (event: PointerEvent) => void;

function follow(
  element: HTMLElement | SVGElement,
  fingers: 'all' | 'sideways',
  begin: (press: PointerEvent) => Move,
): () => void {
  let move: Move | null = null;
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
    event.preventDefault();
    move = begin(event);
    move(event);
  };
  const on = (event: PointerEvent) => move?.(event);
  const end = () => (move = null);
  // Chromium heeds no `touch-action` on parts of a drawing, nor within a line of text: it would scroll, and take the
  // pointer away.
  let from: Touch | null = null;
  const keepFinger = (event: TouchEvent) => {
    const [finger] = event.targetTouches;
    if (event.type === 'touchstart') from = finger;
    const isSideways =
      from !== null && Math.abs(finger.clientX - from.clientX) > Math.abs(finger.clientY - from.clientY);
    if (event.cancelable && (fingers === 'all' || isSideways)) event.preventDefault();
  };
  const listeners = [
    ['pointerdown', down],
    ['pointermove', on],
    ['pointerup', end],
    ['pointercancel', end],
    ['touchstart', keepFinger],
    ['touchmove', keepFinger],
  ] as const;
  for (const [type, listener] of listeners) {
    element.addEventListener(type, listener as EventListener, { passive: false });
  }
  return () => {
    for (const [type, listener] of listeners) element.removeEventListener(type, listener as EventListener);
  };
}
