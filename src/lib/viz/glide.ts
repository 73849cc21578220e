/** Numbers that move to new values in a given time, and may be sent elsewhere on the way. */

const turn = 2 * Math.PI;

/** The same direction in (−π, π], radians. */
export function wrapRad(rad: number): number {
  const wrapped = rad - turn * Math.floor((rad + Math.PI) / turn);
  return wrapped <= -Math.PI ? wrapped + turn : wrapped;
}

/** Starts fast and settles: a stream of new targets is then followed closely instead of always starting anew. */
export const easeOut = (t: number): number => 1 - (1 - t) ** 3;

export class Glide {
  /** Where the numbers are now. Angles may lie outside one turn. */
  readonly value: Float32Array;
  private readonly from: Float32Array;
  private readonly to: Float32Array;
  private startMs = 0;
  private durationMs = 0;
  private placed = false;

  /** `circular`: the numbers are angles in radians and take the short way round. */
  constructor(
    readonly length: number,
    private readonly circular = false,
  ) {
    this.value = new Float32Array(length);
    this.from = new Float32Array(length);
    this.to = new Float32Array(length);
  }

  /** Sets out for `target` from wherever the numbers are; the first target, and a duration of 0, are taken at once. */
  aim(target: ArrayLike<number>, nowMs: number, durationMs: number): void {
    const { value, from, to, circular, length } = this;
    const jump = !this.placed || durationMs <= 0;
    for (let i = 0; i < length; i++) {
      // A value that is not finite has no way from or to it.
      const start = Number.isFinite(value[i]) ? value[i] : target[i];
      from[i] = circular ? wrapRad(start) : start;
      to[i] = circular ? from[i] + wrapRad(target[i] - from[i]) : target[i];
      value[i] = jump ? to[i] : from[i];
    }
    this.placed = true;
    this.startMs = nowMs;
    this.durationMs = jump ? 0 : durationMs;
  }

  /** Moves the numbers to where they are at `nowMs`; true while they are still on the way. */
  advance(nowMs: number): boolean {
    if (this.durationMs <= 0) return false;
    const { value, from, to, length } = this;
    const t = Math.min(1, Math.max(0, (nowMs - this.startMs) / this.durationMs));
    if (t >= 1) {
      value.set(to);
      this.durationMs = 0;
      return false;
    }
    const share = easeOut(t);
    for (let i = 0; i < length; i++) value[i] = from[i] + (to[i] - from[i]) * share;
    return true;
  }
}
