/**
 * What was measured for the challenges: median angle of the 2,000 held-out digits to their class weight, degrees,
 * on `lenet` in two dimensions with s = 16, by the commands named here (wasm in Node, three seeds). Every 50th step
 * of what they print.
 */
import type { MeasuredSeries } from '$lib/ui/measured-series';

const recipe = 'npm run recipes -- --losses arcface --net lenet --seeds 1,2,3 --steps 900 --every 25';

/** Steps at which the runs are drawn before and after the change at step 600, and after it alone. */
const steps = [250, 300, 350, 400, 450, 500, 550, 600, 650, 700, 750, 800, 850, 900];
const lateSteps = [600, 650, 700, 750, 800, 850, 900];
const seeds = [1, 2, 3];

/** Trained with m = 0.5; at step 600 the margin is set to 0, and training goes on. */
export const marginTakenAway: MeasuredSeries = {
  command: `${recipe} --set m=0.5 --change 600:m=0`,
  seeds,
  steps,
  values_seedStep: [
    [6.28, 3.5, 3.48, 3.14, 2.74, 2.85, 2.32, 2.37, 2.88, 2.84, 2.76, 2.71, 2.73, 2.89],
    [4.56, 3.59, 4.19, 2.85, 2.85, 2.36, 2.32, 2.04, 2.57, 2.42, 2.39, 2.36, 2.37, 2.46],
    [4.76, 3.83, 3.29, 2.71, 2.53, 2.45, 2.11, 2.07, 2.65, 3.02, 2.77, 2.44, 2.66, 2.32],
  ],
};

/**
 * The same runs with their margin kept. A moved slider warms the learning rate up, which by itself shakes the
 * classes for a hundred steps; so that this is shared, m moves here too, by a hair.
 */
export const marginKept: MeasuredSeries = {
  command: `${recipe} --set m=0.5 --change 600:m=0.4999`,
  seeds,
  steps: lateSteps,
  values_seedStep: [
    [2.37, 2.57, 2.31, 2.08, 2.26, 2.17, 2.17],
    [2.04, 2.77, 2.71, 2.11, 1.92, 1.92, 1.98],
    [2.07, 3.41, 2.24, 1.97, 1.83, 1.85, 1.85],
  ],
};

/** Runs that never had a margin. */
export const marginNever: MeasuredSeries = {
  command: `${recipe} --set m=0 --change 600:m=0`,
  seeds,
  steps: lateSteps,
  values_seedStep: [
    [4.1, 3.82, 3.79, 3.61, 3.8, 3.7, 3.64],
    [4.14, 4.28, 3.99, 3.92, 3.73, 3.73, 3.83],
    [4.3, 4.22, 3.92, 4.01, 3.89, 4.14, 4.11],
  ],
};
