import { decide } from '../../loss/decide';
import { planeRegions } from '../../loss/plane-regions';
import { circleMarginBands } from '../../loss/regions';
import { hatchPath, spokePath } from '../arcs';
import { headOf, type EmbeddingInput } from '../embedding-input';
import { keepExtent, normPercentile } from '../fit-extent';
import { glyphOf, markOf } from '../theme';
import { dots, glyph, glyphGroup, poster, posterSide, short } from './marks';

const rim = posterSide * 0.44;
const glyphPx = 26;

/** The plane view's picture of one moment as SVG, for pages that are read without script. */
export function planePoster(input: EmbeddingInput): string {
  const { spec, settings, labels_n, classNames, frame, ariaLabel = '' } = input;
  const planar = headOf(input);
  const norm = frame ? keepExtent(0, normPercentile(frame.embeddings_nd, 0.97)) : 1;
  const pxPerUnit = rim / norm;
  const circle = `<circle r="${rim}" style="fill:none;stroke:var(--ink);stroke-width:1.25"/>`;
  if (!planar) return poster(ariaLabel, circle);
  const box = { x0: -norm, y0: -norm, x1: norm, y1: norm };
  const regions = planeRegions(spec, planar, box)
    .map(
      ({ classIndex, points }) =>
        `<path d="M${points.map(([x, y]) => `${short(x * pxPerUnit)},${short(-y * pxPerUnit)}`).join('L')}Z" style="fill:${markOf(classIndex)}"/>`,
    )
    .join('');
  const band = rim * 0.085;
  const bands = circleMarginBands(spec, settings, planar)
    .map((arc) => hatchPath(rim - band, rim, arc.fromRad, arc.toRad, 4.4 / rim, (band * 0.62) / rim))
    .join('');
  const perClass = planar.weights_cd.length / 2 / classNames.length;
  const weightsRad = classNames.map((_, c) =>
    Math.atan2(planar.weights_cd[2 * c * perClass + 1], planar.weights_cd[2 * c * perClass]),
  );
  const rays = weightsRad
    .map((rad, c) => `<path d="${spokePath(0, rim, rad)}" style="stroke:${glyphOf(c)};stroke-width:1.4"/>`)
    .join('');
  const names = weightsRad
    .map((rad, c) => {
      const radius = rim + glyphPx * 0.58;
      return glyph(classNames[c], c, radius * Math.cos(rad), -radius * Math.sin(rad), glyphPx);
    })
    .join('');
  return poster(
    ariaLabel,
    // Cut to the disc by shape, not by an id, of which a page may have but one; the regions fill a square around it.
    `<g style="clip-path:circle(${rim}px);fill-opacity:var(--tint);stroke:var(--ink);stroke-opacity:.3">${regions}</g>` +
      `<path d="${bands}" style="fill:none;stroke:var(--margin)"/>${circle}${rays}` +
      (frame ? samples(input, pxPerUnit, labels_n.length) : '') +
      glyphGroup(names),
  );
}

function samples(
  { spec, frame, labels_n, classNames }: EmbeddingInput,
  pxPerUnit: number,
  count: number,
): string {
  const { dim, classes } = frame!.shape;
  const decided_n = decide(spec, { ...frame!, dim, classes });
  const xy_n2 = frame!.embeddings_nd.map((value, i) => (i % 2 ? -value : value) * pxPerUnit);
  const holds = (n: number) => Math.hypot(xy_n2[2 * n], xy_n2[2 * n + 1]) <= rim;
  let spoken = '';
  for (let n = 0; n < count; n++) {
    const label = labels_n[n];
    if (decided_n[n] !== label && holds(n))
      spoken += glyph(classNames[label], label, xy_n2[2 * n], xy_n2[2 * n + 1], 12);
  }
  return (
    dots(xy_n2, labels_n, classes, 1.7, (n) => decided_n[n] === labels_n[n] && holds(n)) + glyphGroup(spoken)
  );
}
