import { Adam } from './adam';
import type { CreateOptimizer, OptimizerId } from './optimizer';
import { Sgd } from './sgd';

/** Every optimizer by its id. */
export const optimizers: Readonly<Record<OptimizerId, CreateOptimizer>> = {
  adam: (variables) => new Adam(variables),
  sgd: (variables) => new Sgd(variables),
};
