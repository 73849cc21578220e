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
    [5.9, 6.06, 3.93, 3.51, 3.28, 3.65, 2.74, 2.63, 3.26, 3.42, 3.02, 3.11, 3.25, 3.34],
    [4.08, 5.12, 2.93, 2.98, 2.78, 2.18, 2.21, 1.96, 2.51, 2.39, 2.35, 2.52, 2.62, 2.44],
    [4.08, 5.87, 3.3, 2.72, 2.61, 2.22, 2.16, 2.07, 2.98, 2.49, 2.66, 2.45, 2.65, 2.47],
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
    [2.63, 3.35, 3.55, 2.56, 2.43, 2.55, 2.62],
    [1.96, 2.56, 2.04, 2.1, 1.98, 1.91, 2.11],
    [2.07, 2.36, 2.19, 2.09, 1.91, 2.01, 1.82],
  ],
};

/** Runs that never had a margin. */
export const marginNever: MeasuredSeries = {
  command: `${recipe} --set m=0 --change 600:m=0`,
  seeds,
  steps: lateSteps,
  values_seedStep: [
    [4.19, 4.18, 4.27, 3.76, 4.0, 3.85, 4.27],
    [3.89, 3.85, 3.77, 3.67, 3.77, 3.73, 3.76],
    [3.3, 3.41, 3.24, 3.67, 3.28, 3.72, 3.39],
  ],
};
