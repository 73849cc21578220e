/**
 * Embeddings as small whole numbers: a direction as one number (2-D: the angle), two (3-D: the octahedral map of
 * Cigolle et al., "A Survey of Efficient Representations for Independent Unit Vectors", JCGT 2014) or, beyond, one for each
 * of its coordinates; and a norm on a logarithmic scale.
 */

/** Words of 16 bits that a direction takes. */
export const directionWords = (dim: number): number => (dim < 4 ? dim - 1 : dim);

const turn = 2 * Math.PI;

/**
 * Codes of the directions of `embeddings_nd` [P, dim], written to `codes` [words, P], word after word. Codes lie in
 * 0 … levels − 1; an embedding without a direction (zero, or not a number) gets `levels`.
 */
export function encodeDirections(
  embeddings_nd: ArrayLike<number>,
  dim: number,
  levels: number,
  codes: Uint16Array,
): void {
  const probes = embeddings_nd.length / dim;
  for (let n = 0; n < probes; n++) {
    const x = embeddings_nd[n * dim];
    const y = embeddings_nd[n * dim + 1];
    if (dim === 2) {
      const isDirection = Math.abs(x) + Math.abs(y) > 0;
      codes[n] = isDirection ? modulo(Math.round((Math.atan2(y, x) / turn) * levels), levels) : levels;
      continue;
    }
    if (dim > 3) {
      const norm = normAt(embeddings_nd, n, dim);
      for (let k = 0; k < dim; k++) {
        codes[k * probes + n] = norm > 0 ? toLevel(embeddings_nd[n * dim + k] / norm, levels) : levels;
      }
      continue;
    }
    const z = embeddings_nd[n * dim + 2];
    const sum = Math.abs(x) + Math.abs(y) + Math.abs(z);
    if (!(sum > 0)) {
      codes[n] = codes[probes + n] = levels;
      continue;
    }
    const u = x / sum;
    const v = y / sum;
    // The lower half of the octahedron is folded outward over the upper one's square.
    const isBelow = z < 0;
    codes[n] = toLevel(isBelow ? (1 - Math.abs(v)) * signOf(u) : u, levels);
    codes[probes + n] = toLevel(isBelow ? (1 - Math.abs(u)) * signOf(v) : v, levels);
  }
}

/** Unit vectors [P, dim] from `encodeDirections`; zero vectors where there was no direction. */
export function decodeDirections(
  codes: Uint16Array,
  dim: number,
  levels: number,
  embeddings_nd: Float32Array,
): void {
  const probes = embeddings_nd.length / dim;
  for (let n = 0; n < probes; n++) {
    const at = n * dim;
    let isDirection = true;
    for (let word = 0; word < directionWords(dim); word++) isDirection &&= codes[word * probes + n] < levels;
    if (!isDirection) {
      embeddings_nd.fill(0, at, at + dim);
      continue;
    }
    if (dim === 2) {
      const rad = (codes[n] / levels) * turn;
      embeddings_nd[at] = Math.cos(rad);
      embeddings_nd[at + 1] = Math.sin(rad);
      continue;
    }
    if (dim > 3) {
      for (let k = 0; k < dim; k++) embeddings_nd[at + k] = fromLevel(codes[k * probes + n], levels);
      const norm = normAt(embeddings_nd, n, dim) || 1;
      for (let k = 0; k < dim; k++) embeddings_nd[at + k] /= norm;
      continue;
    }
    const u = fromLevel(codes[n], levels);
    const v = fromLevel(codes[probes + n], levels);
    const z = 1 - Math.abs(u) - Math.abs(v);
    const x = z < 0 ? (1 - Math.abs(v)) * signOf(u) : u;
    const y = z < 0 ? (1 - Math.abs(u)) * signOf(v) : v;
    const norm = Math.hypot(x, y, z);
    embeddings_nd[at] = x / norm;
    embeddings_nd[at + 1] = y / norm;
    embeddings_nd[at + 2] = z / norm;
  }
}

/** The code of norm 1. Code 0 is norm 0, and each `perOctave` codes double the norm. */
const unitNormCode = 32768;

/** Codes of the norms of `embeddings_nd` [P, dim], written to `codes` [P]. */
export function encodeNorms(
  embeddings_nd: ArrayLike<number>,
  dim: number,
  perOctave: number,
  codes: Uint16Array,
): void {
  for (let n = 0; n < codes.length; n++) {
    const norm = normAt(embeddings_nd, n, dim);
    const code = unitNormCode + Math.round(Math.log2(norm) * perOctave);
    codes[n] = norm > 0 ? Math.min(65535, Math.max(1, code)) : 0;
  }
}

/** Multiplies the unit vectors [P, dim] by the norms that `codes` [P] stand for. */
export function applyNorms(
  codes: Uint16Array,
  dim: number,
  perOctave: number,
  embeddings_nd: Float32Array,
): void {
  for (let n = 0; n < codes.length; n++) {
    const norm = codes[n] === 0 ? 0 : 2 ** ((codes[n] - unitNormCode) / perOctave);
    for (let k = 0; k < dim; k++) embeddings_nd[n * dim + k] *= norm;
  }
}

function normAt(embeddings_nd: ArrayLike<number>, n: number, dim: number): number {
  let square = 0;
  for (let k = 0; k < dim; k++) square += embeddings_nd[n * dim + k] ** 2;
  return Math.sqrt(square);
}
const signOf = (value: number): number => (value < 0 ? -1 : 1);
const modulo = (value: number, by: number): number => ((value % by) + by) % by;
const toLevel = (share: number, levels: number): number => Math.round(((share + 1) / 2) * (levels - 1));
const fromLevel = (code: number, levels: number): number => (2 * code) / (levels - 1) - 1;
