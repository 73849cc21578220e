/**
 * What was measured for the challenge: median length of the 2,000 held-out features, on `lenet` in two dimensions, by
 * the command named here (wasm in Node, three seeds). Every 50th step up to 600, then every 100th.
 */
import type { MeasuredSeries } from '$lib/ui/measured-series';

/** Trained with modified Softmax as the article's first figure is, and three times as long. */
export const featureLengths: MeasuredSeries = {
  command:
    'npm run recipes -- --losses modified-softmax --net lenet --seeds 1,2,3 --steps 1800 --every 50 --course',
  seeds: [1, 2, 3],
  steps: [
    50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 550, 600, 700, 800, 900, 1000, 1100, 1200, 1300, 1400,
    1500, 1600, 1700, 1800,
  ],
  values_seedStep: [
    [
      7.9, 14.4, 17.1, 20.7, 20.1, 23.8, 26.1, 27.8, 28.8, 30.3, 31.0, 31.5, 32.8, 34.1, 35.0, 36.1, 36.9,
      38.6, 39.0, 40.7, 41.0, 42.6, 42.5, 44.0,
    ],
    [
      7.0, 13.9, 19.3, 20.6, 21.5, 26.3, 27.0, 28.6, 30.7, 31.7, 32.8, 32.7, 34.6, 35.5, 36.3, 36.6, 37.9,
      39.0, 40.4, 41.6, 41.8, 42.3, 43.4, 45.5,
    ],
    [
      9.8, 15.9, 21.9, 23.9, 23.0, 27.2, 29.2, 30.3, 31.4, 32.8, 33.4, 34.0, 35.9, 36.5, 37.1, 38.7, 39.8,
      39.9, 41.7, 42.6, 43.6, 44.5, 45.7, 47.1,
    ],
  ],
};
