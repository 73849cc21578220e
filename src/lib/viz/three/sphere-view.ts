import { Scene } from 'three';
import type { Selection } from 'd3-selection';
import type { Frame } from '../../frame/layout';
import { decide, usedWeights } from '../../loss/decide';
import { hasUnitFeatures } from '../../loss/spec';
import { median } from '../../metric/class-angles';
import { degreesText } from '../axis-scale';
import { chargedAngle } from '../charged-angle';
import { halo } from '../d3/halo';
import { createPointing, type Pointing } from '../d3/pointing';
import { createSprites, type Sprites } from '../d3/sprites';
import type { Stage } from '../d3/stage';
import { DrawBudget } from '../draw-budget';
import type { EmbeddingInput, EmbeddingView, EmbeddingViewOptions } from '../embedding-input';
import { Glide } from '../glide';
import { GlidingVectors } from '../gliding-vectors';
import { markClass, markSample, noMark, type Mark } from '../mark';
import { nearestPoint } from '../nearest';
import { createPainter } from '../painter';
import { SharedCamera, type Direction } from '../shared-camera';
import { arcPlane, greatArcPath, greatHatchPath, onArc } from '../sphere-angle';
import { arrowOf, type Arrow } from '../sphere-arrows';
import { dotPx, extentFor, placesOf, spreadOf, thumbnailPx } from '../sphere-layout';
import { alongTrail, trailPieces } from '../sphere-trail';
import { directionAt, lensOf, outlineDepth, project, type Lens } from '../sphere-lens';
import { SpherePoints } from '../sphere-points';
import { spaced } from '../spaced';
import { chooseSpoken, strayVoice } from '../strays';
import { classColours, glyphOf, readTheme, watchTheme, type Theme } from '../theme';
import { orderBy } from '../walk';
import { createArrowGrips } from './arrow-grips';
import { attachCameraGestures, cameraKey } from './camera-gestures';
import { createDots } from './dots';
import { createLensUniforms, setLens } from './lens-shader';
import { leaseRenderer, NoWebglError } from './shared-renderer';
import { createSurface } from './surface';
import { createThumbnails, type ImageSource } from './thumbnails';

export { NoWebglError };

export interface SphereWords {
  /** Names the button that shows features at their lengths, where the loss keeps them. */
  readonly lengths: string;
  /** The drawing surface was taken away for a moment. */
  readonly lost: string;
  /** What is to be seen now: the class that faces the reader, and whether features stand at their lengths. */
  readonly seen: (facing: string, hasLengths: boolean) => string;
}

export interface SphereViewOptions extends EmbeddingViewOptions {
  readonly words: SphereWords;
  /** Of all sphere views of a demo: turn one and all turn. */
  readonly camera?: SharedCamera;
  /** Features whose lengths the loss keeps are shown with them at first; the reader may change it. */
  readonly showsLengths?: boolean;
  /** Where the samples' images come from; without it they stay dots and glyphs. */
  readonly image?: ImageSource;
  /** Names the set that the images are of: where it changes, so have all of them. */
  readonly imageSet?: () => string;
  /** Angles around every class weight at which circles are drawn, radians; at most four. */
  readonly capsRad?: readonly number[];
  /** The reader pulls a class weight to this direction; absent: weights stay. */
  readonly onPull?: (classIndex: number, direction: Direction) => void;
}

/** The surface as ids, for tests: rows from the top. */
export interface RegionIds {
  readonly width: number;
  readonly height: number;
  /** Class that wins at each pixel, and the next one; −1 beside the sphere. */
  readonly winner: Int16Array;
  readonly rival: Int16Array;
  /** 1 where a sample of the winner would be refused. */
  readonly refused: Uint8Array;
  /** Where the sphere is seen, in these pixels. */
  readonly lens: Lens;
}

export interface SphereView extends EmbeddingView {
  /** Draws ids in place of colours, without points, and reads them back; null while the context is lost. */
  readRegions(): RegionIds | null;
}

/** Distance between hatch strokes in the middle of the sphere, CSS pixels. */
const strokesPx = 6.4;
const reachPx = 12;
const cameraGlideMs = 550;
/** What a picture may cost while it moves, milliseconds; and after how long without a new one it rests, drawn in full. */
const motionBudgetMs = 40;
const settleMs = 200;
/** Images at a time. */
const mostImages = 140;

/**
 * Three-dimensional features on the unit sphere, or in space where the loss keeps their lengths: then the far wall of
 * the sphere is painted, seen from within. The surface is painted by decision region, with the margin hatched along
 * each boundary. Throws `NoWebglError` where there is no WebGL.
 */
export function createSphereView(host: HTMLElement, options: SphereViewOptions): SphereView {
  const { motion, words, waiting = '', glideMs = 300, showsLengths = true, capsRad = [], onPull } = options;
  const camera = options.camera ?? new SharedCamera();
  const lease = leaseRenderer(host.ownerDocument, () => {
    painter.request();
  });
  let points = new SpherePoints(0);
  /** All of them [C·K, 3], K of one class. */
  const weights = new GlidingVectors();
  let perClass = 1;
  let spread = new Glide(0);
  const flat = new Glide(1);
  flat.aim([1], 0, 0);
  let wantsLengths = showsLengths;
  let input: Pick<EmbeddingInput, 'spec' | 'settings' | 'classNames' | 'ariaLabel'> | null = null;
  let raw_n3 = new Float32Array(0);
  let targetRad_n = new Float32Array(0);
  let trained_c3: Float32Array | null = null;
  let strays = 0;
  let extent = 1;
  let isSeen = true;
  let wasMoving = true;
  let saidSentence = '';

  const budget = new DrawBudget();
  /** The pose that the picture shows. */
  let drawnPose = camera.pose;
  let drawnMs = -Infinity;
  let stopMeasuring: (() => void) | null = null;
  let settling: ReturnType<typeof setTimeout> | undefined;

  const lensUniforms = createLensUniforms();
  const surface = createSurface(lensUniforms);
  const dots = createDots(lensUniforms);
  const scene = new Scene();
  scene.add(surface.painted, dots.mesh);
  const idScene = new Scene();
  idScene.add(surface.ids);

  let seen_n2 = new Float32Array(0);
  let isSeenStale = true;
  let arrows: Arrow[] = [];
  const pointing: Pointing = createPointing(host, 'sphere', options, {
    find(x, y) {
      const classIndex = classAt(x, y);
      if (classIndex !== null) return markClass(classIndex);
      const sample = nearestPoint(seenPoints(), x, y, reachPx);
      return sample === null ? noMark : markSample(sample);
    },
    order: () => orderBy(walkKeys()),
    get samples() {
      return points.count;
    },
    get classes() {
      return classCount();
    },
    changed: () => painter.request(),
    command(key, event) {
      const duration = motion.reduced ? 0 : cameraGlideMs;
      if (cameraKey(event, camera, motion.now(), duration)) return true;
      const classIndex = input?.classNames.indexOf(key) ?? -1;
      return classIndex >= 0 && face(classIndex);
    },
    isHeld: () => gestures.isHeld || (grips?.isHeld ?? false),
  });
  const stage: Stage = pointing.stage;
  // The picture lies lowest; glyphs, rings and arrows are drawn over it.
  const canvas = host.ownerDocument.createElement('canvas');
  canvas.setAttribute('style', 'position:absolute;left:0;top:0;display:block;pointer-events:none');
  stage.node.append(canvas);
  stage.node.prepend(canvas);
  const picture = canvas.getContext('2d')!;

  const layers = {
    angle: stage.above.append('g').attr('data-layer', 'angle'),
    spares: stage.above.append('g').attr('data-layer', 'spares'),
    arrows: stage.above.append('g').attr('data-layer', 'arrows'),
    waiting: stage.above.append('text').attr('data-layer', 'waiting'),
    hands: stage.above.append('g').attr('data-layer', 'hands'),
  };
  layers.arrows.attr('text-anchor', 'middle').style('font-family', 'var(--serif)');
  layers.angle.attr('text-anchor', 'middle').style('fill', 'none');
  const angle = {
    arc: layers.angle
      .append('path')
      .attr('data-part', 'arc')
      .style('stroke', 'var(--theta)')
      .style('stroke-width', 2.6),
    margin: layers.angle
      .append('path')
      .attr('data-part', 'margin')
      .style('stroke', 'var(--margin)')
      .style('stroke-width', 1.4),
    label: layers.angle.append('text').style('fill', 'var(--theta)').call(halo),
  };
  layers.waiting.attr('text-anchor', 'middle').style('fill', 'var(--ink-2)').call(halo);

  let theme: Theme = readTheme(host);
  let sprites: Sprites | null = null;
  let spritesKey = '';
  let glyphPx = 0;
  let shownSet = '';
  /** Directions along the way of the reader's own image; the last is where it lies. */
  let guest: readonly Float64Array[] = [];
  const thumbnails =
    options.image &&
    createThumbnails(
      host.ownerDocument,
      options.image,
      (n) => theme.classGlyphs[points.labels_n[n] % classColours],
      () => theme.paper,
      () => painter.request(),
    );
  const dressUp = (): void => {
    theme = readTheme(host);
    surface.setTheme(theme);
    dots.setTheme(theme);
    sprites = null;
    thumbnails?.forget();
  };
  dressUp();
  const stopWatching = watchTheme(host, () => {
    dressUp();
    painter.request();
  });

  const painter = createPainter(motion, draw);
  const stopFollowing = camera.subscribe(() => painter.request());
  const grips = onPull && createArrowGrips(stage, layers.hands, { onPull, onTap: face });
  const gestures = attachCameraGestures(
    stage,
    camera,
    (x, y) => {
      const classIndex = classAt(x, y);
      if (classIndex !== null) face(classIndex);
    },
    () => grips?.isHeld ?? false,
  );
  const toggle = createToggle();
  // A camera that several views share asks all of them to draw; one off screen waits until it is seen.
  const Observer = host.ownerDocument.defaultView?.IntersectionObserver;
  const observer =
    Observer &&
    new Observer((entries) => {
      isSeen = entries.at(-1)!.isIntersecting;
      if (isSeen) painter.request();
    });
  observer?.observe(host);

  function update(next: EmbeddingInput): void {
    painter.assertAlive();
    const { spec, settings, classNames, ariaLabel } = next;
    input = { spec, settings, classNames, ariaLabel };
    const now = motion.now();
    const duration = motion.reduced ? 0 : glideMs;
    const head = next.frame ?? next.weights;
    const classes = classNames.length;
    // A weight follows the hand at once, and goes back as it came.
    const headDuration = next.trained_cd || trained_c3 ? 0 : duration;
    const ofOneClass = head ? head.weights_cd.length / 3 / classes : 0;
    trained_c3 = null;
    if (head && Number.isInteger(ofOneClass) && ofOneClass > 0) {
      perClass = ofOneClass;
      weights.aim(usedWeights(spec, head.weights_cd, 3), now, headDuration);
      if (next.trained_cd) trained_c3 = firstOfEach(Float32Array.from(next.trained_cd));
    }
    surface.setMargin(spec, settings);
    const places = next.guest_d?.length === 3 ? [...(next.guestTrail ?? []), next.guest_d] : [];
    guest = alongTrail(places);
    if (next.frame && next.frame.shape.dim === 3) takeFrame(next, next.frame, now, duration);
    else if (points.count) {
      points = new SpherePoints(0);
      strays = 0;
      spread = new Glide(0);
    }
    aimFlatness(now, duration);
    toggle.show(!hasUnitFeatures(spec, settings));
    pointing.refresh();
    sayWhatIsSeen(true);
    painter.request();
  }

  /** Copies what is needed of a frame, whose buffer goes back to its owner. */
  function takeFrame(next: EmbeddingInput, frame: Frame, now: number, duration: number): void {
    const { probes, dim, classes } = frame.shape;
    const set = options.imageSet?.() ?? '';
    const isNew = points.count !== probes;
    if (isNew || set !== shownSet) {
      shownSet = set;
      // Another set of samples has other images.
      thumbnails?.renew();
    }
    if (isNew) {
      points = new SpherePoints(probes);
      raw_n3 = new Float32Array(3 * probes);
      targetRad_n = new Float32Array(probes);
      seen_n2 = new Float32Array(2 * probes);
    }
    raw_n3.set(frame.embeddings_nd);
    targetRad_n.set(frame.targetRad_n);
    points.labels_n.set(next.labels_n.subarray(0, probes));
    const decided_n = decide(next.spec, { ...frame, dim, classes });
    strays = 0;
    for (let n = 0; n < probes; n++) {
      strays += points.strayed_n[n] = decided_n[n] === points.labels_n[n] ? 0 : 1;
    }
    if (spread.length !== 4 * classes) spread = new Glide(4 * classes);
    spread.aim(spreadOf(frame.embeddings_nd, points.labels_n, classes), now, duration);
    aimPoints(now, duration);
  }

  function aimPoints(now: number, duration: number): void {
    if (!points.count || !input) return;
    speak();
    const hasLengths = !hasUnitFeatures(input.spec, input.settings);
    if (hasLengths) extent = extentFor(extent, raw_n3);
    points.aim(placesOf(raw_n3, hasLengths, extent), now, duration);
  }

  /** Chooses which strays there is room to spell out: about half of the sphere is seen at a time. */
  function speak(): void {
    const side = Math.min(stage.widthPx, stage.heightPx);
    const voice = strayVoice(strays, side, 0.5 * side * side);
    glyphPx = voice.glyphPx;
    chooseSpoken(points.strayed_n, strays, voice.room, points.spoken_n);
  }

  function aimFlatness(now: number, duration: number): void {
    const isFlat = !wantsLengths || (input !== null && hasUnitFeatures(input.spec, input.settings));
    flat.aim([isFlat ? 1 : 0], now, duration);
    toggle.set(isFlat);
  }

  function resize(widthPx: number, heightPx: number): void {
    painter.assertAlive();
    stage.resize(widthPx, heightPx);
    canvas.style.width = `${stage.widthPx}px`;
    canvas.style.height = `${stage.heightPx}px`;
    if (points.count) aimPoints(motion.now(), 0);
    painter.request();
  }

  /** Device pixels per CSS pixel of the picture; finer ones would cost more than they show. */
  const pictureRatio = (): number => Math.min(2, stage.ratio);
  const pictureSize = (ratio: number): [number, number] => [
    Math.round(stage.widthPx * ratio),
    Math.round(stage.heightPx * ratio),
  ];

  const lensNow = (): Lens => lensOf(camera.pose, stage.widthPx, stage.heightPx);

  /** Turns a class to the front. */
  function face(classIndex: number): boolean {
    const [x, y, z] = vectorOf(classIndex);
    if (!(Math.hypot(x, y, z) > 0)) return false;
    camera.face([x, y, z] as Direction, motion.now(), motion.reduced ? 0 : cameraGlideMs);
    return true;
  }

  /** The class whose arrow or glyph stands there, the nearest to the reader first. */
  function classAt(x: number, y: number): number | null {
    let found: number | null = null;
    let nearest = -Infinity;
    arrows.forEach((arrow, c) => {
      if (!arrow.isShown || arrow.depth <= nearest) return;
      const isHit =
        Math.hypot(x - arrow.labelX, y - arrow.labelY) <= 13 ||
        (arrow.hasFoot && Math.hypot(x - arrow.footX, y - arrow.footY) <= 6);
      if (!isHit) return;
      found = c;
      nearest = arrow.depth;
    });
    return found;
  }

  function seenPoints(): Float32Array {
    if (isSeenStale) points.projectAll(lensNow(), flat.value[0], flat.value[0] > 0.5, seen_n2);
    isSeenStale = false;
    return seen_n2;
  }

  /** Keys walk class by class, and from the weight outwards: on a sphere there is no other order. */
  function walkKeys(): Float32Array {
    const keys = new Float32Array(points.count);
    for (let n = 0; n < points.count; n++) {
      const c = points.labels_n[n];
      const [x, y, z] = raw_n3.subarray(3 * n, 3 * n + 3);
      const [wx, wy, wz] = vectorOf(c);
      const cosine = (x * wx + y * wy + z * wz) / (Math.hypot(x, y, z) * Math.hypot(wx, wy, wz));
      keys[n] = 4 * c + Math.acos(Math.max(-1, Math.min(1, cosine)));
    }
    return keys;
  }

  function highlight(mark: Mark): void {
    painter.assertAlive();
    pointing.set(mark);
  }

  function draw(nowMs: number): boolean {
    if (!input || stage.widthPx <= 1 || !isSeen) return false;
    const isMoving = [
      weights.advance(nowMs),
      points.advance(nowMs),
      spread.advance(nowMs),
      flat.advance(nowMs),
      camera.advance(nowMs),
    ].some(Boolean);
    isSeenStale = true;
    const lens = lensNow();
    drawPicture(lens, nowMs, isMoving || gestures.isHeld || camera.pose !== drawnPose);
    drawGlyphs(lens);
    drawArrows(lens);
    drawAngle(lens);
    if (!isMoving && wasMoving) sayWhatIsSeen();
    wasMoving = isMoving;
    return isMoving;
  }

  /** Tells the shaders where everything is now. */
  function set(lens: Lens, ratio: number): void {
    const [flatness] = flat.value;
    const { classIndex } = pointing.mark;
    setLens(lensUniforms, lens, stage.widthPx, stage.heightPx, ratio);
    surface.setHeads(weights.value, perClass, spread.value);
    surface.set({
      flatness,
      marked: classIndex,
      pixel: ratio,
      strokesRad: strokesPx / lens.radiusPx,
      capsRad,
      hasSpread: points.count > 0 && flatness > 0.5,
    });
    dots.take(points);
    dots.set({
      share: points.share,
      flatness,
      dotPx: dotPx(lens.radiusPx, camera.pose.zoom, points.count) * ratio,
      marked: classIndex,
      pixel: ratio,
    });
  }

  /** In motion the picture keeps pace, more coarsely where it must; at rest it is drawn in full, whatever that takes. */
  function drawPicture(lens: Lens, nowMs: number, isMoving: boolean): void {
    const [fullWidth, fullHeight] = pictureSize(pictureRatio());
    const full = fullWidth * fullHeight;
    // Frames of a training that come one after another are motion too, where nothing glides.
    const isBusy = isMoving || nowMs - drawnMs < settleMs;
    const share = isBusy ? budget.shareFor(full, motionBudgetMs) : 1;
    const ratio = pictureRatio() * share;
    const [width, height] = pictureSize(ratio);
    set(lens, ratio);
    const isDrawn = lease.draw(scene, width, height, picture);
    drawnPose = camera.pose;
    drawnMs = nowMs;
    stopMeasuring ??= motion.nextFrame(() => {
      stopMeasuring = null;
      budget.note(width * height, motion.now() - nowMs);
    });
    clearTimeout(settling);
    if (share < 1) settling = setTimeout(() => painter.request(), 1.2 * settleMs);
    stage.node.toggleAttribute('data-lost', !isDrawn);
    const text = !isDrawn ? words.lost : points.count ? '' : waiting;
    layers.waiting
      .text(text)
      .attr('x', stage.widthPx / 2)
      .attr('y', stage.heightPx - 8)
      .style('font-size', '13.5px');
  }

  /** Strays as their glyphs, and the ring around what is marked. */
  function drawGlyphs(lens: Lens): void {
    const { context, ratio, widthPx, heightPx } = stage;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, widthPx, heightPx);
    if (!points.count) return;
    const { sample: marked, classIndex } = pointing.mark;
    const imagePx = thumbnails ? thumbnailPx(camera.pose.zoom, points.count, lens.radiusPx) : 0;
    if (strays || marked !== null || imagePx) seenPoints();
    const shown = new Set<number>();
    if (imagePx) {
      for (const n of spaced(seen_n2, widthPx, heightPx, 1.1 * imagePx, mostImages)) {
        context.globalAlpha = classIndex === null || classIndex === points.labels_n[n] ? 1 : 0.2;
        if (thumbnails!.draw(context, n, seen_n2[2 * n], seen_n2[2 * n + 1], imagePx)) shown.add(n);
      }
      context.globalAlpha = 1;
    }
    const key = `${ratio} ${glyphPx} ${input!.classNames.join('\n')}`;
    if (key !== spritesKey) sprites = null;
    spritesKey = key;
    if (strays) {
      sprites ??= createSprites(host.ownerDocument, theme, input!.classNames, glyphPx, ratio);
      for (let n = 0; n < points.count; n++) {
        if (!points.spoken_n[n] || shown.has(n) || !Number.isFinite(seen_n2[2 * n])) continue;
        context.globalAlpha = classIndex === null || classIndex === points.labels_n[n] ? 1 : 0.2;
        sprites.glyph(context, points.labels_n[n], seen_n2[2 * n], seen_n2[2 * n + 1]);
      }
      context.globalAlpha = 1;
    }
    if (marked !== null) ringAround(context, lens, marked);
    if (guest.length) drawGuest(context, lens);
  }

  /** The reader's own image, with the way that it came; what the sphere hides is dashed. */
  function drawGuest(context: CanvasRenderingContext2D, lens: Lens): void {
    context.lineCap = 'round';
    for (const [colour, widthPx] of [
      [theme.paper, 5],
      [theme.touch, 2.25],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = widthPx;
      for (const { from, to, isHidden } of trailPieces(lens, guest)) {
        if (isHidden && colour === theme.paper) continue;
        context.globalAlpha = isHidden ? 0.45 : 1;
        context.beginPath();
        context.moveTo(...from);
        context.lineTo(...to);
        context.stroke();
      }
    }
    context.globalAlpha = 1;
    const [x, y, z] = guest.at(-1)!;
    const at = project(lens, x, y, z, { x: 0, y: 0, depth: 0 });
    const isHidden = at.depth < outlineDepth;
    context.beginPath();
    context.arc(at.x, at.y, 7.5, 0, 2 * Math.PI);
    context.fillStyle = isHidden ? theme.paper : theme.touch;
    context.strokeStyle = isHidden ? theme.touch : theme.paper;
    context.lineWidth = 2.25;
    context.setLineDash(isHidden ? [3, 2] : []);
    context.fill();
    context.stroke();
    context.setLineDash([]);
  }

  /** A ring around a sample; a dashed one where the sphere hides it. */
  function ringAround(context: CanvasRenderingContext2D, lens: Lens, n: number): void {
    const isHidden = !Number.isFinite(seen_n2[2 * n]);
    let [x, y] = [seen_n2[2 * n], seen_n2[2 * n + 1]];
    if (isHidden) {
      const one = new Float32Array(2 * points.count);
      points.projectAll(lens, flat.value[0], false, one);
      [x, y] = [one[2 * n], one[2 * n + 1]];
    }
    if (!Number.isFinite(x)) return;
    context.beginPath();
    context.arc(x, y, 8.5, 0, 2 * Math.PI);
    context.lineWidth = 1.75;
    context.strokeStyle = theme.ink;
    context.setLineDash(isHidden ? [3, 3] : []);
    context.stroke();
    context.setLineDash([]);
  }

  function drawArrows(lens: Lens): void {
    const { classNames } = input!;
    const { classIndex } = pointing.mark;
    const [flatness] = flat.value;
    const side = Math.min(stage.widthPx, stage.heightPx);
    const fontPx = Math.max(15, Math.min(24, side * 0.042));
    let longest = 0;
    for (let r = 0; r < weights.count; r++) longest = Math.max(longest, Math.hypot(...rowOf(r)));
    const arrowTo = (vector: Float32Array): Arrow => {
      const share = longest > 0 ? (1.04 * Math.hypot(...vector)) / longest : 0;
      return arrowOf(lens, vector, share, flatness, fontPx * 0.62);
    };
    arrows = Array.from({ length: classCount() }, (_, c) => keptInside(arrowTo(vectorOf(c)), 0.55 * fontPx));
    drawSpares(arrowTo);
    const groups = layers.arrows
      .selectAll<SVGGElement, Arrow>('g')
      .data(arrows)
      .join((enter) => {
        const group = enter.append('g').attr('data-class', (_, c) => c);
        group.append('path').attr('data-part', 'shaft').style('fill', 'none');
        group.append('path').attr('data-part', 'head');
        group.append('circle').style('fill', 'var(--paper)').style('stroke-width', 1.8);
        group.append('text').call(halo).style('stroke-width', 3);
        return group;
      });
    groups.attr('visibility', (arrow) => (arrow.isShown ? null : 'hidden'));
    const colour = (_: Arrow, c: number): string => glyphOf(c);
    part(groups, 'path[data-part="shaft"]')
      .attr('d', ({ x0, y0, x1, y1 }) => `M${fixed(x0)},${fixed(y0)}L${fixed(x1)},${fixed(y1)}`)
      .style('stroke', colour)
      .style('stroke-width', (_, c) => (c === classIndex ? 3 : 1.2 + 0.6 * flatness));
    part(groups, 'path[data-part="head"]').attr('d', headPath).style('fill', colour);
    part(groups, 'circle')
      .attr('cx', ({ footX }) => fixed(footX))
      .attr('cy', ({ footY }) => fixed(footY))
      .attr('r', Math.max(2.6, Math.min(4, side * 0.007)))
      .attr('visibility', ({ isShown, hasFoot }) => (isShown && hasFoot && flatness > 0.5 ? null : 'hidden'))
      .style('stroke', colour);
    part(groups, 'text')
      .attr('x', ({ labelX }) => fixed(labelX))
      .attr('y', ({ labelY }) => fixed(labelY + 0.33 * fontPx))
      .style('font-size', `${fontPx}px`)
      .style('fill', colour)
      .style('font-weight', (_, c) => (c === classIndex ? 700 : 500))
      .text((_, c) => classNames[c] ?? '');
    grips?.place(arrows, lens, flatness > 0.5);
    grips?.ghost(trained_c3, firstOfEach(weights.value));
  }

  /**
   * The angle θ of the marked sample to its class weight, or the median angle of the marked class, drawn towards the
   * class next to it, with the margin that is charged beyond.
   */
  function drawAngle(lens: Lens): void {
    const { sample, classIndex } = pointing.mark;
    const own = sample === null ? classIndex : points.labels_n[sample];
    const thetaRad =
      sample !== null
        ? targetRad_n[sample]
        : classIndex !== null
          ? median(targetRad_n.filter((_, n) => points.labels_n[n] === classIndex))
          : NaN;
    const towards =
      sample !== null
        ? raw_n3.subarray(3 * sample, 3 * sample + 3)
        : own === null
          ? null
          : nearestWeight(own);
    const plane =
      own !== null && own < classCount() && towards && Number.isFinite(thetaRad)
        ? arcPlane(vectorOf(own), towards)
        : null;
    layers.angle.attr('visibility', plane ? null : 'hidden');
    if (!plane) return;
    const isSolid = flat.value[0] > 0.5;
    const reach = isSolid ? 1 : 0.5;
    angle.arc.attr('d', greatArcPath(lens, plane, 0, thetaRad, isSolid, reach));
    const charged = chargedAngle(input!.spec, input!.settings, thetaRad);
    angle.margin.attr('d', greatHatchPath(lens, plane, thetaRad, charged, isSolid, { reach }));
    const fontPx = Math.max(12.5, Math.min(15, stage.widthPx * 0.03));
    const middle = onArc(plane, thetaRad / 2, 0, reach);
    const beside = onArc(plane, thetaRad / 2, 0.05, reach);
    const at = project(lens, ...middle, { x: 0, y: 0, depth: 0 });
    const off = project(lens, ...beside, { x: 0, y: 0, depth: 0 });
    const norm = Math.hypot(off.x - at.x, off.y - at.y) || 1;
    const [dx, dy] = [(off.x - at.x) / norm, (off.y - at.y) / norm];
    angle.label
      .text(`θ ${degreesText(thetaRad)}`)
      .attr('visibility', isSolid && at.depth < 0.1 ? 'hidden' : null)
      .attr('x', at.x + dx * (14 + 16 * Math.abs(dx)))
      .attr('y', at.y + dy * 16 + 0.33 * fontPx)
      .style('font-size', `${fontPx}px`);
  }

  /** The weight at the smallest angle to that of a class; null where there is no other. */
  function nearestWeight(own: number): Float32Array | null {
    let nearest: Float32Array | null = null;
    let most = -Infinity;
    const [x, y, z] = vectorOf(own);
    for (let c = 0; c < classCount(); c++) {
      const other = vectorOf(c);
      const cosine = (x * other[0] + y * other[1] + z * other[2]) / Math.hypot(...other);
      if (c === own || !(cosine > most)) continue;
      most = cosine;
      nearest = other;
    }
    return nearest;
  }

  /** An arrow whose tip is in the picture has its glyph there too. */
  function keptInside(arrow: Arrow, room: number): Arrow {
    const { x1, y1, labelX, labelY } = arrow;
    const { widthPx, heightPx } = stage;
    if (x1 < 0 || y1 < 0 || x1 > widthPx || y1 > heightPx) return arrow;
    return {
      ...arrow,
      labelX: Math.max(room, Math.min(widthPx - room, labelX)),
      labelY: Math.max(room, Math.min(heightPx - room, labelY)),
    };
  }

  /** The weights of a class beside its first: a thin shaft with a foot, unnamed. */
  function drawSpares(arrowTo: (vector: Float32Array) => Arrow): void {
    const spares: [classIndex: number, arrow: Arrow][] = [];
    for (let r = 0; r < weights.count; r++) {
      if (r % perClass > 0) spares.push([Math.floor(r / perClass), arrowTo(rowOf(r))]);
    }
    layers.spares
      .selectAll<SVGPathElement, (typeof spares)[number]>('path')
      .data(spares)
      .join((enter) => enter.append('path').style('fill', 'var(--paper)').style('stroke-width', 1.1))
      .attr('visibility', ([, { isShown }]) => (isShown ? null : 'hidden'))
      .style('stroke', ([c]) => glyphOf(c))
      .attr('d', ([, { x0, y0, x1, y1, footX, footY, hasFoot }]) => {
        const foot = hasFoot ? `M${fixed(footX - 2)},${fixed(footY)}a2,2 0 1,0 4,0a2,2 0 1,0 -4,0` : '';
        return `M${fixed(x0)},${fixed(y0)}L${fixed(x1)},${fixed(y1)}${foot}`;
      });
  }

  function classCount(): number {
    return weights.count / perClass;
  }

  function rowOf(r: number): Float32Array {
    return weights.value.subarray(3 * r, 3 * r + 3);
  }

  /** Of a class with several weights the first, which carries its name. */
  function vectorOf(c: number): Float32Array {
    return rowOf(c * perClass);
  }

  function firstOfEach(rows: Float32Array): Float32Array {
    return perClass === 1 ? rows : rows.filter((_, i) => Math.floor(i / 3) % perClass === 0);
  }

  /** The label that is read out, with the class that faces the reader; said anew once the sphere rests. */
  function sayWhatIsSeen(isNew = false): void {
    if (!input) return;
    const { classNames, ariaLabel } = input;
    const front = directionAt(lensNow(), stage.widthPx / 2, stage.heightPx / 2);
    const facing =
      front && weights.count
        ? decide(input.spec, {
            embeddings_nd: front,
            weights_cd: weights.value,
            bias_c: null,
            dim: 3,
            classes: classCount(),
          })[0]
        : -1;
    const hasLengths = flat.value[0] < 0.5;
    const sentence = facing >= 0 ? words.seen(classNames[facing] ?? '', hasLengths) : '';
    if (!isNew && sentence === saidSentence) return;
    saidSentence = sentence;
    stage.label([ariaLabel, sentence].filter(Boolean).join(' '));
  }

  /** A button that stays pressed while features stand at their lengths. */
  function createToggle() {
    const button = host.ownerDocument.createElement('button');
    button.type = 'button';
    button.textContent = words.lengths;
    button.setAttribute('data-toggle', 'lengths');
    button.style.cssText = 'position:absolute;right:0;bottom:0;display:none';
    button.addEventListener('click', () => {
      wantsLengths = !wantsLengths;
      aimFlatness(motion.now(), motion.reduced ? 0 : cameraGlideMs);
      painter.request();
    });
    host.append(button);
    return {
      show: (isShown: boolean) => (button.style.display = isShown ? '' : 'none'),
      set: (isFlat: boolean) => button.setAttribute('aria-pressed', String(!isFlat)),
      dispose: () => button.remove(),
    };
  }

  return {
    update,
    resize,
    highlight,
    readRegions() {
      painter.assertAlive();
      const lens = lensNow();
      set(lens, pictureRatio());
      const [width, height] = pictureSize(pictureRatio());
      const rgba = lease.read(idScene, width, height);
      return rgba && regionIds(rgba, width, height, scaled(lens, pictureRatio()));
    },
    dispose() {
      painter.assertAlive();
      painter.dispose();
      stopMeasuring?.();
      clearTimeout(settling);
      observer?.disconnect();
      stopFollowing();
      stopWatching();
      gestures.dispose();
      toggle.dispose();
      thumbnails?.dispose();
      surface.dispose();
      dots.dispose();
      lease.release();
      canvas.width = canvas.height = 0;
      stage.dispose();
      input = null;
    },
  };
}

const fixed = (value: number): number => Math.round(value * 100) / 100;

type Groups = Selection<SVGGElement, Arrow, SVGGElement, unknown>;

/** One part of every arrow, with the arrow's newest place. */
const part = (groups: Groups, selector: string): Selection<SVGElement, Arrow, SVGGElement, unknown> =>
  groups.select<SVGElement>(selector);

/** A small arrowhead at the end of a shaft; none where the shaft points at the reader. */
function headPath({ x0, y0, x1, y1 }: Arrow): string | null {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 6) return null;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const size = Math.min(8, 0.6 * length);
  const [tipX, tipY] = [x1 + 2 * ux, y1 + 2 * uy];
  const wing = 0.42 * size;
  const [bx, by] = [tipX - size * ux, tipY - size * uy];
  return (
    `M${fixed(tipX)},${fixed(tipY)}L${fixed(bx - wing * uy)},${fixed(by + wing * ux)}` +
    `L${fixed(bx + wing * uy)},${fixed(by - wing * ux)}Z`
  );
}

const scaled = (lens: Lens, ratio: number): Lens => ({
  rotation: lens.rotation,
  centreX: lens.centreX * ratio,
  centreY: lens.centreY * ratio,
  scalePx: lens.scalePx * ratio,
  radiusPx: lens.radiusPx * ratio,
});

function regionIds(rgba: Uint8Array, width: number, height: number, lens: Lens): RegionIds {
  const pixels = width * height;
  const ids: RegionIds = {
    width,
    height,
    winner: new Int16Array(pixels),
    rival: new Int16Array(pixels),
    refused: new Uint8Array(pixels),
    lens,
  };
  for (let i = 0; i < pixels; i++) {
    ids.winner[i] = rgba[4 * i] - 1;
    ids.refused[i] = rgba[4 * i + 1] > 127 ? 1 : 0;
    ids.rival[i] = rgba[4 * i + 2] - 1;
  }
  return ids;
}
