/** Where things stand in the circle view, in CSS pixels around the ring's centre, for a square of a given side. */
export interface CircleLayout {
  readonly centreX: number;
  readonly centreY: number;
  readonly ring: number;
  /** Full height of a ridge above its foot. */
  readonly ridge: number;
  /** Distance of the lowest dots from the ring. */
  readonly foot: number;
  /** Depth of a margin band inside the ring. */
  readonly band: number;
  /** Where class glyphs stand, and their size. */
  readonly glyphRadius: number;
  readonly glyphPx: number;
  readonly dotRadius: number;
  /** Radii between which strays stand. */
  readonly strayOuter: number;
  readonly strayInner: number;
  /** Radius of the arc that shows an angle. */
  readonly angleRadius: number;
}

export function circleLayout(widthPx: number, heightPx: number): CircleLayout {
  const side = Math.min(widthPx, heightPx);
  const ring = side * 0.35;
  return {
    centreX: widthPx / 2,
    centreY: heightPx / 2,
    ring,
    ridge: side * 0.13,
    foot: Math.max(3.5, side * 0.009),
    band: ring * 0.105,
    glyphRadius: ring * 0.48,
    glyphPx: Math.max(18, Math.min(30, side * 0.048)),
    dotRadius: Math.max(0.95, Math.min(1.7, side * 0.0027)),
    strayOuter: ring * 0.845,
    strayInner: ring * 0.3,
    angleRadius: ring * 0.32,
  };
}

/** The ground that strays may cover, square pixels. */
export const strayGround = ({ strayOuter, strayInner }: CircleLayout): number =>
  Math.PI * (strayOuter ** 2 - strayInner ** 2);

/** Where a stray of level 0 to 1 stands: few strays keep to the ring, many use the whole ground. */
export function strayRadius(layout: CircleLayout, level: number, strays: number): number {
  const { strayOuter, strayInner } = layout;
  const needed = Math.min(1, 0.12 + (strays * 150) / strayGround(layout));
  // Even ground per stray: the square of the radius is spread, not the radius.
  const inner = strayOuter - (strayOuter - strayInner) * needed;
  return Math.sqrt(strayOuter ** 2 - (strayOuter ** 2 - inner ** 2) * level);
}
