/**
 * Images of samples in a view, where there is room for them: fetched when first wanted, and kept while they are wanted. A
 * digit is tinted in its class's ink, with a rim of paper; a face keeps its greys, and its class's ink frames it.
 */

import { isPhotograph } from '../is-photograph';

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
  /** The samples have changed, and their images with them. */
  renew(): void;
  dispose(): void;
}

/** So many are kept; those of the longest ago are dropped. */
const most = 400;
/** Asked for at a time. */
const mostAsked = 24;
const rim = 2;
/** Frame of a face, in pixels of the image. */
const framePx = 4;

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
  /** Counts sets of samples: what was asked for an older one comes too late. */
  let generation = 0;

  function ask(n: number): void {
    if (images.has(n) || asked >= mostAsked) return;
    asked++;
    images.set(n, null);
    const own = generation;
    source(n).then(
      (image) => {
        asked--;
        if (isGone) return;
        if (own === generation) images.set(n, image);
        onArrival();
      },
      // What did not arrive is asked for again when it is next wanted, not at once.
      () => {
        asked--;
        setTimeout(() => own === generation && images.delete(n), 5000);
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
      else sheet = (isPhotograph(image) ? frame : tint)(document, image, inkOf(n), paper());
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
    renew() {
      generation++;
      images.clear();
      tinted.clear();
    },
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

/** A picture in its own greys, its class's ink around it, and paper around that. */
function frame(
  document: Document,
  { pixels, width, height }: SampleImage,
  ink: string,
  paper: string,
): HTMLCanvasElement {
  const sheet = document.createElement('canvas');
  const edge = framePx + rim;
  sheet.width = width + 2 * edge;
  sheet.height = height + 2 * edge;
  const context = sheet.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = paper;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.fillStyle = ink;
  context.fillRect(rim, rim, width + 2 * framePx, height + 2 * framePx);
  const data = context.createImageData(width, height);
  pixels.forEach((level, i) => data.data.set([level, level, level, 255], 4 * i));
  context.putImageData(data, edge, edge);
  return sheet;
}
