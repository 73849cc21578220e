/** Every loss of the site, in the order in which the articles tell of them. */
import { aSoftmax } from './a-softmax';
import { adacos } from './adacos';
import { angularTriplet } from './angular-triplet';
import { arcface } from './arcface';
import { center } from './center';
import { combined } from './combined';
import { contrastive } from './contrastive';
import { cosface } from './cosface';
import { inter } from './inter';
import { intra } from './intra';
import { lSoftmax } from './l-softmax';
import { modifiedSoftmax } from './modified-softmax';
import { normface } from './normface';
import { softmax } from './softmax';
import { spherefaceR } from './sphereface-r';
import { sphereface2 } from './sphereface2';
import { subcenterArcface } from './subcenter-arcface';
import { triplet } from './triplet';
import {
  hasClassWeights,
  type AdditiveLossSpec,
  type ClassLossSpec,
  type LossSpec,
  type MarginLossSpec,
} from './spec';

export const losses: readonly LossSpec[] = [
  softmax,
  modifiedSoftmax,
  normface,
  lSoftmax,
  aSoftmax,
  cosface,
  arcface,
  combined,
  spherefaceR,
  sphereface2,
  adacos,
  subcenterArcface,
  contrastive,
  triplet,
  angularTriplet,
];

export const lossIds: readonly string[] = losses.map(({ id }) => id);

/** Those with class weights. */
export const classLosses: readonly ClassLossSpec[] = losses.filter(hasClassWeights);

/** The loss of these with this id. */
export const classLossById = (id: string): ClassLossSpec | undefined =>
  classLosses.find((loss) => loss.id === id);

/** Those under which classes compete: what figures of a few classes show. */
export const marginLosses = losses.filter((loss): loss is MarginLossSpec => loss.kind === 'margin');

/** The loss of these with this id. */
export const marginLossById = (id: string): MarginLossSpec | undefined =>
  marginLosses.find((loss) => loss.id === id);

/** The loss with this id; undefined when there is none. */
export const lossById = (id: string): LossSpec | undefined => losses.find((loss) => loss.id === id);

/** Every term that goes beside a loss, in the order in which they are added. */
export const terms: readonly AdditiveLossSpec[] = [center, intra, inter];

export const termIds: readonly string[] = terms.map(({ id }) => id);

/** The term with this id; undefined when there is none. */
export const termById = (id: string): AdditiveLossSpec | undefined => terms.find((term) => term.id === id);
