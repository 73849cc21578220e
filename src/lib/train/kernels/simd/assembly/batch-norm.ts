/** Batch normalisation of x [rows, columns] by its own moments (Ioffe & Szegedy 2015, algorithm 1). */
import { sumLeading } from './sum-leading';
import { preluOf } from './tile';

/**
 * normal = (x − mean)·inverse with inverse = 1/√(variance + ε); y = PReLU(normal·scale + shift). Mean and variance, of
 * the whole batch and biased, are outputs too.
 *
 * @param scale 0 for none, and then no shift either; `slopes` 0 for no PReLU; without all, `y` may be `normal`
 */
export function batchNorm(
  x: usize,
  rows: usize,
  columns: usize,
  epsilon: f32,
  scale: usize,
  shift: usize,
  slopes: usize,
  y: usize,
  normal: usize,
  inverse: usize,
  mean: usize,
  variance: usize,
): void {
  const bytes = columns << 2;
  const share: f32 = <f32>(1.0 / <f64>rows);
  sumLeading(x, rows, columns, mean);
  scaleBy(mean, columns, share);
  // Twice over x: the variance of centred numbers does not cancel.
  let at: usize = 0;
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0;
    for (; j + 16 <= bytes; j += 16) {
      v128.store(normal + at, f32x4.sub(v128.load(x + at), v128.load(mean + j)));
      at += 16;
    }
    for (; j < bytes; j += 4) {
      store<f32>(normal + at, load<f32>(x + at) - load<f32>(mean + j));
      at += 4;
    }
  }
  sumProducts(normal, normal, rows, columns, variance);
  scaleBy(variance, columns, share);
  for (let j: usize = 0; j < bytes; j += 4) {
    store<f32>(inverse + j, <f32>1 / sqrt<f32>(load<f32>(variance + j) + epsilon));
  }
  at = 0;
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0;
    for (; j + 16 <= bytes; j += 16) {
      const unit = f32x4.mul(v128.load(normal + at), v128.load(inverse + j));
      v128.store(normal + at, unit);
      let value = unit;
      if (scale) value = f32x4.add(f32x4.mul(value, v128.load(scale + j)), v128.load(shift + j));
      if (slopes) value = preluOf(value, v128.load(slopes + j));
      v128.store(y + at, value);
      at += 16;
    }
    for (; j < bytes; j += 4) {
      const unit = load<f32>(normal + at) * load<f32>(inverse + j);
      store<f32>(normal + at, unit);
      let value = unit;
      if (scale) value = value * load<f32>(scale + j) + load<f32>(shift + j);
      if (slopes && value < 0) value *= load<f32>(slopes + j);
      store<f32>(y + at, value);
      at += 4;
    }
  }
}

/**
 * dx = inverse·scale·(dz − mean(dz) − normal·mean(dz·normal)); dScale = Σ dz·normal, dShift = Σ dz, where dz is dy
 * behind the PReLU.
 *
 * @param scale 0 for none, likewise `slopes`
 */
export function batchNormGrad(
  dy: usize,
  rows: usize,
  columns: usize,
  normal: usize,
  inverse: usize,
  scale: usize,
  shift: usize,
  slopes: usize,
  dx: usize,
  dScale: usize,
  dShift: usize,
  dSlopes: usize,
): void {
  if (slopes) {
    throughPrelu(dy, rows, columns, normal, scale, shift, slopes, dx, dSlopes);
    dy = dx;
  }
  const bytes = columns << 2;
  const share: f32 = <f32>(1.0 / <f64>rows);
  const shares = f32x4.splat(share);
  sumLeading(dy, rows, columns, dShift);
  sumProducts(dy, normal, rows, columns, dScale);
  let at: usize = 0;
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0;
    for (; j + 16 <= bytes; j += 16) {
      const common = f32x4.mul(
        f32x4.add(f32x4.mul(v128.load(normal + at), v128.load(dScale + j)), v128.load(dShift + j)),
        shares,
      );
      let slope = v128.load(inverse + j);
      if (scale) slope = f32x4.mul(slope, v128.load(scale + j));
      v128.store(dx + at, f32x4.mul(f32x4.sub(v128.load(dy + at), common), slope));
      at += 16;
    }
    for (; j < bytes; j += 4) {
      const common = (load<f32>(normal + at) * load<f32>(dScale + j) + load<f32>(dShift + j)) * share;
      let slope = load<f32>(inverse + j);
      if (scale) slope *= load<f32>(scale + j);
      store<f32>(dx + at, (load<f32>(dy + at) - common) * slope);
      at += 4;
    }
  }
}

/** dz = dy where z = normal·scale + shift > 0, else slope·dy; dSlopes = Σ dy·z where z ≤ 0. */
function throughPrelu(
  dy: usize,
  rows: usize,
  columns: usize,
  normal: usize,
  scale: usize,
  shift: usize,
  slopes: usize,
  dz: usize,
  dSlopes: usize,
): void {
  const bytes = columns << 2;
  const zero = f32x4.splat(0);
  let j: usize = 0;
  for (; j + 16 <= bytes; j += 16) {
    const slope = v128.load(slopes + j);
    let sum = zero;
    let at = j;
    for (let i: usize = 0; i < rows; i++) {
      let z = v128.load(normal + at);
      if (scale) z = f32x4.add(f32x4.mul(z, v128.load(scale + j)), v128.load(shift + j));
      const upstream = v128.load(dy + at);
      const positive = f32x4.gt(z, zero);
      v128.store(dz + at, v128.bitselect(upstream, f32x4.mul(upstream, slope), positive));
      sum = f32x4.add(sum, v128.andnot(f32x4.mul(upstream, z), positive));
      at += bytes;
    }
    v128.store(dSlopes + j, sum);
  }
  for (; j < bytes; j += 4) {
    const slope = load<f32>(slopes + j);
    let sum: f64 = 0;
    let at = j;
    for (let i: usize = 0; i < rows; i++) {
      let z = load<f32>(normal + at);
      if (scale) z = z * load<f32>(scale + j) + load<f32>(shift + j);
      const upstream = load<f32>(dy + at);
      if (z > 0) {
        store<f32>(dz + at, upstream);
      } else {
        store<f32>(dz + at, upstream * slope);
        sum += upstream * z;
      }
      at += bytes;
    }
    store<f32>(dSlopes + j, sum as f32);
  }
}

/** out[column] = Σ a·b over rows. */
function sumProducts(a: usize, b: usize, rows: usize, columns: usize, out: usize): void {
  const stride = columns << 2;
  let j: usize = 0;
  for (; j + 4 <= columns; j += 4) {
    let sum = f32x4.splat(0);
    let at: usize = j << 2;
    for (let i: usize = 0; i < rows; i++) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(a + at), v128.load(b + at)));
      at += stride;
    }
    v128.store(out + (j << 2), sum);
  }
  for (; j < columns; j++) {
    let sum: f64 = 0;
    let at: usize = j << 2;
    for (let i: usize = 0; i < rows; i++) {
      sum += load<f32>(a + at) * load<f32>(b + at);
      at += stride;
    }
    store<f32>(out + (j << 2), sum as f32);
  }
}

function scaleBy(x: usize, count: usize, factor: f32): void {
  for (let at: usize = 0; at < count << 2; at += 4) store<f32>(x + at, load<f32>(x + at) * factor);
}
