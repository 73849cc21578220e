/**
 * Distances of all pairs of a batch, and the way back. Differences are taken component by component: a distance from
 * inner products has lost its digits in single precision where two embeddings are close.
 */
import type { BatchField } from '../spec';
import { tangentBetween } from './tangent';
import { rawRows, unitRows } from './unit-rows';

export type DistanceKind =
  /** ‖u − v‖ */
  | 'l2'
  /** ‖u − v‖² */
  | 'squared-l2'
  /** 1 − cos θ, of unit vectors. */
  | 'cosine'
  /** θ, radians, of unit vectors. */
  | 'angle';

export interface PairDistances<T> {
  /** Distance of embedding i to j [N, N]; 0 on the diagonal. */
  readonly distance_nn: T;
  /**
   * From a loss's gradient by the distances [N, N] to the one by the embeddings [N, d]. A distance of 0 has the
   * gradient 0: two that coincide pull nowhere.
   */
  gradient(gradDistance_nn: T): T;
}

export interface DistanceRule {
  readonly kind: DistanceKind;
  /** Whether embeddings are divided by their norm first; `cosine` and `angle` always do. */
  readonly unit: boolean;
  /** Added to each component of a difference (torch's pairwise_distance: 1e-6); 0 unless said. */
  readonly offset?: number;
}

/** Below it a distance counts as 0 where it divides. */
const LEAST_DISTANCE = 1e-12;

export function pairDistances<T>(
  field: BatchField<T>,
  embeddings_nd: T,
  { kind, unit, offset = 0 }: DistanceRule,
): PairDistances<T> {
  const [n, d] = field.shape(embeddings_nd);
  const rows =
    unit || kind === 'cosine' || kind === 'angle' ? unitRows(field, embeddings_nd) : rawRows(embeddings_nd);
  const first_n1d = field.reshape(rows.unit_nd, [n, 1, d]);
  const second_1nd = field.reshape(rows.unit_nd, [1, n, d]);
  const matrix = (a: T) => field.reshape(a, [n, n]);
  const weighted = (gradDistance_nn: T, slope_nnd: T, axis: number) =>
    field.reshape(field.sum(field.mul(field.reshape(gradDistance_nn, [n, n, 1]), slope_nnd), axis), [n, d]);

  if (kind === 'angle') {
    const { angleRad, towards } = tangentBetween(field, first_n1d, second_1nd, 2);
    // An embedding makes no angle with itself, whatever rounding says.
    const others = field.sub(1, field.identity(n));
    return {
      distance_nn: field.mul(matrix(angleRad), others),
      gradient(gradDistance_nn) {
        const both = field.mul(field.add(gradDistance_nn, field.transpose(gradDistance_nn)), others);
        return rows.toRaw(field.mul(weighted(both, towards, 1), -1));
      },
    };
  }

  const difference_nnd = field.sub(first_n1d, second_1nd);
  const shifted_nnd = offset === 0 ? difference_nnd : field.add(difference_nnd, offset);
  const square_nn1 = field.sum(field.mul(shifted_nnd, shifted_nnd), 2);
  // The distance, and its slope by the first embedding; that by the second is the negative.
  const { distance, slope_nnd } = distanceOfSquare(field, kind, square_nn1, shifted_nnd);
  return {
    distance_nn: matrix(distance),
    gradient: (gradDistance_nn) =>
      rows.toRaw(field.sub(weighted(gradDistance_nn, slope_nnd, 1), weighted(gradDistance_nn, slope_nnd, 0))),
  };
}

function distanceOfSquare<T>(
  field: BatchField<T>,
  kind: 'l2' | 'squared-l2' | 'cosine',
  square_nn1: T,
  difference_nnd: T,
): { distance: T; slope_nnd: T } {
  switch (kind) {
    case 'l2': {
      const distance = field.sqrt(square_nn1);
      return { distance, slope_nnd: field.div(difference_nnd, field.max(distance, LEAST_DISTANCE)) };
    }
    case 'squared-l2':
      return { distance: square_nn1, slope_nnd: field.mul(difference_nnd, 2) };
    case 'cosine':
      return { distance: field.mul(square_nn1, 0.5), slope_nnd: difference_nnd };
  }
}
