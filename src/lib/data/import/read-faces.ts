/** Photographs in folders, one folder an identity: read, judged by their headers, decoded, made grey and small. */
import { decodeFile, type DecodeImage } from './decode-file';
import { averageInto, centredBox } from './fit-image';
import type { Gathered, ImportProgress } from './gathered';
import { ImportError, RefusedImage } from './import-error';
import { naturalOrder } from './natural-order';
import { hasImageEnding, identityOf, isPassedOver, isZip } from './paths';
import { toGrey, type Raster } from './raster';
import type { Refusals } from './refusals';
import type { SourceFile } from './source-file';

/** Every set of faces has this size: what the networks of the site are made for. */
export const faceSide = 64;
/** 64×64 bytes each: 200 MB in memory. */
export const mostImages = 50_000;

/** Greys [faceSide²] of the face in a picture, brought to a template; null where none is found. */
export type AlignFace = (picture: Raster) => Promise<Uint8Array | null>;

interface ReadOptions {
  readonly decode: DecodeImage;
  /** Without it the middle of a picture is taken for the face. */
  readonly align?: AlignFace;
  readonly refusals: Refusals;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** Rejects with the signal's reason where it is aborted; whatever is wrong with a file goes to `refusals`. */
export async function readFaces(files: readonly SourceFile[], options: ReadOptions): Promise<Gathered> {
  const { refusals, signal, onProgress } = options;
  const { byIdentity, otherFiles } = groupFiles(files, refusals);
  const identities = [...byIdentity].sort(([a], [b]) => naturalOrder(a, b));
  // Whoever has one file cannot come to two images: LFW's 4,069 such people need not be decoded.
  const total = identities.reduce((sum, [, own]) => sum + (own.length > 1 ? own.length : 0), 0);
  let [done, kept, beyond] = [0, 0, 0];
  const gathered: { name: string; images: Uint8Array[] }[] = [];
  for (const [name, own] of identities) {
    const images: Uint8Array[] = [];
    if (own.length > 1) {
      for (const file of own.sort((a, b) => naturalOrder(a.path, b.path))) {
        signal?.throwIfAborted();
        onProgress?.({ stage: 'reading', done: done++, total });
        if (kept === mostImages) {
          beyond++;
          continue;
        }
        const image = await readFace(file, options);
        if (image) images.push(image);
        kept += image ? 1 : 0;
      }
    }
    gathered.push({ name, images });
  }
  onProgress?.({ stage: 'reading', done: total, total });
  if (beyond > 0) {
    refusals.addGroup(
      'too-many-images',
      String(mostImages),
      beyond,
      `${beyond} images were left out: a set holds at most ${mostImages}.`,
    );
  }
  return { width: faceSide, height: faceSide, identities: gathered, otherFiles };
}

function groupFiles(
  files: readonly SourceFile[],
  refusals: Refusals,
): { byIdentity: Map<string, SourceFile[]>; otherFiles: number } {
  const byIdentity = new Map<string, SourceFile[]>();
  let otherFiles = 0;
  for (const file of files) {
    const { path } = file;
    if (isPassedOver(path)) continue;
    if (isZip(path)) {
      refusals.add(
        'nested-zip',
        path,
        'was left out: an archive among the files is not opened. Unpack it first.',
      );
    } else if (!hasImageEnding(path)) {
      otherFiles++;
    } else {
      const identity = identityOf(path);
      if (identity === null) {
        refusals.add(
          'no-folder',
          path,
          'was left out: it lies in no folder, and the folder says whom it shows.',
        );
      } else if (!byIdentity.get(identity)?.push(file)) byIdentity.set(identity, [file]);
    }
  }
  return { byIdentity, otherFiles };
}

/** Null, and a word to `refusals`, where the file is of no use. */
async function readFace(
  file: SourceFile,
  { decode, align, refusals, signal }: ReadOptions,
): Promise<Uint8Array | null> {
  try {
    const raster = await decodeFile(file, decode);
    if (!align) return fit(raster);
    const face = await align(raster);
    if (face) return face;
    throw new RefusedImage('no-face', 'was left out: no face was found in it.');
  } catch (cause) {
    signal?.throwIfAborted();
    // Not this picture's fault.
    if (cause instanceof ImportError) throw cause;
    const refused = cause instanceof RefusedImage ? cause : null;
    refusals.add(
      refused?.code ?? 'unreadable',
      file.path,
      refused?.message ?? 'could not be read where it lies.',
    );
    return null;
  }
}

function fit(raster: Raster): Uint8Array {
  const box = centredBox(raster.width, raster.height, 1);
  return averageInto(toGrey(raster), raster.width, box, faceSide, faceSide);
}
