/** Dividing a vector by its norm under a rule (`convention.ts`), with what the derivative needs. */
import { norm, type Vector } from '../math/vector';
import type { NormalizationRule } from './convention';

export interface NormalizedVector {
  /** The vector as it was given [d]. */
  readonly raw: Vector;
  /** ‖raw‖ */
  readonly norm: number;
  /** The number that `raw` was divided by. */
  readonly divisor: number;
  /** raw / divisor [d] */
  readonly unit: Float64Array;
  /** 1 − ‖unit‖², without cancellation: 0 unless an ε shrinks the vector. */
  readonly deficit: number;
  /** Whether the divisor grows with the norm: then ∂unit/∂raw = (I − unit·unitᵀ)/divisor, else I/divisor. */
  readonly projects: boolean;
}

/** `raw` divided by its norm; never NaN: a vector that a rule would divide by 0 stays zero. */
export function normalize(raw: Vector, rule: NormalizationRule, epsilon: number): NormalizedVector {
  const length = norm(raw);
  const square = length * length;
  let divisor = length;
  let projects = true;
  let deficit = 0;
  if (rule === 'add') {
    divisor = Math.sqrt(square + epsilon);
    deficit = epsilon / (square + epsilon);
  } else if (rule === 'floor' || rule === 'square-floor') {
    const least = rule === 'floor' ? epsilon : Math.sqrt(epsilon);
    projects = rule === 'floor' ? length >= epsilon : square >= epsilon;
    if (!projects) {
      divisor = least;
      deficit = 1 - (length / least) ** 2;
    }
  }
  if (divisor === 0) {
    divisor = 1;
    deficit = 1;
  }
  return { raw, norm: length, divisor, unit: Float64Array.from(raw, (x) => x / divisor), deficit, projects };
}
