/** PNG, JPEG and GIF to rasters by the browser, in a worker; a photograph is turned as its camera was held. */
import type { DecodeImage } from '../data/import/decode-file';
import type { Raster } from '../data/import/raster';

export const decodeInBrowser: DecodeImage = async (bytes, format) =>
  rasterOfBitmap(await createImageBitmap(new Blob([bytes], { type: `image/${format}` })));

/** A bitmap's pixels; the bitmap is closed. */
export function rasterOfBitmap(bitmap: ImageBitmap): Raster {
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This browser has no canvas for workers.');
    context.drawImage(bitmap, 0, 0);
    return { width, height, samples: context.getImageData(0, 0, width, height).data, channels: 4 };
  } finally {
    bitmap.close();
  }
}
