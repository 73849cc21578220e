/**
 * What was measured for the article: shares of pairs of one person that are accepted where 1 % of the pairs of two are, in
 * percent, of 20 people who were never trained on (`cnn-4`, 64 dimensions, the made faces, wasm in Node, three seeds).
 */
import type { MeasuredSeries } from '$lib/ui/measured-series';

const command = 'npm run verification -- --losses softmax,arcface --seeds 1,2,3 --every 50';
const seeds = [1, 2, 3];
const steps = [50, 100, 150, 200, 250, 300, 350, 400];

export const arcfaceTar: MeasuredSeries = {
  command,
  seeds,
  steps,
  values_seedStep: [
    [35.4, 43.1, 54.0, 70.4, 66.8, 67.6, 70.4, 70.2],
    [33.2, 47.7, 53.8, 64.6, 68.2, 72.3, 75.4, 77.7],
    [36.7, 37.4, 54.3, 58.9, 71.9, 68.6, 68.8, 74.2],
  ],
};

export const softmaxTar: MeasuredSeries = {
  command,
  seeds,
  steps,
  values_seedStep: [
    [28.2, 39.7, 44.8, 46.3, 53.1, 53.8, 53.7, 57.3],
    [26.7, 33.8, 39.7, 39.4, 42.7, 39.2, 45.9, 42.4],
    [26.1, 30.1, 37.9, 39.4, 39.2, 43.4, 46.3, 49.8],
  ],
};

/** At step 400, an image alone and the sum of an image and its mirror image (`--fusion sum`), by seed. */
export const mirrorTar = {
  command: 'npm run verification -- --losses softmax,arcface --seeds 1,2,3 --fusion sum',
  softmax: { single: [57.3, 42.4, 49.8], sum: [55.7, 46.6, 51.6] },
  arcface: { single: [70.2, 77.7, 74.2], sum: [74.3, 82.2, 78.9] },
} as const;
