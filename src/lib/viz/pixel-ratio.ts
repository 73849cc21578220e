/** More pixels than this are not seen, and cost. */
const most = 3;

/**
 * Device pixels per pixel of an element's own layout: more than the device's where a transform enlarges it.
 *
 * @param widthPx the element's width in its own layout
 */
export function pixelRatio(element: Element, widthPx: number): number {
  const device = element.ownerDocument.defaultView?.devicePixelRatio || 1;
  const drawn = element.getBoundingClientRect().width;
  const scale = drawn > 0 && widthPx > 0 ? drawn / widthPx : 1;
  return Math.min(most, device * scale);
}
