/** Where public implementations part: angles and gaps that follow from their formulas, derived here by hand. */
import { describe, expect, it } from 'vitest';
import { conventionsWords, disagreements } from '../../../src/lib/i18n/conventions';
import { defaultConvention } from '../../../src/lib/loss/convention';
import { factsAt, partingOf, type Running } from '../../../src/lib/loss/implementation-curve';
import { conventionOf, implementationById } from '../../../src/lib/loss/implementations';
import { evaluateLoss } from '../../../src/lib/loss/reference';
import { lossById } from '../../../src/lib/loss/registry';
import { settingsOf, type LossSettings, type MarginLossSpec } from '../../../src/lib/loss/spec';

const degrees = 180 / Math.PI;

function running(id: string, m?: number | LossSettings): Running {
  const one = implementationById(id)!;
  const spec = lossById(one.loss)!;
  const margins: LossSettings = typeof m === 'number' ? { m } : (m ?? {});
  const values: LossSettings = { ...one.defaults, s: 16, ...margins, ...one.settings };
  return { spec, settings: settingsOf(spec, values), convention: conventionOf(one) };
}
function parts(a: string, b: string, of: 'psi' | 'slope', m?: number | LossSettings) {
  const parting = partingOf(running(a, m), running(b, m), of, 1e-7);
  return parting && { deg: parting.thetaRad * degrees, gap: parting.gap };
}

describe('two implementations part', () => {
  it('past π − m where one has no safeguard: cos m + m·sin m − 1 apart', () => {
    const found = parts('arcface/ronghuaiyang', 'arcface/insightface', 'psi', 0.5)!;
    expect(found.deg).toBeCloseTo(180 - 0.5 * degrees, 5);
    expect(found.gap).toBeCloseTo(Math.cos(0.5) + 0.5 * Math.sin(0.5) - 1, 6);
  });

  it('at 90° where easy_margin drops the margin: by sin m', () => {
    const found = parts('arcface/ronghuaiyang', 'arcface/ronghuaiyang-easy', 'psi', 0.5)!;
    expect(found.deg).toBeCloseTo(90, 5);
    expect(found.gap).toBeCloseTo(Math.sin(0.5), 6);
  });

  it('at one angle only, where they differ about the tie', () => {
    const found = parts('arcface/ronghuaiyang', 'arcface/pml', 'psi', 0.5)!;
    expect(found.deg).toBeCloseTo(180 - 0.5 * degrees, 7);
    expect(64 * found.gap).toBeCloseTo(7.507, 2);
  });

  it('from the first angle on where the gradient does not see the margin', () => {
    expect(parts('arcface/ronghuaiyang', 'arcface/insightface', 'slope', 0.5)!.deg).toBe(0);
    const [exact, straight] = ['arcface/ronghuaiyang', 'arcface/insightface'].map((id) =>
      factsAt(running(id, 0.5), 0.3),
    );
    // sin(θ + m)/sin θ, 2.43 at θ = 0.3.
    expect(exact.slope / straight.slope).toBeCloseTo(Math.sin(0.8) / Math.sin(0.3), 10);
  });

  it('at θ = 0 where one clamps the cosine: 56.1516 and 56.1653 at s = 64', () => {
    const at = (id: string) => 64 * factsAt(running(id, 0.5), 0).psi;
    expect(at('arcface/insightface_2019')).toBeCloseTo(56.1653, 4);
    expect(at('arcface/adacos')).toBeCloseTo(56.1516, 4);
    expect(at('arcface/opensphere')).toBeCloseTo(56.0275, 3);
    expect(factsAt(running('arcface/adacos', 0.5), 1e-5).slope).toBe(0);
  });

  it('nowhere in the curve where only weights or lengths are treated otherwise', () => {
    expect(parts('cosface/insightface', 'cosface/opensphere', 'psi', 0.35)).toBeNull();
    expect(parts('cosface/insightface', 'cosface/opensphere', 'slope', 0.35)).toBeNull();
    expect(parts('arcface/ronghuaiyang', 'arcface/insightface_2019', 'psi', 0.5)).toBeNull();
  });

  it('forwards where λ is left out, backwards alone where the authors scale their gradient', () => {
    expect(parts('a-softmax/ronghuaiyang', 'a-softmax/pml', 'psi')!.deg).toBeLessThan(1);
    expect(parts('a-softmax/clcarwin', 'a-softmax/caffe_sphereface', 'psi')).toBeNull();
    expect(parts('a-softmax/clcarwin', 'a-softmax/caffe_sphereface', 'slope')).not.toBeNull();
  });
});

describe('two that are given three margins', () => {
  const margins = { m1: 1, m2: 0.3, m3: 0.2 };
  it('part at θ = 0, by what cos m₂ takes away: the PyTorch class reads m₃ alone', () => {
    const found = parts('combined/insightface_mxnet', 'combined/insightface', 'psi', margins)!;
    expect(found.deg).toBe(0);
    expect(found.gap).toBeCloseTo(1 - Math.cos(0.3), 9);
    expect(factsAt(running('combined/insightface', margins), 1).psi).toBeCloseTo(Math.cos(1) - 0.2, 9);
    expect(factsAt(running('combined/insightface_mxnet', margins), 1).psi).toBeCloseTo(
      Math.cos(1.3) - 0.2,
      9,
    );
  });
});

describe('two with sub-centers', () => {
  it('part at π − m, where the library’s tie goes the other way too', () => {
    const found = parts('subcenter-arcface/pml', 'subcenter-arcface/insightface_subcenter', 'psi', 0.5)!;
    expect(found.deg).toBeCloseTo(180 - 0.5 * degrees, 5);
    expect(found.gap).toBeCloseTo(Math.cos(0.5) + 0.5 * Math.sin(0.5) - 1, 6);
  });
});

describe('the slope', () => {
  it.each([
    'arcface/ronghuaiyang',
    'arcface/insightface',
    'cosface/pml',
    'a-softmax/clcarwin',
    'a-softmax/caffe_sphereface',
  ])('is what the reference’s backward pass pulls along the angle: %s', (id) => {
    const one = running(id);
    const thetaRad = 0.7;
    // Two classes of which only the target is read: the gradient by x, along the sphere, over that of the target logit.
    const spec = one.spec as MarginLossSpec;
    const { gradEmbeddings_nd, logits_nc } = evaluateLoss(spec, one.settings, one.convention, {
      embeddings_nd: [Math.cos(thetaRad), Math.sin(thetaRad)],
      weights_cd: [1, 0, -1, 0],
      bias_c: null,
      labels_n: [0],
      dim: 2,
      classes: 2,
    });
    const scale = spec.scale === 's' ? (one.settings.s as number) : 1;
    const other = 1 / (1 + Math.exp(logits_nc[0] - logits_nc[1]));
    // Along increasing θ: ∂L/∂θ = −p₂·dz_y/dθ + p₂·dz₂/dθ with z₂ = −s·cos θ, whose slope is s·sin θ.
    const along = -Math.sin(thetaRad) * gradEmbeddings_nd[0] + Math.cos(thetaRad) * gradEmbeddings_nd[1];
    const slope = (scale * Math.sin(thetaRad) - along / other) / scale;
    expect(factsAt(one, thetaRad).slope).toBeCloseTo(slope, 9);
  });
});

describe('numbers in the sentences', () => {
  it('on ε: a feature of length 1e-12 at θ = 0.7', () => {
    const spec = lossById('arcface') as MarginLossSpec;
    const problem = {
      embeddings_nd: [Math.cos(0.7) * 1e-12, Math.sin(0.7) * 1e-12],
      weights_cd: [1, 0, 0, 1],
      bias_c: null,
      labels_n: [0],
      dim: 2,
      classes: 2,
    };
    const loss = (id: string) =>
      evaluateLoss(
        spec,
        { ...running(id, 0.5).settings, s: 64 },
        { ...defaultConvention, ...conventionOf(implementationById(id)!) },
        problem,
      ).loss;
    // The two lie apart, as the sentence says; its own numbers are the golden file's, for other weights.
    expect(Math.abs(loss('arcface/ronghuaiyang') - loss('arcface/insightface_2019'))).toBeGreaterThan(5);
    expect(disagreements.map(({ id }) => id)).toContain('epsilon');
    expect(conventionsWords.en.disagreement.epsilon.sentence).toMatch(/18\.04 and 31\.38/);
  });
});
