import { expect, it } from 'vitest';
import { trainingConfig } from '../../../src/lib/demo/plan';
import { configOfRecording, describeTraining } from '../../../src/lib/demo/recorded-run';
import type { Recording } from '../../../src/lib/frame/recording';
import { arcfaceDemo } from '../../support/demos';

const url = (name: string) => `https://data.test/${name}/`;

it('a recording tells the whole training that it was: what is spoiled of its set, and how its images are changed', () => {
  const spec = { ...arcfaceDemo, data: 'faces', noise: 0.3, jitter: { mirror: true, shiftPx: 0 } };
  const config = trainingConfig(spec, {}, url);
  const info = describeTraining(spec, config, {
    data: 'faces',
    backend: 'wasm',
    classNames: ['a', 'b'],
    shape: { probes: 4, dim: config.dim, classes: 2 },
    norms: [true],
  });
  expect(configOfRecording({ info } as unknown as Recording, url)).toEqual(config);
});
