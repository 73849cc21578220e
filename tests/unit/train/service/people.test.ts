/** Some classes of a set alone, as a page asks for them: what it is told of them, and what is trained. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { samplesOfClasses } from '../../../../src/lib/data/class-subset';
import { loadInNode } from '../../../../tools/node-training';
import { ServiceBench, tinyConfig } from '../../../support/service-bench';
import { side, tinyDataset } from '../../../support/tiny-dataset';

beforeAll(() => loadInNode('wasm'));

let tensorsBefore = 0;
const benches: ServiceBench[] = [];
function benchOf(): ServiceBench {
  if (benches.length === 0) tensorsBefore = tf.memory().numTensors;
  const bench = new ServiceBench({ dataset: tinyDataset(6) });
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

it('the page is told of the chosen classes and of their held-out samples alone', async () => {
  const bench = benchOf();
  await bench.open(tinyConfig(bench.dataset, { people: [2, 0, 3] }));
  await bench.playTo(3);
  const own = samplesOfClasses(bench.dataset.probe, [2, 0, 3]);
  const ready = bench.last('ready')!;
  expect(ready.classNames).toEqual(['class 2', 'class 0', 'class 3']);
  expect(ready.shape).toEqual({ probes: own.count, dim: 2, classes: 3 });
  expect([...ready.labels_n]).toEqual([...own.labels]);
  expect(ready.pixels.length).toBe(own.count * side * side);
  expect(bench.all('problem')).toEqual([]);
});

it('another choice is another training, and all classes again a third', async () => {
  const bench = benchOf();
  const losses = [];
  for (const people of [[0, 1], [1, 0], undefined, [0, 1]]) {
    await bench.open(tinyConfig(bench.dataset, people ? { people } : {}));
    const before = bench.all('frame').length;
    await bench.playTo(4);
    losses.push(
      bench
        .all('frame')
        .slice(before)
        .flatMap((frame) => [...frame.losses[0]]),
    );
    expect(bench.last('ready')!.classNames).toHaveLength(people?.length ?? 4);
  }
  expect(losses[3]).toEqual(losses[0]);
  expect(losses[1]).not.toEqual(losses[0]);
  expect(losses[2]).not.toEqual(losses[0]);
});

it('a class that the set has not is told in one sentence, and a sound choice trains after it', async () => {
  const bench = benchOf();
  bench.start(tinyConfig(bench.dataset, { people: [1, 7] }));
  const { problem } = await bench.next('problem');
  expect(problem).toMatchObject({
    code: 'bad-value',
    message: 'Class 7 was chosen to train on; this dataset has the classes 0 to 3.',
  });
  await bench.open(tinyConfig(bench.dataset, { people: [1, 3] }));
  await bench.playTo(2);
  expect(bench.last('ready')!.classNames).toEqual(['class 1', 'class 3']);
});
