/** Angles, charged angles, logits and densities: the numbers that the linked views draw. */
import { describe, expect, it } from 'vitest';
import { openFrame, type Frame } from '../../../src/lib/frame/layout';
import { defaultConvention } from '../../../src/lib/loss/convention';
import { evaluateLoss } from '../../../src/lib/loss/reference';
import { lossById, classLosses } from '../../../src/lib/loss/registry';
import { hasUnitWeights, settingsOf } from '../../../src/lib/loss/spec';
import { createRng } from '../../../src/lib/math/rng';
import { AngleDensity } from '../../../src/lib/viz/angle-density';
import { chargedAngle, chargedName, hasMargin } from '../../../src/lib/viz/charged-angle';
import { nearestRival, sampleAngles } from '../../../src/lib/viz/sample-angles';
import { logitsOf } from '../../../src/lib/viz/sample-logits';
import { sampleReport, tellingSample } from '../../../src/lib/demo/sample-report';

const arcface = lossById('arcface')!;
const degree = Math.PI / 180;

function randomFrame(
  seed: number,
  dim = 3,
  probes = 40,
  classes = 5,
): { frame: Frame; labels_n: Uint8Array } {
  const rng = createRng(seed);
  const frame = openFrame({ probes, dim, classes });
  frame.embeddings_nd.forEach((_, i) => (frame.embeddings_nd[i] = 6 * (rng.next() - 0.5)));
  frame.weights_cd.forEach((_, i) => (frame.weights_cd[i] = 2 * (rng.next() - 0.5)));
  frame.bias_c.forEach((_, i) => (frame.bias_c[i] = rng.next() - 0.5));
  return { frame, labels_n: Uint8Array.from({ length: probes }, () => rng.integer(classes)) };
}

/** By the definition, with its rounding near 0 and π. */
function plainAngle({ embeddings_nd, weights_cd, shape: { dim } }: Frame, n: number, c: number): number {
  let [dot, xx, ww] = [0, 0, 0];
  for (let k = 0; k < dim; k++) {
    const [x, w] = [embeddings_nd[n * dim + k], weights_cd[c * dim + k]];
    dot += x * w;
    xx += x * x;
    ww += w * w;
  }
  return Math.acos(dot / Math.sqrt(xx * ww));
}

function fillTargets(frame: Frame, labels_n: Uint8Array): void {
  labels_n.forEach((label, n) => (frame.targetRad_n[n] = plainAngle(frame, n, label)));
}

describe('sampleAngles', () => {
  it('are the arc cosines of normalised products', () => {
    const { frame } = randomFrame(3);
    const { probes, classes } = frame.shape;
    const angleRad_nc = new Float32Array(probes * classes);
    sampleAngles(frame, angleRad_nc);
    for (let n = 0; n < probes; n++) {
      for (let c = 0; c < classes; c++) {
        expect(angleRad_nc[n * classes + c]).toBeCloseTo(plainAngle(frame, n, c), 5);
      }
    }
  });

  it('has no angle for a feature of length 0, and finds the nearest other class', () => {
    const { frame } = randomFrame(4, 2, 2, 3);
    frame.embeddings_nd.set([0, 0, 1, 0.1]);
    frame.weights_cd.set([1, 0, 0, 1, -1, 0.2]);
    const angleRad_nc = new Float32Array(6);
    sampleAngles(frame, angleRad_nc);
    expect([...angleRad_nc.subarray(0, 3)]).toEqual([NaN, NaN, NaN]);
    expect(nearestRival(angleRad_nc, 0, 3, 1)).toBe(-1);
    expect(nearestRival(angleRad_nc, 1, 3, 0)).toBe(1);
    expect(nearestRival(angleRad_nc, 1, 3, 1)).toBe(0);
  });
});

describe('chargedAngle', () => {
  it('is θ + m for ArcFace up to π, and π from there on', () => {
    const settings = settingsOf(arcface, { m: 0.5, safeguard: 'clamp' });
    for (const theta of [0, 0.2, 1, 2.6]) {
      expect(chargedAngle(arcface, settings, theta)).toBeCloseTo(theta + 0.5, 9);
      expect(chargedName(arcface, settings, theta)).toBe('θ + m');
    }
    expect(chargedAngle(arcface, settings, 2.9)).toBeCloseTo(Math.PI, 6);
    expect(chargedName(arcface, settings, 2.9)).toBe('θ′');
  });

  it('takes m off the cosine for CosFace', () => {
    const cosface = lossById('cosface')!;
    const settings = settingsOf(cosface, { m: 0.3 });
    expect(Math.cos(chargedAngle(cosface, settings, 1))).toBeCloseTo(Math.cos(1) - 0.3, 9);
    expect(chargedAngle(cosface, settings, 3)).toBe(Math.PI);
  });

  it.each(classLosses.map((spec) => [spec.id, spec] as const))(
    '%s: is θ itself without a margin',
    (_, spec) => {
      const margins = spec.parameters.filter(({ role }) => role === 'margin');
      const none = Object.fromEntries(margins.map(({ name, neutral = 0 }) => [name, neutral]));
      expect(chargedAngle(spec, settingsOf(spec, none), 0.7)).toBeCloseTo(0.7, 9);
      expect(hasMargin(spec, settingsOf(spec, none))).toBe(false);
      expect(hasMargin(spec, settingsOf(spec))).toBe(spec.target !== undefined);
    },
  );
});

describe('logitsOf', () => {
  it.each(classLosses.map((spec) => [spec.id, spec] as const))(
    '%s: agrees with the float64 reference',
    (_, spec) => {
      const { frame, labels_n } = randomFrame(8);
      fillTargets(frame, labels_n);
      if (spec.kind !== 'margin' || !spec.bias) frame.bias_c.fill(0);
      const { dim, classes } = frame.shape;
      if (hasUnitWeights(spec)) {
        for (let c = 0; c < classes; c++) {
          const weight = frame.weights_cd.subarray(c * dim, (c + 1) * dim);
          const norm = Math.hypot(...weight);
          weight.forEach((value, k) => (weight[k] = value / norm));
        }
      }
      const settings = settingsOf(spec, { K: 1 });
      const logits = logitsOf(spec, settings, frame);
      for (const n of [0, 7, 23]) {
        const { logits_nc, loss } = evaluateLoss(spec, settings, defaultConvention, {
          embeddings_nd: frame.embeddings_nd.subarray(n * dim, (n + 1) * dim),
          weights_cd: frame.weights_cd,
          bias_c: spec.kind === 'binary' ? [0] : frame.bias_c,
          labels_n: [labels_n[n]],
          dim,
          classes,
        });
        const mine = logits(n, labels_n[n]);
        mine.seen_c.forEach((logit, c) => expect(logit).toBeCloseTo(logits_nc[c], 3));
        expect(mine.charged).toBe(mine.seen_c[labels_n[n]]);
        expect(mine.loss).toBeCloseTo(loss, 3);
      }
    },
  );
});

describe('a sample’s report', () => {
  // Weights at 0°, 90° and 180°; samples at 10°, 40° and 60° of the first class.
  const frame = openFrame({ probes: 3, dim: 2, classes: 3 });
  frame.weights_cd.set([1, 0, 0, 1, -1, 0]);
  [10, 40, 60].forEach((deg, n) =>
    frame.embeddings_nd.set([2 * Math.cos(deg * degree), 2 * Math.sin(deg * degree)], 2 * n),
  );
  const labels_n = Uint8Array.of(0, 0, 0);
  fillTargets(frame, labels_n);
  const settings = settingsOf(arcface, { m: 20 * degree, s: 10 });

  it('tells the accepted from the refused and the strayed', () => {
    const kinds = [0, 1, 2].map((n) => sampleReport(arcface, settings, frame, labels_n, n)!.kind);
    expect(kinds).toEqual(['accepted', 'refused', 'strayed']);
    expect(sampleReport(arcface, settings, frame, labels_n, 3)).toBeNull();
  });

  it('gives angles, rival and logits', () => {
    const report = sampleReport(arcface, settings, frame, labels_n, 1)!;
    expect(report).toMatchObject({ own: 0, decided: 0, rival: 1 });
    expect([...report.angleRad_c].map((rad) => Math.round(rad / degree))).toEqual([40, 50, 140]);
    expect(report.chargedRad! / degree).toBeCloseTo(60, 4);
    expect(report.logit_c[1]).toBeCloseTo(10 * Math.cos(50 * degree), 4);
    expect(report.chargedLogit).toBeCloseTo(10 * Math.cos(60 * degree), 4);
  });

  it('picks the sample that shows the margin best', () => {
    expect(tellingSample(arcface, settings, frame, labels_n)).toBe(1);
    // Without a margin none is refused: the one with the largest loss stands in.
    expect(tellingSample(arcface, settingsOf(arcface, { m: 0, s: 10 }), frame, labels_n)).toBe(1);
    expect(tellingSample(arcface, settings, frame, Uint8Array.of(2, 2, 2))).toBe(-1);
  });
});

describe('AngleDensity', () => {
  const integral = (density: AngleDensity): number =>
    Array.from({ length: 3600 }, (_, i) => density.at(((i + 0.5) / 3600) * Math.PI)).reduce(
      (a, b) => a + b,
      0,
    ) *
    (Math.PI / 3600);

  it('integrates to 1, at the ends too, and leaves out what is no number', () => {
    const density = new AngleDensity();
    density.measure([0, 0.001, Math.PI, 1, NaN, 1.02]);
    expect(integral(density)).toBeCloseTo(1, 6);
    expect(density.at(1)).toBeGreaterThan(density.at(2));
  });

  it('is nothing of nothing', () => {
    const density = new AngleDensity();
    density.measure([NaN]);
    expect(density.profile()).toEqual([]);
    expect(density.at(1)).toBe(0);
  });

  it('follows a known density', () => {
    const rng = createRng(5);
    const density = new AngleDensity();
    // The angle of a sine-weighted draw has density sin θ / 2.
    density.measure(Float64Array.from({ length: 40_000 }, () => Math.acos(1 - 2 * rng.next())));
    for (const rad of [0.3, 0.8, 1.6, 2.4])
      expect(Math.abs(density.at(rad) - Math.sin(rad) / 2)).toBeLessThan(0.04);
  });
});
