/** Trainings in three dimensions with the settings of the article's five losses, read at a few steps. */
import { five } from '../../content/arcface/figures';
import { lossById } from '../../src/lib/loss/registry';
import { settingsOf, type LossSettings } from '../../src/lib/loss/spec';
import { followAll, type Reading } from './course';

export const losses3d = five.losses;

export interface CourseIn3d {
  /** Side by side, from one start and on the same batches. */
  readonly losses: readonly string[];
  readonly seed: number;
  /** Above the preset's. */
  readonly settings?: LossSettings;
  readonly readAt: readonly number[];
  readonly change?: { readonly afterStep: number; readonly settings: Readonly<Record<string, number>> };
  /** Ends before its time once this holds. */
  readonly until?: (readings: readonly Reading[]) => boolean;
}

/** Readings of every loss at each step that was read. */
export function followThreeD({ losses, seed, settings, ...rest }: CourseIn3d): Promise<Reading[][]> {
  return followAll({
    config: {
      runs: losses.map((loss) => ({
        loss,
        settings: settingsOf(lossById(loss)!, { ...five.runs![losses3d.indexOf(loss)], ...settings }),
        recipe: {},
      })),
      backbone: 'lenet',
      dim: 3,
      seed,
      batchSize: 128,
    },
    ...rest,
  });
}
