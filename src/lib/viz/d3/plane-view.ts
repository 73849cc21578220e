import { planeRegions } from '../../loss/plane-regions';
import { circleMarginBands } from '../../loss/regions';
import { hatchPath, sectorPath, spokePath } from '../arcs';
import {
  headOf,
  type EmbeddingInput,
  type EmbeddingView,
  type EmbeddingViewOptions,
} from '../embedding-input';
import { keepExtent, normPercentile } from '../fit-extent';
import { Glide } from '../glide';
import { GlidingArcs } from '../gliding-arcs';
import { GlidingWeights } from '../gliding-weights';
import type { Mark } from '../mark';
import { createPainter } from '../painter';
import { glyphOf, markOf } from '../theme';
import { roundSteps } from '../ticks';
import { createLinkedCloud } from './linked-cloud';
import { halo } from './halo';
import { hatchPattern } from './hatch-pattern';

/** Share of the points that the disc must hold. */
const shownShare = 0.97;

/** Raw features [N] by coordinate, and their directions in radians. */
const createFacts = (count: number) => ({
  x_n: new Float32Array(count),
  y_n: new Float32Array(count),
  rad_n: new Float32Array(count),
});

/**
 * Raw features in the plane, where norms show: dots at home, glyphs where they strayed, regions as tints on a disc,
 * class weights as rays to its rim, margins as hatched cones. The disc zooms to hold nearly all points.
 */
export function createPlaneView(host: HTMLElement, options: EmbeddingViewOptions): EmbeddingView {
  const { motion, waiting = '', glideMs = 300 } = options;
  let facts = createFacts(0);
  const weights = new GlidingWeights();
  const bands = new GlidingArcs();
  const { stage, cloud, pointing } = createLinkedCloud(host, 'plane', options, {
    keys: () => facts.rad_n,
    classAt,
    classes: () => weights.rad_c.length,
    redraw(ground) {
      redrawGround ||= ground;
      painter.request();
    },
  });
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

  let input: Pick<EmbeddingInput, 'spec' | 'classNames'> | null = null;
  /** Logarithm of the norm at the disc's rim, so that zooming in and out takes the same way. */
  const zoom = new Glide(1);
  let extent = 0;
  let redrawGround = true;
  let groundMoved = false;
  let rim = 0;
  const painter = createPainter(motion, draw);

  function update(next: EmbeddingInput): void {
    painter.assertAlive();
    const { spec, settings, classNames } = next;
    input = { spec, classNames };
    stage.label(next.ariaLabel);
    const now = motion.now();
    const duration = motion.reduced ? 0 : glideMs;
    const planar = headOf(next);
    if (planar) {
      weights.aim(planar, now, duration);
      bands.aim(circleMarginBands(spec, settings, planar), now, duration);
    }
    if (next.frame) aimPoints(next, now, duration);
    else {
      cloud.clear();
      if (!extent) zoom.aim([Math.log((extent = 1))], now, 0);
    }
    pointing.refresh();
    redrawGround = true;
    painter.request();
  }

  function aimPoints(next: EmbeddingInput, now: number, duration: number): void {
    const xy_nd = next.frame!.embeddings_nd;
    const isNew = cloud.take(next);
    if (isNew) facts = createFacts(cloud.count);
    const { x_n, y_n, rad_n } = facts;
    for (let n = 0; n < cloud.count; n++) {
      x_n[n] = xy_nd[2 * n];
      y_n[n] = xy_nd[2 * n + 1];
      rad_n[n] = Math.atan2(y_n[n], x_n[n]);
    }
    speak();
    cloud.aim(x_n, y_n, now, duration);
    const wanted = keepExtent(extent, normPercentile(xy_nd, shownShare));
    if (wanted !== extent) zoom.aim([Math.log((extent = wanted))], now, isNew ? 0 : duration);
  }

  function resize(widthPx: number, heightPx: number): void {
    painter.assertAlive();
    stage.resize(widthPx, heightPx);
    rim = Math.min(stage.widthPx, stage.heightPx) * 0.44;
    speak();
    redrawGround = true;
    painter.request();
  }

  const speak = (): void => cloud.speak(2 * rim, 0.4 * Math.PI * rim ** 2);

  /** The class whose glyph stands there, at the rim. */
  function classAt(x: number, y: number): number | null {
    const glyphRadius = rim + glyphPx() * 0.58;
    for (let c = 0; c < weights.rad_c.length; c++) {
      const rad = weights.rad_c[c];
      const [glyphX, glyphY] = [glyphRadius * Math.cos(rad), -glyphRadius * Math.sin(rad)];
      if (Math.hypot(x - stage.widthPx / 2 - glyphX, y - stage.heightPx / 2 - glyphY) <= 15) return c;
    }
    return null;
  }

  function highlight(mark: Mark): void {
    painter.assertAlive();
    pointing.set(mark);
  }

  function draw(nowMs: number): boolean {
    if (!input || !rim) return false;
    const turning = weights.advance(nowMs);
    const widening = bands.advance(nowMs);
    const zooming = zoom.advance(nowMs);
    const gliding = cloud.advance(nowMs);
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
      .text(cloud.count ? '' : waiting)
      .attr('y', rim * 0.62)
      .style('font-size', `${Math.max(13, Math.min(16, rim * 0.065))}px`);
  }

  function drawGround(): void {
    const { spec } = input!;
    const { rad_c, planar, perClass } = weights;
    const classOfRay = (r: number) => Math.floor(r / perClass);
    const norm = Math.exp(zoom.value[0]);
    const pxPerUnit = rim / norm;
    const box = { x0: -norm, y0: -norm, x1: norm, y1: norm };
    const cells = rad_c.length ? planeRegions(spec, planar, box) : [];
    const arcs = bands.now();
    const { classIndex } = pointing.mark;

    layers.regions
      .selectAll('path')
      .data(cells)
      .join('path')
      .attr('data-class', (cell) => cell.classIndex)
      .attr('d', (cell) => `M${cell.points.map(([x, y]) => `${x * pxPerUnit},${-y * pxPerUnit}`).join('L')}Z`)
      .style('fill', (cell) => markOf(cell.classIndex))
      .style('fill-opacity', (cell) => (cell.classIndex === classIndex ? 'calc(1.9 * var(--tint))' : null));
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

    const steps = cloud.count ? roundSteps(0.9 * norm, rim < 170 ? 2 : 3) : [];
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
      .text((step, i) => (i ? `${step}` : `‖x‖ = ${step}`))
      .attr('y', (step) => step * pxPerUnit + 4);
    layers.weights
      .selectAll('path')
      .data(weights.rad_r)
      .join('path')
      .attr('data-class', (_, r) => classOfRay(r))
      .style('stroke', (_, r) => glyphOf(classOfRay(r)))
      // A class's further weights are drawn short: its glyph stands at the first.
      .attr('d', (rad, r) => spokePath(0, r % perClass === 0 ? rim : rim * 0.8, rad))
      .style('stroke-width', (_, r) => (classOfRay(r) === classIndex ? 3 : null));
    const glyphRadius = rim + glyphPx() * 0.58;
    layers.glyphs
      .selectAll('text')
      .data(rad_c)
      .attr('x', (rad) => glyphRadius * Math.cos(rad))
      .attr('y', (rad) => -glyphRadius * Math.sin(rad) + glyphPx() * 0.31);
  }

  const glyphPx = (): number => Math.max(15, Math.min(26, rim * 0.105));

  function drawPoints(): void {
    const centreX = stage.widthPx / 2;
    const centreY = stage.heightPx / 2;
    const pxPerUnit = rim / Math.exp(zoom.value[0]);
    cloud.draw(
      (x, y, n, xy_n2) => {
        xy_n2[2 * n] = centreX + x * pxPerUnit;
        xy_n2[2 * n + 1] = centreY - y * pxPerUnit;
      },
      Math.max(1, Math.min(1.7, rim * 0.0068)),
      pointing.mark,
    );
  }

  return {
    update,
    resize,
    highlight,
    dispose() {
      painter.assertAlive();
      painter.dispose();
      cloud.dispose();
      stage.dispose();
      input = null;
    },
  };
}
