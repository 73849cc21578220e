/** PNG, JPEG and GIF to rasters in Node, where no browser decodes them. */
import { decode as decodeJpeg } from 'jpeg-js';
import { GifReader } from 'omggif';
import { PNG } from 'pngjs';
import type { DecodeImage } from '../src/lib/data/import/decode-file';

/** As in a browser, of a GIF the first picture counts. A photograph is not turned as its camera was held. */
export const decodeImage: DecodeImage = async (bytes, format) => {
  if (format === 'png') {
    const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
    return { width, height, samples: new Uint8Array(data), channels: 4 };
  }
  if (format === 'jpeg') {
    const { width, height, data } = decodeJpeg(bytes, { useTArray: true, maxResolutionInMP: 40 });
    return { width, height, samples: data, channels: 4 };
  }
  const reader = new GifReader(Buffer.from(bytes));
  const samples = new Uint8Array(reader.width * reader.height * 4);
  reader.decodeAndBlitFrameRGBA(0, samples);
  return { width: reader.width, height: reader.height, samples, channels: 4 };
};
