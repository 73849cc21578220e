/** Gradient of average pooling: each window spreads its gradient evenly, 1 / window size to every pixel under it. */

export function avgPoolGrad(
  dy: usize,
  batch: isize,
  height: isize,
  width: isize,
  channels: isize,
  windowHeight: isize,
  windowWidth: isize,
  strideHeight: isize,
  strideWidth: isize,
  top: isize,
  left: isize,
  outHeight: isize,
  outWidth: isize,
  dx: usize,
): void {
  const pixel: usize = channels << 2;
  const row: usize = width * pixel;
  // The padding counts too: as on tfjs' other backends, the share is that of a whole window.
  const share: f32 = <f32>(1.0 / <f64>(windowHeight * windowWidth));
  memory.fill(dx, 0, (batch * height * width * channels) << 2);
  for (let n: isize = 0; n < batch; n++) {
    for (let oy: isize = 0; oy < outHeight; oy++) {
      const y0 = oy * strideHeight - top;
      const yFrom = max<isize>(y0, 0);
      const yTo = min<isize>(y0 + windowHeight, height);
      for (let ox: isize = 0; ox < outWidth; ox++) {
        const x0 = ox * strideWidth - left;
        const xFrom = max<isize>(x0, 0);
        const xTo = min<isize>(x0 + windowWidth, width);
        for (let y = yFrom; y < yTo; y++) {
          let to: usize = dx + (n * height + y) * row + xFrom * pixel;
          for (let x = xFrom; x < xTo; x++) {
            addShare(dy, share, pixel, to);
            to += pixel;
          }
        }
        dy += pixel;
      }
    }
  }
}

/** Adds `share` times the numbers of one pixel to another. */
function addShare(from: usize, share: f32, bytes: usize, to: usize): void {
  const shares = f32x4.splat(share);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(v128.load(from + at), shares)));
  }
  for (; at < bytes; at += 4) {
    store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at) * share);
  }
}
