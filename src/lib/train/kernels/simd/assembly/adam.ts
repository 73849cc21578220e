/**
 * One Adam step of one parameter, out of place: clones and checkpoints that share the old data keep it. The moments
 * are the optimizer's own and change where they lie.
 */

export function adam(
  parameter: usize,
  gradient: usize,
  moment1: usize,
  moment2: usize,
  count: usize,
  stepSize: f32,
  beta1: f32,
  beta2: f32,
  rest1: f32,
  rest2: f32,
  epsilon: f32,
  parameterOut: usize,
): void {
  const end = count << 2;
  let at: usize = 0;
  for (; at + 16 <= end; at += 16) {
    const g = v128.load(gradient + at);
    const m = f32x4.add(
      f32x4.mul(v128.load(moment1 + at), f32x4.splat(beta1)),
      f32x4.mul(g, f32x4.splat(rest1)),
    );
    const v = f32x4.add(
      f32x4.mul(v128.load(moment2 + at), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(g, g), f32x4.splat(rest2)),
    );
    const move = f32x4.div(
      f32x4.mul(m, f32x4.splat(stepSize)),
      f32x4.add(f32x4.sqrt(v), f32x4.splat(epsilon)),
    );
    v128.store(parameterOut + at, f32x4.sub(v128.load(parameter + at), move));
    v128.store(moment1 + at, m);
    v128.store(moment2 + at, v);
  }
  for (; at < end; at += 4) {
    const g = load<f32>(gradient + at);
    const m = load<f32>(moment1 + at) * beta1 + g * rest1;
    const v = load<f32>(moment2 + at) * beta2 + g * g * rest2;
    store<f32>(parameterOut + at, load<f32>(parameter + at) - (m * stepSize) / (sqrt<f32>(v) + epsilon));
    store<f32>(moment1 + at, m);
    store<f32>(moment2 + at, v);
  }
}
