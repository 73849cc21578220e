/** Which images are drawn in their own greys: digits are ink on paper, and a face in ink would be its own negative. */

/** Side of the largest digits, pixels. */
const digitSide = 28;

export const isPhotograph = ({ width }: { readonly width: number }): boolean => width > digitSide;
