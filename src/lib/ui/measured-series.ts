/** For articles, which may import from `ui` alone. */
export type { MeasuredSeries } from '../viz/explain/measured-series';
