import { decide } from '../../loss/decide';
import { headOf, type EmbeddingInput } from '../embedding-input';
import { SharedCamera } from '../shared-camera';
import { cellLine, type SphereLine } from '../sphere-arcs';
import { arrowOf, type Arrow } from '../sphere-arrows';
import { sphereGround, turned } from '../sphere-ground';
import { lensOf, outlineDepth, project, type Lens } from '../sphere-lens';
import { glyphOf, markOf } from '../theme';
import { dots, glyph, glyphGroup, poster, posterSide, short } from './marks';

/**
 * The sphere view's picture of one moment as SVG, for pages that are read without script: what the reader would see
 * before turning it.
 *
 * @param sidePx about how large it will stand on the page: strokes and glyphs are spaced for that
 */
export function spherePoster(input: EmbeddingInput, sidePx: number = posterSide): string {
  const { spec, settings, frame, classNames, ariaLabel = '' } = input;
  const world = lensOf(new SharedCamera().pose, sidePx, sidePx);
  // What is drawn is turned before it is projected, so that octants are cut as they are seen.
  const lens: Lens = {
    ...world,
    rotation: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
    centreX: 0,
    centreY: 0,
  };
  const outline = `<circle r="${short(lens.radiusPx)}" style="fill:none;stroke:var(--ink);stroke-width:1.25"/>`;
  const head = headOf(input);
  if (!head) return poster(ariaLabel, outline, sidePx, sidePx);
  const stepRad = Math.max(0.042, 5 / lens.radiusPx);
  const { cells, borders, hatch, directions, others } = sphereGround(
    spec,
    settings,
    head,
    world.rotation,
    stepRad,
    0.25,
  );
  const inFront = cells.filter(({ corners }) => corners.every(([, , z]) => z >= 0));
  const regions = classNames
    .map((_, c) => {
      const d = inFront
        .filter(({ classIndex }) => classIndex === c)
        .map((cell) => outlinePath(lens, cellLine(cell, 0.12)))
        .join('');
      return d && `<path d="${d}" style="fill:${markOf(c)}"/>`;
    })
    .join('');
  const glyphPx = Math.max(15, Math.min(26, 0.048 * sidePx));
  const arrows = directions.map((direction) => arrowOf(lens, direction, 1, 1, 0.62 * glyphPx));
  const shaft = (arrow: Arrow, c: number, widthPx: number): string =>
    arrow.isShown
      ? `<path d="M${short(arrow.x0)},${short(arrow.y0)}L${short(arrow.x1)},${short(arrow.y1)}" style="stroke:${glyphOf(c)};stroke-width:${widthPx}"/>` +
        (arrow.hasFoot
          ? `<circle cx="${short(arrow.footX)}" cy="${short(arrow.footY)}" r="3" style="fill:var(--paper);stroke:${glyphOf(c)};stroke-width:1.6"/>`
          : '')
      : '';
  const shafts = [
    ...others.flatMap((all, c) => all.map((direction) => shaft(arrowOf(lens, direction, 1, 1, 0), c, 1))),
    ...arrows.map((arrow, c) => shaft(arrow, c, 1.8)),
  ].join('');
  const names = arrows
    .map((arrow, c) => (arrow.isShown ? glyph(classNames[c], c, arrow.labelX, arrow.labelY, glyphPx) : ''))
    .join('');
  return poster(
    ariaLabel,
    `<g style="fill-opacity:var(--tint)">${regions}</g>` +
      `<path d="${borders.map((line) => linePath(lens, line)).join('')}" style="fill:none;stroke:var(--ink);stroke-opacity:.42"/>` +
      `<path d="${hatch.map((line) => linePath(lens, line)).join('')}" style="fill:none;stroke:var(--margin);stroke-opacity:.7${sidePx < 400 ? ';stroke-width:.8' : ''}"/>` +
      outline +
      (frame ? samples(input, world, lens) : '') +
      shafts +
      glyphGroup(names),
    sidePx,
    sidePx,
  );
}

/** A closed curve; what lies behind the outline is drawn along it. */
function outlinePath(lens: Lens, line: SphereLine): string {
  const seen = { x: 0, y: 0, depth: 0 };
  let path = '';
  for (let i = 0; i < line.length; i += 3) {
    const [x, y, z] = [line[i], line[i + 1], line[i + 2]];
    project(lens, x, y, z, seen);
    if (z < outlineDepth) {
      const reach = lens.radiusPx / Math.hypot(x, y);
      seen.x = x * reach;
      seen.y = -y * reach;
    }
    path += `${path ? 'L' : 'M'}${Math.round(seen.x)},${Math.round(seen.y)}`;
  }
  return `${path}Z`;
}

/** An open curve; what lies behind the outline is left out. */
function linePath(lens: Lens, line: SphereLine): string {
  const seen = { x: 0, y: 0, depth: 0 };
  let path = '';
  let isDrawing = false;
  for (let i = 0; i < line.length; i += 3) {
    const isInSight = line[i + 2] >= outlineDepth;
    if (isInSight) {
      project(lens, line[i], line[i + 1], line[i + 2], seen);
      path += `${isDrawing ? 'L' : 'M'}${short(seen.x)},${short(seen.y)}`;
    }
    isDrawing = isInSight;
  }
  // A stroke of which one end alone is in sight has no length here.
  return path.includes('L') ? path : '';
}

/** Dots for what is at home and in sight, glyphs for what strayed. */
function samples({ spec, frame, labels_n, classNames }: EmbeddingInput, world: Lens, lens: Lens): string {
  const { dim, classes, probes } = frame!.shape;
  const { embeddings_nd } = frame!;
  const decided_n = decide(spec, { ...frame!, dim, classes });
  const xy_n2 = new Float32Array(2 * probes).fill(NaN);
  const seen = { x: 0, y: 0, depth: 0 };
  const isSmall = lens.radiusPx < 150;
  let spoken = '';
  for (let n = 0; n < probes; n++) {
    const at = 3 * n;
    const norm = Math.hypot(embeddings_nd[at], embeddings_nd[at + 1], embeddings_nd[at + 2]);
    const [x, y, z] = turned(
      world.rotation,
      embeddings_nd[at] / norm,
      embeddings_nd[at + 1] / norm,
      embeddings_nd[at + 2] / norm,
    );
    if (!(z >= outlineDepth)) continue;
    project(lens, x, y, z, seen);
    xy_n2[2 * n] = seen.x;
    xy_n2[2 * n + 1] = seen.y;
    const label = labels_n[n];
    if (decided_n[n] !== label) spoken += glyph(classNames[label], label, seen.x, seen.y, isSmall ? 10 : 12);
  }
  return (
    dots(xy_n2, labels_n, classes, isSmall ? 1 : 1.7, (n) => decided_n[n] === labels_n[n]) +
    glyphGroup(spoken)
  );
}
