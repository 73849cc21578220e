import { floatsOf, wasmKernel } from './heap';

/** One Adam step of one parameter, out of place: clones and checkpoints that share its data keep it. */
export const adam = wasmKernel(({ inputs, attrs, backend }) => {
  const { parameter, gradient, moment1, moment2 } = inputs;
  const { stepSize, beta1, beta2, epsilon } = attrs as unknown as Record<string, number>;
  const outputs = [parameter, moment1, moment2].map(({ shape }) => backend.makeOutput(shape, 'float32'));
  const [p, m, v] = [parameter, moment1, moment2].map((tensor) => floatsOf(backend, tensor));
  const g = floatsOf(backend, gradient);
  const [pOut, mOut, vOut] = outputs.map((tensor) => floatsOf(backend, tensor));
  for (let i = 0; i < g.length; i++) {
    const slope = g[i];
    const first = beta1 * m[i] + (1 - beta1) * slope;
    const second = beta2 * v[i] + (1 - beta2) * slope * slope;
    mOut[i] = first;
    vOut[i] = second;
    pOut[i] = p[i] - (stepSize * first) / (Math.sqrt(second) + epsilon);
  }
  return outputs;
});
