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

  /** Directions of all weights now, radians [C·K]. */
  get rad_r(): Float32Array {
    return this.direction.value;
  }

  /** Weights of one class, K. */
  get perClass(): number {
    return this.direction.length / this.bias.length || 1;
  }

  /** Direction of each class now, of its first weight where it has several, radians [C]. */
  get rad_c(): Float32Array {
    const { perClass } = this;
    return perClass === 1 ? this.rad_r : this.rad_r.filter((_, r) => r % perClass === 0);
  }

  /** Weights [C·K, 2] and biases [C] now. */
  get planar(): PlanarWeights {
    return this.current;
  }

  aim({ weights_cd, bias_c }: PlanarWeights, nowMs: number, durationMs: number): void {
    const rows = weights_cd.length >> 1;
    if (this.direction.length !== rows || this.bias.length !== bias_c.length) {
      this.direction = new Glide(rows, true);
      this.length = new Glide(rows);
      this.bias = new Glide(bias_c.length);
      this.current = { weights_cd: new Float32Array(2 * rows), bias_c: this.bias.value };
    }
    const rad_r = new Float32Array(rows);
    const norm_r = new Float32Array(rows);
    for (let r = 0; r < rows; r++) {
      rad_r[r] = Math.atan2(weights_cd[2 * r + 1], weights_cd[2 * r]);
      norm_r[r] = Math.hypot(weights_cd[2 * r], weights_cd[2 * r + 1]);
    }
    this.direction.aim(rad_r, nowMs, durationMs);
    this.length.aim(norm_r, nowMs, durationMs);
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
