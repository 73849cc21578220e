/** What the lab's page of four margins says of its recorded runs, held against their last moments. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { margins } from '../../src/lib/demo/margins';
import { openFrame, readSlot, type HeaderSlot } from '../../src/lib/frame/layout';
import { decodeRecording } from '../../src/lib/frame/read-recording';
import { marginsWords } from '../../src/lib/i18n/margins';
import { languages } from '../../src/lib/i18n/languages';

/** A figure at the end of each run, m = 1, 2, 3, 4. */
async function ends(id: string, slot: HeaderSlot): Promise<number[]> {
  const recording = await decodeRecording(Uint8Array.from(readFileSync(`static/runs/${id}.run`)));
  expect(recording.info.runs.map(({ settings }) => settings.m)).toEqual([1, 2, 3, 4]);
  return recording.info.runs.map((_, run) =>
    readSlot(recording.read(recording.length - 1, run, openFrame(recording.info.shape)), slot),
  );
}

it('every demo has its words', () => {
  for (const language of languages)
    expect(Object.keys(marginsWords[language].byId)).toEqual(margins.map(({ id }) => id));
});

it('in three dimensions the median angle falls most from 1 to 2, less with each further m, and classes grow narrower', async () => {
  const [target, intra] = [await ends('margins-3d', 'targetDeg'), await ends('margins-3d', 'intraDeg')];
  const drops = (values: number[]) => values.slice(1).map((value, i) => values[i] - value);
  const [first, second, third] = drops(target);
  expect(first).toBeGreaterThan(second);
  expect(second).toBeGreaterThan(third);
  expect(third).toBeGreaterThan(0);
  for (const drop of drops(intra)) expect(drop).toBeGreaterThan(0);
});

it('from m = 1 to 4 the median angle falls by a smaller part in two dimensions than in three', async () => {
  const [spatial, planar] = [await ends('margins-3d', 'targetDeg'), await ends('margins-2d', 'targetDeg')];
  expect(planar[3] / planar[0]).toBeGreaterThan(spatial[3] / spatial[0]);
});
