/**
 * How large m must be for the criterion of an open set, in the plane: the arcs that A-Softmax leaves to classes whose
 * weights stand around a circle, and the angles between weights at which the largest angle inside a class is below the
 * smallest between two.
 */
import {
  LEAST_MARGIN_MANY_CLASSES,
  LEAST_MARGIN_TWO_CLASSES,
  manyClassArcs,
  twoClassArcs,
  type TwoClassArcs,
} from '../../loss/theory/a-softmax-arcs';

/** Two classes with their weights anywhere, or `classes` of them evenly all round. */
export interface ArcScene {
  readonly m: number;
  readonly classes: number;
  /** Angle between the two weights; more classes than two share the circle evenly. */
  readonly apartRad: number;
}

/** Where training lets a class stand. */
export interface ClassArc {
  readonly weightRad: number;
  readonly fromRad: number;
  readonly toRad: number;
}

export interface ArcReading extends TwoClassArcs {
  readonly apartRad: number;
  readonly arcs: readonly ClassArc[];
  /** Between the first two classes, where nobody may stand. */
  readonly gap: readonly [fromRad: number, toRad: number];
  /** The least m of the theorem for so many classes. */
  readonly leastMargin: number;
  /** The criterion holds for weights further apart than this; null where it holds for none. */
  readonly holdsBeyondRad: number | null;
}

/** The two weights lie symmetrically about the top, the first on the right; others follow round the circle. */
export function readArcs({ m, classes, apartRad }: ArcScene): ArcReading {
  const isMany = classes > 2;
  const between = isMany ? (2 * Math.PI) / classes : apartRad;
  const sizes = isMany ? manyClassArcs(m, between) : twoClassArcs(m, between);
  const { towardsRad, awayRad } = sizes;
  const first = Math.PI / 2 - between / 2;
  const arcs = Array.from({ length: classes }, (_, k): ClassArc => {
    const weightRad = first + k * between;
    // Of two classes the second is the first one’s mirror image.
    const [before, after] = k === 0 ? [awayRad, towardsRad] : [towardsRad, awayRad];
    return { weightRad, fromRad: weightRad - before, toRad: weightRad + after };
  });
  return {
    ...sizes,
    apartRad: between,
    arcs,
    gap: [arcs[0].toRad, arcs[1].fromRad],
    leastMargin: isMany ? LEAST_MARGIN_MANY_CLASSES : LEAST_MARGIN_TWO_CLASSES,
    holdsBeyondRad: isMany ? (m > LEAST_MARGIN_MANY_CLASSES ? 0 : null) : twoHoldBeyond(m),
  };
}

/**
 * Theorem 1 asks for every angle between the two weights. Between 3 and 2 + √3 an m does for weights that stand nearly
 * opposite: there a class reaches round the back only up to the other, 2π/(m + 1) in all.
 */
function twoHoldBeyond(m: number): number | null {
  if (m > LEAST_MARGIN_TWO_CLASSES) return 0;
  return m > 3 ? (2 * Math.PI) / (m - 1) : null;
}
