/**
 * What was measured for the challenge: median length of the 2,000 held-out features, on `lenet` in two dimensions, by
 * the command named here (wasm in Node, three seeds). Every 50th step up to 600, then every 100th.
 */
import type { MeasuredSeries } from '$lib/ui/measured-series';

/** Trained with Softmax as the article's first figure is, and three times as long. */
export const featureLengths: MeasuredSeries = {
  command: 'npm run recipes -- --losses softmax --net lenet --seeds 1,2,3 --steps 1800 --every 50 --course',
  seeds: [1, 2, 3],
  steps: [
    50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 550, 600, 700, 800, 900, 1000, 1100, 1200, 1300, 1400,
    1500, 1600, 1700, 1800,
  ],
  values_seedStep: [
    [
      7.3, 11.3, 15.4, 16.1, 16.0, 19.6, 20.4, 22.2, 22.0, 23.7, 23.8, 24.3, 25.3, 26.3, 26.8, 27.8, 28.0,
      29.4, 29.4, 30.6, 30.6, 31.4, 31.7, 32.4,
    ],
    [
      7.0, 10.3, 14.7, 14.5, 14.9, 17.4, 18.5, 18.8, 21.0, 20.8, 21.3, 21.6, 22.7, 23.2, 23.7, 24.1, 25.2,
      25.6, 26.7, 26.7, 27.3, 28.1, 27.8, 29.5,
    ],
    [
      9.0, 11.1, 17.3, 17.1, 16.0, 18.6, 19.0, 20.6, 21.4, 21.5, 22.0, 22.7, 23.8, 23.7, 24.3, 25.5, 26.1,
      25.7, 27.3, 28.2, 27.6, 28.2, 28.9, 29.2,
    ],
  ],
};
