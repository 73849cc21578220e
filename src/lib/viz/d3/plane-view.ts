import { decide } from '../../loss/decide';
import { circleMarginBands, planeRegions } from '../../loss/regions';
import { hatchPath, sectorPath, spokePath } from '../arcs';
import {
  planarOf,
  type EmbeddingInput,
  type EmbeddingView,
  type EmbeddingViewOptions,
} from '../embedding-input';
import { keepExtent, normPercentile } from '../fit-extent';
import { Glide } from '../glide';
import { GlidingArcs } from '../gliding-arcs';
import { GlidingWeights } from '../gliding-weights';
import { nearestPoint } from '../nearest';
import { createPainter } from '../painter';
import { roundSteps } from '../ticks';
import { chooseSpoken, strayVoice } from '../strays';
import { glyphOf, markOf, readTheme, watchTheme } from '../theme';
import { hatchPattern } from './hatch-pattern';
import { halo } from './halo';
import { orderByClass, paintPoints } from './point-painter';
import { createSprites, type Sprites } from './sprites';
import { createStage } from './stage';

/** Share of the points that the disc must hold. */
const shownShare = 0.97;

function createPoints(count: number, classes: number) {
  return {
    count,
    labels_n: new Uint8Array(count),
    order_n: new Uint16Array(count),
    starts_c: new Uint16Array(classes + 1),
    strayed_n: new Uint8Array(count),
    spoken_n: new Uint8Array(count),
    /** Raw features [N, 2]. */
    at: new Glide(2 * count),
    xy_n2: new Float32Array(2 * count),
  };
}

/**
 * Raw features in the plane, where norms show: dots at home, glyphs where they strayed, regions as tints on a disc,
 * class weights as rays to its rim, margins as hatched cones. The disc zooms to hold nearly all points.
 */
export function createPlaneView(host: HTMLElement, options: EmbeddingViewOptions): EmbeddingView {
  const { motion, onHover, waiting = '', glideMs = 300 } = options;
  const stage = createStage(host, 'plane', hover);
  const hatch = hatchPattern(stage.below);
  const layers = {
    regions: stage.below.append('g').attr('data-layer', 'regions').attr('clip-path', hatch.clipUrl),
    bands: stage.below.append('g').attr('data-layer', 'bands'),
    rim: stage.below.append('g').attr('data-layer', 'rim'),
    axes: stage.below.append('path').attr('data-layer', 'axes'),
    norms: stage.below.append('g').attr('data-layer', 'norms'),
    weights: stage.below.append('g').attr('data-layer', 'weights'),
    ticks: stage.above.append('g').attr('data-layer', 'ticks'),
    glyphs: stage.above.append('g').attr('data-layer', 'glyphs'),
    waiting: stage.above.append('text').attr('data-layer', 'waiting'),
  };
  // What never changes is styled once, on the layers.
  layers.regions
    .style('fill-opacity', 'var(--tint)')
    .style('stroke', 'var(--ink)')
    .style('stroke-opacity', 0.3)
    .style('stroke-width', 0.75);
  layers.bands.style('fill', hatch.fill).style('fill-opacity', 0.3);
  layers.rim.style('fill', 'none').style('stroke', 'var(--margin)');
  layers.ticks
    .attr('text-anchor', 'middle')
    .style('font-size', '12px')
    .style('fill', 'var(--ink-2)')
    .call(halo);
  layers.glyphs.attr('text-anchor', 'middle').style('font-family', 'var(--serif)').call(halo);
  layers.norms.style('fill', 'none');
  layers.weights.style('stroke-width', 1.4);
  layers.axes.style('fill', 'none').style('stroke', 'var(--ink)').style('stroke-opacity', 0.2);
  layers.waiting.attr('text-anchor', 'middle').style('fill', 'var(--ink-2)').call(halo);

  let theme = readTheme(host);
  let sprites: Sprites | null = null;
  let input: Pick<EmbeddingInput, 'spec' | 'classNames'> | null = null;
  let points = createPoints(0, 0);
  const weights = new GlidingWeights();
  const bands = new GlidingArcs();
  /** Logarithm of the norm at the disc's rim, so that zooming in and out takes the same way. */
  const zoom = new Glide(1);
  let extent = 0;
  let marked: number | null = null;
  let redrawGround = true;
  let groundMoved = false;
  let rim = 0;
  let strayPx = 0;

  const painter = createPainter(motion, draw);
  const stopWatching = watchTheme(host, () => {
    theme = readTheme(host);
    sprites = null;
    painter.request();
  });

  function update(next: EmbeddingInput): void {
    painter.assertAlive();
    if (input?.classNames !== next.classNames) sprites = null;
    const { spec, settings, classNames } = next;
    input = { spec, classNames };
    stage.label(next.ariaLabel);
    const now = motion.now();
    const duration = motion.reduced ? 0 : glideMs;
    const planar = planarOf(next);
    if (planar) {
      weights.aim(planar, now, duration);
      bands.aim(circleMarginBands(spec, settings, planar), now, duration);
    }
    if (next.frame) aimPoints(next, now, duration);
    else {
      if (points.count) points = createPoints(0, 0);
      if (!extent) zoom.aim([Math.log((extent = 1))], now, 0);
    }
    redrawGround = true;
    painter.request();
  }

  function aimPoints({ frame, labels_n, spec }: EmbeddingInput, now: number, duration: number): void {
    const { probes, dim, classes } = frame!.shape;
    const first = points.count !== probes || points.starts_c.length !== classes + 1;
    if (first) points = createPoints(probes, classes);
    points.labels_n.set(labels_n.subarray(0, probes));
    orderByClass(points);
    const decided_n = decide(spec, { ...frame!, dim, classes });
    for (let i = 0; i < probes; i++) {
      points.strayed_n[i] = decided_n[i] === points.labels_n[i] ? 0 : 1;
    }
    chooseWords();
    points.at.aim(frame!.embeddings_nd, now, duration);
    const wanted = keepExtent(extent, normPercentile(frame!.embeddings_nd, shownShare));
    if (wanted !== extent) zoom.aim([Math.log((extent = wanted))], now, first ? 0 : duration);
  }

  function resize(widthPx: number, heightPx: number): void {
    painter.assertAlive();
    stage.resize(widthPx, heightPx);
    rim = Math.min(stage.widthPx, stage.heightPx) * 0.44;
    sprites = null;
    chooseWords();
    redrawGround = true;
    painter.request();
  }

  /** Which strays there is room to spell out, and how large. */
  function chooseWords(): void {
    const { strayed_n, spoken_n } = points;
    const strays = strayed_n.reduce((sum, strayed) => sum + strayed, 0);
    const voice = strayVoice(strays, 2 * rim, 0.4 * Math.PI * rim ** 2);
    chooseSpoken(strayed_n, strays, voice.room, spoken_n);
    if (voice.glyphPx !== strayPx) sprites = null;
    strayPx = voice.glyphPx;
  }

  function hover(at: readonly [number, number] | null): void {
    const found = at && points.count ? nearestPoint(points.xy_n2, at[0], at[1], 12) : null;
    if (found === marked) return;
    highlight(found);
    onHover?.(found);
  }

  function highlight(index: number | null): void {
    painter.assertAlive();
    marked = index;
    painter.request();
  }

  function draw(nowMs: number): boolean {
    if (!input || !rim) return false;
    const turning = weights.advance(nowMs);
    const widening = bands.advance(nowMs);
    const zooming = zoom.advance(nowMs);
    const gliding = points.at.advance(nowMs);
    if (redrawGround) dressGround();
    const groundMoves = turning || widening || zooming;
    // Once more after the last step, which ends the motion without reporting it.
    if (redrawGround || groundMoves || groundMoved) drawGround();
    groundMoved = groundMoves;
    redrawGround = false;
    drawPoints();
    return groundMoves || gliding;
  }

  /** Words and sizes, which change with an input or the room there is, not with motion. */
  function dressGround(): void {
    const { classNames } = input!;
    const centre = `translate(${stage.widthPx / 2},${stage.heightPx / 2})`;
    stage.below.attr('transform', centre);
    stage.above.attr('transform', centre);
    hatch.clip.attr('r', rim);
    layers.rim.style('stroke-width', rim < 150 ? 0.95 : 1.15);
    layers.axes.attr('d', `M${-rim},0H${rim}M0,${-rim}V${rim}`);
    layers.glyphs
      .style('font-size', `${glyphPx()}px`)
      .selectAll('text')
      .data(weights.rad_c)
      .join((enter) =>
        enter
          .append('text')
          .attr('data-class', (_, c) => c)
          .style('fill', (_, c) => glyphOf(c)),
      )
      .text((_, c) => classNames[c] ?? '');
    layers.waiting
      .text(points.count ? '' : waiting)
      .attr('y', rim * 0.62)
      .style('font-size', `${Math.max(13, Math.min(16, rim * 0.065))}px`);
  }

  function drawGround(): void {
    const { spec } = input!;
    const { rad_c, planar } = weights;
    const norm = Math.exp(zoom.value[0]);
    const pxPerUnit = rim / norm;
    const box = { x0: -norm, y0: -norm, x1: norm, y1: norm };
    const cells = rad_c.length ? planeRegions(spec, planar, box) : [];
    const arcs = bands.now();

    layers.regions
      .selectAll('path')
      .data(cells)
      .join('path')
      .attr('data-class', (cell) => cell.classIndex)
      .attr('d', (cell) => `M${cell.points.map(([x, y]) => `${x * pxPerUnit},${-y * pxPerUnit}`).join('L')}Z`)
      .style('fill', (cell) => markOf(cell.classIndex));
    layers.bands
      .selectAll('path')
      .data(arcs)
      .join('path')
      .attr('data-band', (arc) => arc.classIndex)
      .attr('d', (arc) => sectorPath(rim, arc.fromRad, arc.toRad));
    const band = rim * 0.085;
    layers.rim
      .selectAll('path')
      .data(arcs)
      .join('path')
      .attr('d', (arc) => hatchPath(rim - band, rim, arc.fromRad, arc.toRad, 4.4 / rim, (band * 0.62) / rim));

    const steps = points.count ? roundSteps(0.9 * norm, rim < 170 ? 2 : 3) : [];
    layers.norms
      .selectAll('circle')
      .data([...steps, norm])
      .join('circle')
      .attr('r', (step) => step * pxPerUnit)
      .style('stroke', (_, i) => (i === steps.length ? 'var(--ink)' : 'var(--rule-2)'))
      .style('stroke-width', (_, i) => (i === steps.length ? 1.25 : 0.75));
    layers.ticks
      .selectAll('text')
      .data(steps)
      .join('text')
      // The double bar of a norm is in none of the subsets; two bars are.
      .text((step, i) => (i ? `${step}` : `||x|| = ${step}`))
      .attr('y', (step) => step * pxPerUnit + 4);
    layers.weights
      .selectAll('path')
      .data(rad_c)
      .join((enter) =>
        enter
          .append('path')
          .attr('data-class', (_, c) => c)
          .style('stroke', (_, c) => glyphOf(c)),
      )
      .attr('d', (rad) => spokePath(0, rim, rad));
    const glyphRadius = rim + glyphPx() * 0.58;
    layers.glyphs
      .selectAll('text')
      .data(rad_c)
      .attr('x', (rad) => glyphRadius * Math.cos(rad))
      .attr('y', (rad) => -glyphRadius * Math.sin(rad) + glyphPx() * 0.31);
  }

  const glyphPx = (): number => Math.max(15, Math.min(26, rim * 0.105));

  function drawPoints(): void {
    const { context, ratio } = stage;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, stage.widthPx, stage.heightPx);
    if (!input || !points.count) return;
    sprites ??= createSprites(host.ownerDocument, theme, input.classNames, strayPx, ratio);
    const { count, xy_n2, at } = points;
    const centreX = stage.widthPx / 2;
    const centreY = stage.heightPx / 2;
    const pxPerUnit = rim / Math.exp(zoom.value[0]);
    for (let i = 0; i < count; i++) {
      xy_n2[2 * i] = centreX + at.value[2 * i] * pxPerUnit;
      xy_n2[2 * i + 1] = centreY - at.value[2 * i + 1] * pxPerUnit;
    }
    paintPoints(context, points, theme, sprites, Math.max(1, Math.min(1.7, rim * 0.0068)), marked);
  }

  return {
    update,
    resize,
    highlight,
    dispose() {
      painter.assertAlive();
      painter.dispose();
      stopWatching();
      stage.dispose();
      input = null;
    },
  };
}
