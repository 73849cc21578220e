/**
 * Milliseconds a training step: our trainer, plain tfjs layers, jax-js, and beside them the machine's own limit in
 * the same rounds, which is our best matrix product. It runs in Node and in a browser's module worker alike.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '../../src/lib/train/gradients';
import { createRng } from '../../src/lib/math/rng';
import type { LoadOptions } from '../../src/lib/train/backends/backend';
import { load } from '../../src/lib/train/backends/wasm';
import type { Batch } from '../../src/lib/train/device-dataset';
import type { OptimizerId } from '../../src/lib/train/optimizer/optimizer';
import type { Trainer } from '../../src/lib/train/trainer';
import { flopPerStep, type BenchNet } from './flop';
import { convForms, type ConvForm } from './jax-network';
import { jaxContestant, startJax, type JaxContestant } from './jax-step';
import { batchSize, createInput, type Input } from './input';
import { captureKernels, useKernels } from './kernel-sets';
import { createTrainer, ours } from './ours';
import { addMissingFilterGradient, plainLayers } from './plain-layers';
import { median, reportTarget, rounded, type Report } from './rows';
import { medianRatio, rounds, takeTurns, timed, type Contestant } from './turns';

/** What the project promises of a step (issue 3). */
const promised: Readonly<
  Record<BenchNet, { timesPlain: number; timesJax: number; shareOfLimit: number | null }>
> = {
  lenet: { timesPlain: 16, timesJax: 15, shareOfLimit: 0.7 },
  mlp: { timesPlain: 12, timesJax: 1.6, shareOfLimit: null },
};

const productSide = 1024;
/** Relative difference of the first two losses of our step and jax-js': float32 in another order, eased by one step. */
const tolerance = 0.01;

/** @param where what the rows call this place: 'node' or 'chromium worker' */
export async function benchSpeed(where: string, options: LoadOptions, report: Report): Promise<void> {
  // Stock kernels first, while nothing of ours is installed.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  tf.env().set('PROD', true);
  setWasmPaths(options.wasmPaths as string | Record<string, string>);
  await tf.setBackend('wasm');
  addMissingFilterGradient();
  const stock = captureKernels('wasm');
  tf.unregisterKernel('Conv2DBackpropFilter', 'wasm');
  const { kernelSet } = await load(options);
  if (kernelSet !== 'simd') throw new Error(`The kernels to be timed are "${kernelSet}", not "simd".`);
  const own = captureKernels('wasm');
  await startJax();

  const useOurs = () => useKernels('wasm', own);
  const useStock = () => useKernels('wasm', stock);

  const input = createInput();
  for (const net of ['lenet', 'mlp'] as const) {
    const form = await bestForm(where, net, input, useOurs, report);
    for (const optimizer of ['sgd', 'adam'] as const) {
      await benchStep({ where, net, optimizer, form }, input, useOurs, useStock, report);
    }
  }
  tf.dispose([input.batch.images, input.batch.oneHot_nc]);
}

interface Place {
  readonly where: string;
  readonly net: BenchNet;
  readonly optimizer: OptimizerId;
  /** How jax-js' convolutions are written. */
  readonly form: ConvForm;
}

async function jaxFrom(trainer: Trainer, { net, optimizer, form }: Omit<Place, 'where'>, input: Input) {
  const { variables } = await trainer.save();
  const start = new Map(trainer.variableNames.map((name, i) => [name, variables[i]]));
  return jaxContestant(net, optimizer, form, trainer.learningRate, start, input.pixels, input.oneHot);
}

/** The quickest way to write the convolutions in jax-js: each beside our step, one step a turn. */
async function bestForm(
  where: string,
  net: BenchNet,
  input: Input,
  useOurs: () => void,
  report: Report,
): Promise<ConvForm> {
  if (net === 'mlp') return 'conv';
  useOurs();
  const trainer = createTrainer(net, 'sgd');
  const own = ours(trainer, input.batch, useOurs);
  const standings: { form: ConvForm; stepMs: number }[] = [];
  for (const form of convForms) {
    const jax = await jaxFrom(trainer, { net, optimizer: 'sgd', form }, input);
    await jax.run(1);
    const turns: { jaxMs: number; oursMs: number }[] = [];
    for (let turn = 0; turn < 3; turn++) {
      await own.run(1);
      turns.push({ oursMs: (await timed(own, 3)) / 3, jaxMs: await timed(jax, 1) });
    }
    jax.dispose();
    const [jaxMs, oursMs] = [turns.map((turn) => turn.jaxMs), turns.map((turn) => turn.oursMs)];
    const stepMs = median(jaxMs);
    standings.push({ form, stepMs });
    const timesJax = rounded(medianRatio(jaxMs, oursMs));
    report({
      bench: 'jax-js forms',
      where,
      net,
      form,
      jaxMs: rounded(stepMs),
      timesJax,
      rounds: turns.length,
    });
  }
  own.dispose();
  return standings.reduce((best, next) => (next.stepMs < best.stepMs ? next : best)).form;
}

async function benchStep(
  place: Place,
  input: Input,
  useOurs: () => void,
  useStock: () => void,
  report: Report,
): Promise<void> {
  const { where, net, optimizer, form } = place;
  useOurs();
  const trainer = createTrainer(net, optimizer);
  const jax = await jaxFrom(trainer, place, input);
  const lossDifference = await differenceOfLosses(trainer, jax, input.batch);
  const contestants = [
    ours(trainer, input.batch, useOurs),
    plainLayers(net, optimizer, input.batch, useStock),
    jax,
    product(useOurs),
  ];
  const times = await takeTurns(contestants);
  for (const contestant of contestants) contestant.dispose();

  const [oursMs, plainMs, jaxMs, productMs] = ['ours', 'plain', 'jax', 'product'].map((name) =>
    times.get(name)!,
  );
  const timesPlain = medianRatio(plainMs, oursMs);
  const timesJax = medianRatio(jaxMs, oursMs);
  // Both in operations a millisecond, round by round.
  const flopOfStepPerProduct = flopPerStep(net, batchSize) / (2 * productSide ** 3);
  const shareOfLimit = flopOfStepPerProduct * medianRatio(productMs, oursMs);
  report({
    bench: 'steps',
    where,
    net,
    optimizer,
    oursMs: rounded(median(oursMs)),
    plainMs: rounded(median(plainMs)),
    jaxMs: rounded(median(jaxMs)),
    timesPlain: rounded(timesPlain),
    timesJax: rounded(timesJax),
    megaflop: rounded(flopPerStep(net, batchSize) / 1e6),
    limitGflops: rounded((2 * productSide ** 3) / median(productMs) / 1e6),
    shareOfLimit: rounded(shareOfLimit),
    rounds,
    jaxForm: net === 'lenet' ? form : 'dense',
    lossDifference: Number(lossDifference.toExponential(1)),
  });
  const promise = promised[net];
  const what = `${net}, ${optimizer}, ${where}`;
  reportTarget(report, `${what}: times plain layers`, timesPlain, { atLeast: promise.timesPlain });
  reportTarget(report, `${what}: times jax-js`, timesJax, { atLeast: promise.timesJax });
  if (promise.shareOfLimit !== null) {
    reportTarget(report, `${what}: share of the limit`, shareOfLimit, { atLeast: promise.shareOfLimit });
  }
}

/**
 * Two steps of both from one start: the larger relative difference of their losses. The second loss sees the
 * gradients and the optimiser. Throws where they are not one and the same training.
 */
async function differenceOfLosses(trainer: Trainer, jax: JaxContestant, batch: Batch): Promise<number> {
  let largest = 0;
  for (let step = 0; step < 2; step++) {
    const loss = trainer.step(batch);
    const [own] = loss.dataSync();
    loss.dispose();
    const other = await jax.run(1);
    const difference = Math.abs(own - other) / Math.abs(own);
    if (!(difference <= tolerance)) {
      throw new Error(`Step ${step + 1} of jax-js is not ours: its loss is ${other}, ours ${own}.`);
    }
    largest = Math.max(largest, difference);
  }
  return largest;
}

/** The machine's limit: 1024³, two operations for each of them. */
function product(use: () => void): Contestant {
  const rng = createRng(2);
  const values = Float32Array.from({ length: productSide ** 2 }, () => rng.gaussian());
  const a = tf.tensor2d(values, [productSide, productSide]);
  return {
    name: 'product',
    use,
    run: async (steps) => {
      for (let step = 0; step < steps; step++) tf.matMul(a, a).dispose();
    },
    dispose: () => a.dispose(),
  };
}
