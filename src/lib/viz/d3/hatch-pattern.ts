import type { Layer } from './stage';

let made = 0;

/** The site's signature as an SVG pattern: slanted carmine strokes. Only m is ever filled with it. Comes with a disc to clip by. */
export function hatchPattern(layer: Layer) {
  const id = `hatch-${++made}`;
  const defs = layer.append('defs');
  const pattern = defs
    .append('pattern')
    .attr('id', id)
    .attr('patternUnits', 'userSpaceOnUse')
    .attr('width', 5)
    .attr('height', 5)
    .attr('patternTransform', 'rotate(38)');
  pattern.append('path').attr('d', 'M1,0V5').style('stroke', 'var(--margin)').style('stroke-width', 1.1);
  const clip = defs.append('clipPath').attr('id', `${id}-disc`).append('circle');
  return { fill: `url(#${id})`, clip, clipUrl: `url(#${id}-disc)` };
}
