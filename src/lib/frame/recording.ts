/**
 * Many moments of a training in little memory: every frame's directions and norms as codes, its numbers as floats.
 * Any frame can be opened at once into a caller's buffer, so the views of live training draw it. Frames are in the
 * order of their steps.
 */
import { targetAngles } from '../metric/class-angles';
import {
  applyNorms,
  decodeDirections,
  directionWords,
  encodeDirections,
  encodeNorms,
} from './direction-code';
import { writeSlot, type Frame } from './layout';
import type { PlainTree } from './plain-tree';
import { headerFloats, type RecordingInfo } from './recording-info';

/** One run at one step. */
export interface StoredFrame {
  /** [headerSlots..., effective parameters...] */
  readonly header: Float32Array;
  /** [C, d], low bits dropped. */
  readonly weights_cd: Float32Array;
  /** [C], low bits dropped. */
  readonly bias_c: Float32Array;
  /** [words, P] */
  readonly directions: Uint16Array;
  /** [P]; null where every embedding is a unit vector. */
  readonly norms: Uint16Array | null;
}

export interface StoredMoment {
  readonly step: number;
  /** In the order of the info's runs. */
  readonly frames: readonly StoredFrame[];
}

/** Losses of single steps, more than there are frames. */
export interface LossPoints {
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** The training itself at one step, to go on from; what is in it is the trainer's affair. */
export type StoredStand = { readonly step: number } & { readonly [key: string]: PlainTree };

export class Recording {
  #moments: StoredMoment[] = [];
  /** Losses of each run; empty where only the frames' own are known. */
  losses: readonly LossPoints[] = [];
  /** In the order of their steps; empty where the training cannot be gone on with but from its seed. */
  stands: readonly StoredStand[] = [];

  /** `labels_n`: classes of the probes [P]. */
  constructor(
    readonly info: RecordingInfo,
    readonly labels_n: Uint8Array,
  ) {
    if (labels_n.length !== info.shape.probes) throw new RangeError('There must be a label for each probe.');
  }

  /** Moments held. */
  get length(): number {
    return this.#moments.length;
  }

  get moments(): readonly StoredMoment[] {
    return this.#moments;
  }

  /** Steps of the moments, ascending. */
  get steps(): number[] {
    return this.#moments.map(({ step }) => step);
  }

  /** Bytes of all numbers held. */
  get byteLength(): number {
    let bytes = this.labels_n.byteLength;
    for (const { frames } of this.#moments) {
      for (const { header, weights_cd, bias_c, directions, norms } of frames) {
        bytes += header.byteLength + weights_cd.byteLength + bias_c.byteLength;
        bytes += directions.byteLength + (norms?.byteLength ?? 0);
      }
    }
    return bytes;
  }

  /** Adds the frames of all runs at a step. What was recorded from that step on is forgotten: the run went back. */
  append(step: number, frames: readonly Frame[]): void {
    const { dim } = this.info.shape;
    const { directionLevels, normsPerOctave, runs } = this.info;
    if (frames.length !== runs.length) throw new RangeError(`This recording is of ${runs.length} runs.`);
    this.push({
      step,
      frames: frames.map(({ header, embeddings_nd, weights_cd, bias_c, shape }, run) => {
        const directions = new Uint16Array(directionWords(dim) * shape.probes);
        encodeDirections(embeddings_nd, dim, directionLevels, directions);
        const norms = runs[run].norms ? new Uint16Array(shape.probes) : null;
        if (norms) encodeNorms(embeddings_nd, dim, normsPerOctave, norms);
        return {
          header: Float32Array.from(header),
          weights_cd: withoutLowBits(weights_cd),
          bias_c: withoutLowBits(bias_c),
          directions,
          norms,
        };
      }),
    });
  }

  /** Adds a moment that is stored already, under the same rule. */
  push(moment: StoredMoment): void {
    while (this.#moments.length && this.#moments[this.#moments.length - 1].step >= moment.step)
      this.#moments.pop();
    this.#moments.push(moment);
  }

  /** Forgets the moments for which `keep` is false. */
  thin(keep: (index: number) => boolean): void {
    this.#moments = this.#moments.filter((_, index) => keep(index));
  }

  /** Opens run number `run` of moment number `index` into `into`, a frame of the same shape. */
  read(index: number, run: number, into: Frame): Frame {
    const { step, frames } = this.#moments[index];
    const stored = frames[run];
    const { dim, subcenters } = this.info.shape;
    const { directionLevels, normsPerOctave } = this.info;
    into.header.set(stored.header.subarray(0, headerFloats));
    // 32 bits of float hold whole numbers up to 2²⁴ only.
    writeSlot(into, 'step', step);
    into.weights_cd.set(stored.weights_cd);
    into.bias_c.set(stored.bias_c);
    decodeDirections(stored.directions, dim, directionLevels, into.embeddings_nd);
    if (stored.norms) applyNorms(stored.norms, dim, normsPerOctave, into.embeddings_nd);
    targetAngles(into.embeddings_nd, into.weights_cd, this.labels_n, dim, into.targetRad_n, subcenters);
    return into;
  }

  /** The moment nearest to a step; −1 where there is none. */
  indexNear(step: number): number {
    let nearest = -1;
    this.#moments.forEach((moment, index) => {
      if (nearest < 0 || Math.abs(moment.step - step) < Math.abs(this.#moments[nearest].step - step))
        nearest = index;
    });
    return nearest;
  }
}

/** Floats rounded to 16 bits of significand: a part in 65,000, and a third fewer bytes once packed. */
function withoutLowBits(values: Float32Array): Float32Array {
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  for (let i = 0; i < bits.length; i++) bits[i] = (bits[i] + 0x80) & 0xffffff00;
  return new Float32Array(bits.buffer);
}
