/** Every loss of the site, in the order in which the articles tell of them. */
import { aSoftmax } from './a-softmax';
import { angularTriplet } from './angular-triplet';
import { arcface } from './arcface';
import { center } from './center';
import { contrastive } from './contrastive';
import { cosface } from './cosface';
import { inter } from './inter';
import { intra } from './intra';
import { modifiedSoftmax } from './modified-softmax';
import { softmax } from './softmax';
import { triplet } from './triplet';
import { hasClassWeights, type AdditiveLossSpec, type ClassLossSpec, type LossSpec } from './spec';

export const losses: readonly LossSpec[] = [
  softmax,
  modifiedSoftmax,
  aSoftmax,
  cosface,
  arcface,
  contrastive,
  triplet,
  angularTriplet,
];

export const lossIds: readonly string[] = losses.map(({ id }) => id);

/** Those with class weights. */
export const classLosses: readonly ClassLossSpec[] = losses.filter(hasClassWeights);

/** The same by id. */
export const classLossById = (id: string): ClassLossSpec | undefined =>
  classLosses.find((loss) => loss.id === id);

/** The loss with this id; undefined when there is none. */
export const lossById = (id: string): LossSpec | undefined => losses.find((loss) => loss.id === id);

/** Every term that goes beside a loss, in the order in which they are added. */
export const terms: readonly AdditiveLossSpec[] = [center, intra, inter];

export const termIds: readonly string[] = terms.map(({ id }) => id);

/** The term with this id; undefined when there is none. */
export const termById = (id: string): AdditiveLossSpec | undefined => terms.find((term) => term.id === id);
