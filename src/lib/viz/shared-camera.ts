/**
 * The camera of all sphere views of one demo: turn one sphere and all turn. Pure: it draws nothing and knows no clock;
 * views subscribe and ask where it is at their display frame.
 */
import { easeOut } from './glide';

/** A rotation as a unit quaternion (x, y, z, w). */
export type Quaternion = readonly [number, number, number, number];
export type Direction = readonly [number, number, number];

export interface CameraPose {
  readonly orientation: Quaternion;
  /** 1 shows the whole sphere. */
  readonly zoom: number;
  /** Shift of the centre, in radii of the sphere at zoom 1; right and up. */
  readonly panX: number;
  readonly panY: number;
}

export const zoomRange = { min: 0.6, max: 24 } as const;

/** A little from above and from the side, so that a sphere looks like one. */
const home: CameraPose = { orientation: quaternionOf(0.5, -0.35), zoom: 1, panX: 0, panY: 0 };

export class SharedCamera {
  #pose: CameraPose = home;
  #glide: { from: CameraPose; to: CameraPose; startMs: number; durationMs: number } | null = null;
  readonly #listeners = new Set<() => void>();

  /** Where the camera is, as of the last `advance` or move. */
  get pose(): CameraPose {
    return this.#pose;
  }

  /** Calls back after every move, at the start of a glide too. Returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Turns the sphere about the screen's own axes: to the right and upwards, radians. */
  orbit(rightRad: number, upRad: number): void {
    const turn = multiply(aboutAxis(0, 1, 0, rightRad), aboutAxis(1, 0, 0, -upRad));
    this.#move({ ...this.#pose, orientation: normalized(multiply(turn, this.#pose.orientation)) });
  }

  /** Turns it about the line of sight, counter-clockwise. */
  roll(rad: number): void {
    const turn = aboutAxis(0, 0, 1, rad);
    this.#move({ ...this.#pose, orientation: normalized(multiply(turn, this.#pose.orientation)) });
  }

  /**
   * Zooms by a factor, within `zoomRange`. What is at (x, y) stays there: a place relative to the middle of the view,
   * in radii at zoom 1, right and up.
   */
  zoomBy(factor: number, x = 0, y = 0): void {
    const { zoom, panX, panY } = this.#pose;
    const next = Math.min(zoomRange.max, Math.max(zoomRange.min, zoom * factor));
    const ratio = next / zoom;
    this.#move({
      ...this.#pose,
      zoom: next,
      panX: limitPan(x + (panX - x) * ratio, next),
      panY: limitPan(y + (panY - y) * ratio, next),
    });
  }

  /** Shifts the sphere, in radii at zoom 1, right and up. It cannot be lost from sight. */
  panBy(right: number, up: number): void {
    const { zoom, panX, panY } = this.#pose;
    this.#move({ ...this.#pose, panX: limitPan(panX + right, zoom), panY: limitPan(panY + up, zoom) });
  }

  /** Back to where it began. */
  reset(nowMs: number, durationMs: number): void {
    this.#glideTo(home, nowMs, durationMs);
  }

  /** Turns a direction to the front, the short way and without a roll, and centres the sphere. */
  face(direction: Direction, nowMs: number, durationMs: number): void {
    const { orientation, zoom } = this.#pose;
    const [x, y, z] = rotate(orientation, direction);
    const length = Math.hypot(x, y);
    const turn =
      length > 1e-9
        ? aboutAxis(y / length, -x / length, 0, Math.atan2(length, z))
        : aboutAxis(0, 1, 0, z < 0 ? Math.PI : 0);
    this.#glideTo(
      { orientation: normalized(multiply(turn, orientation)), zoom, panX: 0, panY: 0 },
      nowMs,
      durationMs,
    );
  }

  /** Goes on with a glide; true while it lasts. Several views may ask in one display frame. */
  advance(nowMs: number): boolean {
    const glide = this.#glide;
    if (!glide) return false;
    const { from, to, startMs, durationMs } = glide;
    const t = Math.min(1, Math.max(0, (nowMs - startMs) / durationMs));
    if (t >= 1) {
      this.#pose = to;
      this.#glide = null;
      // Views that drew before this one in the same display frame drew the pose before the last.
      this.#tell();
      return false;
    }
    const share = easeOut(t);
    const mix = (a: number, b: number) => a + (b - a) * share;
    this.#pose = {
      orientation: slerp(from.orientation, to.orientation, share),
      zoom: mix(from.zoom, to.zoom),
      panX: mix(from.panX, to.panX),
      panY: mix(from.panY, to.panY),
    };
    return true;
  }

  #glideTo(to: CameraPose, startMs: number, durationMs: number): void {
    if (durationMs <= 0) {
      this.#move(to);
      return;
    }
    this.#glide = { from: this.#pose, to, startMs, durationMs };
    this.#tell();
  }

  #move(pose: CameraPose): void {
    this.#glide = null;
    this.#pose = pose;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The centre stays within the picture, however large the sphere is drawn. */
function limitPan(pan: number, zoom: number): number {
  const most = Math.max(0.8, zoom);
  return Math.min(most, Math.max(-most, pan));
}

/** Row-major 3 × 3 rotation matrix. */
export function rotationOf([x, y, z, w]: Quaternion): Float64Array {
  return Float64Array.of(
    1 - 2 * (y * y + z * z),
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    1 - 2 * (x * x + z * z),
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    1 - 2 * (x * x + y * y),
  );
}

export function rotate(q: Quaternion, [x, y, z]: Direction): [number, number, number] {
  const r = rotationOf(q);
  return [r[0] * x + r[1] * y + r[2] * z, r[3] * x + r[4] * y + r[5] * z, r[6] * x + r[7] * y + r[8] * z];
}

function aboutAxis(x: number, y: number, z: number, rad: number): Quaternion {
  const sin = Math.sin(rad / 2);
  return [x * sin, y * sin, z * sin, Math.cos(rad / 2)];
}

function multiply([ax, ay, az, aw]: Quaternion, [bx, by, bz, bw]: Quaternion): Quaternion {
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ];
}

function normalized([x, y, z, w]: Quaternion): Quaternion {
  const length = Math.hypot(x, y, z, w);
  return [x / length, y / length, z / length, w / length];
}

/** From one rotation to another at a steady turn, the short way. */
function slerp(a: Quaternion, b: Quaternion, share: number): Quaternion {
  let cos = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
  const sign = cos < 0 ? -1 : 1;
  cos = Math.min(1, Math.abs(cos));
  const rad = Math.acos(cos);
  const sin = Math.sin(rad);
  const ofA = sin < 1e-6 ? 1 - share : Math.sin((1 - share) * rad) / sin;
  const ofB = (sign * (sin < 1e-6 ? share : Math.sin(share * rad))) / (sin < 1e-6 ? 1 : sin);
  return normalized([
    ofA * a[0] + ofB * b[0],
    ofA * a[1] + ofB * b[1],
    ofA * a[2] + ofB * b[2],
    ofA * a[3] + ofB * b[3],
  ]);
}

/** Seen from a yaw and a pitch. */
function quaternionOf(yawRad: number, pitchRad: number): Quaternion {
  return multiply(aboutAxis(1, 0, 0, -pitchRad), aboutAxis(0, 1, 0, yawRad));
}
