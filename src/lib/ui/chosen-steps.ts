/** A slider over values that matter, each a step: what moves is the place in their list. */
import type { ParameterSpec } from '../loss/spec';

export const chosenSteps = (name: string, values: readonly number[]): ParameterSpec => ({
  name,
  default: 0,
  min: 0,
  max: values.length - 1,
  step: 1,
  unit: '1',
  integer: true,
  phase: 'view',
  role: 'blend',
});
