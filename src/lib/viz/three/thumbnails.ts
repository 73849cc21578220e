/**
 * Images of samples in a view, where there is room for them: fetched when first wanted, tinted in their class's ink,
 * with a rim of paper, and kept while they are wanted.
 */

/** The image of one sample. */
export interface SampleImage {
  /** Bytes [height·width], 0 for no ink to 255. */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export type ImageSource = (sample: number) => Promise<SampleImage>;

export interface Thumbnails {
  /** Draws the image of sample `n` around a place; false where it is not here yet. */
  draw(context: CanvasRenderingContext2D, n: number, x: number, y: number, sizePx: number): boolean;
  /** The inks have changed. */
  forget(): void;
  dispose(): void;
}

/** So many are kept; those of the longest ago are dropped. */
const most = 400;
/** Asked for at a time. */
const mostAsked = 24;
const rim = 2;

export function createThumbnails(
  document: Document,
  source: ImageSource,
  inkOf: (sample: number) => string,
  paper: () => string,
  onArrival: () => void,
): Thumbnails {
  const images = new Map<number, SampleImage | null>();
  const tinted = new Map<number, HTMLCanvasElement>();
  let asked = 0;
  let isGone = false;

  function ask(n: number): void {
    if (images.has(n) || asked >= mostAsked) return;
    asked++;
    images.set(n, null);
    source(n).then(
      (image) => {
        asked--;
        if (isGone) return;
        images.set(n, image);
        onArrival();
      },
      // What did not arrive is asked for again when it is next wanted, not at once.
      () => {
        asked--;
        setTimeout(() => images.delete(n), 5000);
      },
    );
  }

  return {
    draw(context, n, x, y, sizePx) {
      const image = images.get(n);
      if (!image) {
        ask(n);
        return false;
      }
      let sheet = tinted.get(n);
      // The newest stand last, so that the first is the one to drop.
      if (sheet) tinted.delete(n);
      else sheet = tint(document, image, inkOf(n), paper());
      tinted.set(n, sheet);
      if (tinted.size > most) {
        const [oldest] = tinted.keys();
        tinted.delete(oldest);
        images.delete(oldest);
      }
      const scale = sizePx / image.width;
      const [width, height] = [sheet.width * scale, sheet.height * scale];
      context.drawImage(sheet, x - width / 2, y - height / 2, width, height);
      return true;
    },
    forget: () => tinted.clear(),
    dispose() {
      isGone = true;
      images.clear();
      tinted.clear();
    },
  };
}

/** Ink where the image has some, and paper around it. */
function tint(document: Document, image: SampleImage, ink: string, paper: string): HTMLCanvasElement {
  const stamp = (colour: string): HTMLCanvasElement => {
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    const data = context.createImageData(image.width, image.height);
    image.pixels.forEach((level, i) => (data.data[4 * i + 3] = level));
    context.putImageData(data, 0, 0);
    context.globalCompositeOperation = 'source-in';
    context.fillStyle = colour;
    context.fillRect(0, 0, image.width, image.height);
    return canvas;
  };
  const sheet = document.createElement('canvas');
  sheet.width = image.width + 2 * rim;
  sheet.height = image.height + 2 * rim;
  const context = sheet.getContext('2d', { willReadFrequently: true })!;
  const ground = stamp(paper);
  for (let dy = -rim; dy <= rim; dy++) {
    for (let dx = -rim; dx <= rim; dx++) context.drawImage(ground, rim + dx, rim + dy);
  }
  context.drawImage(stamp(ink), rim, rim);
  return sheet;
}
