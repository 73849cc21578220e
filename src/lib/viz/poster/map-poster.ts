import { decide } from '../../loss/decide';
import type { Vector3 } from '../../loss/sphere-regions';
import { headOf, type EmbeddingInput } from '../embedding-input';
import { rotationOf, SharedCamera } from '../shared-camera';
import { cellLine } from '../sphere-arcs';
import { sphereGround, turned, type Rotation } from '../sphere-ground';
import { glyphPlaceOnMap, mapLayout, mapPath, placeOnMap, type MapLayout } from '../sphere-map';
import { glyphOf, markOf } from '../theme';
import { dots, glyph, glyphGroup, poster, posterSide, short } from './marks';

const height = posterSide / 2;
/** Around the middle of the picture. */
const layout: MapLayout = ((at) => ({
  ...at,
  nearX: at.nearX - posterSide / 2,
  farX: at.farX - posterSide / 2,
  centreY: 0,
}))(mapLayout(posterSide, height));
/** Farther apart than live: strokes are most of a picture's bytes. */
const hatchStepRad = 0.042;

/** The map view's picture of one moment as SVG, for pages that are read without script. */
export function mapPoster(input: EmbeddingInput): string {
  const rotation = rotationOf(new SharedCamera().pose.orientation);
  const { spec, settings, frame, classNames, ariaLabel = '' } = input;
  const head = headOf(input);
  const rims = [layout.nearX, layout.farX]
    .map(
      (x) => `<circle cx="${x}" r="${layout.radius}" style="fill:none;stroke:var(--ink);stroke-width:1.25"/>`,
    )
    .join('');
  if (!head) return poster(ariaLabel, rims, height);
  const { cells, borders, hatch, directions, others } = sphereGround(
    spec,
    settings,
    head,
    rotation,
    hatchStepRad,
    0.25,
  );
  const regions = classNames
    .map((_, c) => {
      const own = cells.filter(({ classIndex }) => classIndex === c);
      const d = own
        .map((cell) => mapPath(layout, cellLine(cell, 0.12), { isClosed: true, grain: 1 }))
        .join('');
      return `<path d="${d}" style="fill:${markOf(c)}"/>`;
    })
    .join('');
  const at = { x: 0, y: 0 };
  const ring = ([x, y, z]: Vector3, c: number, radius: number, widthPx: number): string => {
    placeOnMap(layout, x, y, z, at);
    return `<circle cx="${short(at.x)}" cy="${short(at.y)}" r="${radius}" style="fill:var(--paper);stroke:${glyphOf(c)};stroke-width:${widthPx}"/>`;
  };
  const rings = [
    ...others.flatMap((all, c) => all.map((direction) => ring(direction, c, 2.6, 1.3))),
    ...directions.map((direction, c) => ring(direction, c, 4, 2)),
  ].join('');
  const names = directions
    .map((direction, c) => {
      glyphPlaceOnMap(layout, direction, at);
      return glyph(classNames[c], c, at.x, at.y, layout.glyphPx);
    })
    .join('');
  return poster(
    ariaLabel,
    `<g style="fill-opacity:var(--tint)">${regions}</g>` +
      `<path d="${borders.map((line) => mapPath(layout, line, { grain: 1 })).join('')}" style="fill:none;stroke:var(--ink);stroke-opacity:.42"/>` +
      `<path d="${hatch.map((line) => mapPath(layout, line, { grain: 1 })).join('')}" style="fill:none;stroke:var(--margin);stroke-opacity:.7"/>` +
      rims +
      (frame ? samples(input, rotation) : '') +
      rings +
      glyphGroup(names),
    height,
  );
}

/** Dots for what is at home, glyphs for what strayed. */
function samples({ spec, frame, labels_n, classNames }: EmbeddingInput, rotation: Rotation): string {
  const { dim, classes, probes } = frame!.shape;
  const { embeddings_nd } = frame!;
  const decided_n = decide(spec, { ...frame!, dim, classes });
  const xy_n2 = new Float32Array(2 * probes);
  const at = { x: 0, y: 0 };
  let spoken = '';
  for (let n = 0; n < probes; n++) {
    const [x, y, z] = turned(
      rotation,
      embeddings_nd[3 * n],
      embeddings_nd[3 * n + 1],
      embeddings_nd[3 * n + 2],
    );
    const norm = Math.hypot(x, y, z);
    placeOnMap(layout, x / norm, y / norm, z / norm, at);
    xy_n2[2 * n] = at.x;
    xy_n2[2 * n + 1] = at.y;
    const label = labels_n[n];
    if (decided_n[n] !== label && norm > 0) spoken += glyph(classNames[label], label, at.x, at.y, 12);
  }
  return (
    dots(xy_n2, labels_n, classes, layout.dotRadius, (n) => decided_n[n] === labels_n[n]) + glyphGroup(spoken)
  );
}
