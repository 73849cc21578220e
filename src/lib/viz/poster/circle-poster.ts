import { decide } from '../../loss/decide';
import { circleMarginBands, circleRegions } from '../../loss/regions';
import { hatchPath, sectorPath, spokePath } from '../arcs';
import { circleLayout, strayGround, strayRadius } from '../circle-layout';
import { headOf, type EmbeddingInput } from '../embedding-input';
import { levelOf, ridgeHeight, Ridges } from '../ridge';
import { chooseSpoken, strayVoice } from '../strays';
import { glyphOf, markOf } from '../theme';
import { dots, glyph, glyphGroup, poster, posterSide } from './marks';

/** The circle view's picture of one moment as SVG, for pages that are read without script. */
export function circlePoster(input: EmbeddingInput): string {
  const { spec, settings, labels_n, classNames, frame, ariaLabel = '' } = input;
  const planar = headOf(input);
  const layout = circleLayout(posterSide, posterSide);
  const { ring, band, glyphRadius, glyphPx } = layout;
  if (!planar) return poster(ariaLabel, ringPath(ring));
  const perClass = planar.weights_cd.length / 2 / classNames.length;
  const weightsRad = classNames.map((_, c) =>
    Math.atan2(planar.weights_cd[2 * c * perClass + 1], planar.weights_cd[2 * c * perClass]),
  );
  const regions = circleRegions(spec, planar);
  const ground = [
    `<g style="fill-opacity:var(--tint)">${regions
      .map(
        (arc) =>
          `<path d="${sectorPath(ring, arc.fromRad, arc.toRad)}" style="fill:${markOf(arc.classIndex)}"/>`,
      )
      .join('')}</g>`,
    `<path d="${regions.map((arc) => spokePath(ring * 0.09, ring, arc.fromRad)).join('')}" style="stroke:var(--ink);stroke-opacity:.42"/>`,
    `<path d="${circleMarginBands(spec, settings, planar)
      .map((arc) =>
        hatchPath(ring - band, ring - 0.5, arc.fromRad, arc.toRad, 4.4 / ring, (band * 0.62) / ring),
      )
      .join('')}" style="fill:none;stroke:var(--margin);stroke-width:1.15"/>`,
    ringPath(ring),
  ].join('');
  const weights = weightsRad
    .map(
      (rad, c) =>
        `<circle cx="${(ring * Math.cos(rad)).toFixed(1)}" cy="${(-ring * Math.sin(rad)).toFixed(1)}" r="4.4" style="fill:var(--paper);stroke:${glyphOf(c)};stroke-width:2"/>`,
    )
    .join('');
  const names = weightsRad
    .map((rad, c) =>
      glyph(classNames[c], c, glyphRadius * Math.cos(rad), -glyphRadius * Math.sin(rad), glyphPx),
    )
    .join('');
  return poster(
    ariaLabel,
    ground + (frame ? samples(input, labels_n.length) : '') + weights + glyphGroup(names),
  );
}

const ringPath = (ring: number): string =>
  `<circle r="${ring}" style="fill:none;stroke:var(--ink);stroke-width:1.25"/>`;

/** Ridges of what is at home, glyphs of what strayed. */
function samples({ spec, frame, labels_n, classNames }: EmbeddingInput, count: number): string {
  const layout = circleLayout(posterSide, posterSide);
  const { dim, classes } = frame!.shape;
  const { embeddings_nd } = frame!;
  const decided_n = decide(spec, { ...frame!, dim, classes });
  const strayed_n = Uint8Array.from(labels_n, (label, n) => (decided_n[n] === label ? 0 : 1));
  const strays = strayed_n.reduce((sum, strayed) => sum + strayed, 0);
  const voice = strayVoice(strays, posterSide, strayGround(layout));
  const spoken_n = new Uint8Array(count);
  chooseSpoken(strayed_n, strays, voice.room, spoken_n);
  const rad_n = Float32Array.from(labels_n, (_, n) =>
    Math.atan2(embeddings_nd[2 * n + 1], embeddings_nd[2 * n]),
  );
  const ridges = new Ridges(classes);
  ridges.measure(rad_n, labels_n, strayed_n);
  const xy_n2 = new Float32Array(2 * count);
  let spoken = '';
  for (let n = 0; n < count; n++) {
    const height = levelOf(n) * ridgeHeight(ridges.densityAt(labels_n[n], rad_n[n]));
    const radius = strayed_n[n]
      ? strayRadius(layout, levelOf(n), strays)
      : layout.ring + layout.foot + layout.ridge * height;
    xy_n2[2 * n] = radius * Math.cos(rad_n[n]);
    xy_n2[2 * n + 1] = -radius * Math.sin(rad_n[n]);
    if (spoken_n[n])
      spoken += glyph(classNames[labels_n[n]], labels_n[n], xy_n2[2 * n], xy_n2[2 * n + 1], voice.glyphPx);
  }
  return dots(xy_n2, labels_n, classes, layout.dotRadius, (n) => !spoken_n[n]) + glyphGroup(spoken);
}
