import type { Selection } from 'd3-selection';
import type { Frame } from '../../frame/layout';
import { decide } from '../../loss/decide';
import { circleMarginBands, circleRegions } from '../../loss/regions';
import { arcPath, hatchPath, sectorPath, spokePath } from '../arcs';
import { circleLayout, strayGround, strayRadius, type CircleLayout } from '../circle-layout';
import { median } from '../../metric/class-angles';
import {
  planarOf,
  type EmbeddingInput,
  type EmbeddingView,
  type EmbeddingViewOptions,
} from '../embedding-input';
import { Glide } from '../glide';
import { GlidingArcs } from '../gliding-arcs';
import { GlidingWeights } from '../gliding-weights';
import { nearestPoint } from '../nearest';
import { createPainter } from '../painter';
import { levelOf, ridgeHeight, Ridges } from '../ridge';
import { chooseSpoken, strayVoice } from '../strays';
import { glyphOf, markOf, readTheme, watchTheme } from '../theme';
import { halo } from './halo';
import { orderByClass, paintPoints } from './point-painter';
import { createSprites, type Sprites } from './sprites';
import { createStage } from './stage';

const degrees = 180 / Math.PI;
/** Distance between hatch strokes at the ring, and how far a stroke leans, as a share of the band's depth. */
const hatchStepPx = 4.4;
const hatchLean = 0.62;

/** The points of one set of samples: what they are, where they are and where they glide. */
function createPoints(count: number, classes: number) {
  return {
    count,
    labels_n: new Uint8Array(count),
    order_n: new Uint16Array(count),
    starts_c: new Uint16Array(classes + 1),
    strayed_n: new Uint8Array(count),
    /** 1 where a stray is spelled out; the rest of a great many stay hollow dots. */
    spoken_n: new Uint8Array(count),
    /** Directions of the newest frame, radians. */
    rad_n: new Float32Array(count),
    /** Angles to the own class weight, radians. */
    targetRad_n: new Float32Array(count),
    target_n: new Float32Array(count),
    rad: new Glide(count, true),
    /** Distance from the centre as a share of the ring's radius, which a resize leaves as it is. */
    radius: new Glide(count),
    xy_n2: new Float32Array(2 * count),
  };
}

/**
 * Unit features on the circle. Dots outside the ring are a ridge, one per class, with height by density; regions are
 * tinted sectors, the margin is hatched at their edges, and what strayed into a foreign region stands inside it as
 * its glyph.
 */
export function createCircleView(host: HTMLElement, options: EmbeddingViewOptions): EmbeddingView {
  const { motion, onHover, waiting = '', glideMs = 300, angleClass = 0 } = options;
  const stage = createStage(host, 'circle', hover);
  const layers = {
    regions: stage.below.append('g').attr('data-layer', 'regions'),
    bands: stage.below.append('g').attr('data-layer', 'bands'),
    borders: stage.below.append('path').attr('data-layer', 'borders'),
    ring: stage.below.append('circle').attr('data-layer', 'ring'),
    angle: stage.above.append('g').attr('data-layer', 'angle'),
    weights: stage.above.append('g').attr('data-layer', 'weights'),
    waiting: stage.above.append('text').attr('data-layer', 'waiting'),
  };
  // What never changes is styled once, on the layers: a style per element and frame would cost more than the drawing.
  layers.regions.style('fill-opacity', 'var(--tint)');
  layers.bands.style('fill', 'none').style('stroke', 'var(--margin)');
  layers.weights.attr('text-anchor', 'middle').style('font-family', 'var(--serif)');
  layers.angle.attr('text-anchor', 'middle').style('fill', 'none');
  const angle = {
    rays: layers.angle.append('path').attr('data-part', 'rays').style('stroke', 'var(--ink-3)'),
    arc: layers.angle
      .append('path')
      .attr('data-part', 'arc')
      .style('stroke', 'var(--theta)')
      .style('stroke-width', 3),
    label: layers.angle.append('text').style('fill', 'var(--theta)').call(halo),
  };
  layers.borders.style('fill', 'none').style('stroke', 'var(--ink)').style('stroke-opacity', 0.42);
  layers.ring.style('fill', 'none').style('stroke', 'var(--ink)').style('stroke-width', 1.25);
  layers.waiting.attr('text-anchor', 'middle').style('fill', 'var(--ink-2)').call(halo);

  let theme = readTheme(host);
  let sprites: Sprites | null = null;
  let layout: CircleLayout = circleLayout(1, 1);
  let input: Pick<EmbeddingInput, 'spec' | 'classNames'> | null = null;
  let points = createPoints(0, 0);
  let ridges = new Ridges(0);
  const weights = new GlidingWeights();
  const bands = new GlidingArcs();
  let marked: number | null = null;
  let medianRad = NaN;
  let strayPx = 0;
  let redrawGround = true;
  let groundMoved = false;
  let rings: Selection<SVGCircleElement, number, SVGGElement, unknown> | null = null;
  let glyphs: Selection<SVGTextElement, number, SVGGElement, unknown> | null = null;

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
    if (next.frame) {
      takeFrame(next, next.frame);
      aimPoints(now, duration);
    } else if (points.count) points = createPoints(0, 0);
    redrawGround = true;
    painter.request();
  }

  /** Copies what is needed of a frame, whose buffer goes back to its owner. */
  function takeFrame({ spec, labels_n }: EmbeddingInput, frame: Frame): void {
    const { probes, dim, classes } = frame.shape;
    if (points.count !== probes || ridges.classes !== classes) points = createPoints(probes, classes);
    if (ridges.classes !== classes) ridges = new Ridges(classes);
    points.labels_n.set(labels_n.subarray(0, probes));
    points.targetRad_n.set(frame.targetRad_n);
    orderByClass(points);
    const decided_n = decide(spec, { ...frame, dim, classes });
    for (let i = 0; i < probes; i++) {
      points.rad_n[i] = Math.atan2(frame.embeddings_nd[2 * i + 1], frame.embeddings_nd[2 * i]);
      points.strayed_n[i] = decided_n[i] === points.labels_n[i] ? 0 : 1;
    }
    ridges.measure(points.rad_n, points.labels_n, points.strayed_n);
    medianRad =
      angleClass === null
        ? NaN
        : median(frame.targetRad_n.filter((_, i) => points.labels_n[i] === angleClass));
  }

  /** Sends the points to where the newest frame and the room there is put them. */
  function aimPoints(now: number, duration: number): void {
    const { count, labels_n, rad_n, strayed_n, spoken_n, target_n } = points;
    let strays = 0;
    for (let i = 0; i < count; i++) strays += strayed_n[i];
    const voice = strayVoice(strays, 2 * layout.centreX, strayGround(layout));
    chooseSpoken(strayed_n, strays, voice.room, spoken_n);
    if (voice.glyphPx !== strayPx) sprites = null;
    strayPx = voice.glyphPx;
    for (let i = 0; i < count; i++) {
      const height = levelOf(i) * ridgeHeight(ridges.densityAt(labels_n[i], rad_n[i]));
      target_n[i] = strayed_n[i]
        ? strayRadius(layout, levelOf(i), strays) / layout.ring
        : 1 + (layout.foot + layout.ridge * height) / layout.ring;
    }
    points.rad.aim(rad_n, now, duration);
    points.radius.aim(target_n, now, duration);
  }

  function resize(widthPx: number, heightPx: number): void {
    painter.assertAlive();
    const before = layout;
    stage.resize(widthPx, heightPx);
    layout = circleLayout(stage.widthPx, stage.heightPx);
    sprites = null;
    redrawGround = true;
    // The radii depend on the room there is; a resize is no motion of the points, so it takes them there at once.
    if (layout.ring !== before.ring) aimPoints(motion.now(), 0);
    painter.request();
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
    redrawGround = true;
    painter.request();
  }

  function draw(nowMs: number): boolean {
    if (!input || stage.widthPx <= 1) return false;
    const weightsMove = weights.advance(nowMs);
    const bandsMove = bands.advance(nowMs);
    const radMove = points.rad.advance(nowMs);
    const radiusMove = points.radius.advance(nowMs);
    const moving = weightsMove || bandsMove || radMove || radiusMove;
    if (redrawGround) dressGround();
    if (redrawGround || weightsMove || bandsMove || groundMoved) drawGround();
    // Once more after the last step, which ends the motion without reporting it.
    groundMoved = weightsMove || bandsMove;
    redrawGround = false;
    drawPoints();
    return moving;
  }

  /** Words and sizes, which change with an input or the room there is, not with motion. */
  function dressGround(): void {
    const { centreX, centreY, ring, ridge, glyphPx } = layout;
    const { classNames } = input!;
    const centre = `translate(${centreX},${centreY})`;
    stage.below.attr('transform', centre);
    stage.above.attr('transform', centre);
    layers.ring.attr('r', ring);
    layers.bands.style('stroke-width', ring < 150 ? 0.95 : 1.15);
    layers.weights.style('font-size', `${glyphPx}px`);
    layers.angle.style('font-size', `${Math.max(12.5, Math.min(15, ring * 0.07))}px`);
    const groups = layers.weights
      .selectAll<SVGGElement, unknown>('g')
      .data(weights.rad_c)
      .join((enter) => {
        const group = enter.append('g').attr('data-class', (_, c) => c);
        group
          .append('circle')
          .style('fill', 'var(--paper)')
          .style('stroke-width', 2)
          .style('stroke', (_, c) => glyphOf(c));
        group
          .append('text')
          .call(halo)
          .style('stroke-opacity', 0.75)
          .style('fill', (_, c) => glyphOf(c));
        return group;
      });
    rings = groups.select<SVGCircleElement>('circle').attr('r', Math.max(3.2, Math.min(4.6, ring * 0.021)));
    glyphs = groups.select<SVGTextElement>('text').text((_, c) => classNames[c] ?? '');
    layers.waiting
      .text(points.count ? '' : waiting)
      .attr('y', ring + ridge * 0.72)
      .style('font-size', `${Math.max(13, Math.min(16, ring * 0.08))}px`);
  }

  /** Regions, bands, weights and the angle, where they are now. */
  function drawGround(): void {
    const { spec } = input!;
    const { ring, band, glyphRadius, glyphPx } = layout;
    const { rad_c, planar } = weights;
    const regions = rad_c.length ? circleRegions(spec, planar) : [];
    const arcs = bands.now();

    layers.regions
      .selectAll('path')
      .data(regions)
      .join('path')
      .attr('data-class', (region) => region.classIndex)
      .attr('d', (region) => sectorPath(ring, region.fromRad, region.toRad))
      .style('fill', (region) => markOf(region.classIndex));
    layers.borders.attr(
      'd',
      regions.length > 1
        ? regions.map((region) => spokePath(ring * 0.09, ring, region.fromRad)).join('')
        : null,
    );
    layers.bands
      .selectAll('path')
      .data(arcs)
      .join('path')
      .attr('data-band', (arc) => arc.classIndex)
      .attr('d', (arc) =>
        hatchPath(
          ring - band,
          ring - 0.5,
          arc.fromRad,
          arc.toRad,
          hatchStepPx / ring,
          (band * hatchLean) / ring,
        ),
      );

    rings?.attr('cx', (_, c) => ring * Math.cos(rad_c[c])).attr('cy', (_, c) => -ring * Math.sin(rad_c[c]));
    glyphs
      ?.attr('x', (_, c) => glyphRadius * Math.cos(rad_c[c]))
      .attr('y', (_, c) => -glyphRadius * Math.sin(rad_c[c]) + glyphPx * 0.31);
    drawAngle();
  }

  /** The angle θ from a class weight: of the marked sample, else the median of one class. */
  function drawAngle(): void {
    const sample = marked !== null && marked < points.count ? marked : null;
    const own = sample === null ? angleClass : points.labels_n[sample];
    const weight = own === null ? NaN : weights.rad_c[own];
    const theta = sample === null ? medianRad : points.targetRad_n[sample];
    const shown = points.count > 0 && Number.isFinite(weight) && Number.isFinite(theta);
    layers.angle.attr('visibility', shown ? null : 'hidden');
    if (!shown) return;
    const { ring, angleRadius } = layout;
    // A marked sample's angle opens towards it, a median to the side that counts up.
    const side = sample !== null && Math.sin(points.rad.value[sample] - weight) < 0 ? -1 : 1;
    const other = weight + side * theta;
    const reach = sample === null ? angleRadius * 1.16 : ring;
    const middle = weight + (side * theta) / 2;
    // A narrow angle has no room inside it: its label stands beside it, clear of the ray by its own extent.
    const narrow = theta * angleRadius < 46;
    const clear = 21 * Math.abs(Math.sin(other)) + 8 * Math.abs(Math.cos(other)) + 5;
    const labelRad = narrow ? other + (side * clear) / angleRadius : middle;
    const labelRadius = angleRadius * (narrow ? 1 : 0.6);
    angle.rays.attr('d', spokePath(0, reach, weight) + spokePath(0, reach, other));
    angle.arc.attr('d', arcPath(angleRadius, Math.min(weight, other), Math.max(weight, other)));
    angle.label
      .text(`θ ${(theta * degrees).toFixed(theta * degrees < 10 ? 1 : 0)}°`)
      .attr('x', labelRadius * Math.cos(labelRad))
      .attr('y', -labelRadius * Math.sin(labelRad) + 5);
  }

  function drawPoints(): void {
    const { context, ratio } = stage;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, stage.widthPx, stage.heightPx);
    if (!input || !points.count) return;
    sprites ??= createSprites(host.ownerDocument, theme, input.classNames, strayPx, ratio);
    const { count, xy_n2, rad, radius } = points;
    const { centreX, centreY, ring } = layout;
    for (let i = 0; i < count; i++) {
      const r = radius.value[i] * ring;
      xy_n2[2 * i] = centreX + r * Math.cos(rad.value[i]);
      xy_n2[2 * i + 1] = centreY - r * Math.sin(rad.value[i]);
    }
    paintPoints(context, points, theme, sprites, layout.dotRadius, marked);
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
