/** Every loss of the site, in the order in which the articles tell of them. */
import { aSoftmax } from './a-softmax';
import { arcface } from './arcface';
import { cosface } from './cosface';
import { modifiedSoftmax } from './modified-softmax';
import { softmax } from './softmax';
import { hasClassWeights, type ClassLossSpec, type LossSpec } from './spec';

export const losses: readonly LossSpec[] = [softmax, modifiedSoftmax, aSoftmax, cosface, arcface];

export const lossIds: readonly string[] = losses.map(({ id }) => id);

/** Those with class weights. */
export const classLosses: readonly ClassLossSpec[] = losses.filter(hasClassWeights);

/** The same by id. */
export const classLossById = (id: string): ClassLossSpec | undefined =>
  classLosses.find((loss) => loss.id === id);

/** The loss with this id; undefined when there is none. */
export const lossById = (id: string): LossSpec | undefined => losses.find((loss) => loss.id === id);
