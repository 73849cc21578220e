/** The pairs of one moment's held-out samples, and how a marked sample or class stands among them. */
import type { Frame } from '../frame/layout';
import type { Mark } from './mark';
import { PairSample, unitAngle, unitRows } from './pair-sample';

export class LinkedPairs {
  #sample: PairSample | null = null;
  #labels_n: Uint8Array = new Uint8Array(0);
  #classes = 0;
  #dim = 0;
  #unit_nd: Float64Array = new Float64Array(0);
  #ownRad_n: Float32Array | null = null;

  /** Null before the first frame. */
  get sample(): PairSample | null {
    return this.#sample;
  }
  get samples(): number {
    return this.#labels_n.length;
  }
  get classes(): number {
    return this.#classes;
  }

  /** @param labels_n classes of the frame's samples first [≥ N] */
  take(frame: Frame | undefined, labels_n: Uint8Array): void {
    this.#ownRad_n = null;
    if (!frame) {
      this.#sample = null;
      this.#labels_n = new Uint8Array(0);
      return;
    }
    this.#classes = frame.shape.classes;
    this.#dim = frame.shape.dim;
    const own_n = labels_n.subarray(0, frame.shape.probes);
    const known_n = this.#labels_n;
    if (!this.#sample || own_n.length !== known_n.length || own_n.some((label, n) => label !== known_n[n])) {
      this.#labels_n = own_n.slice();
      this.#sample = new PairSample(this.#labels_n);
    }
    this.#sample.measure(frame.embeddings_nd, this.#dim);
    this.#unit_nd = unitRows(frame.embeddings_nd, this.#dim);
  }

  /** Mean angle of each sample to the others of its class, radians [N]; made when it is first asked for. */
  ownAngles(): Float32Array {
    if (this.#ownRad_n) return this.#ownRad_n;
    const members: number[][] = Array.from({ length: this.#classes }, () => []);
    this.#labels_n.forEach((label, n) => members[label].push(n));
    return (this.#ownRad_n = Float32Array.from(this.#labels_n, (label, n) => {
      let sum = 0;
      for (const other of members[label])
        if (other !== n) sum += unitAngle(this.#unit_nd, this.#dim, n, other);
      return sum / (members[label].length - 1);
    }));
  }

  /** Angles of the pairs that the marked sample, or samples of the marked class, are in; null where nothing is marked. */
  of({ sample, classIndex }: Mark): { readonly own: number[]; readonly foreign: number[] } | null {
    const pairs = this.#sample;
    if (!pairs || (sample === null && classIndex === null)) return null;
    const labels_n = this.#labels_n;
    const own: number[] = [];
    const foreign: number[] = [];
    if (sample === null) {
      pairs.positiveRad.forEach((rad, p) => labels_n[pairs.positive[2 * p]] === classIndex && own.push(rad));
      pairs.negativeRad.forEach((rad, p) => {
        const [i, j] = [pairs.negative[2 * p], pairs.negative[2 * p + 1]];
        if (labels_n[i] === classIndex || labels_n[j] === classIndex) foreign.push(rad);
      });
    } else {
      for (let n = 0; n < labels_n.length; n++)
        if (n !== sample)
          (labels_n[n] === labels_n[sample] ? own : foreign).push(
            unitAngle(this.#unit_nd, this.#dim, n, sample),
          );
    }
    return { own, foreign };
  }

  /** The sample whose mean angle to its own class is nearest by `distance`, if that is below `reach`. */
  nearest(distance: (ownRad: number) => number, reach: number): number | null {
    const rad_n = this.ownAngles();
    let best = reach;
    let found: number | null = null;
    for (let n = 0; n < rad_n.length; n++) {
      const off = distance(rad_n[n]);
      if (off >= best) continue;
      best = off;
      found = n;
    }
    return found;
  }
}
