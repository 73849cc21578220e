/** Every loss of the site, in the order in which the articles tell of them. */
import { aSoftmax } from './a-softmax';
import { arcface } from './arcface';
import { cosface } from './cosface';
import { modifiedSoftmax } from './modified-softmax';
import { softmax } from './softmax';
import type { LossSpec } from './spec';

export const losses: readonly LossSpec[] = [softmax, modifiedSoftmax, aSoftmax, cosface, arcface];

export const lossIds: readonly string[] = losses.map(({ id }) => id);

/** The loss with this id; undefined when there is none. */
export const lossById = (id: string): LossSpec | undefined => losses.find((loss) => loss.id === id);
