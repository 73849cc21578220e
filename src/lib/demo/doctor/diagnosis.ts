/** What the doctor says: a cause by id, the figures that show it, and what to set. Its words are in `i18n/doctor/`. */
import type { DemoState } from '../demo-spec';
import type { Evidence } from './evidence';

export const diagnosisIds = [
  'not-finite',
  'ran-away',
  'dead-network',
  'tiny-batch',
  'one-corner',
  'rate-too-high',
  'margin-too-wide',
  'scale-too-small',
  'turned-away',
  'blended-away',
  'wrong-labels',
  'weights-coincide',
  'rate-too-low',
  'lengths-decide',
  'saturated',
] as const;
export type DiagnosisId = (typeof diagnosisIds)[number];

/** Numbers and names that the sentence is made of. */
export type Figures = Readonly<Record<string, number | string>>;

export interface Diagnosis {
  readonly id: DiagnosisId;
  readonly figures: Figures;
  /** URL keys at the values that end it; the run starts again from the same seed. */
  readonly remedy: DemoState;
}

/** One cause: what it looks like. */
export type Rule = (evidence: Evidence) => Omit<Diagnosis, 'id'> | null;
