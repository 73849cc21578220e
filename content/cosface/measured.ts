/**
 * What was measured for the challenge: median angle of the 2,000 held-out digits to their class weight, degrees, on
 * `lenet` in two dimensions with s = 16, by the commands named here (wasm in Node, three seeds).
 */
import type { MeasuredSeries } from '$lib/ui/measured-series';

const recipe =
  'npm run recipes -- --losses cosface --net lenet --seeds 1,2,3 --steps 900 --every 50 --set m=0.15';
const seeds = [1, 2, 3];

/** Trained with m = 0.15; at step 600 the margin is set to 0.35, for which there is no room, and training goes on. */
export const marginRaised: MeasuredSeries = {
  command: `${recipe} --change 600:m=0.35`,
  seeds,
  steps: [250, 300, 350, 400, 450, 500, 550, 600, 650, 700, 750, 800, 850, 900],
  values_seedStep: [
    [6.26, 3.85, 3.82, 3.84, 2.88, 3.32, 2.72, 2.61, 3.75, 4.87, 4.73, 5.25, 5.2, 5.54],
    [5.6, 4.41, 3.86, 4.55, 7.63, 3.74, 3.34, 3.11, 3.3, 3.9, 4.05, 4.65, 4.5, 4.69],
    [5.67, 4.99, 3.39, 3.44, 3.1, 2.79, 3.02, 2.69, 3.18, 4.15, 5.03, 5.26, 5.92, 6.03],
  ],
};

/** The same runs with their margin kept. A moved slider warms the learning rate up, so m moves here too, by a hair. */
export const marginKept: MeasuredSeries = {
  command: `${recipe} --change 600:m=0.1499`,
  seeds,
  steps: [600, 650, 700, 750, 800, 850, 900],
  values_seedStep: [
    [2.61, 2.92, 2.68, 2.54, 2.51, 2.5, 2.45],
    [3.11, 2.84, 2.97, 2.68, 2.77, 2.72, 2.64],
    [2.69, 3.18, 2.7, 2.75, 2.53, 2.83, 2.56],
  ],
};
