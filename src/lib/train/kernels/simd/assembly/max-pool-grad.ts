/**
 * Gradient of max-pooling: each window sends its gradient to its first maximum in row order. tfjs 4.22's own kernel
 * loses it where a window's maximum is at most 0.
 */

export function maxPoolGrad(
  x: usize,
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
  const isDouble = windowHeight == 2 && windowWidth == 2 && strideHeight == 2 && strideWidth == 2;
  const isInside = top == 0 && left == 0 && 2 * outHeight <= height && 2 * outWidth <= width;
  // Whole vectors of channels; the rest, and every other window, one channel at a time.
  const vectors: isize = isDouble && isInside ? channels & ~3 : 0;
  // Windows side by side that cover everything write every number themselves.
  const isCovered = 2 * outHeight == height && 2 * outWidth == width;
  if (vectors != channels || !isCovered) memory.fill(dx, 0, (batch * height * width * channels) << 2);
  for (let n: isize = 0; n < batch; n++) {
    for (let oy: isize = 0; oy < outHeight; oy++) {
      const y0 = oy * strideHeight - top;
      const yFrom = max<isize>(y0, 0);
      const yTo = min<isize>(y0 + windowHeight, height);
      for (let ox: isize = 0; ox < outWidth; ox++) {
        const x0 = ox * strideWidth - left;
        const xFrom = max<isize>(x0, 0);
        const xTo = min<isize>(x0 + windowWidth, width);
        const first: usize = (n * height + yFrom) * row + xFrom * pixel;
        let c: isize = 0;
        for (; c < vectors; c += 4) {
          window2(x + first + (c << 2), dy, dx + first + (c << 2), pixel, row);
          dy += 16;
        }
        for (; c < channels; c++) {
          let best = first + (c << 2);
          for (let y = yFrom; y < yTo; y++) {
            let at: usize = (n * height + y) * row + xFrom * pixel + (c << 2);
            for (let column = xFrom; column < xTo; column++) {
              if (load<f32>(x + at) > load<f32>(x + best)) best = at;
              at += pixel;
            }
          }
          store<f32>(dx + best, load<f32>(dx + best) + load<f32>(dy));
          dy += 4;
        }
      }
    }
  }
}

/** One 2×2 window of four channels. Windows do not overlap: nothing has to be added. */
function window2(x: usize, dy: usize, dx: usize, pixel: usize, row: usize): void {
  const a = v128.load(x);
  const b = v128.load(x + pixel);
  const c = v128.load(x + row);
  const d = v128.load(x + row + pixel);
  const gradient = v128.load(dy);
  const greatest = f32x4.max(f32x4.max(a, b), f32x4.max(c, d));
  const isA = f32x4.eq(a, greatest);
  let rest = v128.not(isA);
  const isB = v128.and(f32x4.eq(b, greatest), rest);
  rest = v128.andnot(rest, isB);
  const isC = v128.and(f32x4.eq(c, greatest), rest);
  const isD = v128.andnot(rest, isC);
  v128.store(dx, v128.and(gradient, isA));
  v128.store(dx + pixel, v128.and(gradient, isB));
  v128.store(dx + row, v128.and(gradient, isC));
  v128.store(dx + row + pixel, v128.and(gradient, isD));
}
