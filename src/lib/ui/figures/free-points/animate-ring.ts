/** The life of a cloud on the circle. */
import type { Cloud, Landscape } from '../../../points/cloud';
import { createShake } from '../../../points/shake';
import type { CircleLayout } from '../../../viz/circle-layout';
import { createCloudPainter } from '../../../viz/points/cloud-painter';
import { animate, type Animation } from './animate';

/** What is to be drawn now. */
export interface Scene {
  readonly landscape: Landscape;
  readonly layout: CircleLayout;
  /** Width and height of the canvas, CSS pixels. */
  readonly side: number;
  readonly winner_g: ArrayLike<number>;
}

/** `onframe`: the points were drawn; `isResting` where no other frame follows. */
export function animateRing(
  cloud: Cloud,
  canvas: HTMLCanvasElement,
  sceneNow: () => Scene,
  onframe: (isResting: boolean) => void,
): Animation {
  const shake = createShake(cloud);
  const paintCloud = createCloudPainter(cloud);
  return animate(
    canvas,
    {
      mostSteps: 18,
      step: () => shake(sceneNow().landscape),
      settle: () => cloud.settle(sceneNow().landscape),
      side: () => sceneNow().side,
      paint(context, theme) {
        const { layout, winner_g } = sceneNow();
        paintCloud(context, layout, theme, winner_g);
        return false;
      },
    },
    onframe,
  );
}
