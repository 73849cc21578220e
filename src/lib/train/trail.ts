/**
 * The way that a training came: host copies of it at spaced steps, and every change of its sliders with its step. From
 * the nearest copy before a step, the steps between taken again under the same changes lead to that step, to the bit.
 */
import { changesUntil, withChange, type SettingsChange } from '../frame/settings-change';
import type { Stand } from './protocol';

/**
 * At most so many copies, so that a run of 600 steps is gone back into by taking at most 40 to 80 of them again, and so
 * many bytes: a copy of `mlp` or `lenet` takes 1.3 MB, of `lenet-plus` 10 MB, and a phone has little to spare.
 */
export const trailLimits = { stands: 16, bytes: 24 * 2 ** 20 } as const;
/** Copies closer than this save less than a chunk of steps. */
const minGapSteps = 10;

export class Trail {
  #changes: readonly SettingsChange[];
  #stands: readonly Stand[];
  #gapSteps: number;

  /** `changes` begin with those before the first step. */
  constructor(
    changes: readonly SettingsChange[],
    stands: readonly Stand[] = [],
    gapSteps: number = minGapSteps,
  ) {
    this.#changes = changes;
    this.#stands = stands;
    this.#gapSteps = gapSteps;
  }

  get changes(): readonly SettingsChange[] {
    return this.#changes;
  }

  /** In the order of their steps. */
  get stands(): readonly Stand[] {
    return this.#stands;
  }

  note(change: SettingsChange): void {
    this.#changes = withChange(this.#changes, change);
  }

  /** The change at exactly this step. */
  changeAt(step: number): SettingsChange | undefined {
    return this.#changes.findLast((change) => change.step === step);
  }

  /** Keeps a copy, unless another lies close before it. */
  keep(stand: Stand): void {
    const last = this.#stands.at(-1);
    if (last && stand.step < last.step + this.#gapSteps) return;
    this.#stands = [...this.#stands, stand];
    const most = Math.max(2, Math.min(trailLimits.stands, Math.floor(trailLimits.bytes / bytesOf(stand))));
    while (this.#stands.length > most) this.thin();
  }

  /** Lets every second copy go; the first stays, and so does the spacing. */
  thin(): void {
    this.#stands = this.#stands.filter((_, index) => index % 2 === 0);
    const [first] = this.#stands;
    const last = this.#stands.at(-1);
    if (!last || last === first) return;
    const spacing = Math.ceil((last.step - first.step) / (this.#stands.length - 1));
    this.#gapSteps = Math.max(2 * this.#gapSteps, spacing);
  }

  /** The way up to a step, changes at that step included; copies are shared, not made. */
  until(step: number): Trail {
    return new Trail(
      changesUntil(this.#changes, step),
      this.#stands.filter((stand) => stand.step <= step),
      this.#gapSteps,
    );
  }

  /** The newest copy of those up to a step. */
  nearest(step: number): Stand | undefined {
    return this.#stands.findLast((stand) => stand.step <= step);
  }
}

/** Bytes of all numbers in a copy, whatever a trainer keeps in its checkpoint. */
export function bytesOf(part: unknown): number {
  if (ArrayBuffer.isView(part)) return part.byteLength;
  if (typeof part !== 'object' || part === null) return 0;
  return Object.values(part).reduce((sum: number, inner) => sum + bytesOf(inner), 0);
}

/**
 * True where two checkpoints are of the same network, so that a trainer can take up either: the same parts, and lists
 * and arrays of the same lengths. Plain values may differ; so may settings.
 */
export function isAlike(a: unknown, b: unknown): boolean {
  if (ArrayBuffer.isView(a) || ArrayBuffer.isView(b)) {
    return a instanceof Float32Array && b instanceof Float32Array && a.length === b.length;
  }
  const isTree = (part: unknown): part is object => typeof part === 'object' && part !== null;
  if (isTree(a) !== isTree(b)) return false;
  if (!isTree(a) || !isTree(b)) {
    const isNumber = (part: unknown) => part === null || Number.isFinite(part);
    return (isNumber(a) && isNumber(b)) || typeof a === typeof b;
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const [left, right] = [a, b] as Record<string, unknown>[];
  return keys.every((key) => Object.hasOwn(right, key) && isAlike(left[key], right[key]));
}
