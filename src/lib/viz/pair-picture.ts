/** The picture of pair angles as paths, the same alive and still. */
import { AngleDensity } from './angle-density';
import type { Scale } from './axis-scale';
import { outlinePath } from './line-path';
import { pairFacts, type PairFacts } from './pair-facts';
import type { PairSample } from './pair-sample';
import type { PairsLayout } from './pairs-layout';

/** Density per radian at which a distribution reaches its full height; pairs spread wider than samples of a class. */
const fullDensity = 8;

/** The root of the density, as on the ridges of the circle, so that the wide kind stays visible beside the narrow one. */
export const pairHeight = (perRad: number): number => Math.min(1, Math.sqrt(perRad / fullDensity));

export class PairPicture {
  readonly #positive = new AngleDensity();
  readonly #negative = new AngleDensity();
  #facts: PairFacts | null = null;

  /** Null before the first measurement. */
  get facts(): PairFacts | null {
    return this.#facts;
  }

  /** The angle that parts the pairs best, radians; null where there is none. */
  get thresholdRad(): number | null {
    const rad = this.#facts?.thresholdRad ?? NaN;
    return Number.isFinite(rad) ? rad : null;
  }

  take({ positiveRad, negativeRad }: PairSample): void {
    this.#facts = pairFacts(positiveRad, negativeRad);
    this.#positive.measure(positiveRad);
    this.#negative.measure(negativeRad);
  }

  clear(): void {
    this.#facts = null;
  }

  /** Path data: both distributions, the parts of them on the wrong side of the threshold, and the threshold. */
  paths(layout: PairsLayout, x: Scale) {
    const { axisY, above, below } = layout;
    const edge = this.thresholdRad;
    const shape = (density: AngleDensity, side: -1 | 1, from = 0, to = Math.PI): string => {
      const inside = density.profile().filter(({ rad }) => rad >= from && rad <= to);
      if (!this.#facts || !inside.length) return '';
      const reach = side < 0 ? above : below;
      return outlinePath([
        [x(inside[0].rad), axisY],
        ...inside.map(({ rad, perRad }) => [x(rad), axisY + side * pairHeight(perRad) * reach] as const),
        [x(inside[inside.length - 1].rad), axisY],
      ]);
    };
    return {
      positive: shape(this.#positive, -1),
      negative: shape(this.#negative, 1),
      missed: edge === null ? '' : shape(this.#positive, -1, edge),
      taken: edge === null ? '' : shape(this.#negative, 1, 0, edge),
      threshold: edge === null ? '' : `M${x(edge)},${axisY - above}V${axisY + below}`,
    };
  }
}

/** How its parts are drawn. */
export const pairStyles = {
  positive: 'fill:var(--theta);fill-opacity:.26;stroke:var(--theta)',
  negative: 'fill:var(--ink);fill-opacity:.1;stroke:var(--ink-2)',
  missed: 'fill:var(--theta);fill-opacity:.8',
  taken: 'fill:var(--ink);fill-opacity:.62',
  threshold: 'fill:none;stroke:var(--ink);stroke-width:1.25',
} as const;
export type PairPart = keyof typeof pairStyles;
