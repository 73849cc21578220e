/**
 * Rings that the reader pulls class weights by, and what a pull leaves behind: the trained place as a dashed ring with
 * the arc between. For pictures in which a weight is a direction around a centre.
 */
import type { Selection } from 'd3-selection';
import { arcPath } from '../arcs';

/** Half of what a finger needs. */
const reachPx = 16;

export interface WeightHandles {
  /** Puts a handle on each weight: directions [C], radians, at a radius of the layer's own. */
  place(rad_c: ArrayLike<number>, radius: number): void;
  /** The trained directions [C] of weights that were moved; null where none was. */
  ghost(trainedRad_c: ArrayLike<number> | null, rad_c: ArrayLike<number>, radius: number): void;
}

/**
 * @param layer around whose origin the weights stand; its drawing lies on the page without rotation
 * @param onTurn a weight is pulled to this direction, radians
 */
export function createWeightHandles(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  onTurn: (classIndex: number, rad: number) => void,
): WeightHandles {
  const ghosts = layer.append('g').attr('data-part', 'trained').style('fill', 'none');
  const grips = layer.append('g').attr('data-part', 'grips');
  ghosts.style('stroke', 'var(--touch)').style('stroke-width', 1.5).style('stroke-dasharray', '3 3');

  /** The direction from the layer's origin to a point of the page, whatever scales the host. */
  function directionAt(event: PointerEvent): number | null {
    const toPage = layer.node()!.getScreenCTM();
    if (!toPage) return null;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toPage.inverse());
    return Math.atan2(-y, x);
  }

  let held: number | null = null;
  const down = function (this: SVGCircleElement, event: PointerEvent, c: number): void {
    if (event.button !== 0) return;
    this.setPointerCapture(event.pointerId);
    event.preventDefault();
    event.stopPropagation();
    held = c;
  };
  const move = (event: PointerEvent): void => {
    if (held === null) return;
    event.stopPropagation();
    const rad = directionAt(event);
    if (rad !== null) onTurn(held, rad);
  };
  const end = (): void => {
    held = null;
  };

  return {
    place(rad_c, radius) {
      grips
        .selectAll<SVGCircleElement, number>('circle')
        .data(Array.from({ length: rad_c.length }, (_, c) => c))
        .join((enter) =>
          enter
            .append('circle')
            .attr('data-handle', (c) => c)
            .attr('r', reachPx)
            .style('fill', 'transparent')
            .style('pointer-events', 'all')
            .style('touch-action', 'none')
            .style('cursor', 'grab')
            .on('pointerdown', down)
            .on('pointermove', move)
            .on('pointerup', end)
            .on('pointercancel', end)
            // Chromium heeds no `touch-action` on parts of a drawing: it would scroll and take the pointer away.
            .on('touchstart', (event: TouchEvent) => event.preventDefault(), { passive: false }),
        )
        .attr('cx', (c) => radius * Math.cos(rad_c[c]))
        .attr('cy', (c) => -radius * Math.sin(rad_c[c]));
    },
    ghost(trainedRad_c, rad_c, radius) {
      const moved = trainedRad_c
        ? Array.from({ length: rad_c.length }, (_, c) => ({
            c,
            from: trainedRad_c[c],
            turn: Math.atan2(Math.sin(rad_c[c] - trainedRad_c[c]), Math.cos(rad_c[c] - trainedRad_c[c])),
          })).filter(({ turn }) => Math.abs(turn) > 1e-3)
        : [];
      ghosts
        .selectAll('circle')
        .data(moved)
        .join('circle')
        .attr('data-trained', ({ c }) => c)
        .attr('r', 6)
        .attr('cx', ({ from }) => radius * Math.cos(from))
        .attr('cy', ({ from }) => -radius * Math.sin(from));
      ghosts
        .selectAll('path')
        .data(moved)
        .join('path')
        .attr('d', ({ from, turn }) =>
          arcPath(radius + 7, Math.min(from, from + turn), Math.max(from, from + turn)),
        );
    },
  };
}
