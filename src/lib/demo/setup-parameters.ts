/** Numbers of the training set-up that belong to no loss and may have a slider; each moves a run to its first step. */
import type { ParameterSpec } from '../loss/spec';

export const setupParameters: readonly ParameterSpec[] = [
  /** Share of the training labels that are wrong. */
  { name: 'noise', default: 0, min: 0, max: 0.9, step: 0.05, unit: '1', phase: 'reset', role: 'shape' },
  /** How many times rarer the last class is than the first. */
  { name: 'imbalance', default: 1, min: 1, max: 100, step: 1, unit: '1', phase: 'reset', role: 'shape' },
];
