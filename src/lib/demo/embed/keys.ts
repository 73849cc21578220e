/**
 * Keys in a frame that stands on a slide. What the demo has no use for goes on to the host, so that the arrow keys still
 * turn the slides after a click; and a control that was only clicked or dragged does not keep the keys.
 */
import type { Report } from './messages';

/** Keys that native controls use without saying so, by what has the focus. */
const used: readonly (readonly [selector: string, keys: RegExp])[] = [
  ['input[type="range"], [role="slider"], input[type="number"]', /^(Arrow|Home$|End$|Page)/],
  ['select, input[type="radio"]', /^(Arrow|Home$|End$|Page| $|Enter$)/],
  ['input[type="text"], input[type="search"], textarea', /./],
  ['input[type="number"]', /^(.|Backspace|Delete|Enter)$/],
  ['button, summary, input[type="checkbox"], input[type="file"]', /^( |Enter)$/],
  ['a[href]', /^Enter$/],
];

/** The slide commands of reveal.js that belong to a key; none for other keys. */
export function revealMethod({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): string | null {
  switch (key) {
    case 'ArrowRight':
      return 'right';
    case 'ArrowLeft':
      return 'left';
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'PageDown':
      return 'next';
    case 'PageUp':
      return 'prev';
    case ' ':
      return shiftKey ? 'prev' : 'next';
    default:
      return null;
  }
}

/** True where the key does something here. */
export function isUsed(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.key === 'Tab') return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  // A dialogue is closed by it.
  if (event.key === 'Escape') return target.closest('dialog[open]') !== null;
  return used.some(([selector, keys]) => target.matches(selector) && keys.test(event.key));
}

/**
 * Sends unused keys on, as messages of ours and in reveal.js's form. Returns how to stop.
 *
 * @param post to the embedding page
 */
export function forwardKeys(
  window: Window & typeof globalThis,
  tell: (report: Report) => void,
  post: (message: string) => void,
): () => void {
  const { document } = window;
  let isByPointer = false;
  const press = (event: KeyboardEvent) => {
    isByPointer = false;
    if (isUsed(event)) return;
    const { key, code, altKey, ctrlKey, metaKey, shiftKey } = event;
    tell({ type: 'key', key, code, altKey, ctrlKey, metaKey, shiftKey });
    const method = altKey || ctrlKey || metaKey ? null : revealMethod(event);
    if (method) post(JSON.stringify({ method }));
  };
  const point = () => (isByPointer = true);
  const letGo = () => {
    // Once the click has done its work.
    setTimeout(() => {
      const { activeElement } = document;
      if (!isByPointer || !(activeElement instanceof HTMLElement)) return;
      if (!activeElement.matches('select, input[type="number"], input[type="text"], dialog *'))
        activeElement.blur();
    });
  };
  window.addEventListener('keydown', press);
  window.addEventListener('pointerdown', point, true);
  window.addEventListener('pointerup', letGo, true);
  window.addEventListener('pointercancel', letGo, true);
  return () => {
    window.removeEventListener('keydown', press);
    window.removeEventListener('pointerdown', point, true);
    window.removeEventListener('pointerup', letGo, true);
    window.removeEventListener('pointercancel', letGo, true);
  };
}
