/** Settings of the free demo that are worth a look. Their words are in `i18n/lab.ts`. */
import type { LabPresetId } from '../i18n/lab';
import { losses, terms } from '../loss/registry';
import type { DemoSpec, DemoState } from './demo-spec';

/** Every parameter that any loss has, once; those that the chosen losses have get a slider. */
const allSliders = [
  ...new Set(
    [...losses, ...terms].flatMap(({ parameters }) =>
      parameters.filter(({ derived }) => !derived).map(({ name }) => name),
    ),
  ),
];
/** s and m first, as everywhere. */
const sliders = ['m', 's', ...allSliders.filter((name) => name !== 'm' && name !== 's')];

/** The demo that is about nothing in particular: the lab sets all of it, and an address says what it shows. */
export const freeDemo: DemoSpec = {
  id: 'free',
  losses: ['arcface'],
  seed: 4,
  sliders,
  views: ['circle', 'chart'],
  recording: 'arcface',
};

export const labPresets: Readonly<Record<LabPresetId, DemoState>> = {
  five: {
    loss: ['softmax', 'modified-softmax', 'a-softmax', 'cosface', 'arcface'],
    dim: '3',
    view: ['sphere', 'chart'],
  },
  'too-wide': { loss: ['cosface'], m: 0.35, view: ['circle', 'curve', 'chart'] },
  'long-tail': { loss: ['softmax', 'modified-softmax'], imbalance: 20, view: ['plane', 'chart'] },
  center: { loss: ['softmax'], add: ['center'], view: ['plane', 'chart'] },
  triplet: { loss: ['triplet'], net: 'mlp' },
  combined: { loss: ['combined'], view: ['circle', 'curve', 'boundary', 'chart'] },
  'sub-centers': { loss: ['arcface', 'subcenter-arcface'], noise: 0.3, net: 'mlp' },
  binary: { loss: ['sphereface2'], dim: '3', view: ['sphere', 'chart'] },
};
