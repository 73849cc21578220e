/** Every recorded run that the site ships can be read, is small, and is the one that its demo would train. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DemoSpec } from '../../src/lib/demo/demo-spec';
import { margins } from '../../src/lib/demo/margins';
import { trainingConfig, valuesOf } from '../../src/lib/demo/plan';
import { assertDrawable, stateOfRecording } from '../../src/lib/demo/recorded-run';
import { viewsPerPerson } from '../../src/lib/face/sets';
import { openFrame, readSlot, type FrameShape, type HeaderSlot } from '../../src/lib/frame/layout';
import { measureFrame } from '../../src/lib/frame/measure';
import { decodeRecording } from '../../src/lib/frame/read-recording';
import { lossById } from '../../src/lib/loss/registry';
import { hasClassWeights, type LossSettings, type LossSpec } from '../../src/lib/loss/spec';
import { adviceFor } from '../../src/lib/loss/theory/advice';
import { landing } from '../../src/routes/landing-demo';

const modules = import.meta.glob<{ readonly figures: readonly DemoSpec[] }>('../../content/*/figures.ts', {
  eager: true,
});
const demos = [...Object.values(modules).flatMap(({ figures }) => figures), landing, ...margins].filter(
  (spec): spec is DemoSpec & { recording: string } => spec.recording !== undefined,
);
const folder = new URL('../../static/runs/', import.meta.url);
const files = readdirSync(folder).map((file) => ({ file, name: file.replace(/\.run$/, '') }));
const bytesOf = (file: string) => Uint8Array.from(readFileSync(new URL(file, folder)));

/** Even a sample on its own class weight would be refused. */
function lacksRoom(loss: LossSpec, settings: LossSettings, { classes, dim }: FrameShape): boolean {
  if (!hasClassWeights(loss)) return false;
  const { verdict } = adviceFor(loss, settings, 1, { classes, dim, probability: 0.5 });
  return verdict === 'margin-too-large';
}

it('every recorded run is some demo’s', () => {
  expect(files.length).toBeGreaterThan(0);
  for (const { name } of files) expect(demos.map(({ recording }) => recording)).toContain(name);
});

describe.each(files)('the recorded run $file', ({ file }) => {
  it('takes at most 60 KB, and every moment of it can be drawn', async () => {
    const bytes = bytesOf(file);
    expect(bytes.length).toBeLessThanOrEqual(60_000);
    const recording = await decodeRecording(bytes);
    expect(() => assertDrawable(recording)).not.toThrow();
    const { info, steps } = recording;
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(600);
    // Of six faces there are 24 pictures that were held out.
    const all = info.people ? info.people.length * viewsPerPerson.probe : Infinity;
    expect(info.shape.probes).toBe(Math.min(all, info.runs.length > 2 ? 300 : 600));
    for (const { steps: lossSteps } of recording.losses) expect(lossSteps.length).toBe(600);
    const frame = openFrame(info.shape);
    for (const index of steps.keys()) {
      info.runs.forEach((_, run) => {
        recording.read(index, run, frame);
        expect(frame.embeddings_nd.every(Number.isFinite)).toBe(true);
        expect(readSlot(frame, 'step')).toBe(steps[index]);
      });
    }
  });

  it('says of its last moment what is measured on it', async () => {
    const recording = await decodeRecording(bytesOf(file));
    const { info, labels_n } = recording;
    // In three dimensions a side of the octahedral map, a turn and a half at its widest, is cut into as many levels.
    const quantumDeg = ((info.shape.dim === 3 ? 1.5 : 1) * 360) / info.directionLevels;
    info.runs.forEach(({ loss, settings, recipe }, run) => {
      const recorded = recording.read(recording.length - 1, run, openFrame(info.shape));
      const measured = recording.read(recording.length - 1, run, openFrame(info.shape));
      measureFrame(measured, lossById(loss)!, labels_n);
      const off = (slot: HeaderSlot) => Math.abs(readSlot(recorded, slot) - readSlot(measured, slot));
      // A point on a boundary may fall to its other side: two of them.
      expect(off('accuracy')).toBeLessThan(2.5 / info.shape.probes);
      expect(off('cosineAccuracy')).toBeLessThan(2.5 / info.shape.probes);
      for (const slot of ['targetDeg', 'intraDeg', 'interDeg'] as const) {
        expect(off(slot), slot).toBeLessThan(quantumDeg);
      }
      // A run with a ReLU on two numbers, or on a spoiled training set, is shown for being bad, and so is one whose
      // margin has no room.
      const lacks = recipe.relu || lacksRoom(lossById(loss)!, settings, info.shape);
      const least = info.spoiling ? 0.75 : lacks ? 0.8 : 0.9;
      expect(readSlot(recorded, 'accuracy')).toBeGreaterThan(least);
    });
  });
});

describe.each(demos)('the demo $id', (spec) => {
  it('opens on a run of the training that it is', async () => {
    const { info } = await decodeRecording(bytesOf(`${spec.recording}.run`));
    const config = trainingConfig(spec, {}, (name) => name);
    expect(
      info.runs.map(({ loss, add, settings, recipe }) => ({
        loss,
        ...(add ? { add } : {}),
        settings,
        recipe,
      })),
    ).toEqual(config.runs);
    expect(info).toMatchObject({
      net: config.backbone,
      seed: config.seed,
      batchSize: config.batchSize,
      data: valuesOf(spec, {}).data,
    });
    expect(info.shape.dim).toBe(config.dim);
    expect(info.spoiling).toEqual(config.spoiling);
    expect(info.people).toEqual(config.people);
    // Opening the file by hand changes nothing of the preset.
    expect(stateOfRecording(info, spec)).toEqual({});
  });
});
