/**
 * Keeps one real training step for the figure that shows it in slow motion: `npm run record:step` trains one network a
 * loss from the same start on the same batches, and writes what the step after `step` does to four digits of its
 * batch. The digits are chosen by rule, not by what becomes of them. The same code gives the same bytes.
 */
import { writeFile } from 'node:fs/promises';
import { evaluateLoss } from '../src/lib/loss/reference';
import { conventionFor } from '../src/lib/loss/convention';
import { decide } from '../src/lib/loss/decide';
import { classLossById } from '../src/lib/loss/registry';
import { BatchOrder } from '../src/lib/train/batch-order';
import type { Batch } from '../src/lib/train/device-dataset';
import { LockStep } from '../src/lib/train/lockstep';
import type { Trainer } from '../src/lib/train/trainer';
import type { RecordedStep, StepMoment } from '../src/lib/viz/explain/recorded-step';
import { targetAngles } from '../src/lib/metric/class-angles';
import { readTrainingSet } from './training-set';
import { loadInNode } from './node-training';

const file = new URL('../src/lib/ui/figures/slow-motion/step.json', import.meta.url);

/** The first batch after the margin's ramp that has a digit past θ + m = π, looked at every 20 steps. */
const defaults = { step: 260, seed: 4, batchSize: 128, net: 'lenet' } as const;
/** The losses that the articles compare. */
const losses = ['softmax', 'modified-softmax', 'a-softmax', 'cosface', 'arcface'];
/** Whose decisions the digits are chosen by. */
const chooser = 'arcface';

/** Trains, takes the step and says what it did. */
export async function recordStep({ step, seed, batchSize, net } = defaults): Promise<RecordedStep> {
  const { kernelSet } = await loadInNode('wasm');
  if (kernelSet === 'stock') throw new Error('The kernels for wasm were refused; build them first.');
  const { train, images, shardCounts } = await readTrainingSet({ probeCount: 1 });
  const order = new BatchOrder(seed, shardCounts, batchSize);
  const runs = losses.map((loss) => ({ loss, settings: {}, recipe: {} }));
  const lockstep = new LockStep({ runs, backbone: net, dim: 2, seed }, images, train, order);
  while (lockstep.stepCount < step) for (const loss of lockstep.step()) loss.dispose();

  const batch = train.batch(order.batch(step));
  const pixels = (await batch.images.data()) as Float32Array;
  const oneHot_nc = (await batch.oneHot_nc.data()) as Float32Array;
  const labels_n = Uint8Array.from({ length: batchSize }, (_, n) =>
    oneHot_nc.subarray(n * images.classes, (n + 1) * images.classes).indexOf(1),
  );
  const settings = lockstep.trainers.map((trainer) => trainer.effectiveSettings);
  const before = await Promise.all(lockstep.trainers.map((trainer) => stateOf(trainer, batch)));
  const batchLosses = lockstep.step();
  const after = await Promise.all(lockstep.trainers.map((trainer) => stateOf(trainer, batch)));
  const chosen = choose(settings[losses.indexOf(chooser)], before[losses.indexOf(chooser)], labels_n);
  const recorded: RecordedStep = {
    step,
    seed,
    net,
    side: images.width,
    labels: [...labels_n].join(''),
    samples: chosen.map((index) => ({ index, label: labels_n[index], image: inkOf(pixels, index, images) })),
    runs: await Promise.all(
      lockstep.trainers.map(async (trainer, i) => ({
        loss: trainer.config.spec.id,
        settings: settings[i],
        batchLoss: rounded(batchLosses[i].dataSync()[0], 6),
        parameterCount: (await trainer.save()).variables.reduce((sum, { length }) => sum + length, 0),
        before: momentOf(before[i], chosen),
        after: momentOf(after[i], chosen),
      })),
    ),
  };
  for (const loss of batchLosses) loss.dispose();
  batch.images.dispose();
  batch.oneHot_nc.dispose();
  lockstep.dispose();
  return recorded;
}

interface State {
  readonly embeddings_nd: Float32Array;
  readonly weights_cd: Float32Array;
  readonly bias_c: Float32Array | null;
}

async function stateOf(trainer: Trainer, batch: Batch): Promise<State> {
  const embeddings = trainer.embedBatch(batch);
  const embeddings_nd = Float32Array.from(await embeddings.data());
  embeddings.dispose();
  const { weights_cd, bias_c } = (await trainer.readHead())!;
  return {
    embeddings_nd,
    weights_cd: Float32Array.from(weights_cd!),
    bias_c: bias_c && Float32Array.from(bias_c),
  };
}

/** An easy digit, the hardest that is right and refused, the nearest stray, and the one furthest from its weight. */
function choose(
  settings: RecordedStep['runs'][number]['settings'],
  state: State,
  labels_n: Uint8Array,
): number[] {
  const spec = classLossById(chooser)!;
  const classes = state.weights_cd.length / 2;
  const head = { weights_cd: state.weights_cd, bias_c: state.bias_c, dim: 2, classes };
  const decided_n = decide(spec, {
    ...head,
    bias_c: new Float32Array(classes),
    embeddings_nd: state.embeddings_nd,
  });
  const thetaRad_n = new Float32Array(labels_n.length);
  targetAngles(state.embeddings_nd, state.weights_cd, labels_n, 2, thetaRad_n);
  const { logits_nc } = evaluateLoss(spec, settings, conventionFor(settings), {
    ...head,
    embeddings_nd: state.embeddings_nd,
    labels_n,
  });
  const all = [...labels_n.keys()];
  const isRight = (n: number) => decided_n[n] === labels_n[n];
  const isRefused = (n: number) =>
    logits_nc
      .subarray(n * classes, (n + 1) * classes)
      .some((logit) => logit > logits_nc[n * classes + labels_n[n]]);
  const byAngle = (n: number, other: number) => thetaRad_n[n] - thetaRad_n[other];
  const switchRad = Math.PI - (settings.m as number);
  const right = all.filter(isRight).sort(byAngle);
  const strays = all.filter((n) => !isRight(n) && thetaRad_n[n] < switchRad).sort(byAngle);
  const past = all.filter((n) => thetaRad_n[n] > switchRad).sort(byAngle);
  const chosen = [right[0], right.filter(isRefused).at(-1), strays[0], past.at(-1)];
  if (chosen.includes(undefined as never))
    throw new Error('This batch has no digit of one of the four kinds; take another step.');
  return chosen as number[];
}

/** Standardised pixels back as greys: they are packed in sixteen, the darkest is no ink and the lightest full ink. */
function inkOf(
  pixels: Float32Array,
  index: number,
  { width, height }: { width: number; height: number },
): string {
  const own = pixels.subarray(index * width * height, (index + 1) * width * height);
  const [least, most] = [Math.min(...pixels), Math.max(...pixels)];
  return [...own].map((value) => Math.round((15 * (value - least)) / (most - least)).toString(16)).join('');
}

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

function momentOf({ embeddings_nd, weights_cd, bias_c }: State, chosen: readonly number[]): StepMoment {
  const exact = (values: ArrayLike<number>) => Array.from(values, (value) => rounded(value, 7));
  return {
    weights_cd: exact(weights_cd),
    bias_c: bias_c && exact(bias_c),
    embeddings: chosen.map((n) => exact(embeddings_nd.subarray(2 * n, 2 * n + 2))),
    rad_n: Array.from({ length: embeddings_nd.length / 2 }, (_, n) =>
      Number(Math.atan2(embeddings_nd[2 * n + 1], embeddings_nd[2 * n]).toFixed(3)),
    ),
  };
}

export async function main(): Promise<number> {
  const recorded = await recordStep();
  // A line a moment: small differences stay readable in a review.
  await writeFile(file, `${JSON.stringify(recorded)}\n`);
  console.log(
    recorded.runs
      .map(({ loss, batchLoss, parameterCount }) => `${loss} ${batchLoss} ${parameterCount}`)
      .join('\n'),
  );
  return 0;
}
