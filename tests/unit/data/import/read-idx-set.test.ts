import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importSet } from '../../../../src/lib/data/import/import-set';
import { readIdxSet } from '../../../../src/lib/data/import/read-idx-set';
import { sourceFiles } from '../../../support/import-files';

/** The header by hand: 0 0, unsigned bytes, the number of dimensions, each in four bytes. */
const idx = (dimensions: readonly number[], values: readonly number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.of(
    0,
    0,
    8,
    dimensions.length,
    ...dimensions.flatMap((size) => [0, 0, size >> 8, size & 255]),
    ...values,
  );
const gz = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => Uint8Array.from(gzipSync(bytes));

const images = idx([3, 1, 2], [1, 2, 3, 4, 5, 6]);
const labels = idx([3], [7, 2, 7]);

describe('idx files', () => {
  it('are images by their labels, packed by gzip or not', async () => {
    for (const pack of [gz, (bytes: Uint8Array<ArrayBuffer>) => bytes]) {
      const read = await readIdxSet(
        sourceFiles({
          'x/train-images-idx3-ubyte.gz': pack(images),
          'x/train-labels-idx1-ubyte.gz': pack(labels),
          'x/README': pack(labels),
        }),
      );
      expect(read).toEqual({
        width: 2,
        height: 1,
        otherFiles: 1,
        identities: [
          { name: '2', images: [Uint8Array.of(3, 4)] },
          { name: '7', images: [Uint8Array.of(1, 2), Uint8Array.of(5, 6)] },
        ],
      });
    }
  });

  it("keep their authors' test images held out, and every class trained on", async () => {
    const ten = Array.from({ length: 20 }, (_, i) => i % 10);
    const files = {
      'train-images-idx3-ubyte': idx([20, 1, 2], [...ten, ...ten]),
      'train-labels-idx1-ubyte': idx([20], ten),
      't10k-images-idx3-ubyte': idx([10, 1, 2], ten),
      't10k-labels-idx1-ubyte': idx([10], ten.slice(0, 10)),
    };
    const options = {
      name: 'x',
      title: 'x',
      decode: () => Promise.reject(new Error()),
      subtle: crypto.subtle,
    };
    const { manifest, summary } = await importSet(
      { type: 'files', files: sourceFiles(files) },
      { ...options, kind: 'auto' },
    );
    expect(summary).toMatchObject({
      kind: 'idx',
      trainingIdentities: 10,
      unseenIdentities: 0,
      trainImages: 20,
      probeImages: 10,
    });
    expect(manifest).toMatchObject({
      width: 2,
      height: 1,
      classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    });
  });

  it("of EMNIST are turned upright: its images' rows are its files' columns", async () => {
    const read = await readIdxSet(
      sourceFiles({
        'emnist-letters-train-images-idx3-ubyte': idx([1, 2, 2], [1, 2, 3, 4]),
        'emnist-letters-train-labels-idx1-ubyte': idx([1], [1]),
      }),
    );
    expect([...read.identities[0].images[0]]).toEqual([1, 3, 2, 4]);
  });

  it.each([
    [
      'no images',
      { 'train-labels-idx1-ubyte': labels },
      'one file of images and one of labels; here are 0 and 1.',
    ],
    ['nothing', {}, 'no pair of idx files'],
    [
      'too few labels',
      { 'a-images-idx3-ubyte': images, 'a-labels-idx1-ubyte': idx([2], [1, 2]) },
      '3 images and 2 labels',
    ],
    [
      'files cut short',
      { 'a-images-idx3-ubyte': images.slice(0, 17), 'a-labels-idx1-ubyte': labels },
      'should hold 6 values; it holds 1.',
    ],
    [
      'gzip cut short',
      { 'a-images-idx3-ubyte': gz(images).slice(0, 25), 'a-labels-idx1-ubyte': labels },
      'a-images-idx3-ubyte cannot be read.',
    ],
    [
      'labels for images',
      { 'a-images-idx3-ubyte': labels, 'a-labels-idx1-ubyte': labels },
      'has 1 dimensions, not 3.',
    ],
    [
      'a test set of other classes',
      {
        'a-images-idx3': images,
        'a-labels-idx1': labels,
        'test-images-idx3': images,
        'test-labels-idx1': idx([3], [7, 2, 1]),
      },
      'the label 1, which the training set has not.',
    ],
  ])('with %s are refused in one sentence', async (_, files, sentence) => {
    await expect(readIdxSet(sourceFiles(files))).rejects.toThrow(sentence);
    await expect(readIdxSet(sourceFiles(files))).rejects.toMatchObject({ code: 'idx' });
  });

  it('packed with a changed byte are found out', async () => {
    const damaged = gz(images);
    damaged[damaged.length - 8] ^= 1;
    const files = sourceFiles({ 'a-images-idx3-ubyte.gz': damaged, 'a-labels-idx1-ubyte': labels });
    await expect(readIdxSet(files)).rejects.toThrow('checksum does not fit');
  });
});
