/** An image and its mirror image as one template: what published tests compare in place of one embedding. */
import { unit, type Vector } from '../math/vector';

export type FlipFusion =
  /** The image alone (ArcFace's test). */
  | 'single'
  /** [f(x); f(flip x)] (SphereFace, CosFace): the longer of the two counts more. */
  | 'concat'
  /** The same of unit embeddings: both count alike. */
  | 'concat-of-units'
  /** f(x) + f(flip x) (insightface). */
  | 'sum';

/** The template of an embedding [d] and its mirror's: [d] or [2d]. Templates are compared by their cosine. */
export function fuseFlip(embedding: Vector, mirrored: Vector, fusion: FlipFusion): Float64Array {
  switch (fusion) {
    case 'single':
      return Float64Array.from(embedding);
    case 'sum':
      return Float64Array.from(embedding, (value, k) => value + mirrored[k]);
    case 'concat-of-units':
      return Float64Array.of(...unit(embedding), ...unit(mirrored));
    case 'concat':
      return Float64Array.of(...Array.from(embedding), ...Array.from(mirrored));
  }
}
