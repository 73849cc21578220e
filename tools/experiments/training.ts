/** One training of an experiment, from data to figures: what its demo trains in a browser, here in Node. */
import { moveSamples, type Moves } from '../../src/lib/data/move-samples';
import { readUnseen } from '../../src/lib/data/shard-reader';
import type { Cleaning, MeasureId } from '../../src/lib/demo/experiments/experiment';
import { movesSeed } from '../../src/lib/demo/experiments/registry';
import { frameBytes, readSlot, type Frame } from '../../src/lib/frame/layout';
import { arcOfDirections } from '../../src/lib/metric/arc-of-directions';
import { templatesOf, verify } from '../../src/lib/metric/verification';
import { catchFarthest, farthestFirst } from '../../src/lib/metric/wrong-labels';
import { BatchOrder } from '../../src/lib/train/batch-order';
import { checkLabels } from '../../src/lib/train/check-labels';
import { DataFeed } from '../../src/lib/train/data-feed';
import { DeviceDataset } from '../../src/lib/train/device-dataset';
import { LockStep } from '../../src/lib/train/lockstep';
import type { TrainingConfig } from '../../src/lib/train/protocol';
import { Strangers } from '../../src/lib/train/strangers';
import { TrainingMix } from '../../src/lib/train/training-mix';
import { classTable } from '../class-table';
import { fileFetch } from '../node-training';

export type Figures = Partial<Record<MeasureId, number>>;

export interface Training {
  readonly config: TrainingConfig;
  readonly steps: number;
  readonly cleaning?: Cleaning;
  /** How strangers' images are moved before they are judged, each a way of its own; absent: as they are. */
  readonly judged: readonly (Moves | undefined)[];
}

/** Directions of so many features are held by the arc; the others are strays. */
const arcShare = 0.99;

/** Trains, and measures each run under each way of judging: figures [judged][run]. */
export async function trainAndMeasure(training: Training): Promise<Figures[][]> {
  const { config, steps, cleaning, judged } = training;
  const feed = new DataFeed(config.datasetUrl, fileFetch, () => {});
  const { manifest, images, train, probe, moments } = await feed.open();
  await feed.until(train.count);
  const shardCounts = manifest.splits.train.shards.map(({ count }) => count);
  const { spoiling, seed, batchSize } = config;
  const labelOf = (index: number) => train.labelOf(index);
  const mix = spoiling ? new TrainingMix(seed, spoiling, shardCounts, images.classes, labelOf) : null;
  let lockstep = new LockStep(config, images, train, new BatchOrder(seed, shardCounts, batchSize), mix);
  let kept: DeviceDataset | null = null;
  let caught: Figures = {};
  if (cleaning) {
    takeSteps(lockstep, cleaning.afterSteps);
    const check = await checkLabels(lockstep, train, images, train.count);
    const [anglesRad_n] = check.anglesRad;
    const isWrong_n = Array.from(check.given_n, (label, n) => label !== check.true_n[n]);
    const dropped = Math.round(cleaning.share * isWrong_n.length);
    caught = { precision: catchFarthest(anglesRad_n, isWrong_n, dropped).precision };
    const keeps = farthestFirst(anglesRad_n).slice(dropped).sort();
    const { indices } = lockstep.told(train.count);
    lockstep.dispose();
    const labels = Uint8Array.from(keeps, (n) => check.given_n[n]);
    const pixels = train.bytesOf(indices.filter((_, n) => keeps.includes(n)));
    kept = new DeviceDataset(images, keeps.length, moments, train.jitter);
    kept.append({ count: keeps.length, labels, pixels });
    lockstep = new LockStep(config, images, kept, new BatchOrder(seed, [keeps.length], batchSize));
  }
  takeSteps(lockstep, steps);

  const buffer = new ArrayBuffer(frameBytes(probe.frameShape(config.dim, lockstep.subcenters)));
  const ofTrained: Figures[] = [];
  for (const [run, trainer] of lockstep.trainers.entries()) {
    const frame = await probe.fill(buffer, run, trainer, NaN, lockstep.subcenters);
    const { spec } = trainer.config;
    const { accuracy_c, weightNorm_c } = classTable(frame, spec, probe.samples.labels);
    ofTrained.push({
      ...caught,
      ...ofFrame(frame),
      rarestAccuracy: accuracy_c.at(-1)!,
      weightRatio: weightNorm_c.at(-1)! / weightNorm_c[0],
    });
  }
  const options = { fetch: fileFetch };
  const unseen = await readUnseen(manifest, new URL('manifest.json', config.datasetUrl).href, options);
  const figures: Figures[][] = [];
  for (const moves of judged) {
    if (!unseen) {
      figures.push(ofTrained);
      continue;
    }
    const { height, width } = images;
    const samples = moves ? moveSamples(unseen, [height, width], moves, movesSeed) : unseen;
    const strangers = new Strangers(samples, manifest, images, moments);
    const { labels_n, runs } = await strangers.embed(lockstep);
    figures.push(
      runs.map(({ embeddings_nd, mirrored_nd }, run) => {
        const { auc, tar } = verify(templatesOf(embeddings_nd, mirrored_nd, labels_n, 'single'));
        return { ...ofTrained[run], auc, tar1: tar[1] };
      }),
    );
    strangers.release();
  }
  lockstep.dispose();
  kept?.release();
  feed.dispose();
  return figures;
}

function takeSteps(lockstep: LockStep, steps: number): void {
  for (let step = 0; step < steps; step++) for (const loss of lockstep.step()) loss.dispose();
}

function ofFrame(frame: Frame): Figures {
  const slots = ['accuracy', 'cosineAccuracy', 'targetDeg', 'intraDeg', 'interDeg'] as const;
  const figures = Object.fromEntries(slots.map((slot) => [slot, readSlot(frame, slot)])) as Figures;
  if (frame.shape.dim !== 2) return figures;
  return { ...figures, arcDeg: (arcOfDirections(frame.embeddings_nd, arcShare) * 180) / Math.PI };
}
