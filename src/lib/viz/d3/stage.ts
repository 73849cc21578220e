import { select, type Selection } from 'd3-selection';
import { pixelRatio } from '../pixel-ratio';

export type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** What reaches a stage from the reader. */
export interface StageEvents {
  /** The pointer, in the stage's own pixels whatever the host's CSS transform; null when a mouse leaves. */
  readonly onPoint?: (at: readonly [x: number, y: number] | null) => void;
  /** A key pressed while the stage has the focus; true where it was of use, and then it does nothing else. */
  readonly onKey?: (key: string, event: KeyboardEvent) => boolean;
}

/** What the stage's slider says to readers who walk through the samples by keys. */
export interface Walker {
  readonly label: string;
  /** Place of the marked sample in the view's order, from 1; 0 for none. */
  readonly rank: number;
  readonly count: number;
  readonly text: string;
}

/**
 * The sheets that a view draws on, inside its host: SVG below, canvas for the points, SVG above. Owns these nodes
 * and their listeners until `dispose`. The drawing is an image with a label; with `onKey` a slider without a look of
 * its own lies over it, which has the focus and says what is marked.
 */
export interface Stage {
  /** The sheet that all of it lies on. */
  readonly node: HTMLDivElement;
  /** What has the focus; null without `onKey`. */
  readonly walker: HTMLDivElement | null;
  readonly below: Layer;
  readonly above: Layer;
  readonly context: CanvasRenderingContext2D;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels per CSS pixel of the canvas. */
  readonly ratio: number;
  resize(widthPx: number, heightPx: number): void;
  label(text: string | undefined): void;
  /** Does nothing without `onKey`. */
  say(walker: Walker): void;
  dispose(): void;
}

export function createStage(host: HTMLElement, view: string, events: StageEvents = {}): Stage {
  const { onPoint, onKey } = events;
  const document = host.ownerDocument;
  const sheet = select(host)
    .append<HTMLDivElement>('div')
    .attr('data-view', view)
    .attr('role', 'img')
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
    onPoint?.([
      ((event.clientX - box.left) / box.width) * widthPx,
      ((event.clientY - box.top) / box.height) * heightPx,
    ]);
  };
  if (onPoint) {
    sheet
      .on('pointermove', point)
      .on('pointerdown', point)
      // A finger that is lifted has pointed; a mouse that leaves points no more.
      .on('pointerleave', (event: PointerEvent) => event.pointerType !== 'touch' && onPoint(null));
  }
  // Beside the image, not in it: what is inside an image is not read out.
  const walker = onKey
    ? select(host)
        .append<HTMLDivElement>('div')
        .attr('data-walker', view)
        .attr('role', 'slider')
        .attr('tabindex', 0)
        .attr('aria-valuemin', 0)
        .attr('aria-valuenow', 0)
        .attr('style', `${place};right:0;bottom:0`)
    : null;
  walker?.on('keydown', (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !onKey!(event.key, event)) return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    node,
    walker: walker?.node() ?? null,
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
      sheet.style('width', `${widthPx}px`).style('height', `${heightPx}px`);
      ratio = pixelRatio(node, widthPx);
      for (const svg of [svgBelow, svgAbove]) svg.attr('width', widthPx).attr('height', heightPx);
      canvas.width = Math.round(widthPx * ratio);
      canvas.height = Math.round(heightPx * ratio);
      canvas.style.width = `${widthPx}px`;
      canvas.style.height = `${heightPx}px`;
    },
    label(text) {
      if (text !== undefined) sheet.attr('aria-label', text);
    },
    say({ label, rank, count, text }) {
      walker
        ?.attr('aria-label', label)
        .attr('aria-valuemax', count)
        .attr('aria-valuenow', rank)
        .attr('aria-valuetext', text);
    },
    dispose() {
      sheet.on('pointermove', null).on('pointerdown', null).on('pointerleave', null).remove();
      // A canvas of size 0 gives its memory back before the collector comes.
      canvas.width = canvas.height = 0;
      walker?.on('keydown', null).remove();
    },
  };
}
