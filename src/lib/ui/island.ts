/**
 * A figure that is drawn where the page is built and comes alive when a reader is there and it is near the screen:
 * until then a page pays for its markup alone. A press or a slider that comes too early is kept and done once it
 * lives. Its element (Island.svelte) says what it is: `data-island` its id, `data-component` its kind, `data-props` as JSON,
 * `data-demos` of the page.
 */
import { figureKinds } from './figure-kinds';
import { whenReaderIsHere } from './first-touch';

/** What a figure finds around it (`page-context.ts`); fetched with it. */
export type ContextOf = () => Map<unknown, unknown> | Promise<Map<unknown, unknown>>;

/**
 * @param element `.island`
 * @param contextOf asked once, when the figure comes alive
 * @returns how to leave: a figure that lives is taken down
 */
export function attachIsland(element: HTMLElement, contextOf: ContextOf): () => void {
  const { island: id, component: kind, props, demos } = element.dataset;
  let isGone = false;
  let isWoken = false;
  let isAlive = false;
  let takeDown = () => {};
  let pressed: HTMLElement | null = null;
  /** Sliders that were moved, each with its newest value last. */
  let moved: [HTMLInputElement, string][] = [];

  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) wake();
    },
    { rootMargin: '300px' },
  );

  function wake(): void {
    if (isWoken) return;
    isWoken = true;
    observer.disconnect();
    Promise.all([figureKinds[kind!](), import('./revive'), contextOf()]).then(
      ([{ default: component }, { revive }, context]) => {
        if (isGone) return;
        takeDown = revive(component, element.firstElementChild!, JSON.parse(props!), context);
        isAlive = true;
        element.dataset.alive = 'true';
        delete element.dataset.failed;
        doWhatWasAsked();
      },
      () => {
        // Offline, or a new build took the old files away: the picture stands, and the next touch tries again.
        isWoken = false;
        element.dataset.failed = 'true';
      },
    );
  }

  function doWhatWasAsked(): void {
    for (const [input, value] of moved) {
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    moved = [];
    // A choice that the browser has marked already would not answer to a click.
    if (pressed instanceof HTMLInputElement) pressed.checked = false;
    pressed?.click();
    pressed = null;
  }

  function keepMove({ target }: Event): void {
    if (isAlive || !(target instanceof HTMLInputElement) || target.type !== 'range') return;
    moved.push([target, target.value]);
    wake();
  }

  function keepPress(event: MouseEvent): void {
    if (isAlive) return;
    const control = (event.target as HTMLElement).closest<HTMLElement>('button, [type="radio"]');
    if (control) pressed = control;
    wake();
  }

  /** The markup is there before anything listens: what was moved meanwhile shows in the sliders, a press in the focus. */
  function catchUp(): void {
    for (const input of element.querySelectorAll<HTMLInputElement>('input[type="range"]')) {
      if (input.value !== input.defaultValue) moved.push([input, input.value]);
    }
    if (moved.length > 0 || element.contains(document.activeElement)) wake();
  }

  element.addEventListener('input', keepMove, { capture: true });
  element.addEventListener('click', keepPress, { capture: true });
  element.addEventListener('focusin', wake, { capture: true });
  element.dataset.listens = 'true';
  const stopWaiting = whenReaderIsHere(() => {
    // What an address speaks of shows it at once, wherever it stands.
    const asked =
      location.search && (new URLSearchParams(location.search).get('fig') ?? demos!.split(' ')[0]);
    if (asked && asked === id) wake();
    else observer.observe(element);
  });
  catchUp();
  return () => {
    isGone = true;
    stopWaiting();
    observer.disconnect();
    element.removeEventListener('input', keepMove, { capture: true });
    element.removeEventListener('click', keepPress, { capture: true });
    element.removeEventListener('focusin', wake, { capture: true });
    takeDown();
  };
}
