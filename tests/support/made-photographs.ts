/** Made faces as files that a reader might choose, and as a film for Chromium's pretended camera. */
import { neutralNuisance, type Nuisance } from '../../src/lib/face/nuisance';
import { renderFace } from '../../src/lib/face/render';
import { trainedPeople } from '../../src/lib/face/sets';
import { encodePng } from './png';

/** A person's picture, [side, side, 3] bytes. */
export function madeFace(person: number, change: Partial<Nuisance>, sidePx: number): Uint8Array {
  const { identity } = trainedPeople()[person];
  const glasses = identity.glassesHabit > 0.5;
  return new Uint8Array(renderFace(identity, { ...neutralNuisance, glasses, ...change }, sidePx).rgb_hwc);
}

export const madePng = (person: number, change: Partial<Nuisance>, sidePx: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(encodePng({ width: sidePx, height: sidePx, rgb: madeFace(person, change, sidePx) }));

/** A wall. */
export const emptyPng = (sidePx: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    encodePng({ width: sidePx, height: sidePx, rgb: new Uint8Array(3 * sidePx * sidePx).fill(120) }),
  );

/** YUV4MPEG2 of 320×240: a face in the middle, a few frames that are all alike. */
export function madeFilm(person: number): Buffer {
  const [width, height] = [320, 240];
  const face = madeFace(person, {}, height);
  const luma = Buffer.alloc(width * height, 110);
  const blueness = Buffer.alloc((width * height) / 4, 128);
  const redness = Buffer.alloc((width * height) / 4, 128);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < height; x++) {
      const [r, g, b] = face.subarray(3 * (y * height + x), 3 * (y * height + x) + 3);
      const at = x + (width - height) / 2;
      // ITU-R Rec. 601, full range.
      const grey = 0.299 * r + 0.587 * g + 0.114 * b;
      luma[y * width + at] = grey;
      if (y % 2 || at % 2) continue;
      blueness[((y / 2) * width) / 2 + at / 2] = 128 + (b - grey) * 0.564;
      redness[((y / 2) * width) / 2 + at / 2] = 128 + (r - grey) * 0.713;
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, blueness, redness]);
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`),
    ...new Array<Buffer>(10).fill(frame),
  ]);
}
