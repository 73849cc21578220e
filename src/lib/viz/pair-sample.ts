/** Which pairs of samples a view of pair angles looks at, and their angles. */
import { createRng } from '../math/rng';

/** Pairs of each kind that are looked at: all of them up to this many, else so many drawn once from a fixed seed. */
const mostPairs = 50_000;
const seed = 11;

export class PairSample {
  /** Sample indices i, j of one pair after another. */
  readonly positive: Uint32Array;
  readonly negative: Uint32Array;
  /** Angles of those pairs at the last measurement, radians; NaN where a sample has no direction. */
  readonly positiveRad: Float32Array;
  readonly negativeRad: Float32Array;
  /** Whether these are all pairs that there are. */
  readonly isExact: boolean;

  /** @param labels_n classes of the samples [N] */
  constructor(labels_n: Uint8Array, most = mostPairs) {
    const members: number[][] = [];
    labels_n.forEach((label, n) => (members[label] ??= []).push(n));
    const present = members.filter(Boolean);
    const positives = present.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
    const negatives = (labels_n.length * (labels_n.length - 1)) / 2 - positives;
    const rng = createRng(seed);
    this.positive = positives <= most ? allPositive(present) : drawPositive(present, positives, most);
    this.negative = negatives <= most ? allNegative(labels_n) : drawNegative(most);
    this.positiveRad = new Float32Array(this.positive.length / 2);
    this.negativeRad = new Float32Array(this.negative.length / 2);
    this.isExact = positives <= most && negatives <= most;

    /** Every pair is as likely as any other: a class by its number of pairs, then two of its members. */
    function drawPositive(classes: number[][], total: number, count: number): Uint32Array {
      const pairs = new Uint32Array(2 * count);
      for (let k = 0; k < count; k++) {
        let left = rng.integer(total);
        let c = 0;
        const pairsOf = ({ length }: number[]): number => (length * (length - 1)) / 2;
        while (left >= pairsOf(classes[c])) left -= pairsOf(classes[c++]);
        const own = classes[c];
        const i = rng.integer(own.length);
        const j = rng.integer(own.length - 1);
        pairs[2 * k] = own[i];
        pairs[2 * k + 1] = own[j < i ? j : j + 1];
      }
      return pairs;
    }

    function drawNegative(count: number): Uint32Array {
      const pairs = new Uint32Array(2 * count);
      for (let k = 0; k < 2 * count;) {
        const [i, j] = [rng.integer(labels_n.length), rng.integer(labels_n.length)];
        if (labels_n[i] === labels_n[j]) continue;
        pairs[k++] = i;
        pairs[k++] = j;
      }
      return pairs;
    }
  }

  /** Takes the angles of embeddings [N, d], whatever their length. */
  measure(embeddings_nd: ArrayLike<number>, dim: number): void {
    const unit_nd = unitRows(embeddings_nd, dim);
    measurePairs(unit_nd, dim, this.positive, this.positiveRad);
    measurePairs(unit_nd, dim, this.negative, this.negativeRad);
  }
}

/** Rows divided by their norms; a zero row becomes NaN, as it has no direction. */
export function unitRows(rows_nd: ArrayLike<number>, dim: number): Float64Array {
  const unit_nd = Float64Array.from(rows_nd);
  for (let at = 0; at < unit_nd.length; at += dim) {
    let square = 0;
    for (let k = at; k < at + dim; k++) square += unit_nd[k] ** 2;
    const norm = Math.sqrt(square);
    for (let k = at; k < at + dim; k++) unit_nd[k] /= norm;
  }
  return unit_nd;
}

/** The angle between unit rows i and j, radians: from the chord, which keeps its digits near 0. */
export function unitAngle(unit_nd: Float64Array, dim: number, i: number, j: number): number {
  let square = 0;
  for (let k = 0; k < dim; k++) square += (unit_nd[i * dim + k] - unit_nd[j * dim + k]) ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(square) / 2));
}

function measurePairs(unit_nd: Float64Array, dim: number, pairs: Uint32Array, into: Float32Array): void {
  for (let p = 0; p < into.length; p++) into[p] = unitAngle(unit_nd, dim, pairs[2 * p], pairs[2 * p + 1]);
}

function allPositive(classes: readonly number[][]): Uint32Array {
  const pairs: number[] = [];
  for (const own of classes) own.forEach((i, at) => own.slice(at + 1).forEach((j) => pairs.push(i, j)));
  return Uint32Array.from(pairs);
}

function allNegative(labels_n: Uint8Array): Uint32Array {
  const pairs: number[] = [];
  labels_n.forEach((label, i) => {
    for (let j = i + 1; j < labels_n.length; j++) if (labels_n[j] !== label) pairs.push(i, j);
  });
  return Uint32Array.from(pairs);
}
