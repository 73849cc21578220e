/** The reader's own image among the features: a ray to where it lies, with a word beside it. */
import type { Selection } from 'd3-selection';
import { spokePath } from '../arcs';
import { halo } from './halo';

export interface GuestMark {
  /** Direction and distance from the layer's origin; null where there is none. */
  place(at: { readonly rad: number; readonly radius: number } | null): void;
}

export function createGuestMark(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  name: string,
): GuestMark {
  const group = layer.append('g').attr('data-part', 'guest').attr('visibility', 'hidden');
  const ray = group
    .append('path')
    .style('fill', 'none')
    .style('stroke', 'var(--touch)')
    .style('stroke-width', 2)
    .style('stroke-dasharray', '6 3');
  const dot = group
    .append('circle')
    .attr('r', 6.5)
    .style('fill', 'var(--touch)')
    .style('stroke', 'var(--paper)')
    .style('stroke-width', 2);
  const label = group
    .append('text')
    .text(name)
    .attr('text-anchor', 'middle')
    .style('fill', 'var(--touch)')
    .style('font-size', '14px')
    .style('font-weight', 600)
    .call(halo);
  return {
    place(at) {
      group.attr('visibility', at ? null : 'hidden');
      if (!at) return;
      const { rad, radius } = at;
      ray.attr('d', spokePath(0, radius, rad));
      dot.attr('cx', radius * Math.cos(rad)).attr('cy', -radius * Math.sin(rad));
      // Inside, where no ridge stands.
      const inner = Math.max(18, radius - 26);
      label.attr('x', inner * Math.cos(rad)).attr('y', -inner * Math.sin(rad) + 5);
    },
  };
}
