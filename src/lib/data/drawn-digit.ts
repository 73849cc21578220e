/**
 * A digit drawn by hand, made into an image as MNIST's are: fitted into a box of 20 × 20, its centre of mass in the
 * middle of 28 × 28. MNIST scales pixels; here the strokes are scaled and drawn anew, so that a small drawing has no
 * fat pen and a large one no thin pen.
 */

/** Where the pen went from its press to its lift; any unit, y down. */
export type Stroke = readonly (readonly [x: number, y: number])[];

export const drawnSide = 28;
const box = 20;
/** Width of the pen in pixels: the median of MNIST's ones, ink over length, is 2.75. */
const pen = 2.75;
/** Where MNIST's centres of mass lie: in the middle of pixel 14. */
const middle = 14.5;

/** The image, bytes [28·28], 0 for no ink to 255; null where nothing is drawn. */
export function drawnDigit(strokes: readonly Stroke[]): Uint8Array | null {
  const points = strokes.flat();
  if (points.length === 0) return null;
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const size = Math.max(right - left, bottom - top);
  // A dot has no size to be fitted by.
  const scale = size > 0 ? (box - pen) / size : 0;
  const fitted = (shiftX: number, shiftY: number): Stroke[] =>
    strokes.map((stroke) =>
      stroke.map(([x, y]) => [
        (x - (left + right) / 2) * scale + middle + shiftX,
        (y - (top + bottom) / 2) * scale + middle + shiftY,
      ]),
    );
  const [x, y] = centreOfMass(ink(fitted(0, 0)));
  return ink(fitted(middle - x, middle - y));
}

/** Strokes in pixels as greys: full ink within the pen, soft for half a pixel on either side of its edge. */
function ink(strokes: readonly Stroke[]): Uint8Array {
  const bytes = new Uint8Array(drawnSide * drawnSide);
  for (let row = 0; row < drawnSide; row++) {
    for (let column = 0; column < drawnSide; column++) {
      const away = Math.min(...strokes.map((stroke) => distance(stroke, column + 0.5, row + 0.5)));
      bytes[row * drawnSide + column] = Math.round(255 * Math.max(0, Math.min(1, pen / 2 + 0.5 - away)));
    }
  }
  return bytes;
}

/** From a point to the nearest place of a stroke. */
function distance(stroke: Stroke, x: number, y: number): number {
  let least = stroke.length ? Math.hypot(stroke[0][0] - x, stroke[0][1] - y) : Infinity;
  for (let i = 1; i < stroke.length; i++) {
    const [[x0, y0], [x1, y1]] = [stroke[i - 1], stroke[i]];
    const square = (x1 - x0) ** 2 + (y1 - y0) ** 2;
    const along = square > 0 ? ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / square : 0;
    const share = Math.max(0, Math.min(1, along));
    least = Math.min(least, Math.hypot(x0 + share * (x1 - x0) - x, y0 + share * (y1 - y0) - y));
  }
  return least;
}

/** In pixels from the upper left corner; the middle of the first pixel is 0.5. */
export function centreOfMass(bytes: Uint8Array): readonly [x: number, y: number] {
  let [mass, x, y] = [0, 0, 0];
  bytes.forEach((grey, at) => {
    mass += grey;
    x += grey * ((at % drawnSide) + 0.5);
    y += grey * (Math.floor(at / drawnSide) + 0.5);
  });
  return [x / mass, y / mass];
}
