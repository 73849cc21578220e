/** Ten ways to fail: demos that each go wrong for one reason, which the doctor finds. Their words are in `i18n/failures.ts`. */
import type { DemoSpec } from './demo-spec';
import type { DiagnosisId } from './doctor/diagnosis';

export interface Failure {
  readonly spec: DemoSpec;
  readonly diagnosis: DiagnosisId;
}

/** What all of them share: the smallest network, the circle, and its course beside it. */
const common = {
  losses: ['arcface'],
  net: 'mlp',
  views: ['circle', 'chart'],
} as const satisfies Partial<DemoSpec>;

export const failures: readonly Failure[] = [
  {
    diagnosis: 'not-finite',
    spec: { ...common, id: 'fail-nan', sliders: ['m', 's'], training: { acos: true }, restStep: 300 },
  },
  {
    diagnosis: 'rate-too-high',
    spec: { ...common, id: 'fail-rate-too-high', sliders: ['m', 's'], lr: 0.5, restStep: 200 },
  },
  {
    diagnosis: 'rate-too-low',
    spec: { ...common, id: 'fail-rate-too-low', sliders: ['m', 's'], lr: 0.0001, restStep: 200 },
  },
  {
    diagnosis: 'scale-too-small',
    spec: { ...common, id: 'fail-scale', sliders: ['s', 'm'], settings: { s: 1, m: 0.2 }, restStep: 200 },
  },
  {
    diagnosis: 'margin-too-wide',
    spec: {
      ...common,
      id: 'fail-margin',
      losses: ['cosface'],
      sliders: ['m', 's'],
      settings: { m: 0.35 },
      restStep: 200,
    },
  },
  {
    diagnosis: 'turned-away',
    spec: {
      ...common,
      id: 'fail-safeguard',
      sliders: ['m', 's'],
      settings: { m: 0.6, s: 64, safeguard: 'none' },
      training: { ramp: false },
      views: ['circle', 'curve'],
      restStep: 100,
    },
  },
  {
    diagnosis: 'weights-coincide',
    spec: { ...common, id: 'fail-weights', sliders: ['s', 'm'], settings: { s: 64, m: 0 }, restStep: 350 },
  },
  {
    diagnosis: 'tiny-batch',
    spec: { ...common, id: 'fail-batch', sliders: ['m', 's'], batch: 2, restStep: 200 },
  },
  {
    diagnosis: 'dead-network',
    spec: {
      ...common,
      id: 'fail-dead',
      losses: ['softmax'],
      sliders: [],
      views: ['plane', 'chart'],
      lr: 0.2,
      training: { relu: true, norm: false },
      restStep: 60,
    },
  },
  {
    diagnosis: 'lengths-decide',
    spec: {
      ...common,
      id: 'fail-lengths',
      losses: ['softmax'],
      sliders: [],
      views: ['plane', 'chart'],
      lr: 0.08,
      training: { norm: false },
      restStep: 250,
    },
  },
];
