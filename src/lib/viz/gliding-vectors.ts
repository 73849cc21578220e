import { easeOut } from './glide';

/** Class weights in space that turn and grow gradually: directions by the short way, lengths at their own pace. */
export class GlidingVectors {
  /** Where they are now [C, 3]. */
  value = new Float32Array(0);
  private from = new Float32Array(0);
  private to = new Float32Array(0);
  private startMs = 0;
  private durationMs = 0;

  get count(): number {
    return this.value.length / 3;
  }

  /** Sends them to `target` [C, 3]; others than before, and a duration of 0, are placed at once. */
  aim(target: ArrayLike<number>, nowMs: number, durationMs: number): void {
    const isJump = this.value.length !== target.length || durationMs <= 0;
    if (this.value.length !== target.length) {
      this.value = new Float32Array(target.length);
      this.from = new Float32Array(target.length);
    }
    this.to = Float32Array.from(target);
    if (isJump) this.value.set(this.to);
    this.from.set(this.value);
    this.startMs = nowMs;
    this.durationMs = isJump ? 0 : durationMs;
  }

  /** True while they are on the way. */
  advance(nowMs: number): boolean {
    if (this.durationMs <= 0) return false;
    const t = Math.min(1, Math.max(0, (nowMs - this.startMs) / this.durationMs));
    if (t >= 1) {
      this.value.set(this.to);
      this.durationMs = 0;
      return false;
    }
    const share = easeOut(t);
    for (let at = 0; at < this.value.length; at += 3) blend(this.from, this.to, at, share, this.value);
    return true;
  }
}

function blend(from: Float32Array, to: Float32Array, at: number, share: number, into: Float32Array): void {
  const lengthA = Math.hypot(from[at], from[at + 1], from[at + 2]);
  const lengthB = Math.hypot(to[at], to[at + 1], to[at + 2]);
  const ofA = lengthA > 0 ? (1 - share) / lengthA : 0;
  const ofB = lengthB > 0 ? share / lengthB : 0;
  const mixed = [0, 1, 2].map((k) => from[at + k] * ofA + to[at + k] * ofB);
  const norm = Math.hypot(mixed[0], mixed[1], mixed[2]);
  const reach = norm > 1e-9 ? (lengthA + (lengthB - lengthA) * share) / norm : 0;
  for (let k = 0; k < 3; k++) into[at + k] = mixed[k] * reach;
}
