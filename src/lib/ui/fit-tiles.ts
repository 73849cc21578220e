/** How many equal tiles side by side make the pictures in them largest. */

export interface Tiling {
  readonly columns: number;
  /** Side of the largest square in each tile, in the units of the box. */
  readonly side: number;
}

/**
 * @param titlePx height of the line above each picture
 */
export function fitTiles(
  count: number,
  width: number,
  height: number,
  { gapPx, titlePx }: { gapPx: number; titlePx: number },
): Tiling {
  let best: Tiling = { columns: 1, side: -Infinity };
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const side = Math.min(
      (width - (columns - 1) * gapPx) / columns,
      (height - (rows - 1) * gapPx) / rows - titlePx,
    );
    if (side > best.side) best = { columns, side };
  }
  return { ...best, side: Math.max(0, best.side) };
}

/** Boxes for which the layout of an embed was made, lying and standing: others are as much larger or smaller. */
const lying = [960, 540] as const;
const standing = [420, 700] as const;
/** Below this, letters are no longer read: a small box shows less instead. */
const leastScale = 0.62;
const mostScale = 4;

/** The scale at which an embed is drawn in a box of CSS pixels. `zoom`: the reader's own factor. */
export function embedScale(width: number, height: number, zoom: number): number {
  const [usualWidth, usualHeight] = width >= height ? lying : standing;
  const scale = Math.min(width / usualWidth, height / usualHeight);
  return zoom * Math.min(mostScale, Math.max(leastScale, scale));
}

/** The height that suits a frame of a width, CSS pixels: lying where there is room for two columns. */
export function frameHeight(width: number): number {
  const [usualWidth, usualHeight] = width >= 560 ? lying : standing;
  return Math.round((width * usualHeight) / usualWidth);
}
