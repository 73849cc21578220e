import type { BaseType, Selection } from 'd3-selection';

/** Keeps text readable where lines and dots run under it. */
export function halo<E extends BaseType, D, P extends BaseType, Q>(text: Selection<E, D, P, Q>): void {
  text
    .style('paint-order', 'stroke')
    .style('stroke', 'var(--paper)')
    .style('stroke-width', 4)
    .style('stroke-linejoin', 'round');
}
