/** One file to a raster: judged by its size and its header before it is decoded. */
import { readImageHeader, type ImageFormat } from './image-header';
import { RefusedImage } from './import-error';
import { parsePgm } from './pgm';
import type { Raster } from './raster';
import type { SourceFile } from './source-file';

/** Decodes what the platform knows; PGM is decoded here. Rejects where it cannot. */
export type DecodeImage = (
  bytes: Uint8Array<ArrayBuffer>,
  format: Exclude<ImageFormat, 'pgm'>,
) => Promise<Raster>;

const mostPixels = 40_000_000;
const mostFileBytes = 64 * 2 ** 20;

/** Throws a RefusedImage for what is no image, too large or damaged; rejects with another error where it cannot be read. */
export async function decodeFile(file: SourceFile, decode: DecodeImage): Promise<Raster> {
  if (file.bytes > mostFileBytes) {
    throw new RefusedImage('too-large', `has ${Math.round(file.bytes / 2 ** 20)} MB; an image may have 64.`);
  }
  const bytes = await file.read();
  const header = readImageHeader(bytes);
  if (!header) throw new RefusedImage('no-image', 'is not an image, whatever its name says.');
  const { format, width, height } = header;
  if (width * height > mostPixels) {
    const megapixels = Math.round((width * height) / 1_000_000);
    throw new RefusedImage(
      'too-many-pixels',
      `has ${megapixels} megapixels; at most 40 are read. Make it smaller.`,
    );
  }
  if (format === 'pgm') return parsePgm(bytes);
  try {
    return await decode(bytes, format);
  } catch (cause) {
    throw new RefusedImage(
      'damaged',
      `is damaged: it begins as a ${format.toUpperCase()} and cannot be decoded.`,
      {
        cause,
      },
    );
  }
}
