import type { EmbeddingInput } from '../embedding-input';
import { decide } from '../../loss/decide';
import { Glide } from '../glide';
import type { Mark } from '../mark';
import { nearestPoint } from '../nearest';
import { chooseSpoken, strayVoice } from '../strays';
import { readTheme, watchTheme } from '../theme';
import { orderByClass, paintPoints, type DrawnPoints } from './point-painter';
import { createSprites, type Sprites } from './sprites';
import type { Stage } from './stage';

/** Puts sample `n`, whose coordinates are `a` and `b` now, at `xy_n2[2n]` and `[2n + 1]`, CSS pixels; NaN hides it. */
export type Place = (a: number, b: number, n: number, xy_n2: Float32Array) => void;

/**
 * The samples of one view: what they are, which of them strayed, where they glide in the view's own two coordinates,
 * and their drawing on the canvas. Whatever the coordinates are, all views glide and speak by this.
 */
export interface Cloud extends DrawnPoints {
  readonly classes: number;
  /** Samples that another class wins. */
  readonly strays: number;
  /** The two coordinates of every sample now [N]. */
  readonly a_n: Float32Array;
  readonly b_n: Float32Array;
  /** Copies what is needed of the input's frame. True where the samples are others than before. */
  take(input: EmbeddingInput): boolean;
  clear(): void;
  aim(a_n: ArrayLike<number>, b_n: ArrayLike<number>, nowMs: number, durationMs: number): void;
  /** True while samples are still on the way. */
  advance(nowMs: number): boolean;
  /** Chooses which strays there is room to spell out on this ground, and how large. */
  speak(sidePx: number, groundPx2: number): void;
  draw(place: Place, dotRadiusPx: number, mark: Mark): void;
  /** The drawn sample within reach of a finger or a pointer, or null. */
  nearest(x: number, y: number): number | null;
  dispose(): void;
}

const reachPx = 12;

function createSamples(count: number, classes: number, circularA: boolean) {
  return {
    count,
    classes,
    labels_n: new Uint8Array(count),
    order_n: new Uint16Array(count),
    starts_c: new Uint16Array(classes + 1),
    strayed_n: new Uint8Array(count),
    /** 1 where a stray is spelled out; the rest of a great many stay hollow dots. */
    spoken_n: new Uint8Array(count),
    a: new Glide(count, circularA),
    b: new Glide(count),
    xy_n2: new Float32Array(2 * count).fill(NaN),
  };
}

/** `circularA`: the first coordinate is an angle that takes the short way round. `redraw`: theme or fonts changed. */
export function createCloud(
  host: HTMLElement,
  stage: () => Stage,
  circularA: boolean,
  redraw: () => void,
): Cloud {
  let samples = createSamples(0, 0, circularA);
  let strays = 0;
  let classNames: readonly string[] = [];
  let theme = readTheme(host);
  let sprites: Sprites | null = null;
  let spritesRatio = 0;
  let strayPx = 0;
  const stopWatching = watchTheme(host, () => {
    theme = readTheme(host);
    sprites = null;
    redraw();
  });

  return {
    get count() {
      return samples.count;
    },
    get classes() {
      return samples.classes;
    },
    get strays() {
      return strays;
    },
    get labels_n() {
      return samples.labels_n;
    },
    get order_n() {
      return samples.order_n;
    },
    get starts_c() {
      return samples.starts_c;
    },
    get strayed_n() {
      return samples.strayed_n;
    },
    get spoken_n() {
      return samples.spoken_n;
    },
    get xy_n2() {
      return samples.xy_n2;
    },
    get a_n() {
      return samples.a.value;
    },
    get b_n() {
      return samples.b.value;
    },
    take({ frame, labels_n, spec, classNames: names }) {
      if (!frame) throw new Error('A cloud is made of a frame.');
      if (classNames !== names) sprites = null;
      classNames = names;
      const { probes, dim, classes } = frame.shape;
      const isNew = samples.count !== probes || samples.classes !== classes;
      if (isNew) samples = createSamples(probes, classes, circularA);
      samples.labels_n.set(labels_n.subarray(0, probes));
      orderByClass(samples);
      const decided_n = decide(spec, { ...frame, dim, classes });
      strays = 0;
      for (let n = 0; n < probes; n++) {
        strays += samples.strayed_n[n] = decided_n[n] === samples.labels_n[n] ? 0 : 1;
      }
      return isNew;
    },
    clear() {
      if (samples.count) samples = createSamples(0, 0, circularA);
      strays = 0;
    },
    aim(a_n, b_n, nowMs, durationMs) {
      samples.a.aim(a_n, nowMs, durationMs);
      samples.b.aim(b_n, nowMs, durationMs);
    },
    advance(nowMs) {
      const moving = samples.a.advance(nowMs);
      return samples.b.advance(nowMs) || moving;
    },
    speak(sidePx, groundPx2) {
      const voice = strayVoice(strays, sidePx, groundPx2);
      chooseSpoken(samples.strayed_n, strays, voice.room, samples.spoken_n);
      if (voice.glyphPx !== strayPx) sprites = null;
      strayPx = voice.glyphPx;
    },
    draw(place, dotRadiusPx, mark) {
      const { context, ratio, widthPx, heightPx } = stage();
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, widthPx, heightPx);
      const { count, a, b, xy_n2 } = samples;
      if (!count) return;
      if (ratio !== spritesRatio) sprites = null;
      spritesRatio = ratio;
      sprites ??= createSprites(host.ownerDocument, theme, classNames, strayPx, ratio);
      for (let n = 0; n < count; n++) place(a.value[n], b.value[n], n, xy_n2);
      const isBeyond = mark.sample !== null && keepInside(xy_n2, mark.sample, widthPx, heightPx);
      paintPoints(context, samples, theme, sprites, dotRadiusPx, mark, isBeyond);
    },
    nearest: (x, y) => nearestPoint(samples.xy_n2, x, y, reachPx),
    dispose() {
      stopWatching();
    },
  };
}

/** Room for the ring around a marked sample, CSS pixels. */
const ringRoomPx = 10;

/** Moves sample `n` to the edge where it lies beyond: what is marked is seen in every view. True where it did. */
function keepInside(xy_n2: Float32Array, n: number, widthPx: number, heightPx: number): boolean {
  const x = Math.max(ringRoomPx, Math.min(widthPx - ringRoomPx, xy_n2[2 * n]));
  const y = Math.max(ringRoomPx, Math.min(heightPx - ringRoomPx, xy_n2[2 * n + 1]));
  const isBeyond = Math.hypot(x - xy_n2[2 * n], y - xy_n2[2 * n + 1]) > ringRoomPx;
  xy_n2[2 * n] = x;
  xy_n2[2 * n + 1] = y;
  return isBeyond;
}
