/**
 * What was measured for the challenge: median angle of the 2,000 held-out digits to their class weight, degrees, on
 * `lenet` in three dimensions with m = 4, by the commands named here (wasm in Node, three seeds).
 */
import type { MeasuredSeries } from '$lib/ui/measured-series';

const recipe =
  'npm run recipes -- --losses a-softmax --dim 3 --net lenet --seeds 1,2,3 --steps 900 --every 50 --set m=4,lambda=5';
const seeds = [1, 2, 3];

/** Trained with λ falling to 5; at step 600 the floor is taken away, and λ falls on. */
export const floorTakenAway: MeasuredSeries = {
  command: `${recipe} --change 600:lambda=0`,
  seeds,
  steps: [250, 300, 350, 400, 450, 500, 550, 600, 650, 700, 750, 800, 850, 900],
  values_seedStep: [
    [7.03, 7.26, 6.91, 6.51, 5.99, 5.89, 5.99, 5.71, 8.04, 5.92, 5.79, 5.64, 5.34, 5.13],
    [6.8, 7.45, 6.12, 6.99, 5.89, 5.91, 5.69, 5.78, 7.78, 5.75, 5.29, 5.5, 5.44, 5.0],
    [8.5, 6.67, 6.71, 6.23, 6.22, 6.14, 5.79, 5.57, 7.17, 6.44, 5.22, 4.86, 5.08, 5.06],
  ],
};

/** The same runs with their floor kept. A moved slider warms the learning rate up, so λ moves here too, by a hair. */
export const floorKept: MeasuredSeries = {
  command: `${recipe} --change 600:lambda=5.1`,
  seeds,
  steps: [600, 650, 700, 750, 800, 850, 900],
  values_seedStep: [
    [5.71, 6.62, 6.28, 5.89, 5.92, 5.87, 5.92],
    [5.78, 6.42, 6.22, 5.76, 5.71, 5.69, 5.72],
    [5.57, 6.32, 6.13, 5.82, 5.81, 5.77, 6.05],
  ],
};
