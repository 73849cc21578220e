/** Column sums of x [rows, columns]: a bias's gradient. By blocks of rows, which keeps the rounding small. */
import { least } from './pack';

/** Rows that are summed before their sum is added to the total. */
export const BLOCK: usize = 128;

export function sumLeading(x: usize, rows: usize, columns: usize, out: usize): void {
  const stride = columns << 2;
  let j: usize = 0;
  for (; j + 8 <= columns; j += 8) {
    let total0 = f32x4.splat(0);
    let total1 = total0;
    let at = x + (j << 2);
    for (let i: usize = 0; i < rows; i += BLOCK) {
      let sum0 = f32x4.splat(0);
      let sum1 = sum0;
      for (let left = least(rows - i, BLOCK); left; left--) {
        sum0 = f32x4.add(sum0, v128.load(at));
        sum1 = f32x4.add(sum1, v128.load(at, 16));
        at += stride;
      }
      total0 = f32x4.add(total0, sum0);
      total1 = f32x4.add(total1, sum1);
    }
    v128.store(out + (j << 2), total0);
    v128.store(out + (j << 2), total1, 16);
  }
  for (; j < columns; j++) {
    let total: f64 = 0;
    let at = x + (j << 2);
    for (let i: usize = 0; i < rows; i++) {
      total += load<f32>(at);
      at += stride;
    }
    store<f32>(out + (j << 2), total as f32);
  }
}
