/** 2×2 maximum of x [N, H, W, C] at stride 2, without padding: every pooling of our networks. */

export function maxPool2(
  x: usize,
  batch: usize,
  height: usize,
  width: usize,
  channels: usize,
  outHeight: usize,
  outWidth: usize,
  out: usize,
): void {
  const pixel = channels << 2;
  const row = width * pixel;
  for (let n: usize = 0; n < batch; n++) {
    for (let y: usize = 0; y < outHeight; y++) {
      let at = x + (n * height + 2 * y) * row;
      for (let column: usize = 0; column < outWidth; column++) {
        let c: usize = 0;
        for (; c + 4 <= channels; c += 4) {
          const upper = f32x4.max(v128.load(at), v128.load(at + pixel));
          const lower = f32x4.max(v128.load(at + row), v128.load(at + row + pixel));
          v128.store(out, f32x4.max(upper, lower));
          at += 16;
          out += 16;
        }
        for (; c < channels; c++) {
          const upper = max<f32>(load<f32>(at), load<f32>(at + pixel));
          const lower = max<f32>(load<f32>(at + row), load<f32>(at + row + pixel));
          store<f32>(out, max<f32>(upper, lower));
          at += 4;
          out += 4;
        }
        at += pixel;
      }
    }
  }
}
