import { describe, expect, it } from 'vitest';
import { freeDemo } from '../../../src/lib/demo/lab-presets';
import { slidersOf } from '../../../src/lib/demo/sliders';
import { noisyLabels } from '../../../src/lib/demo/noisy-labels';
import { margins } from '../../../src/lib/demo/margins';

const names = (...[spec, state]: [Parameters<typeof slidersOf>[0], Parameters<typeof slidersOf>[1]]) =>
  slidersOf(spec, state, null).map(({ parameter }) => parameter.name);

describe('the sliders of a demo', () => {
  it('are those that its losses have, m and s first', () => {
    expect(names(freeDemo, {})).toEqual(['m', 's']);
    expect(names(freeDemo, { loss: ['softmax'] })).toEqual([]);
    expect(names(freeDemo, { loss: ['a-softmax'] })).toEqual(['m', 'lambda']);
    expect(names(freeDemo, { loss: ['softmax'], add: ['center'] })).toEqual(['center-weight', 'center-rate']);
  });

  it('belong to the set-up of the training where no loss has them', () => {
    const sliders = slidersOf(noisyLabels, { imbalance: 20 }, null);
    expect(sliders.map(({ parameter, value }) => [parameter.name, value])).toEqual([
      ['noise', 0.3],
      ['imbalance', 20],
      ['m', 0.5],
    ]);
  });

  it('leave out what every run has as its own', () => {
    expect(names({ ...margins[0], sliders: ['m', 'lambda'] }, {})).toEqual(['lambda']);
  });
});
