import type { Selection } from 'd3-selection';
import type { Vector3 } from '../../loss/sphere-regions';
import { median } from '../../metric/class-angles';
import { degreesText } from '../axis-scale';
import { chargedAngle } from '../charged-angle';
import {
  headOf,
  type EmbeddingInput,
  type EmbeddingView,
  type EmbeddingViewOptions,
} from '../embedding-input';
import { Glide } from '../glide';
import { GlidingVectors } from '../gliding-vectors';
import type { Mark } from '../mark';
import { createPainter } from '../painter';
import { rotationOf, SharedCamera } from '../shared-camera';
import { arcLine, capLine, cellLine, crossStrokes } from '../sphere-arcs';
import { sphereGround, turned, type SphereGround } from '../sphere-ground';
import { glyphPlaceOnMap, mapLayout, mapPath, placeOnMap, type MapLayout } from '../sphere-map';
import { glyphOf, markOf } from '../theme';
import { halo } from './halo';
import { createLinkedCloud } from './linked-cloud';

/** Distance between hatch strokes where they are farthest apart, CSS pixels: bands may cover most of the map. */
const hatchStepPx = 6;

/** A weight of a class beside its first. */
type Spare = readonly [classIndex: number, direction: Vector3];

/** Unit directions of the samples [N, 3], how they glide, and the order in which keys walk through them. */
const createFacts = (count: number) => ({
  unit: new Glide(3 * count),
  aimed_nd: new Float32Array(3 * count),
  targetRad_n: new Float32Array(count),
  key_n: new Float32Array(count),
});

/**
 * All of the sphere at once, flat: two halves on an equal-area map. The left one is what a sphere view with the same
 * camera shows, the right one what it hides. Regions are tints, boundaries thin lines, the margin is hatched along them;
 * what is at home is a dot, what strayed its glyph.
 */
export function createMapView(
  host: HTMLElement,
  options: EmbeddingViewOptions & { readonly camera?: SharedCamera },
): EmbeddingView {
  const { motion, waiting = '', glideMs = 300, camera = new SharedCamera() } = options;
  let facts = createFacts(0);
  let rotation = rotationOf(camera.pose.orientation);
  const weights = new GlidingVectors();
  /** One for each class, so that they tell how many weights a class has. */
  let bias_c: ArrayLike<number> = [];
  const { stage, cloud, pointing } = createLinkedCloud(host, 'map', options, {
    keys: () => facts.key_n,
    classAt,
    classes: classCount,
    redraw(isGround) {
      redrawGround ||= isGround;
      painter.request();
    },
  });
  const layers = {
    regions: stage.below.append('g').attr('data-layer', 'regions'),
    bands: stage.below.append('path').attr('data-layer', 'bands'),
    borders: stage.below.append('path').attr('data-layer', 'borders'),
    rims: stage.below.append('g').attr('data-layer', 'rims'),
    angle: stage.above.append('g').attr('data-layer', 'angle'),
    spares: stage.above.append('g').attr('data-layer', 'spares'),
    weights: stage.above.append('g').attr('data-layer', 'weights'),
    waiting: stage.above.append('text').attr('data-layer', 'waiting'),
  };
  // What never changes is styled once, on the layers.
  layers.regions.style('fill-opacity', 'var(--tint)');
  layers.bands.style('fill', 'none').style('stroke', 'var(--margin)').style('stroke-opacity', 0.7);
  layers.borders.style('fill', 'none').style('stroke', 'var(--ink)').style('stroke-opacity', 0.42);
  layers.rims.style('fill', 'none').style('stroke', 'var(--ink)').style('stroke-width', 1.25);
  layers.weights.attr('text-anchor', 'middle').style('font-family', 'var(--serif)');
  layers.waiting.attr('text-anchor', 'middle').style('fill', 'var(--ink-2)').call(halo);
  layers.angle.attr('text-anchor', 'middle').style('fill', 'none').style('font-size', '13.5px');
  const angle = {
    arc: layers.angle.append('path').style('stroke', 'var(--theta)').style('stroke-width', 2.5),
    margin: layers.angle.append('path').style('stroke', 'var(--margin)').style('stroke-width', 1.3),
    label: layers.angle.append('text').style('fill', 'var(--theta)').call(halo),
  };

  let layout: MapLayout = mapLayout(1, 1);
  let input: Pick<EmbeddingInput, 'spec' | 'settings' | 'classNames'> | null = null;
  let ground: SphereGround | null = null;
  let redrawGround = true;
  let groundMoved = false;
  let rings: Selection<SVGCircleElement, number, SVGGElement, unknown> | null = null;
  let glyphs: Selection<SVGTextElement, number, SVGGElement, unknown> | null = null;
  const at = { x: 0, y: 0 };
  const painter = createPainter(motion, draw);
  const stopFollowing = camera.subscribe(() => {
    redrawGround = true;
    painter.request();
  });

  function classCount(): number {
    return bias_c.length || weights.count;
  }

  function update(next: EmbeddingInput): void {
    painter.assertAlive();
    const { spec, settings, classNames } = next;
    input = { spec, settings, classNames };
    stage.label(next.ariaLabel);
    const now = motion.now();
    const duration = motion.reduced ? 0 : glideMs;
    const head = headOf(next);
    if (head) {
      weights.aim(head.weights_cd, now, duration);
      bias_c = Float32Array.from(head.bias_c);
    }
    if (next.frame) takeFrame(next, now, duration);
    else cloud.clear();
    pointing.refresh();
    redrawGround = true;
    painter.request();
  }

  /** Copies what is needed of a frame, whose buffer goes back to its owner. */
  function takeFrame(next: EmbeddingInput, now: number, duration: number): void {
    const { embeddings_nd, targetRad_n } = next.frame!;
    if (cloud.take(next)) facts = createFacts(cloud.count);
    const { aimed_nd, key_n, unit } = facts;
    facts.targetRad_n.set(targetRad_n);
    for (let n = 0; n < cloud.count; n++) {
      const norm = Math.hypot(embeddings_nd[3 * n], embeddings_nd[3 * n + 1], embeddings_nd[3 * n + 2]);
      for (let k = 3 * n; k < 3 * n + 3; k++) aimed_nd[k] = embeddings_nd[k] / norm;
      // Class by class, and in a class from its weight outward.
      key_n[n] = cloud.labels_n[n] * 4 + targetRad_n[n];
    }
    unit.aim(aimed_nd, now, duration);
    speak();
    // The samples glide here, on the sphere; the cloud's own two coordinates stay unused.
    cloud.aim(key_n, key_n, now, 0);
  }

  const speak = (): void => cloud.speak(2 * layout.radius, 0.5 * Math.PI * layout.radius ** 2);

  function resize(widthPx: number, heightPx: number): void {
    painter.assertAlive();
    stage.resize(widthPx, heightPx);
    layout = mapLayout(stage.widthPx, stage.heightPx);
    speak();
    redrawGround = true;
    painter.request();
  }

  /** The class whose weight or glyph stands there. */
  function classAt(x: number, y: number): number | null {
    const directions = ground?.directions ?? [];
    for (let c = 0; c < directions.length; c++) {
      placeOnMap(layout, ...directions[c], at);
      if (Math.hypot(x - at.x, y - at.y) <= 6) return c;
      glyphPlaceOnMap(layout, directions[c], at);
      if (Math.hypot(x - at.x, y - at.y) <= 13) return c;
    }
    return null;
  }

  function highlight(mark: Mark): void {
    painter.assertAlive();
    pointing.set(mark);
  }

  function draw(nowMs: number): boolean {
    if (!input || stage.widthPx <= 1) return false;
    const cameraMoves = camera.advance(nowMs);
    rotation = rotationOf(camera.pose.orientation);
    const weightsMove = weights.advance(nowMs) || cameraMoves;
    const pointsMove = facts.unit.advance(nowMs);
    if (redrawGround) dressGround();
    if (redrawGround || weightsMove || groundMoved) drawGround();
    else if (pointsMove && pointing.mark.sample !== null) drawAngle();
    // Once more after the last step, which ends the motion without reporting it.
    groundMoved = weightsMove;
    redrawGround = false;
    drawPoints();
    return weightsMove || pointsMove;
  }

  /** Words and sizes, which change with an input or the room there is, not with motion. */
  function dressGround(): void {
    const { classNames } = input!;
    const { nearX, farX, centreY, radius, glyphPx } = layout;
    layers.rims
      .selectAll('circle')
      .data([nearX, farX])
      .join('circle')
      .attr('cx', (x) => x)
      .attr('cy', centreY)
      .attr('r', radius);
    layers.bands.style('stroke-width', radius < 120 ? 0.8 : 1);
    layers.weights.style('font-size', `${glyphPx}px`);
    const groups = layers.weights
      .selectAll<SVGGElement, unknown>('g')
      .data(Array.from({ length: classCount() }, (_, c) => c))
      .join((enter) => {
        const group = enter.append('g').attr('data-class', (c) => c);
        group
          .append('circle')
          .style('fill', 'var(--paper)')
          .style('stroke', (c) => glyphOf(c));
        group
          .append('text')
          .call(halo)
          .style('stroke-opacity', 0.75)
          .style('fill', (c) => glyphOf(c));
        return group;
      });
    rings = groups.select<SVGCircleElement>('circle').attr('r', Math.max(2.6, Math.min(4.4, radius * 0.024)));
    glyphs = groups.select<SVGTextElement>('text').text((c) => classNames[c] ?? '');
    layers.waiting
      .text(cloud.count ? '' : waiting)
      .attr('x', stage.widthPx / 2)
      .attr('y', centreY + radius * 0.62)
      .style('font-size', `${Math.max(13, Math.min(16, radius * 0.08))}px`);
  }

  function drawGround(): void {
    const { spec, settings } = input!;
    const { classIndex } = pointing.mark;
    const head = { weights_cd: weights.value, bias_c };
    ground = weights.count ? sphereGround(spec, settings, head, rotation, hatchStepPx / layout.radius) : null;
    const cells = ground?.cells ?? [];
    layers.regions
      .selectAll('path')
      .data(ground?.directions ?? [])
      .join((enter) =>
        enter
          .append('path')
          .attr('data-class', (_, c) => c)
          .style('fill', (_, c) => markOf(c)),
      )
      .attr('d', (_, c) =>
        cells
          .filter((cell) => cell.classIndex === c)
          .map((cell) => mapPath(layout, cellLine(cell), { isClosed: true }))
          .join(''),
      )
      .style('fill-opacity', (_, c) => (c === classIndex ? 'calc(1.9 * var(--tint))' : null));
    const lines = (all: SphereGround['borders']): string => all.map((line) => mapPath(layout, line)).join('');
    layers.borders.attr('d', lines(ground?.borders ?? []));
    layers.bands.attr('d', lines(ground?.hatch ?? []));
    layers.spares
      .selectAll<SVGCircleElement, Spare>('circle')
      .data((ground?.others ?? []).flatMap((all, c) => all.map((direction): Spare => [c, direction])))
      .join((enter) => enter.append('circle').style('fill', 'var(--paper)').style('stroke-width', 1.3))
      .style('stroke', ([c]) => glyphOf(c))
      .attr('r', Math.max(1.8, Math.min(3, layout.radius * 0.016)))
      .each(function ([, direction]) {
        placeOnMap(layout, ...direction, at);
        this.setAttribute('cx', String(at.x));
        this.setAttribute('cy', String(at.y));
      });
    rings?.each(function (_, c) {
      placeOnMap(layout, ...ground!.directions[c], at);
      this.setAttribute('cx', String(at.x));
      this.setAttribute('cy', String(at.y));
      this.style.strokeWidth = c === classIndex ? '4' : '2';
    });
    glyphs?.each(function (_, c) {
      glyphPlaceOnMap(layout, ground!.directions[c], at);
      this.setAttribute('x', String(at.x));
      this.setAttribute('y', String(at.y + layout.glyphPx * 0.31));
    });
    drawAngle();
  }

  /** θ of the marked sample as an arc, with what the margin adds to it; of a marked class the cap of its median angle. */
  function drawAngle(): void {
    const { sample, classIndex } = pointing.mark;
    const own = sample === null ? classIndex : cloud.labels_n[sample];
    const weight = own === null ? undefined : ground?.directions[own];
    const theta =
      sample === null
        ? median(facts.targetRad_n.filter((_, n) => cloud.labels_n[n] === own))
        : facts.targetRad_n[sample];
    const isShown = weight !== undefined && cloud.count > 0 && Number.isFinite(theta);
    layers.angle.attr('visibility', isShown ? null : 'hidden');
    if (!isShown) return;
    angle.label.text(`θ ${degreesText(theta)}`);
    placeOnMap(layout, ...weight, at);
    angle.label.attr('x', at.x).attr('y', at.y + (at.y > layout.centreY ? -1 : 1.6) * 20);
    if (sample === null) {
      angle.arc.attr('d', mapPath(layout, capLine(weight, theta)));
      angle.margin.attr('d', null);
      return;
    }
    const { value } = facts.unit;
    const place = turned(rotation, value[3 * sample], value[3 * sample + 1], value[3 * sample + 2]);
    const charged = chargedAngle(input!.spec, input!.settings, theta);
    angle.arc.attr('d', mapPath(layout, arcLine(weight, place)));
    angle.margin.attr(
      'd',
      crossStrokes(weight, place, theta, charged, hatchStepPx / layout.radius, 7 / layout.radius)
        .map((line) => mapPath(layout, line))
        .join(''),
    );
  }

  function drawPoints(): void {
    const { value } = facts.unit;
    cloud.draw(
      (_a, _b, n, xy_n2) => {
        const [x, y, z] = turned(rotation, value[3 * n], value[3 * n + 1], value[3 * n + 2]);
        const norm = Math.hypot(x, y, z);
        placeOnMap(layout, x / norm, y / norm, z / norm, at);
        xy_n2[2 * n] = at.x;
        xy_n2[2 * n + 1] = at.y;
      },
      layout.dotRadius,
      pointing.mark,
    );
  }

  return {
    update,
    resize,
    highlight,
    dispose() {
      painter.assertAlive();
      stopFollowing();
      painter.dispose();
      cloud.dispose();
      stage.dispose();
      input = null;
    },
  };
}
