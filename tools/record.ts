/**
 * Trains demos as their presets say and writes what happened to `static/runs/<name>.run`, on which they open.
 * `npm run record -- [name]...`: those recordings, or every one that a demo of an article is named after. The same
 * code gives the same bytes.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { classMarks } from '../src/lib/data/class-marks';
import type { DemoSpec } from '../src/lib/demo/demo-spec';
import { margins } from '../src/lib/demo/margins';
import { trainingConfig, valuesOf } from '../src/lib/demo/plan';
import { describeTraining, historiesOf } from '../src/lib/demo/recorded-run';
import { runsOf } from '../src/lib/demo/schema';
import { frameBytes } from '../src/lib/frame/layout';
import { Recording } from '../src/lib/frame/recording';
import { encodeRecording } from '../src/lib/frame/write-recording';
import { lossById } from '../src/lib/loss/registry';
import { hasUnitFeatures } from '../src/lib/loss/spec';
import { BatchOrder } from '../src/lib/train/batch-order';
import { LockStep } from '../src/lib/train/lockstep';
import { readTrainingSet } from './training-set';
import { datasetUrl, loadInNode } from './node-training';

const folder = new URL('../static/runs/', import.meta.url);
const modules = import.meta.glob<{ readonly figures: readonly DemoSpec[] }>('../content/*/figures.ts', {
  eager: true,
});

/** A page pays for a recording before anyone pressed anything. */
const maxFileBytes = 60_000;
/** Demos by the recording that is made from them. */
export const recordedDemos: ReadonlyMap<string, DemoSpec> = new Map(
  [...Object.values(modules).flatMap(({ figures }) => figures), ...margins]
    .filter(({ id, recording }) => recording === id)
    .map((spec) => [spec.id, spec]),
);

/** What is kept of a training. */
export interface Keep {
  /** So many of the held-out images, from the first. */
  readonly probeCount: number;
  /** Steps of the moments, ascending; training ends with the last. */
  readonly steps: readonly number[];
  readonly directionLevels: number;
  readonly normsPerOctave: number;
}

/** 600 steps, where docs/model.md compares losses, the moments densest in the beginning, where most happens. */
function keepFor(spec: DemoSpec): Keep {
  const spread = (moments: number): number[] => [
    ...new Set(Array.from({ length: moments + 1 }, (_, k) => Math.round(600 * (k / moments) ** 2))),
  ];
  const runs = runsOf(spec).length;
  // Runs side by side share the bytes, and a third dimension takes more of them: fewer moments, samples and digits.
  if (runs > 2) return { probeCount: 300, steps: spread(12), directionLevels: 1024, normsPerOctave: 32 };
  // Lengths take their bytes too, where the loss keeps them.
  const withLengths = runsOf(spec).filter(({ loss }) => !hasUnitFeatures(loss)).length;
  if (runs > 1 || spec.dim === 3) {
    const moments = withLengths > 1 ? 18 : 24;
    return { probeCount: 600, steps: spread(moments), directionLevels: 2048, normsPerOctave: 64 };
  }
  const moments = withLengths > 0 ? 36 : 40;
  return { probeCount: 600, steps: spread(moments), directionLevels: 4096, normsPerOctave: 128 };
}

/** Trains a demo's preset on wasm and keeps moments of it. */
export async function recordDemo(spec: DemoSpec, keep: Keep = keepFor(spec)): Promise<Recording> {
  const { id: backend, kernelSet } = await loadInNode('wasm');
  if (kernelSet === 'stock') throw new Error('The kernels for wasm were refused; build them first.');
  const config = trainingConfig(spec, {}, datasetUrl);
  const data = valuesOf(spec, {}).data as string;
  const { probeCount, steps, ...quantisation } = keep;
  const { train, probe, images, shardCounts, classNames, mixFor } = await readTrainingSet({
    data,
    people: config.people,
    probeCount,
  });
  const order = new BatchOrder(config.seed, shardCounts, config.batchSize);
  const lockstep = new LockStep(config, images, train, order, mixFor(config.seed, config.spoiling));
  const shape = probe.frameShape(config.dim, lockstep.subcenters);
  const norms = config.runs.map(({ loss }) => !hasUnitFeatures(lossById(loss)!));
  const info = describeTraining(spec, config, {
    data,
    backend,
    classNames: classMarks(classNames),
    shape,
    norms,
  });
  const recording = new Recording({ ...info, ...quantisation }, probe.samples.labels);
  const losses = config.runs.map(() => ({ steps: [] as number[], values: [] as number[] }));
  for (let step = 0; step <= steps[steps.length - 1]; step++) {
    if (step > 0) {
      lockstep.step().forEach((loss, run) => {
        losses[run].steps.push(step);
        losses[run].values.push(loss.dataSync()[0]);
        loss.dispose();
      });
    }
    if (!steps.includes(step)) continue;
    const frames = [];
    for (const [run, trainer] of lockstep.trainers.entries()) {
      const buffer = new ArrayBuffer(frameBytes(shape));
      const loss = losses[run].values.at(-1) ?? NaN;
      frames.push(await probe.fill(buffer, run, trainer, loss, lockstep.subcenters));
    }
    recording.append(step, frames);
  }
  recording.losses = losses;
  lockstep.dispose();
  probe.release();
  return recording;
}

export async function main(names: string[]): Promise<number> {
  await mkdir(folder, { recursive: true });
  for (const name of names.length ? names : recordedDemos.keys()) {
    const spec = recordedDemos.get(name);
    if (!spec) {
      console.error(
        `No demo is named after the recording "${name}". There are: ${[...recordedDemos.keys()].join(', ')}.`,
      );
      return 1;
    }
    const recording = await recordDemo(spec);
    // The tightest packing: this is done once and fetched often.
    const file = await encodeRecording(recording, async (bytes) => gzipSync(bytes, { level: 9 }));
    if (file.length > maxFileBytes) {
      console.error(`${name} takes ${file.length} bytes, more than ${maxFileBytes}.`);
      return 1;
    }
    await writeFile(new URL(`${name}.run`, folder), file);
    const ends = historiesOf(recording).map(({ accuracy }) => accuracy.values.at(-1)?.toFixed(3));
    console.log(`${name}: ${recording.length} moments, ${file.length} bytes, accuracy ${ends.join(' and ')}`);
  }
  return 0;
}
