/** How large a margin may be before even a sample on its own class weight is refused. */

export interface MarginBound {
  readonly value: number;
  /** The margin must lie strictly, and where C is far above d + 1 far, below the value. */
  readonly strict: boolean;
}

/**
 * The largest margin of CosFace for C classes in `dim` dimensions (CosFace, eq. 7), from m ≤ 1 − max W_i·W_j:
 * 1 − cos(2π/C) on the circle, C/(C − 1) where a simplex has room, and less than that where it has not.
 */
export function mostCosineMargin(classes: number, dim: number): MarginBound {
  if (dim === 2) return { value: 1 - Math.cos((2 * Math.PI) / classes), strict: false };
  return { value: classes / (classes - 1), strict: classes > dim + 1 };
}
