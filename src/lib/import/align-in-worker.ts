/** Aligns faces for an import by the vision worker, which the import worker starts with the first picture. */
import { toGrey } from '../data/import/raster';
import { ImportError } from '../data/import/import-error';
import type { AlignFace } from '../data/import/read-faces';
import { VisionError, type VisionClient } from '../vision/client';
import { rasterOf, rgbOf } from '../vision/rgb-image';

/** The largest face of a picture, aligned. Rejects with an ImportError where the networks cannot be had. */
export const alignWith =
  (client: Pick<VisionClient, 'find'>): AlignFace =>
  async (raster) => {
    try {
      const picture = { type: 'rgb', image: rgbOf(raster) } as const;
      const { faces } = await client.find({ picture, describe: false, mayPad: true, wantsPicture: false });
      return faces.length > 0 ? toGrey(rasterOf(faces[0].aligned)) : null;
    } catch (cause) {
      if (!(cause instanceof VisionError)) throw cause;
      throw new ImportError('aligner', `Faces could not be aligned: ${cause.message}`, { cause });
    }
  };
