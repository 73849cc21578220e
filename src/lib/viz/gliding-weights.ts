import type { PlanarWeights } from '../loss/regions';
import { Glide } from './glide';

/** Class weights in the plane that turn, grow and shift their bias gradually; regions drawn from them follow. */
export class GlidingWeights {
  private direction = new Glide(0, true);
  private length = new Glide(0);
  private bias = new Glide(0);
  private current: { weights_cd: Float32Array; bias_c: Float32Array } = {
    weights_cd: new Float32Array(0),
    bias_c: new Float32Array(0),
  };

  /** Directions now, radians [C]. */
  get rad_c(): Float32Array {
    return this.direction.value;
  }

  /** Weights [C, 2] and biases [C] now. */
  get planar(): PlanarWeights {
    return this.current;
  }

  aim({ weights_cd, bias_c }: PlanarWeights, nowMs: number, durationMs: number): void {
    const classes = weights_cd.length >> 1;
    if (this.direction.length !== classes) {
      this.direction = new Glide(classes, true);
      this.length = new Glide(classes);
      this.bias = new Glide(classes);
      this.current = { weights_cd: new Float32Array(2 * classes), bias_c: this.bias.value };
    }
    const rad_c = new Float32Array(classes);
    const norm_c = new Float32Array(classes);
    for (let c = 0; c < classes; c++) {
      rad_c[c] = Math.atan2(weights_cd[2 * c + 1], weights_cd[2 * c]);
      norm_c[c] = Math.hypot(weights_cd[2 * c], weights_cd[2 * c + 1]);
    }
    this.direction.aim(rad_c, nowMs, durationMs);
    this.length.aim(norm_c, nowMs, durationMs);
    this.bias.aim(bias_c, nowMs, durationMs);
    this.place();
  }

  /** True while the weights are still on the way. */
  advance(nowMs: number): boolean {
    const turning = this.direction.advance(nowMs);
    const growing = this.length.advance(nowMs);
    const shifting = this.bias.advance(nowMs);
    this.place();
    return turning || growing || shifting;
  }

  private place(): void {
    const { weights_cd } = this.current;
    for (let c = 0; c < this.direction.length; c++) {
      weights_cd[2 * c] = this.length.value[c] * Math.cos(this.direction.value[c]);
      weights_cd[2 * c + 1] = this.length.value[c] * Math.sin(this.direction.value[c]);
    }
  }
}
