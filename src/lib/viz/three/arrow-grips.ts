/**
 * Arrows of class weights that the reader pulls over the sphere by their heads, and what a pull leaves behind: the
 * trained place as a dashed ring with the great circle's arc between. The camera rests meanwhile.
 */
import type { Layer, Stage } from '../d3/stage';
import type { Direction } from '../shared-camera';
import { arcPlane, greatArcPath } from '../sphere-angle';
import type { Arrow } from '../sphere-arrows';
import { isBehindSphere, outlineDepth, project, type Lens } from '../sphere-lens';
import { pulledDirection } from '../sphere-pull';
import { turnAxes, turnTo } from '../sphere-turn';

/** Half of what a finger needs, and how far a hand moves that has only tapped, CSS pixels. */
const reachPx = 16;
const slopPx = 4;

export interface ArrowGrips {
  /** True while the hand pulls. */
  readonly isHeld: boolean;
  /** Puts a grip on each head in sight. `isSolid`: the sphere hides what is behind it. */
  place(arrows: readonly Arrow[], lens: Lens, isSolid: boolean): void;
  /** The trained weights [C, 3] where some were moved to `weights_c3`; null where none was. */
  ghost(trained_c3: ArrayLike<number> | null, weights_c3: ArrayLike<number>): void;
}

export interface GripEvents {
  /** A weight is pulled to this direction. */
  readonly onPull: (classIndex: number, direction: Direction) => void;
  /** A head was tapped and not pulled. */
  readonly onTap: (classIndex: number) => void;
}

export function createArrowGrips(stage: Stage, layer: Layer, { onPull, onTap }: GripEvents): ArrowGrips {
  const ghosts = layer.append('g').attr('data-part', 'trained').style('fill', 'none');
  const grips = layer.append('g').attr('data-part', 'grips');
  ghosts.style('stroke', 'var(--touch)').style('stroke-width', 1.75).style('stroke-dasharray', '4 3');

  let arrows: readonly Arrow[] = [];
  let lens: Lens | null = null;
  let isSolid = true;
  let held: {
    readonly classIndex: number;
    readonly pointerId: number;
    readonly startX: number;
    readonly startY: number;
    /** From the pointer to the tip, so that it does not jump. */
    readonly offX: number;
    readonly offY: number;
    readonly isFar: boolean;
    isPulled: boolean;
  } | null = null;

  /** A place in the view's own pixels, whatever the host's CSS transform. */
  function at(event: PointerEvent): [number, number] {
    const box = stage.node.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / (box.width || 1)) * stage.widthPx,
      ((event.clientY - box.top) / (box.height || 1)) * stage.heightPx,
    ];
  }

  const distance = ({ isShown, x1, y1 }: Arrow, x: number, y: number): number =>
    isShown ? Math.hypot(x - x1, y - y1) : Infinity;

  const down = function (this: SVGCircleElement, event: PointerEvent): void {
    if (event.button !== 0 || held) return;
    event.stopPropagation();
    const [x, y] = at(event);
    // Where grips overlap, the nearest head is meant, whichever lies on top.
    const classIndex = arrows.reduce(
      (best, arrow, c) => (distance(arrow, x, y) < distance(arrows[best], x, y) ? c : best),
      0,
    );
    const { x1, y1, depth } = arrows[classIndex];
    if (!Number.isFinite(distance(arrows[classIndex], x, y))) return;
    this.setPointerCapture(event.pointerId);
    held = {
      classIndex,
      pointerId: event.pointerId,
      startX: x,
      startY: y,
      offX: x1 - x,
      offY: y1 - y,
      isFar: !isSolid && depth < outlineDepth * arrows[classIndex].reach ** 2,
      isPulled: false,
    };
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== held?.pointerId) return;
    event.stopPropagation();
    const [x, y] = at(event);
    held.isPulled ||= Math.hypot(x - held.startX, y - held.startY) >= slopPx;
    const reach = arrows[held.classIndex]?.reach;
    if (!held.isPulled || !lens || !(reach > 0)) return;
    onPull(held.classIndex, pulledDirection(lens, x + held.offX, y + held.offY, reach, held.isFar));
  };
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== held?.pointerId) return;
    const { classIndex, isPulled } = held;
    held = null;
    if (event.type === 'pointerup' && !isPulled) onTap(classIndex);
  };

  return {
    get isHeld() {
      return held !== null;
    },
    place(next, lensNow, solid) {
      [arrows, lens, isSolid] = [next, lensNow, solid];
      grips
        .selectAll<SVGCircleElement, Arrow>('circle')
        .data(arrows)
        .join((enter) =>
          enter
            .append('circle')
            .attr('data-handle', (_, c) => c)
            .attr('r', reachPx)
            .style('fill', 'transparent')
            .style('touch-action', 'none')
            .style('cursor', 'move')
            .on('pointerdown', down)
            .on('pointermove', move)
            .on('pointerup', end)
            .on('pointercancel', end)
            // Chromium heeds no `touch-action` on parts of a drawing: it would scroll and take the pointer away.
            .on('touchstart', (event: TouchEvent) => event.preventDefault(), { passive: false }),
        )
        .style('pointer-events', ({ isShown }) => (isShown ? 'all' : 'none'))
        .attr('cx', ({ x1 }) => x1)
        .attr('cy', ({ y1 }) => y1);
    },
    ghost(trained_c3, weights_c3) {
      const at = (all: ArrayLike<number>, c: number): Direction => [
        all[3 * c],
        all[3 * c + 1],
        all[3 * c + 2],
      ];
      const moved =
        trained_c3 && lens
          ? arrows.flatMap(({ reach }, c) => {
              const [from, to] = [at(trained_c3, c), at(weights_c3, c)];
              const { turnRad } = turnTo(turnAxes(from, to), to);
              if (!(turnRad > 1e-3) || !(reach > 0)) return [];
              const radius = isSolid ? 1 : reach;
              const scale = radius / Math.hypot(...from);
              const place: Direction = [scale * from[0], scale * from[1], scale * from[2]];
              const plane = arcPlane(from, to);
              const { x, y } = project(lens!, ...place, { x: 0, y: 0, depth: 0 });
              const isHidden =
                isSolid && isBehindSphere(lens!, 1.0001 * place[0], 1.0001 * place[1], 1.0001 * place[2]);
              const path = plane && greatArcPath(lens!, plane, 0, turnRad, isSolid, radius);
              return [{ c, x, y, isHidden, path }];
            })
          : [];
      ghosts
        .selectAll('circle')
        .data(moved)
        .join('circle')
        .attr('data-trained', ({ c }) => c)
        .attr('r', 6)
        .attr('visibility', ({ isHidden }) => (isHidden ? 'hidden' : null))
        .attr('cx', ({ x }) => x)
        .attr('cy', ({ y }) => y);
      ghosts
        .selectAll('path')
        .data(moved)
        .join('path')
        .attr('d', ({ path }) => path || null);
    },
  };
}
