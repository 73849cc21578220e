/** The life of free points on their canvas: they move after a touch, rest after a while, and off screen do nothing. */
import { browserMotion } from '../../../viz/motion';
import { createPainter } from '../../../viz/painter';
import { pixelRatio } from '../../../viz/pixel-ratio';
import { readTheme, watchTheme, type Theme } from '../../../viz/theme';

/** After this long without a touch the shaking stops. */
const restMs = 4000;
/** 180 steps a second, down to ten frames a second: a slow device shows fewer frames, not slower points. */
const stepsPerMs = 0.18;

/** What moves, and how it is drawn. */
export interface Actor {
  /** The most steps between two frames. */
  readonly mostSteps: number;
  /** Moves every point once. */
  step(): void;
  /** Puts every point where it would come to rest. */
  settle(): void;
  /** Width and height of the canvas, CSS pixels. */
  side(): number;
  /** Draws in CSS pixels on an empty canvas. True where it wants another frame though the points rest. */
  paint(context: CanvasRenderingContext2D, theme: Theme, nowMs: number): boolean;
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
  canvas: HTMLCanvasElement,
  actor: Actor,
  onframe: (isResting: boolean) => void,
): Animation {
  const motion = browserMotion(window);
  let theme: Theme = readTheme(canvas);
  let isVisible = false;
  let restAt = 0;
  let lastMs = 0;

  const painter = createPainter(motion, (nowMs) => {
    if (!isVisible) return false;
    const isMoving = !motion.reduced && nowMs < restAt;
    const due = Math.min(actor.mostSteps, Math.max(1, Math.round((nowMs - lastMs) * stepsPerMs)));
    for (let step = 0; isMoving && step < due; step++) actor.step();
    lastMs = nowMs;

    const side = actor.side();
    const context = canvas.getContext('2d')!;
    const ratio = pixelRatio(canvas, canvas.clientWidth);
    const size = Math.round(side * ratio);
    if (canvas.width !== size) canvas.width = canvas.height = size;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, side, side);
    const wantsMore = actor.paint(context, theme, nowMs);
    onframe(!isMoving);
    return isMoving || wantsMore;
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
      if (motion.reduced) actor.settle();
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
