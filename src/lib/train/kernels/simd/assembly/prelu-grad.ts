/** Both gradients of PReLU in one pass: dx = dy where x > 0, else slope·dy; dSlope = Σ dy·x where x ≤ 0. */
import { least } from './pack';
import { BLOCK } from './sum-leading';

export function preluGrad(
  x: usize,
  slopes: usize,
  dy: usize,
  rows: usize,
  columns: usize,
  dx: usize,
  dSlopes: usize,
): void {
  const stride = columns << 2;
  const zero = f32x4.splat(0);
  let j: usize = 0;
  for (; j + 8 <= columns; j += 8) {
    const slope0 = v128.load(slopes + (j << 2));
    const slope1 = v128.load(slopes + (j << 2), 16);
    let total0 = zero;
    let total1 = zero;
    let at: usize = j << 2;
    for (let i: usize = 0; i < rows; i += BLOCK) {
      let sum0 = zero;
      let sum1 = zero;
      for (let left = least(rows - i, BLOCK); left; left--) {
        const x0 = v128.load(x + at);
        const x1 = v128.load(x + at, 16);
        const dy0 = v128.load(dy + at);
        const dy1 = v128.load(dy + at, 16);
        const positive0 = f32x4.gt(x0, zero);
        const positive1 = f32x4.gt(x1, zero);
        v128.store(dx + at, v128.bitselect(dy0, f32x4.mul(dy0, slope0), positive0));
        v128.store(dx + at, v128.bitselect(dy1, f32x4.mul(dy1, slope1), positive1), 16);
        sum0 = f32x4.add(sum0, v128.andnot(f32x4.mul(dy0, x0), positive0));
        sum1 = f32x4.add(sum1, v128.andnot(f32x4.mul(dy1, x1), positive1));
        at += stride;
      }
      total0 = f32x4.add(total0, sum0);
      total1 = f32x4.add(total1, sum1);
    }
    v128.store(dSlopes + (j << 2), total0);
    v128.store(dSlopes + (j << 2), total1, 16);
  }
  for (; j < columns; j++) {
    const slope = load<f32>(slopes + (j << 2));
    let total: f64 = 0;
    let at: usize = j << 2;
    for (let i: usize = 0; i < rows; i++) {
      const value = load<f32>(x + at);
      const gradient = load<f32>(dy + at);
      if (value > 0) {
        store<f32>(dx + at, gradient);
      } else {
        store<f32>(dx + at, gradient * slope);
        total += gradient * value;
      }
      at += stride;
    }
    store<f32>(dSlopes + (j << 2), total as f32);
  }
}
