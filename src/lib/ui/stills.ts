/**
 * Brings the still pictures of a page's later figures, which come after the page (tools/stills.mjs): one by one, while
 * there is nothing else to do, or all at once where the page is about to be printed.
 */

/** Calls back when the browser has nothing to do. */
const whenIdle: (callback: () => void) => void =
  typeof requestIdleCallback === 'function'
    ? (callback) => void requestIdleCallback(callback)
    : (callback) => void setTimeout(callback, 50);

/** @param address of the file that holds them */
export function bringStills(address: string): void {
  if (document.readyState === 'complete') whenIdle(() => void bring(address));
  else addEventListener('load', () => whenIdle(() => void bring(address)), { once: true });
}

async function bring(address: string): Promise<void> {
  let pictures: readonly string[];
  try {
    const response = await fetch(address);
    if (!response.ok) return;
    pictures = (await response.json()) as readonly string[];
  } catch {
    // Without a network a figure shows itself once it lives.
    return;
  }
  const places = [...document.querySelectorAll<HTMLElement>('[data-still]')];
  const place = () => {
    const next = places.shift();
    // A figure that lives already may have put it away.
    if (next) next.innerHTML = pictures[Number(next.dataset.still)];
    return next !== undefined;
  };
  const goOn = () => {
    if (place()) whenIdle(goOn);
  };
  goOn();
  addEventListener('beforeprint', () => {
    while (place());
  });
}
