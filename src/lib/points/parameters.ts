/** What free points have besides the parameters of their loss, in the same form. */
import type { ParameterSpec } from '../loss/spec';

/** Points of a cloud. */
export const pointCount = 2400;

/** T: how hard the points are shaken. */
export const temperatureParameter: ParameterSpec = {
  name: 'temperature',
  default: 1,
  min: 0.2,
  max: 2,
  step: 0.05,
  unit: '1',
  phase: 'view',
  role: 'blend',
};

/** ‖x‖, for losses that keep the length of features; of points in the plane it is the largest, R. */
export const featureNormParameter: ParameterSpec = {
  name: 'norm',
  default: 16,
  min: 1,
  max: 64,
  step: 1,
  unit: '1',
  phase: 'view',
  role: 'scale',
};

/** Where points are free: in direction and norm, in a direction of the plane, in a direction of space. */
export const places = ['plane', 'circle', 'sphere'] as const;
export type Place = (typeof places)[number];
