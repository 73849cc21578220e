/** The recorded runs that the site ships are what the trainer makes today, moment by moment. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { DemoSpec } from '../../src/lib/demo/demo-spec';
import { openFrame, readSlot } from '../../src/lib/frame/layout';
import { decodeRecording } from '../../src/lib/frame/read-recording';
import { encodeRecording } from '../../src/lib/frame/write-recording';
import { quantisationFor } from '../../src/lib/frame/recording-info';
import { recordDemo, recordedDemos } from '../../tools/record';

it.each([...recordedDemos])(
  'recording %s again gives the same run',
  async (name, spec) => {
    const url = new URL(`../../static/runs/${name}.run`, import.meta.url);
    const kept = await decodeRecording(Uint8Array.from(readFileSync(url)));
    const again = await recordDemo(spec);
    expect(again.info).toEqual(kept.info);
    expect(again.steps).toEqual(kept.steps);
    expect([...again.labels_n]).toEqual([...kept.labels_n]);
    const frame = openFrame(kept.info.shape);
    kept.info.runs.forEach((_, run) => {
      const ends = [kept, again].map((recording) =>
        readSlot(recording.read(recording.length - 1, run, frame), 'accuracy'),
      );
      expect(ends[1]).toBe(ends[0]);
    });
    // The packing may differ between versions of zlib; what is packed may not.
    expect([...(await encodeRecording(again))]).toEqual([...(await encodeRecording(kept))]);
  },
  600_000,
);

it.each([
  ['softmax', 'mlp'],
  ['arcface', 'mlp'],
  ['arcface', 'lenet'],
] as const)(
  '600 steps of %s with %s in three dimensions, each seen on 2,000 digits, take 8 MB of memory and 3 MB of disk',
  async (loss, net) => {
    const spec: DemoSpec = {
      id: 'large',
      losses: [loss],
      dim: 3,
      net,
      sliders: [],
      views: ['plane'],
    };
    const recording = await recordDemo(spec, {
      probeCount: 2000,
      steps: Array.from({ length: 600 }, (_, i) => i + 1),
      ...quantisationFor(3),
    });
    expect(recording.length).toBe(600);
    expect(recording.byteLength).toBeLessThanOrEqual(8e6);
    expect((await encodeRecording(recording)).length).toBeLessThanOrEqual(3e6);
  },
  900_000,
);
