/**
 * Sets as MNIST's authors wrote them: a file of images and one of labels, and often the same again for testing; packed
 * by gzip or not. Names are theirs: `train-images-idx3-ubyte.gz`, `t10k-labels-idx1-ubyte`,
 * `emnist-letters-test-images-idx3-ubyte.gz`.
 */
import { crc32 } from '../crc32';
import { parseIdx, type IdxArray } from '../idx';
import type { Gathered } from './gathered';
import { ImportError } from './import-error';
import { inflateAtMost } from './inflate';
import { isPassedOver } from './paths';
import type { SourceFile } from './source-file';
import { mostClasses } from './split-identities';

/** EMNIST's largest file takes 547 MB. */
const mostBytes = 600 * 2 ** 20;
const mostSide = 256;

const isImages = (path: string): boolean => /images[-.]idx3/i.test(path);
const isLabels = (path: string): boolean => /labels[-.]idx1/i.test(path);
const isTest = (path: string): boolean => /(^|[/-])(t10k|test)-/i.test(path);

/** Whether these files are named as such a set's. */
export const looksLikeIdx = (files: readonly SourceFile[]): boolean =>
  files.some(({ path }) => isImages(path));

const refuse = (sentence: string, options?: ErrorOptions): never => {
  throw new ImportError('idx', sentence, options);
};

/** Images keep their own size. What its authors held out for testing is the probe set. */
export async function readIdxSet(files: readonly SourceFile[], signal?: AbortSignal): Promise<Gathered> {
  const seen = files.filter(({ path }) => !isPassedOver(path));
  const train = await readPair(
    seen.filter(({ path }) => !isTest(path)),
    'training',
    signal,
  );
  if (!train)
    return refuse('Here is no pair of idx files: one named …images-idx3… and one named …labels-idx1….');
  const test = await readPair(
    seen.filter(({ path }) => isTest(path)),
    'test',
    signal,
  );
  if (test && (test.width !== train.width || test.height !== train.height)) {
    refuse(
      `The test images are ${test.width}×${test.height}, the training images ${train.width}×${train.height}.`,
    );
  }
  const labels = [...new Set(train.byLabel.keys())].sort((a, b) => a - b);
  const strange = [...(test?.byLabel.keys() ?? [])].find((label) => !train.byLabel.has(label));
  if (strange !== undefined) refuse(`The test set has the label ${strange}, which the training set has not.`);
  return {
    width: train.width,
    height: train.height,
    identities: labels.map((label) => ({
      name: String(label),
      images: train.byLabel.get(label)!,
      ...(test ? { probeImages: test.byLabel.get(label) ?? [] } : {}),
    })),
    otherFiles: seen.filter(({ path }) => !isImages(path) && !isLabels(path)).length,
  };
}

interface Pair {
  readonly width: number;
  readonly height: number;
  readonly byLabel: ReadonlyMap<number, readonly Uint8Array[]>;
}

/** Null where neither file is there. */
async function readPair(
  files: readonly SourceFile[],
  which: string,
  signal?: AbortSignal,
): Promise<Pair | null> {
  const [images, labels] = [
    files.filter(({ path }) => isImages(path)),
    files.filter(({ path }) => isLabels(path)),
  ];
  if (images.length === 0 && labels.length === 0) return null;
  if (images.length !== 1 || labels.length !== 1) {
    refuse(
      `The ${which} set should be one file of images and one of labels; here are ${images.length} and ${labels.length}.`,
    );
  }
  const pixels = await readArray(images[0], 3);
  signal?.throwIfAborted();
  const classes = await readArray(labels[0], 1);
  signal?.throwIfAborted();
  const [count, height, width] = pixels.dimensions;
  if (classes.dimensions[0] !== count) {
    refuse(
      `The ${which} set has ${count} images and ${classes.dimensions[0]} labels; there should be one for each.`,
    );
  }
  if (!width || !height || width > mostSide || height > mostSide) {
    refuse(`The ${which} images are ${width}×${height}; images of 1×1 to ${mostSide}×${mostSide} are read.`);
  }
  // EMNIST's images lie on their side, mirrored.
  const isTurned = /(^|\/)emnist-/i.test(images[0].path) && width === height;
  const byLabel = new Map<number, Uint8Array[]>();
  for (let n = 0; n < count; n++) {
    const image = pixels.values.subarray(n * width * height, (n + 1) * width * height);
    const own = isTurned ? turned(image, width) : image;
    if (!byLabel.get(classes.values[n])?.push(own)) byLabel.set(classes.values[n], [own]);
  }
  return byLabel.size <= mostClasses ? { width, height, byLabel } : refuse('There are too many labels.');
}

async function readArray(file: SourceFile, rank: number): Promise<IdxArray> {
  if (file.bytes > mostBytes) refuse(`${file.path} is larger than the 600 MB that are read.`);
  const bytes = await file.read();
  try {
    const array = parseIdx(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes) : bytes);
    return array.dimensions.length === rank
      ? array
      : refuse(`${file.path} has ${array.dimensions.length} dimensions, not ${rank}.`);
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    return refuse(`${file.path} cannot be read. ${(cause as Error).message}`, { cause });
  }
}

/** A file of one member, its checksum compared (RFC 1952, section 2.3). */
function gunzip(packed: Uint8Array): Uint8Array {
  const { bytes, isCut } = inflateAtMost(packed, 'gzip', mostBytes);
  if (isCut) throw new Error('It unpacks to more than the 600 MB that are read.');
  const trailer = new DataView(packed.buffer, packed.byteOffset + packed.length - 8, 8);
  if (trailer.getUint32(0, true) !== crc32(bytes)) throw new Error('Its checksum does not fit.');
  return bytes;
}

function turned(image: Uint8Array, side: number): Uint8Array {
  return Uint8Array.from(image, (_, at) => image[(at % side) * side + Math.floor(at / side)]);
}
