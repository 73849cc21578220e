import type { CircleArc } from '../loss/regions';
import { Glide } from './glide';

/**
 * Arcs that turn and widen gradually. Margin bands are found by sampling, which is too much for every repaint: they
 * are computed where they will be, and glide there. Where their number or classes change they are placed at once.
 */
export class GlidingArcs {
  private middle = new Glide(0, true);
  private half = new Glide(0);
  private classes: readonly number[] = [];

  aim(arcs: readonly CircleArc[], nowMs: number, durationMs: number): void {
    const same =
      arcs.length === this.classes.length && arcs.every((arc, i) => arc.classIndex === this.classes[i]);
    if (!same) {
      this.classes = arcs.map((arc) => arc.classIndex);
      this.middle = new Glide(arcs.length, true);
      this.half = new Glide(arcs.length);
    }
    this.middle.aim(
      arcs.map((arc) => (arc.fromRad + arc.toRad) / 2),
      nowMs,
      durationMs,
    );
    this.half.aim(
      arcs.map((arc) => (arc.toRad - arc.fromRad) / 2),
      nowMs,
      durationMs,
    );
  }

  /** True while the arcs are still on the way. */
  advance(nowMs: number): boolean {
    const turning = this.middle.advance(nowMs);
    return this.half.advance(nowMs) || turning;
  }

  /** The arcs where they are now. */
  now(): CircleArc[] {
    return this.classes.map((classIndex, i) => ({
      classIndex,
      fromRad: this.middle.value[i] - this.half.value[i],
      toRad: this.middle.value[i] + this.half.value[i],
    }));
  }
}
