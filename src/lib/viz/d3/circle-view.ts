import type { Selection } from 'd3-selection';
import type { Frame } from '../../frame/layout';
import { circleMarginBands, circleRegions, type CircleArc } from '../../loss/regions';
import { median } from '../../metric/class-angles';
import { arcPath, hatchPath, sectorPath, spokePath } from '../arcs';
import { degreesText } from '../axis-scale';
import { chargedAngle } from '../charged-angle';
import { circleLayout, strayGround, strayRadius, type CircleLayout } from '../circle-layout';
import {
  headOf,
  type EmbeddingInput,
  type EmbeddingView,
  type EmbeddingViewOptions,
} from '../embedding-input';
import { GlidingArcs } from '../gliding-arcs';
import { GlidingWeights } from '../gliding-weights';
import type { Mark } from '../mark';
import { createPainter } from '../painter';
import { levelOf, ridgeHeight, Ridges } from '../ridge';
import { glyphOf, markOf } from '../theme';
import { createGuestMark } from './guest-mark';
import { createLinkedCloud } from './linked-cloud';
import { halo } from './halo';
import { createWeightHandles } from './weight-handles';

/** Distance between hatch strokes at the ring, and how far a stroke leans, as a share of the band's depth. */
const hatchStepPx = 4.4;
const hatchLean = 0.62;

/** Directions of planar weights [C, 2], radians. */
const directionsOf = (weights_cd: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: weights_cd.length / 2 }, (_, c) =>
    Math.atan2(weights_cd[2 * c + 1], weights_cd[2 * c]),
  );

/** What the circle keeps of a frame beside the cloud's own. */
const createFacts = (count: number) => ({
  /** Directions, radians. */
  rad_n: new Float32Array(count),
  /** Angles to the own class weight, radians. */
  targetRad_n: new Float32Array(count),
  /** Distances from the centre as shares of the ring's radius, which a resize leaves as it is. */
  share_n: new Float32Array(count),
});

/**
 * Unit features on the circle. Dots outside the ring are a ridge, one per class, with height by density; regions are
 * tinted sectors, the margin is hatched at their edges, and what strayed into a foreign region stands inside it as
 * its glyph.
 */
export function createCircleView(host: HTMLElement, options: EmbeddingViewOptions): EmbeddingView {
  const { motion, waiting = '', glideMs = 300 } = options;
  let facts = createFacts(0);
  const weights = new GlidingWeights();
  const bands = new GlidingArcs();
  const { stage, cloud, pointing } = createLinkedCloud(host, 'circle', options, {
    circular: true,
    keys: () => facts.rad_n,
    classAt,
    classes: () => weights.rad_c.length,
    redraw(ground) {
      redrawGround ||= ground;
      painter.request();
    },
  });
  const layers = {
    regions: stage.below.append('g').attr('data-layer', 'regions'),
    bands: stage.below.append('g').attr('data-layer', 'bands'),
    borders: stage.below.append('path').attr('data-layer', 'borders'),
    ring: stage.below.append('circle').attr('data-layer', 'ring'),
    angle: stage.above.append('g').attr('data-layer', 'angle'),
    weights: stage.above.append('g').attr('data-layer', 'weights'),
    waiting: stage.above.append('text').attr('data-layer', 'waiting'),
    hands: stage.above.append('g').attr('data-layer', 'hands'),
  };
  const guest = createGuestMark(layers.hands, options.guestName ?? '');
  const handles = options.onTurn && createWeightHandles(layers.hands, options.onTurn);
  let trainedRad_c: Float64Array | null = null;
  let guestRad: number | null = null;
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
    margin: layers.angle
      .append('path')
      .attr('data-part', 'margin')
      .style('stroke', 'var(--margin)')
      .style('stroke-width', 1.3),
    label: layers.angle.append('text').style('fill', 'var(--theta)').call(halo),
  };
  layers.borders.style('fill', 'none').style('stroke', 'var(--ink)').style('stroke-opacity', 0.42);
  layers.ring.style('fill', 'none').style('stroke', 'var(--ink)').style('stroke-width', 1.25);
  layers.waiting.attr('text-anchor', 'middle').style('fill', 'var(--ink-2)').call(halo);

  let layout: CircleLayout = circleLayout(1, 1);
  let input: Pick<EmbeddingInput, 'spec' | 'settings' | 'classNames'> | null = null;
  let ridges = new Ridges(0);
  let redrawGround = true;
  let groundMoved = false;
  let rings: Selection<SVGCircleElement, number, SVGGElement, unknown> | null = null;
  let glyphs: Selection<SVGTextElement, number, SVGGElement, unknown> | null = null;
  const painter = createPainter(motion, draw);

  function update(next: EmbeddingInput): void {
    painter.assertAlive();
    const { spec, settings, classNames } = next;
    input = { spec, settings, classNames };
    stage.label(next.ariaLabel);
    const now = motion.now();
    const duration = motion.reduced ? 0 : glideMs;
    const planar = headOf(next);
    const { trained_cd, guest_d } = next;
    // A weight follows the hand at once, and goes back as it came.
    const groundDuration = trained_cd || trainedRad_c ? 0 : duration;
    trainedRad_c = trained_cd ? directionsOf(trained_cd) : null;
    guestRad = guest_d ? Math.atan2(guest_d[1], guest_d[0]) : null;
    if (planar) {
      weights.aim(planar, now, groundDuration);
      bands.aim(circleMarginBands(spec, settings, planar), now, groundDuration);
    }
    if (next.frame) {
      takeFrame(next, next.frame);
      aimPoints(now, duration);
    } else cloud.clear();
    pointing.refresh();
    redrawGround = true;
    painter.request();
  }

  /** Copies what is needed of a frame, whose buffer goes back to its owner. */
  function takeFrame(next: EmbeddingInput, frame: Frame): void {
    if (cloud.take(next)) facts = createFacts(cloud.count);
    if (ridges.classes !== cloud.classes) ridges = new Ridges(cloud.classes);
    const { rad_n, targetRad_n } = facts;
    targetRad_n.set(frame.targetRad_n);
    for (let n = 0; n < cloud.count; n++) {
      rad_n[n] = Math.atan2(frame.embeddings_nd[2 * n + 1], frame.embeddings_nd[2 * n]);
    }
    ridges.measure(rad_n, cloud.labels_n, cloud.strayed_n);
  }

  /** Sends the points to where the newest frame and the room there is put them. */
  function aimPoints(now: number, duration: number): void {
    const { count, labels_n, strayed_n, strays } = cloud;
    const { rad_n, share_n } = facts;
    cloud.speak(2 * layout.centreX, strayGround(layout));
    for (let n = 0; n < count; n++) {
      const height = levelOf(n) * ridgeHeight(ridges.densityAt(labels_n[n], rad_n[n]));
      share_n[n] = strayed_n[n]
        ? strayRadius(layout, levelOf(n), strays) / layout.ring
        : 1 + (layout.foot + layout.ridge * height) / layout.ring;
    }
    cloud.aim(rad_n, share_n, now, duration);
  }

  function resize(widthPx: number, heightPx: number): void {
    painter.assertAlive();
    const before = layout;
    stage.resize(widthPx, heightPx);
    layout = circleLayout(stage.widthPx, stage.heightPx);
    redrawGround = true;
    // The radii depend on the room there is; a resize is no motion of the points, so it takes them there at once.
    if (layout.ring !== before.ring) aimPoints(motion.now(), 0);
    painter.request();
  }

  /** The class whose weight or glyph stands there. */
  function classAt(x: number, y: number): number | null {
    const { centreX, centreY, ring, glyphRadius } = layout;
    for (let c = 0; c < weights.rad_c.length; c++) {
      const [cos, sin] = [Math.cos(weights.rad_c[c]), Math.sin(weights.rad_c[c])];
      for (const [radius, reach] of [
        [ring, 6],
        [glyphRadius, 15],
      ]) {
        if (Math.hypot(x - centreX - radius * cos, y - centreY + radius * sin) <= reach) return c;
      }
    }
    return null;
  }

  function highlight(mark: Mark): void {
    painter.assertAlive();
    pointing.set(mark);
  }

  function draw(nowMs: number): boolean {
    if (!input || stage.widthPx <= 1) return false;
    const weightsMove = weights.advance(nowMs);
    const bandsMove = bands.advance(nowMs);
    const pointsMove = cloud.advance(nowMs);
    if (redrawGround) dressGround();
    if (redrawGround || weightsMove || bandsMove || groundMoved) drawGround();
    // Once more after the last step, which ends the motion without reporting it.
    groundMoved = weightsMove || bandsMove;
    redrawGround = false;
    drawPoints();
    return weightsMove || bandsMove || pointsMove;
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
      .data(weights.rad_r)
      .join((enter) => {
        const group = enter.append('g');
        group.append('circle').style('fill', 'var(--paper)').style('stroke-width', 2);
        group.append('text').call(halo).style('stroke-opacity', 0.75);
        return group;
      })
      .attr('data-class', (_, r) => classOfRay(r));
    const radius = Math.max(3.2, Math.min(4.6, ring * 0.021));
    // A class's further weights are small rings; its glyph stands at the first.
    const isFirst = (r: number) => r % weights.perClass === 0;
    rings = groups
      .select<SVGCircleElement>('circle')
      .style('stroke', (_, r) => glyphOf(classOfRay(r)))
      .attr('r', (_, r) => (isFirst(r) ? radius : 0.65 * radius));
    glyphs = groups
      .select<SVGTextElement>('text')
      .style('fill', (_, r) => glyphOf(classOfRay(r)))
      .text((_, r) => (isFirst(r) ? (classNames[classOfRay(r)] ?? '') : ''));
    layers.waiting
      .text(cloud.count ? '' : waiting)
      .attr('y', ring + ridge * 0.72)
      .style('font-size', `${Math.max(13, Math.min(16, ring * 0.08))}px`);
  }

  const classOfRay = (r: number): number => Math.floor(r / weights.perClass);

  /** Regions, bands, weights and the angle, where they are now. */
  function drawGround(): void {
    const { spec } = input!;
    const { ring, band, glyphRadius, glyphPx } = layout;
    const { rad_r, planar } = weights;
    const regions = rad_r.length ? circleRegions(spec, planar) : [];
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

    const { classIndex } = pointing.mark;
    layers.regions
      .selectAll('path')
      .style('fill-opacity', (region) =>
        (region as CircleArc).classIndex === classIndex ? 'calc(1.9 * var(--tint))' : null,
      );
    rings?.style('stroke-width', (_, r) => (classOfRay(r) === classIndex ? 4 : 2));
    rings?.attr('cx', (_, r) => ring * Math.cos(rad_r[r])).attr('cy', (_, r) => -ring * Math.sin(rad_r[r]));
    glyphs
      ?.attr('x', (_, r) => glyphRadius * Math.cos(rad_r[r]))
      .attr('y', (_, r) => -glyphRadius * Math.sin(rad_r[r]) + glyphPx * 0.31);
    handles?.place(weights.rad_c, ring);
    handles?.ghost(trainedRad_c, weights.rad_c, ring);
    guest.place(guestRad === null ? null : { rad: guestRad, radius: ring });
    drawAngle();
  }

  /** The angle θ from a class weight: of the marked sample with its margin, else the median of a class. */
  function drawAngle(): void {
    const { sample, classIndex } = pointing.mark;
    const own = sample === null ? (classIndex ?? 0) : cloud.labels_n[sample];
    const weight = weights.rad_c[own] ?? NaN;
    const theta =
      sample === null
        ? median(facts.targetRad_n.filter((_, n) => cloud.labels_n[n] === own))
        : facts.targetRad_n[sample];
    const shown = cloud.count > 0 && Number.isFinite(weight) && Number.isFinite(theta);
    layers.angle.attr('visibility', shown ? null : 'hidden');
    if (!shown) return;
    const { ring, angleRadius } = layout;
    // A marked sample's angle opens towards it, a median to the side that counts up.
    const side = sample !== null && Math.sin(cloud.a_n[sample] - weight) < 0 ? -1 : 1;
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
    const charged = sample === null ? theta : chargedAngle(input!.spec, input!.settings, theta);
    const beyond = weight + side * charged;
    angle.margin.attr(
      'd',
      hatchPath(
        angleRadius - 6,
        angleRadius + 6,
        Math.min(other, beyond),
        Math.max(other, beyond),
        hatchStepPx / angleRadius,
        (12 * hatchLean) / angleRadius,
      ),
    );
    angle.label
      .text(`θ ${degreesText(theta)}`)
      .attr('x', labelRadius * Math.cos(labelRad))
      .attr('y', -labelRadius * Math.sin(labelRad) + 5);
  }

  function drawPoints(): void {
    const { centreX, centreY, ring, dotRadius } = layout;
    cloud.draw(
      (rad, share, n, xy_n2) => {
        xy_n2[2 * n] = centreX + share * ring * Math.cos(rad);
        xy_n2[2 * n + 1] = centreY - share * ring * Math.sin(rad);
      },
      dotRadius,
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
