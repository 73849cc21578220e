/** The training step in jax-js 0.1.25 on its wasm backend, compiled whole: loss, gradients and optimiser in one `jit`. */
import { blockUntilReady, defaultDevice, init, jit, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import type { OptimizerId } from '../../src/lib/train/optimizer/optimizer';
import type { BenchNet } from './flop';
import { jaxLoss, startAt, type ConvForm, type JaxLoss, type JaxParameters } from './jax-network';
import type { Contestant } from './turns';

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-7];

export interface JaxContestant extends Contestant {
  /** Takes so many steps; resolves to the loss of the last. */
  run(steps: number): Promise<number>;
}

/** One thread: the pages of the site are not cross-origin isolated, and jax-js has no threads without that. */
export async function startJax(): Promise<void> {
  await init('wasm');
  defaultDevice('wasm');
}

/**
 * @param start parameters by our trainer's names
 * @param pixels [128, 784]
 * @param oneHot [128, 10]
 */
export function jaxContestant(
  net: BenchNet,
  optimizer: OptimizerId,
  form: ConvForm,
  learningRate: number,
  start: ReadonlyMap<string, Float32Array>,
  pixels: Float32Array,
  oneHot: Float32Array,
): JaxContestant {
  const count = oneHot.length / 10;
  const images = np.array(pixels.slice()).reshape([count, 784]);
  const classes = np.array(oneHot.slice()).reshape([count, 10]);
  const step = (optimizer === 'sgd' ? sgd : adam)(jaxLoss(net, form), learningRate, startAt(net, start));
  return {
    name: 'jax',
    use: () => undefined,
    run: async (steps) => {
      let loss: np.Array | undefined;
      for (let i = 0; i < steps; i++) {
        loss?.dispose();
        loss = step.take(images.ref, classes.ref);
      }
      await blockUntilReady(step.parameters());
      return (await loss!.jsAsync()) as number;
    },
    dispose: () => {
      images.dispose();
      classes.dispose();
      step.dispose();
    },
  };
}

interface Step {
  take(images: np.Array, oneHot: np.Array): np.Array;
  parameters(): JaxParameters;
  dispose(): void;
}

function sgd(loss: JaxLoss, learningRate: number, start: JaxParameters): Step {
  let parameters = start;
  const step = jit((p: JaxParameters, images: np.Array, oneHot: np.Array) => {
    const [value, gradients] = valueAndGrad(loss)(tree.ref(p), images, oneHot);
    return { value, next: each(p, (name) => p[name].sub(gradients[name].mul(learningRate))) };
  });
  return {
    take(images, oneHot) {
      const { value, next } = step(parameters, images, oneHot);
      parameters = next;
      return value;
    },
    parameters: () => parameters,
    dispose: () => {
      tree.dispose(parameters);
      step.dispose();
    },
  };
}

function adam(loss: JaxLoss, learningRate: number, start: JaxParameters): Step {
  const zeros = () => each(start, (name) => np.zeros(start[name].shape));
  let state = { parameters: start, first: zeros(), second: zeros() };
  let count = 0;
  const step = jit(
    ({ parameters, first, second }: typeof state, stepSize: np.Array, images: np.Array, oneHot: np.Array) => {
      const [value, gradients] = valueAndGrad(loss)(tree.ref(parameters), images, oneHot);
      const next: typeof state = { parameters: {}, first: {}, second: {} };
      for (const name of Object.keys(parameters)) {
        const gradient = gradients[name];
        const moment1 = first[name].mul(beta1).add(gradient.ref.mul(1 - beta1));
        const moment2 = second[name].mul(beta2).add(np.square(gradient).mul(1 - beta2));
        const move = moment1.ref.mul(stepSize.ref).div(np.sqrt(moment2.ref).add(epsilon));
        next.parameters[name] = parameters[name].sub(move);
        next.first[name] = moment1;
        next.second[name] = moment2;
      }
      stepSize.dispose();
      return { value, next };
    },
  );
  return {
    take(images, oneHot) {
      count++;
      const stepSize = (learningRate * Math.sqrt(1 - beta2 ** count)) / (1 - beta1 ** count);
      const { value, next } = step(state, np.array(stepSize), images, oneHot);
      state = next;
      return value;
    },
    parameters: () => state.parameters,
    dispose: () => {
      tree.dispose(state);
      step.dispose();
    },
  };
}

function each(parameters: JaxParameters, make: (name: string) => np.Array): JaxParameters {
  return Object.fromEntries(Object.keys(parameters).map((name) => [name, make(name)]));
}
