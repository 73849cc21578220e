/** One shade of an image as path data. */
export interface InkPath {
  readonly d: string;
  /** 0 to 1. */
  readonly opacity: number;
}

/** Shades that are told apart; images are packed to as many. */
const shades = 15;

/**
 * An image as ink: a path of unit squares for each shade, so that it takes the page's colours and prints sharp at any
 * size. Runs of one shade in a row are one rectangle; what is blank is not drawn.
 *
 * @param pixels bytes [height·width], 0 for no ink
 */
export function inkPaths(pixels: ArrayLike<number>, width: number, height: number): InkPath[] {
  const paths: string[] = Array.from({ length: shades + 1 }, () => '');
  const shadeAt = (x: number, y: number): number => Math.round((pixels[y * width + x] / 255) * shades);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width;) {
      const shade = shadeAt(x, y);
      const from = x;
      while (x < width && shadeAt(x, y) === shade) x++;
      if (shade) paths[shade] += `M${from},${y}h${x - from}v1h${from - x}z`;
    }
  }
  return paths.flatMap((d, shade) => (d ? [{ d, opacity: shade / shades }] : []));
}
