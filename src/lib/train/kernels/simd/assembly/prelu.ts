/** PReLU of x [rows, columns] with a slope a column. */
import { preluOf } from './tile';

export function prelu(x: usize, slopes: usize, rows: usize, columns: usize, out: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0;
    for (; j + 4 <= columns; j += 4) {
      v128.store(out, preluOf(v128.load(x), v128.load(slopes + (j << 2))));
      x += 16;
      out += 16;
    }
    for (; j < columns; j++) {
      const value = load<f32>(x);
      store<f32>(out, value < 0 ? value * load<f32>(slopes + (j << 2)) : value);
      x += 4;
      out += 4;
    }
  }
}
