/** One step of gradient descent of one parameter, out of place like Adam's. */

export function sgd(parameter: usize, gradient: usize, count: usize, stepSize: f32, out: usize): void {
  const end = count << 2;
  let at: usize = 0;
  for (; at + 16 <= end; at += 16) {
    const move = f32x4.mul(v128.load(gradient + at), f32x4.splat(stepSize));
    v128.store(out + at, f32x4.sub(v128.load(parameter + at), move));
  }
  for (; at < end; at += 4) {
    store<f32>(out + at, load<f32>(parameter + at) - load<f32>(gradient + at) * stepSize);
  }
}
