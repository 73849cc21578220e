/** The life of a cloud on its canvas: it moves after a touch, rests after a while, and off screen does nothing. */
import type { Cloud, Landscape } from '../../../points/cloud';
import { createShake } from '../../../points/shake';
import type { CircleLayout } from '../../../viz/circle-layout';
import { browserMotion } from '../../../viz/motion';
import { createPainter } from '../../../viz/painter';
import { pixelRatio } from '../../../viz/pixel-ratio';
import { createCloudPainter } from '../../../viz/points/cloud-painter';
import { readTheme, watchTheme, type Theme } from '../../../viz/theme';

/** After this long without a touch the shaking stops. */
const restMs = 4000;
/** 180 steps a second, down to ten frames a second: a slow device shows fewer frames, not slower points. */
const stepsPerMs = 0.18;
const mostSteps = 18;

/** What is to be drawn now. */
export interface Scene {
  readonly landscape: Landscape;
  readonly layout: CircleLayout;
  /** Width and height of the canvas, CSS pixels. */
  readonly side: number;
  readonly winner_g: ArrayLike<number>;
}

export interface Animation {
  /** The reader changed something: the points move for a while, or are at once where they would settle. */
  wake(): void;
  /** The points move no more. */
  rest(): void;
  /** Draws once more, without moving anything. */
  redraw(): void;
  stop(): void;
}

/** `onframe`: the points were drawn; `isResting` where no other frame follows. */
export function animate(
  cloud: Cloud,
  canvas: HTMLCanvasElement,
  sceneNow: () => Scene,
  onframe: (isResting: boolean) => void,
): Animation {
  const motion = browserMotion(window);
  const shake = createShake(cloud);
  const paintCloud = createCloudPainter(cloud);
  let theme: Theme = readTheme(canvas);
  let isVisible = false;
  let restAt = 0;
  let lastMs = 0;

  const painter = createPainter(motion, (nowMs) => {
    if (!isVisible) return false;
    const { landscape, layout, side, winner_g } = sceneNow();
    const isMoving = !motion.reduced && nowMs < restAt;
    const due = Math.min(mostSteps, Math.max(1, Math.round((nowMs - lastMs) * stepsPerMs)));
    for (let step = 0; isMoving && step < due; step++) shake(landscape);
    lastMs = nowMs;

    const context = canvas.getContext('2d')!;
    const ratio = pixelRatio(canvas, canvas.clientWidth);
    const size = Math.round(side * ratio);
    if (canvas.width !== size) canvas.width = canvas.height = size;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, side, side);
    paintCloud(context, layout, theme, winner_g);
    onframe(!isMoving);
    return isMoving;
  });
  const stopWatching = watchTheme(canvas, () => {
    theme = readTheme(canvas);
    painter.request();
  });
  const observer = new IntersectionObserver((entries) => {
    // Several may come at once; the last is how things stand.
    isVisible = entries.at(-1)!.isIntersecting;
    if (isVisible) painter.request();
  });
  observer.observe(canvas);

  return {
    wake() {
      if (motion.reduced) cloud.settle(sceneNow().landscape);
      lastMs = motion.now();
      restAt = lastMs + restMs;
      painter.request();
    },
    rest() {
      restAt = 0;
      painter.request();
    },
    redraw: () => painter.request(),
    stop() {
      observer.disconnect();
      stopWatching();
      painter.dispose();
    },
  };
}
