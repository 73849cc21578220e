/**
 * The 4×8 tile: the inner loop of every product and convolution here. Eight accumulators of four lanes, two vectors
 * of B and one splat of A fill the registers; unrolled, or with A packed, it was slower on V8.
 */

/** What happens to a finished tile. */
export const LINEAR: i32 = 0;
export const RELU: i32 = 1;
export const PRELU: i32 = 2;

/** Rows and columns of a tile. */
export const TILE_ROWS: usize = 4;
export const TILE_COLUMNS: usize = 8;
/** Bytes of a tile that stands by itself, and of one of its rows. */
export const TILE_BYTES: usize = 128;
export const TILE_STRIDE: usize = 32;

/**
 * c[4×8] = Σ a[r] · b[0..8] over `segments` times `steps` terms.
 *
 * Row r of A starts at `a<r>`, goes on by `aStep` bytes a term, and skips `aSkip` bytes after a segment: a segment is
 * a row of pixels under a filter, or the whole of a matrix row. B goes on by `bStep` bytes a term without a break.
 *
 * @param accumulate adds the sum to what stands in `c`. It is added last, so that long sums go by parts, which
 *   keeps their rounding small.
 * @param bias eight numbers, or 0 for none
 * @param slopes eight slopes for `PRELU`
 */
export function tile(
  segments: usize,
  steps: usize,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  aStep: usize,
  aSkip: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cStride: usize,
  accumulate: bool,
  bias: usize,
  activation: i32,
  slopes: usize,
): void {
  const zero = f32x4.splat(0);
  let c00 = zero;
  let c01 = zero;
  let c10 = zero;
  let c11 = zero;
  let c20 = zero;
  let c21 = zero;
  let c30 = zero;
  let c31 = zero;
  const segmentBytes = steps * bStep;
  do {
    const end = b + segmentBytes;
    while (b < end) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      b += bStep;
      let a = v128.load_splat<f32>(a0);
      a0 += aStep;
      c00 = f32x4.add(c00, f32x4.mul(a, b0));
      c01 = f32x4.add(c01, f32x4.mul(a, b1));
      a = v128.load_splat<f32>(a1);
      a1 += aStep;
      c10 = f32x4.add(c10, f32x4.mul(a, b0));
      c11 = f32x4.add(c11, f32x4.mul(a, b1));
      a = v128.load_splat<f32>(a2);
      a2 += aStep;
      c20 = f32x4.add(c20, f32x4.mul(a, b0));
      c21 = f32x4.add(c21, f32x4.mul(a, b1));
      a = v128.load_splat<f32>(a3);
      a3 += aStep;
      c30 = f32x4.add(c30, f32x4.mul(a, b0));
      c31 = f32x4.add(c31, f32x4.mul(a, b1));
    }
    a0 += aSkip;
    a1 += aSkip;
    a2 += aSkip;
    a3 += aSkip;
  } while (--segments);

  const r1 = c + cStride;
  const r2 = r1 + cStride;
  const r3 = r2 + cStride;
  if (accumulate) {
    c00 = f32x4.add(v128.load(c), c00);
    c01 = f32x4.add(v128.load(c, 16), c01);
    c10 = f32x4.add(v128.load(r1), c10);
    c11 = f32x4.add(v128.load(r1, 16), c11);
    c20 = f32x4.add(v128.load(r2), c20);
    c21 = f32x4.add(v128.load(r2, 16), c21);
    c30 = f32x4.add(v128.load(r3), c30);
    c31 = f32x4.add(v128.load(r3, 16), c31);
  }
  if (bias) {
    const bias0 = v128.load(bias);
    const bias1 = v128.load(bias, 16);
    c00 = f32x4.add(c00, bias0);
    c01 = f32x4.add(c01, bias1);
    c10 = f32x4.add(c10, bias0);
    c11 = f32x4.add(c11, bias1);
    c20 = f32x4.add(c20, bias0);
    c21 = f32x4.add(c21, bias1);
    c30 = f32x4.add(c30, bias0);
    c31 = f32x4.add(c31, bias1);
  }
  if (activation == RELU) {
    c00 = f32x4.max(c00, zero);
    c01 = f32x4.max(c01, zero);
    c10 = f32x4.max(c10, zero);
    c11 = f32x4.max(c11, zero);
    c20 = f32x4.max(c20, zero);
    c21 = f32x4.max(c21, zero);
    c30 = f32x4.max(c30, zero);
    c31 = f32x4.max(c31, zero);
  } else if (activation == PRELU) {
    const slopes0 = v128.load(slopes);
    const slopes1 = v128.load(slopes, 16);
    c00 = preluOf(c00, slopes0);
    c01 = preluOf(c01, slopes1);
    c10 = preluOf(c10, slopes0);
    c11 = preluOf(c11, slopes1);
    c20 = preluOf(c20, slopes0);
    c21 = preluOf(c21, slopes1);
    c30 = preluOf(c30, slopes0);
    c31 = preluOf(c31, slopes1);
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(r1, c10);
  v128.store(r1, c11, 16);
  v128.store(r2, c20);
  v128.store(r2, c21, 16);
  v128.store(r3, c30);
  v128.store(r3, c31, 16);
}

/** x where x ≥ 0, else slope·x, lane by lane. */
export function preluOf(x: v128, slope: v128): v128 {
  return v128.bitselect(f32x4.mul(x, slope), x, f32x4.lt(x, f32x4.splat(0)));
}
