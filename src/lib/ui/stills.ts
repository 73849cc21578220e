/**
 * Brings the still pictures of a page's later figures, which come after the page (tools/stills.mjs). Each is put into its
 * place when that comes near the screen, or all at once where the page is about to be printed.
 */

/** Calls back when the browser has nothing to do. */
const whenIdle: (callback: () => void) => void =
  typeof requestIdleCallback === 'function'
    ? (callback) => void requestIdleCallback(callback)
    : (callback) => void setTimeout(callback, 50);

/** @param address of the file that holds them, asked for once the page is there and at rest */
export function bringStills(address: string): void {
  const start = () => whenIdle(() => void bring(address));
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

async function bring(address: string): Promise<void> {
  let pictures: readonly string[];
  try {
    const response = await fetch(address, { priority: 'low' });
    if (!response.ok) return;
    pictures = (await response.json()) as readonly string[];
  } catch {
    // Without a network a figure shows itself once it lives.
    return;
  }
  const empty = new Set(document.querySelectorAll<HTMLElement>('[data-still]'));
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) place(target as HTMLElement);
    },
    { rootMargin: '1000px' },
  );
  for (const element of empty) near.observe(element);
  addEventListener('beforeprint', () => empty.forEach(place));

  function place(element: HTMLElement): void {
    near.unobserve(element);
    // A figure that lives already has put it away: then this is seen by nobody.
    if (empty.delete(element)) element.innerHTML = pictures[Number(element.dataset.still)];
  }
}
