import { select, type Selection } from 'd3-selection';

export type Layer = Selection<SVGGElement, unknown, null, undefined>;

/**
 * The sheets that a view draws on, inside its host: SVG below, canvas for the points, SVG above. Owns these nodes
 * and their listeners until `dispose`.
 */
export interface Stage {
  readonly below: Layer;
  readonly above: Layer;
  readonly context: CanvasRenderingContext2D;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels per CSS pixel of the canvas. */
  readonly ratio: number;
  resize(widthPx: number, heightPx: number): void;
  label(text: string | undefined): void;
  dispose(): void;
}

/** `onPoint` hears of the pointer in the stage's own pixels, whatever the host's CSS transform; null when it leaves. */
export function createStage(
  host: HTMLElement,
  view: string,
  onPoint: (at: readonly [x: number, y: number] | null) => void,
): Stage {
  const document = host.ownerDocument;
  const sheet = select(host)
    .append('div')
    .attr('data-view', view)
    .style('position', 'relative')
    .style('overflow', 'hidden')
    .style('font-family', 'var(--sans)')
    .style('font-variant-numeric', 'lining-nums tabular-nums');
  const place = 'position:absolute;left:0;top:0;display:block;pointer-events:none';
  const svgBelow = sheet.append('svg').attr('style', place).attr('aria-hidden', 'true');
  const canvas = document.createElement('canvas');
  canvas.setAttribute('style', place);
  sheet.node()!.append(canvas);
  const svgAbove = sheet.append('svg').attr('style', place).attr('aria-hidden', 'true');
  // In main memory: thousands of small marks are drawn faster there than the graphics card takes them.
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  let widthPx = 0;
  let heightPx = 0;
  let ratio = 1;

  const node = sheet.node()!;
  const point = (event: PointerEvent): void => {
    const box = node.getBoundingClientRect();
    if (!box.width || !box.height) return;
    onPoint([
      ((event.clientX - box.left) / box.width) * widthPx,
      ((event.clientY - box.top) / box.height) * heightPx,
    ]);
  };
  sheet
    .on('pointermove', point)
    .on('pointerdown', point)
    .on('pointerleave', () => onPoint(null));
  // What the host had before is given back at the end.
  const role = host.getAttribute('role');
  const label = host.getAttribute('aria-label');
  host.setAttribute('role', 'img');

  return {
    below: svgBelow.append('g'),
    above: svgAbove.append('g'),
    context,
    get widthPx() {
      return widthPx;
    },
    get heightPx() {
      return heightPx;
    },
    get ratio() {
      return ratio;
    },
    resize(width, height) {
      widthPx = Math.max(1, Math.round(width));
      heightPx = Math.max(1, Math.round(height));
      ratio = Math.min(3, document.defaultView?.devicePixelRatio || 1);
      sheet.style('width', `${widthPx}px`).style('height', `${heightPx}px`);
      for (const svg of [svgBelow, svgAbove]) svg.attr('width', widthPx).attr('height', heightPx);
      canvas.width = Math.round(widthPx * ratio);
      canvas.height = Math.round(heightPx * ratio);
      canvas.style.width = `${widthPx}px`;
      canvas.style.height = `${heightPx}px`;
    },
    label(text) {
      if (text !== undefined) host.setAttribute('aria-label', text);
    },
    dispose() {
      sheet.on('pointermove', null).on('pointerdown', null).on('pointerleave', null).remove();
      // A canvas of size 0 gives its memory back before the collector comes.
      canvas.width = canvas.height = 0;
      for (const [name, value] of [
        ['role', role],
        ['aria-label', label],
      ] as const) {
        if (value === null) host.removeAttribute(name);
        else host.setAttribute(name, value);
      }
    },
  };
}
