/** The figures of runs side by side, as shares of one scale each, so that bars are read before numbers. */
import type { RunStats } from './session-status';

export type FigureName = 'accuracy' | 'cosineAccuracy' | 'targetDeg' | 'intraDeg' | 'interDeg' | 'loss';

/** In the order in which they are read. */
export const figureNames: readonly FigureName[] = [
  'accuracy',
  'cosineAccuracy',
  'targetDeg',
  'intraDeg',
  'interDeg',
  'loss',
];

/**
 * Length of each run's bar for one figure, 0 to 1; 0 where the figure is absent. Shares of a whole fill their bar at
 * 100 %; other figures fill it at the largest of all runs, so that bars of one row may be compared and those of two may
 * not.
 */
export function barShares(stats: readonly RunStats[], name: FigureName): number[] {
  const values = stats.map((each) => each[name] ?? 0);
  const full = name === 'accuracy' || name === 'cosineAccuracy' ? 1 : Math.max(...values);
  return values.map((value) => (full > 0 ? Math.max(0, Math.min(1, value / full)) : 0));
}
