import { floatsOf, wasmKernel } from './heap';

/** [dx, dAlpha] of PReLU in one pass over the heap. */
export const preluGrad = wasmKernel(({ inputs: { x, alpha, dy }, backend }) => {
  const dx = backend.makeOutput(x.shape, 'float32');
  const dAlpha = backend.makeOutput(alpha.shape, 'float32');
  const values = floatsOf(backend, x);
  const slopes = floatsOf(backend, alpha);
  const upstream = floatsOf(backend, dy);
  const out = floatsOf(backend, dx);
  const channels = slopes.length;
  const sums = new Float64Array(channels);
  for (let i = 0; i < values.length;) {
    for (let c = 0; c < channels; c++, i++) {
      const value = values[i];
      const gradient = upstream[i];
      if (value > 0) {
        out[i] = gradient;
      } else {
        out[i] = gradient * slopes[c];
        sums[c] += gradient * value;
      }
    }
  }
  floatsOf(backend, dAlpha).set(sums);
  return [dx, dAlpha];
});
