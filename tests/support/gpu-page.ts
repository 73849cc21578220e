/** What `tests/browser/backends.spec.ts` runs inside a page: trainers and kernels on a backend of the browser. */
import * as tf from '@tensorflow/tfjs-core';
import '../../src/lib/train/gradients';
import type { Samples } from '../../src/lib/data/dataset';
import { frameBytes } from '../../src/lib/frame/layout';
import { classLossById } from '../../src/lib/loss/registry';
import { settingsOf, type LossSettings } from '../../src/lib/loss/spec';
import { createRng } from '../../src/lib/math/rng';
import { backendLoaders } from '../../src/lib/train/backends/registry';
import { checkReferenceStep } from '../../src/lib/train/backends/reference-step';
import { BatchOrder } from '../../src/lib/train/batch-order';
import { DeviceDataset, type Batch } from '../../src/lib/train/device-dataset';
import { LockStep } from '../../src/lib/train/lockstep';
import { Probe } from '../../src/lib/train/probe';
import type { OptimizerId } from '../../src/lib/train/optimizer/optimizer';
import { optimizers } from '../../src/lib/train/optimizer/registry';
import type { BackboneId, BackendId } from '../../src/lib/train/protocol';
import { readScalars } from '../../src/lib/train/read-scalars';
import { recipeFor } from '../../src/lib/train/recipe';
import { Trainer } from '../../src/lib/train/trainer';
import { failuresAtEdges } from './edge-angles';

function batchOf(count: number, side: number): Batch {
  const rng = createRng(11);
  const pixels = Float32Array.from({ length: count * side * side }, () => rng.next());
  const oneHot = new Float32Array(count * 10);
  for (let n = 0; n < count; n++) oneHot[n * 10 + (n % 10)] = 1;
  return { images: tf.tensor4d(pixels, [count, side, side, 1]), oneHot_nc: tf.tensor2d(oneHot, [count, 10]) };
}

function trainerOf(
  loss: string,
  backbone: BackboneId,
  side: number,
  dim = 2,
  overrides: LossSettings = {},
  optimizer: OptimizerId = 'adam',
): Trainer {
  const spec = classLossById(loss)!;
  return new Trainer({
    spec,
    settings: settingsOf(spec, overrides),
    recipe: recipeFor(spec, { ramp: false }),
    backbone,
    images: { height: side, width: side, classes: 10 },
    dim,
    seed: 7,
    optimizer,
  });
}

/** A lock-step set over random images, all of them on the device. */
function lockStepOf(losses: readonly string[], backbone: BackboneId, batchSize: number, side: number) {
  const rng = createRng(13);
  const samplesOf = (count: number): Samples => ({
    count,
    labels: Uint8Array.from({ length: count }, (_, n) => n % 10),
    pixels: Uint8Array.from({ length: count * side * side }, () => rng.integer(256)),
  });
  const images = { height: side, width: side, classes: 10 };
  const samples = samplesOf(4 * batchSize);
  const dataset = new DeviceDataset(images, samples.count);
  dataset.append(samples);
  const runs = losses.map((loss) => ({ loss, settings: {}, recipe: {} }));
  const order = new BatchOrder(7, [samples.count], batchSize);
  const lockstep = new LockStep({ runs, backbone, dim: 2, seed: 7 }, images, dataset, order);
  return { lockstep, dataset, probe: new Probe(samplesOf(50), images) };
}

/** A program's own name, or its class's. */
function nameOf(program: object): string {
  return 'name' in program ? String(program.name) : program.constructor.name;
}

/** Programs that the present backend has compiled. */
function compiled(): number {
  const { binaryCache, pipelineCache } = tf.backend() as unknown as Record<string, object | undefined>;
  return Object.keys(binaryCache ?? pipelineCache ?? {}).length;
}

const page = {
  async load(id: BackendId): Promise<void> {
    await (await backendLoaders[id]()).load({ wasmPaths: '/' });
  },

  check: checkReferenceStep,
  edges: failuresAtEdges,

  /** Loss and gradients of one batch, for each loss and, `withOptions`, each value of its options: name → numbers. */
  async losses(
    ids: readonly string[],
    backbone: BackboneId,
    count: number,
    side: number,
    dim: number,
    withOptions: boolean,
  ): Promise<Record<string, number[][]>> {
    const results: Record<string, number[][]> = {};
    for (const spec of ids.map((id) => classLossById(id)!)) {
      const choices = spec.options.flatMap(({ name, values }) => values.map((value) => ({ [name]: value })));
      for (const choice of [{}, ...(withOptions ? choices : [])]) {
        const trainer = trainerOf(spec.id, backbone, side, dim, choice);
        const batch = batchOf(count, side);
        const { loss, gradients } = trainer.gradients(batch);
        const numbers = await Promise.all([loss, ...gradients].map((tensor) => tensor.data()));
        results[`${spec.id} ${JSON.stringify(choice)}`] = numbers.map((values) => [...values]);
        tf.dispose([loss, ...gradients, batch.images, batch.oneHot_nc]);
        trainer.dispose();
      }
    }
    return results;
  },

  /** Variables of several shapes, and the saved moments, after a few updates by given gradients. */
  async updates(id: OptimizerId): Promise<number[][]> {
    const rng = createRng(710);
    const numbers = (shape: number[]) =>
      tf.tensor(
        Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => rng.gaussian()),
        shape,
      );
    const starts = [[1], [3], [7, 5], [3, 3, 2, 4], [64, 33]].map(numbers);
    const variables = starts.map((start) => tf.variable(start));
    const optimizer = optimizers[id](variables as tf.Variable[]);
    // A clone must keep the numbers of its moment.
    const clones = variables.map((variable) => tf.clone(variable));
    for (let i = 0; i < 3; i++) {
      // By products, as gradients of weights are: these lie packed on webgl.
      const gradients = starts.map(({ shape }) =>
        shape.length === 2
          ? tf.matMul(numbers([shape[0], 3]) as tf.Tensor2D, numbers([3, shape[1]]) as tf.Tensor2D)
          : numbers(shape),
      );
      optimizer.step(gradients, 0.02);
      tf.dispose(gradients);
    }
    const { moments1, moments2 } = await optimizer.save();
    const read = async (tensor: tf.Tensor) => [...(await tensor.data())];
    const results = await Promise.all([...variables, ...clones].map(read));
    return [...results, ...[...moments1, ...moments2].map((values) => [...values])];
  },

  /** Losses of two steps down the gradient, what the network embeds after them, and what lies about. */
  async steps(backbone: BackboneId, count: number, side: number) {
    const before = tf.memory().numTensors;
    const trainer = trainerOf('arcface', backbone, side, 2, {}, 'sgd');
    const batch = batchOf(count, side);
    const results: number[][] = [];
    for (let i = 0; i < 2; i++) {
      const value = trainer.step(batch);
      results.push([...(await value.data())]);
      value.dispose();
    }
    const embedded = trainer.embed(batch.images);
    results.push([...(await embedded.data())]);
    const { normalizations } = await trainer.save();
    results.push(...normalizations.flat().map((row) => [...row]));
    tf.dispose([embedded, batch.images, batch.oneHot_nc]);
    trainer.dispose();
    return { results, tensorsLeft: tf.memory().numTensors - before };
  },

  /** Names of the programs that one lock-step step launches, and how often it read from the device. */
  async step(backbone: BackboneId) {
    const { lockstep, dataset } = lockStepOf(['arcface'], backbone, 32, 28);
    for (let i = 0; i < 2; i++) tf.dispose(lockstep.step());
    const backend = tf.backend() as unknown as Record<string, (...args: unknown[]) => unknown>;
    const launched: string[] = [];
    let reads = 0;
    const watched = ['runWebGLProgram', 'runWebGPUProgram', 'read', 'readSync', 'readToGPU'].filter(
      (name) => name in backend,
    );
    for (const name of watched) {
      const before = backend[name];
      backend[name] = function (this: unknown, ...args: unknown[]) {
        if (name.startsWith('read')) reads++;
        else launched.push(nameOf(args[0] as object));
        return before.apply(this, args);
      };
    }
    tf.dispose(lockstep.step());
    for (const name of watched) delete backend[name];
    lockstep.dispose();
    dataset.release();
    return { launched, reads };
  },

  /**
   * Compiles ahead as the service does, then trains and draws: how many programs were compiled before and how many
   * only then, and the losses and the frame, with (`warm`) and without a warm-up.
   */
  async warmUp(id: BackendId, backbone: BackboneId, losses: string[]) {
    const { compileAhead } = await (await backendLoaders[id]()).load({ wasmPaths: '/' });
    const run = async (isWarm: boolean) => {
      const before = tf.memory().numTensors;
      const { lockstep, dataset, probe } = lockStepOf(losses, backbone, 16, 12);
      const started = compiled();
      if (isWarm) {
        const embed = (trainer: Trainer) => probe.warmUp(trainer);
        await compileAhead!(
          () => lockstep.rehearse(embed),
          () => false,
        );
      }
      const ahead = compiled() - started;
      if (isWarm) await lockstep.warmUp((trainer) => probe.warmUp(trainer));
      const rehearsed = compiled() - started - ahead;
      const taken: number[] = [];
      const frames: number[][] = [];
      for (let i = 0; i < 3; i++) {
        const values = lockstep.step();
        taken.push(...(await readScalars(values)));
        tf.dispose(values);
      }
      for (const trainer of lockstep.trainers) {
        const buffer = new ArrayBuffer(frameBytes(probe.frameShape(2)));
        const frame = await probe.fill(buffer, 1, trainer, 0);
        frames.push([...frame.embeddings_nd, ...frame.weights_cd]);
      }
      await lockstep.save();
      const late = compiled() - started - ahead - rehearsed;
      lockstep.dispose();
      dataset.release();
      probe.release();
      return { ahead, rehearsed, late, taken, frames, tensorsLeft: tf.memory().numTensors - before };
    };
    return { warm: await run(true), cold: await run(false) };
  },
};

export type GpuPage = typeof page;
(globalThis as unknown as { gpuPage: GpuPage }).gpuPage = page;
