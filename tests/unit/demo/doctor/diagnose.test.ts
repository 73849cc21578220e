/** Each cause by its own figures, on evidence made by hand; and the healthy run that it must not be taken for. */
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/lib/demo/doctor/diagnose';
import { diagnosisIds } from '../../../../src/lib/demo/doctor/diagnosis';
import { bestProbability } from '../../../../src/lib/demo/doctor/rules/scale-too-small';
import { en } from '../../../../src/lib/i18n/doctor/en';
import { zh } from '../../../../src/lib/i18n/doctor/zh';
import { losses } from '../../../../src/lib/loss/registry';
import { evidence, type Changes } from './evidence';

const diverged = (details: Record<string, string | number>) => ({
  code: 'diverged' as const,
  message: '',
  recovered: false,
  details: { loss: 'arcface', failedStep: 40, step: 0, ...details },
});
const found = (changes: Changes) => diagnose(evidence(changes));

describe('a healthy run', () => {
  it.each(losses.map(({ id }) => id))('draws no diagnosis at its defaults: %s', (loss) => {
    expect(found({ loss })).toBeNull();
  });

  it('draws none while it begins either, whatever it looks like', () => {
    const signs = { closest: { classes: [1, 2] as const, angleDeg: 0.2 }, targetDeg: 80 };
    expect(found({ step: 20, accuracy: 0.1, cosineAccuracy: 0.1, signs })).toBeNull();
  });
});

describe('a run that stopped', () => {
  it('by a NaN: names the tensor, and acos where that is the way', () => {
    const problem = diverged({ sickStep: 35, sickKind: 'gradient', sickTensor: 'head/weights' });
    const ofAcos = found({ problem, recipe: { acos: true } });
    expect(ofAcos).toMatchObject({
      id: 'not-finite',
      figures: { step: 35, tensor: 'head/weights', throughAcos: 1 },
      remedy: { acos: false },
    });
    expect(en.sentences['not-finite'](ofAcos!.figures)).toMatch(/step 35.*gradient of head\/weights.*acos/);
    expect(found({ problem, recipe: { learningRate: 1 } })).toMatchObject({ remedy: { lr: 0.02 } });
  });

  it('by numbers beyond all bounds: the rate, and the normalisation where it is off', () => {
    const run = found({ problem: diverged({}), recipe: { learningRate: 1, normHidden: false } });
    expect(run).toMatchObject({
      id: 'ran-away',
      figures: { step: 40, rate: 1 },
      remedy: { lr: 0.02, norm: true },
    });
  });
});

describe('what the layers say', () => {
  it('a network without any gradient is dead', () => {
    const gradientNorms = ['dense1', 'embedding'].map((layer) => ({ layer, norm: 0 }));
    const head = { layer: 'head', norm: 0.4 };
    const recipe = { relu: true, learningRate: 0.2 };
    expect(found({ gradientNorms: [...gradientNorms, head], recipe })).toMatchObject({
      id: 'dead-network',
      remedy: { relu: false, lr: 0.02 },
    });
    expect(found({ gradientNorms: null, signs: { zeroShare: 1 } })?.id).toBe('dead-network');
    expect(found({ gradientNorms: [gradientNorms[0], { layer: 'embedding', norm: 1e-9 }, head] })).toBeNull();
  });

  it('a batch of two is too small for batch normalisation, and only for that', () => {
    const run = { batchSize: 2, accuracy: 0.2, cosineAccuracy: 0.2 };
    expect(found(run)).toMatchObject({
      id: 'tiny-batch',
      figures: { batch: 2, layer: 'dense1', gradient: 0.3 },
    });
    expect(found({ ...run, recipe: { normHidden: false, normEmbedding: false } })).toBeNull();
    expect(found({ ...run, accuracy: 0.9 })).toBeNull();
  });

  it('a ReLU on two numbers leaves one corner of four', () => {
    const run = { recipe: { relu: true }, signs: { isOneCorner: true, zeroShare: 0.2, outOfReach: 3 } };
    expect(found(run)).toMatchObject({ id: 'one-corner', figures: { corners: 4, outOfReach: 3 } });
    expect(found({ ...run, dim: 16 })).toBeNull();
  });
});

describe('settings that cannot do', () => {
  it('a rate many times too high or too low, where the run suffers', () => {
    const run = { accuracy: 0.5, cosineAccuracy: 0.5 };
    expect(found({ ...run, recipe: { learningRate: 0.5 } })).toMatchObject({
      id: 'rate-too-high',
      figures: { times: 25 },
      remedy: { lr: 0.02 },
    });
    expect(found({ ...run, recipe: { learningRate: 0.0001 } })).toMatchObject({
      id: 'rate-too-low',
      figures: { times: 200 },
    });
    for (const learningRate of [0.5, 0.0001]) expect(found({ recipe: { learningRate } })).toBeNull();
  });

  it.each([
    // Ten directions in the plane are 36° apart: 0.628 rad, and 1 − cos 36° = 0.191.
    ['arcface', 0.62, null],
    ['arcface', 0.64, 0.5],
    ['cosface', 0.19, null],
    ['cosface', 0.2, 0.12],
  ])('a margin that does not fit between neighbours: %s, m = %f', (loss, m, remedy) => {
    const run = found({ loss, settings: { m } });
    if (remedy === null) expect(run).toBeNull();
    else expect(run).toMatchObject({ id: 'margin-too-wide', figures: { m }, remedy: { m: remedy } });
    expect(found({ loss, settings: { m }, dim: 64 })).toBeNull();
  });

  it('a scale with which a perfect digit is a guess, and the loss has a floor', () => {
    // Σ_j exp(cos(2πj/10) − 1) over ten classes, by hand: e^0 + 2e^{−.19} + 2e^{−.69} + 2e^{−1.31} + 2e^{−1.81} + e^{−2}.
    const all =
      1 +
      2 * (Math.exp(-0.190983) + Math.exp(-0.690983) + Math.exp(-1.309017) + Math.exp(-1.809017)) +
      Math.exp(-2);
    const run = found({ settings: { s: 1, m: 0.2 } })!;
    expect(run).toMatchObject({ id: 'scale-too-small', remedy: { s: 16 } });
    expect(run.figures.probability).toBeCloseTo(1 / all, 6);
    expect(run.figures.floor).toBeCloseTo(Math.log(all), 6);
    // In many dimensions a simplex: e^s / (e^s + 9·e^{−s/9}).
    expect(bestProbability(4, 10, 64)).toBeCloseTo(Math.exp(4) / (Math.exp(4) + 9 * Math.exp(-4 / 9)), 10);
    expect(found({ settings: { s: 5 } })).toBeNull();
  });

  it('a λ that leaves nothing of the margin', () => {
    const run = found({ loss: 'a-softmax', settings: { lambda: 5, m: 4 } });
    // (5 + 16)/6 = 3.5, whose root is 1.87.
    expect(run).toMatchObject({ id: 'blended-away', remedy: { lambda: 0 } });
    expect(run!.figures.worth).toBeCloseTo(1.8708, 4);
    expect(found({ loss: 'a-softmax', settings: { lambda: 5, m: 1 } })).toBeNull();
    expect(found({ loss: 'a-softmax', settings: { lambda: 1, m: 4 } })).toBeNull();
  });
});

describe('what the samples show', () => {
  it('some that the loss rewards for turning away', () => {
    const signs = { turnedAwayShare: 0.03 };
    expect(found({ signs, settings: { safeguard: 'none', m: 0.6 } })).toMatchObject({
      id: 'turned-away',
      remedy: { safeguard: 'linear' },
    });
    expect(found({ signs: { turnedAwayShare: 0.02 } })).toBeNull();
  });

  it('two classes with one weight', () => {
    const signs = { closest: { classes: [8, 9] as const, angleDeg: 0.3 } };
    const run = { accuracy: 0.4, cosineAccuracy: 0.4, settings: { s: 64, m: 0 }, signs };
    expect(found(run)).toMatchObject({
      id: 'weights-coincide',
      figures: { a: 8, b: 9, angleDeg: 0.3 },
      remedy: { s: 16, m: 0.5 },
    });
    expect(found({ ...run, step: 299 })).toBeNull();
    // Softmax tells classes apart by length as well.
    expect(found({ loss: 'softmax', accuracy: 0.7, cosineAccuracy: 0.6, signs })).toBeNull();
  });

  it('what labels cannot teach', () => {
    const run = { noise: 0.3, accuracy: 0.25, cosineAccuracy: 0.25 };
    expect(found(run)).toMatchObject({ id: 'wrong-labels', figures: { noise: 0.3 }, remedy: { noise: 0 } });
    expect(found({ ...run, accuracy: 0.9, cosineAccuracy: 0.9 })).toBeNull();
  });

  it('lengths that decide instead of angles', () => {
    const run = { loss: 'softmax', accuracy: 0.77, cosineAccuracy: 0.21 };
    expect(found({ ...run, recipe: { normHidden: false } })).toMatchObject({
      id: 'lengths-decide',
      remedy: { lr: 0.02, norm: true },
    });
    expect(found({ ...run, cosineAccuracy: 0.6 })).toBeNull();
  });

  it('certainty far from the weight', () => {
    const run = { dim: 3, settings: { s: 64, m: 0 }, signs: { sureShare: 0.51, targetDeg: 42 } };
    expect(found(run)).toMatchObject({ id: 'saturated', remedy: { s: 16, m: 0.5 } });
    expect(found({ ...run, signs: { sureShare: 0.51, targetDeg: 5 } })).toBeNull();
    expect(found({ ...run, signs: { sureShare: NaN, targetDeg: 42 } })).toBeNull();
  });
});

describe('the words', () => {
  it.each([en, zh])('are there for each diagnosis, and hold no undefined figure', (words) => {
    expect(Object.keys(words.sentences).sort()).toEqual([...diagnosisIds].sort());
  });
});
