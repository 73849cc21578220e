/** Pictures to colours in a worker: files by the browser's decoder (PGM by ours), bitmaps by a canvas. */
import { RefusedImage } from '../data/import/import-error';
import { decodeFile } from '../data/import/decode-file';
import { decodeInBrowser, rasterOfBitmap } from '../import/decode-in-browser';
import type { Picture } from './protocol';
import { rgbOf, type RgbImage } from './rgb-image';

/** Throws a RefusedImage where a file is no usable image. */
export async function pictureToRgb(picture: Picture): Promise<RgbImage> {
  if (picture.type === 'rgb') return picture.image;
  if (picture.type === 'bitmap') return rgbOf(rasterOfBitmap(picture.bitmap));
  const { file } = picture;
  const read = async () => {
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch (cause) {
      throw new RefusedImage('unreadable', 'could not be read where it lies.', { cause });
    }
  };
  return rgbOf(await decodeFile({ path: '', bytes: file.size, read }, decodeInBrowser));
}
