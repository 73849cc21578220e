/** Puts a demo in touch with the page that it is embedded in; does nothing where it stands by itself. */
import { forwardKeys } from '../demo/embed/keys';
import { hostOf, openPort } from '../demo/embed/port';
import type { EmbedTarget } from '../demo/embed/target';
import { frameHeight } from './fit-tiles';

/** For `PageContext.adopt`. */
export function adoptBy(target: EmbedTarget): () => void {
  const host = hostOf(window);
  if (!host) return () => {};
  const port = openPort(host, target);
  const stopKeys = forwardKeys(window, port.tell, host.post);
  let toldWidth = 0;
  const tellHeight = () => {
    // A host that follows it changes the height alone; to answer that again would be a circle.
    if (window.innerWidth === toldWidth || window.innerWidth === 0) return;
    toldWidth = window.innerWidth;
    port.tell({ type: 'height', px: frameHeight(toldWidth) });
  };
  tellHeight();
  window.addEventListener('resize', tellHeight);
  return () => {
    window.removeEventListener('resize', tellHeight);
    stopKeys();
    port.close();
  };
}
