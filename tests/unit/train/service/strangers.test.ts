/** People that are never trained on, as a page asks for them: where the network puts them, and that nothing moves. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunConfig } from '../../../../src/lib/train/protocol';
import { loadInNode } from '../../../../tools/node-training';
import { nodeBackends } from '../../../support/host-tensor';
import { DirectRun, ServiceBench, tinyConfig } from '../../../support/service-bench';
import { side, tinyDataset } from '../../../support/tiny-dataset';

beforeAll(() => loadInNode('wasm'));

const address = 'https://data.test/people/';
const withStrangers = () => tinyDataset(3, [40, 30], [12], address, { unseenCount: 9 });
const runs: RunConfig[] = [
  { loss: 'arcface', settings: { s: 8 }, recipe: {} },
  { loss: 'softmax', settings: {}, recipe: {} },
];

let tensorsBefore = 0;
const benches: ServiceBench[] = [];
function benchOf(options: ConstructorParameters<typeof ServiceBench>[0] = {}): ServiceBench {
  if (benches.length === 0) tensorsBefore = tf.memory().numTensors;
  const bench = new ServiceBench(options);
  benches.push(bench);
  return bench;
}
afterEach(async () => {
  for (const { service } of benches) {
    service.dispose();
    await service.settled();
  }
  if (benches.splice(0).length) expect(tf.memory().numTensors).toBe(tensorsBefore);
});

async function ask(bench: ServiceBench, run: number) {
  const before = bench.all('strangers').length;
  bench.send({ type: 'strangers', run });
  await bench.next('strangers', (report) => bench.all('strangers').indexOf(report) === before);
  return bench.last('strangers')!.strangers;
}

describe.each(nodeBackends)('strangers on %s, dataset seed 3', (backend) => {
  it('lie where a trainer that is stepped by hand puts them, and their mirror images too', async () => {
    const dataset = withStrangers();
    const bench = benchOf({ dataset, backends: [backend] });
    const config = tinyConfig(dataset, { runs, dim: 3 });
    const { run } = await bench.open(config);
    await bench.playTo(7);
    const found = (await ask(bench, run))!;

    expect(found).toMatchObject({ step: 7, imageWidth: side, imageHeight: side });
    expect(found.names).toEqual(['stranger 0', 'stranger 1', 'stranger 2', 'stranger 3']);
    expect([...found.labels_n]).toEqual([...dataset.strangers.labels]);
    expect([...found.pixels]).toEqual([...dataset.strangers.pixels]);

    const moments = momentsOf(dataset.train.pixels.subarray(0, 40 * side * side));
    for (const [i, own] of runs.entries()) {
      const direct = await DirectRun.open(dataset, config, own);
      const { trainer } = direct.stepTo(7);
      const embed = async (isMirrored: boolean) => {
        const values = Float32Array.from(dataset.strangers.pixels, (_, at) => {
          const column = at % side;
          const from = isMirrored ? at - column + (side - 1 - column) : at;
          return (dataset.strangers.pixels[from] / 255 - moments.mean) / moments.deviation;
        });
        const images = tf.tensor4d(values, [9, side, side, 1]);
        const embedded = trainer.embed(images);
        const data = [...(await embedded.data())];
        tf.dispose([images, embedded]);
        return data;
      };
      const { embeddings_nd, mirrored_nd } = found.runs[i];
      for (const [ours, theirs] of [
        [embeddings_nd, await embed(false)],
        [mirrored_nd, await embed(true)],
      ] as const) {
        expect(ours.length).toBe(27);
        ours.forEach((value, k) => expect(value).toBeCloseTo(theirs[k], 4));
      }
      expect([...mirrored_nd]).not.toEqual([...embeddings_nd]);
      direct.dispose();
    }
  });
});

describe('asking for strangers', () => {
  it('moves nothing: a training that is asked in between takes the same steps', async () => {
    const losses = [];
    for (const asks of [false, true]) {
      const bench = benchOf({ dataset: withStrangers() });
      const { run } = await bench.open(tinyConfig(bench.dataset, { runs }));
      await bench.playTo(4);
      if (asks) await ask(bench, run);
      await bench.playTo(8);
      losses.push(bench.all('frame').flatMap((frame) => [...frame.losses[0]]));
    }
    expect(losses[1]).toEqual(losses[0]);
    expect(losses[0]).toHaveLength(8);
  });

  it('a set that has none gives null', async () => {
    const bench = benchOf();
    const { run } = await bench.open();
    expect(await ask(bench, run)).toBeNull();
  });

  it('whose file is gone is told, training goes on, and a later question finds it', async () => {
    const dataset = withStrangers();
    const bench = benchOf({ dataset });
    const file = dataset.url + dataset.manifest.unseen!.shards[0].file;
    bench.server.fail(file, 'missing');
    const { run } = await bench.open(tinyConfig(dataset, { runs }));
    expect(await ask(bench, run)).toBeNull();
    expect(bench.last('strangers')!.refused).toMatch(/is not on the server/);
    expect(bench.all('problem')).toEqual([]);
    await bench.playTo(3);
    bench.server.mend(file);
    expect((await ask(bench, run))!.labels_n.length).toBe(9);
  });
});

function momentsOf(pixels: Uint8Array): { mean: number; deviation: number } {
  const values = Array.from(pixels, (byte) => byte / 255);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
