/**
 * The samples of a sphere view between two frames. Two buffers hold where each sample was and where it goes; both are
 * given to the graphics card as they are, and only one number, the share of the way, changes from repaint to repaint.
 * What is computed here of single samples is what the vertex shader computes of all.
 */
import { easeOut } from './glide';
import { isBehindSphere, outlineDepth, project, type Lens, type Seen } from './sphere-lens';

/** How a sample is drawn, the fourth number of a place: a dot, a hollow dot, or nothing, as its glyph stands there. */
export const voices = { dot: 0, hollow: 1, silent: 2 } as const;

export class SpherePoints {
  /** Places [N, 4]: x, y, z in radii, then the voice. Where a sample set out, and where it goes. */
  readonly from_n4: Float32Array;
  readonly to_n4: Float32Array;
  readonly labels_n: Uint8Array;
  /** 1 where another class wins the sample. */
  readonly strayed_n: Uint8Array;
  /** 1 where a stray is spelled out. */
  readonly spoken_n: Uint8Array;
  /** Counts up with each change of the buffers. */
  version = 0;
  #startMs = 0;
  #durationMs = 0;
  #share = 1;
  #isPlaced = false;

  constructor(readonly count: number) {
    this.from_n4 = new Float32Array(4 * count);
    this.to_n4 = new Float32Array(4 * count);
    this.labels_n = new Uint8Array(count);
    this.strayed_n = new Uint8Array(count);
    this.spoken_n = new Uint8Array(count);
  }

  /** How much of the way is done, 0 to 1. */
  get share(): number {
    return this.#share;
  }

  /**
   * Sends the samples to new places [N, 3], from wherever they are. A sample without a finite place goes to the
   * centre. The first places, and a duration of 0, are taken at once.
   */
  aim(places_n3: ArrayLike<number>, nowMs: number, durationMs: number): void {
    const { from_n4, to_n4, count, strayed_n, spoken_n } = this;
    const isJump = !this.#isPlaced || durationMs <= 0;
    const share = this.#share;
    const here: [number, number, number] = [0, 0, 0];
    for (let n = 0; n < count; n++) {
      const at = 4 * n;
      if (!isJump) {
        this.#between(n, share, here);
        from_n4[at] = here[0];
        from_n4[at + 1] = here[1];
        from_n4[at + 2] = here[2];
        from_n4[at + 3] += (to_n4[at + 3] - from_n4[at + 3]) * share;
      }
      const [x, y, z] = [places_n3[3 * n], places_n3[3 * n + 1], places_n3[3 * n + 2]];
      const isFinite = Number.isFinite(x + y + z);
      to_n4[at] = isFinite ? x : 0;
      to_n4[at + 1] = isFinite ? y : 0;
      to_n4[at + 2] = isFinite ? z : 0;
      to_n4[at + 3] = spoken_n[n] ? voices.silent : strayed_n[n] ? voices.hollow : voices.dot;
    }
    if (isJump) from_n4.set(to_n4);
    this.#isPlaced = true;
    this.#share = isJump ? 1 : 0;
    this.#startMs = nowMs;
    this.#durationMs = isJump ? 0 : durationMs;
    this.version++;
  }

  /** Goes on to where the samples are at `nowMs`; true while they are on the way. */
  advance(nowMs: number): boolean {
    if (this.#durationMs <= 0) return false;
    const t = Math.min(1, Math.max(0, (nowMs - this.#startMs) / this.#durationMs));
    this.#share = easeOut(t);
    if (t < 1) return true;
    this.#durationMs = 0;
    return false;
  }

  /**
   * Where sample `n` is now. `flatness`: 0 where its length is kept, 1 on the unit sphere. False for a sample without
   * a direction.
   */
  placeOf(n: number, flatness: number, into: [number, number, number]): boolean {
    this.#between(n, this.#share, into);
    const length = Math.hypot(into[0], into[1], into[2]);
    if (!(length > 0)) return false;
    const reach = (length + (1 - length) * flatness) / length;
    into[0] *= reach;
    into[1] *= reach;
    into[2] *= reach;
    return true;
  }

  /**
   * Where each sample is seen now, CSS pixels [N, 2]; NaN for one that the sphere hides. `isSolid`: a sphere stands
   * there, which hides what is behind it.
   */
  projectAll(lens: Lens, flatness: number, isSolid: boolean, xy_n2: Float32Array): void {
    const place: [number, number, number] = [0, 0, 0];
    const seen: Seen = { x: 0, y: 0, depth: 0 };
    for (let n = 0; n < this.count; n++) {
      xy_n2[2 * n] = xy_n2[2 * n + 1] = NaN;
      if (!this.placeOf(n, flatness, place)) continue;
      project(lens, place[0], place[1], place[2], seen);
      if (isSolid && seen.depth < outlineDepth && isBehindSphere(lens, place[0], place[1], place[2]))
        continue;
      xy_n2[2 * n] = seen.x;
      xy_n2[2 * n + 1] = seen.y;
    }
  }

  /** Directions turn at their own pace and lengths change at theirs, so that nothing cuts through the sphere. */
  #between(n: number, share: number, into: [number, number, number]): void {
    const { from_n4, to_n4 } = this;
    const at = 4 * n;
    const lengthA = Math.hypot(from_n4[at], from_n4[at + 1], from_n4[at + 2]);
    const lengthB = Math.hypot(to_n4[at], to_n4[at + 1], to_n4[at + 2]);
    const length = lengthA + (lengthB - lengthA) * share;
    const ofA = lengthA > 0 ? (1 - share) / lengthA : 0;
    const ofB = lengthB > 0 ? share / lengthB : 0;
    const x = from_n4[at] * ofA + to_n4[at] * ofB;
    const y = from_n4[at + 1] * ofA + to_n4[at + 1] * ofB;
    const z = from_n4[at + 2] * ofA + to_n4[at + 2] * ofB;
    const norm = Math.hypot(x, y, z);
    const reach = norm > 1e-9 ? length / norm : 0;
    into[0] = x * reach;
    into[1] = y * reach;
    into[2] = z * reach;
  }
}
