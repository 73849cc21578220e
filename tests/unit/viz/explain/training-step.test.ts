/** A step's numbers, for every loss of the registry that they can be drawn of, against the reference and against differences. */
import { describe, expect, it } from 'vitest';
import { conventionFor } from '../../../../src/lib/loss/convention';
import { evaluateLoss } from '../../../../src/lib/loss/reference';
import { losses } from '../../../../src/lib/loss/registry';
import { settingsOf, subcentersOf, type MarginLossSpec } from '../../../../src/lib/loss/spec';
import { createRng } from '../../../../src/lib/math/rng';
import { stepLedger, turnBetween, type Standing } from '../../../../src/lib/viz/explain/training-step';

const drawn = losses.filter(
  (loss): loss is MarginLossSpec =>
    loss.kind === 'margin' && subcentersOf(loss, settingsOf(loss)) === 1 && !loss.state,
);
const classes = 10;

/** Ten weights of any length, a feature, and biases where the loss has them. */
function standings(spec: MarginLossSpec, seed: number): { own: number; standing: Standing }[] {
  const rng = createRng(seed);
  const between = (from: number, to: number) => from + (to - from) * rng.next();
  return Array.from({ length: 25 }, () => {
    const polar = (norm: number, rad: number) => [norm * Math.cos(rad), norm * Math.sin(rad)];
    return {
      own: rng.integer(classes),
      standing: {
        embedding_d: polar(between(0.4, 4), between(-Math.PI, Math.PI)),
        weights_cd: Array.from({ length: classes }, () =>
          polar(between(0.5, 2), between(-Math.PI, Math.PI)),
        ).flat(),
        bias_c: spec.bias ? Array.from({ length: classes }, () => between(-1, 1)) : null,
      },
    };
  });
}

const lossAt = (spec: MarginLossSpec, own: number, { weights_cd, bias_c }: Standing, x: number, y: number) =>
  evaluateLoss(spec, settingsOf(spec), conventionFor(settingsOf(spec)), {
    embeddings_nd: [x, y],
    weights_cd,
    bias_c,
    labels_n: [own],
    dim: 2,
    classes,
  }).loss;

describe.each(drawn.map((spec) => [spec.id, spec] as const))('a step under %s', (_, spec) => {
  const settings = settingsOf(spec);
  const cases = standings(spec, 5).map(({ own, standing }) => ({
    own,
    standing,
    ledger: stepLedger(spec, settings, own, standing),
  }));

  it('multiplies its stages up to the logits of the reference, seed 5', () => {
    for (const { own, standing, ledger } of cases) {
      const bias = (c: number) => standing.bias_c?.[c] ?? 0;
      expect(ledger.scale_c[own] * ledger.psi + bias(own)).toBeCloseTo(ledger.logit_c[own], 6);
      if (spec.other) continue;
      ledger.cos_c.forEach((cos, c) => {
        if (c !== own) expect(ledger.scale_c[c] * cos + bias(c)).toBeCloseTo(ledger.logit_c[c], 6);
      });
    }
  });

  it('has angles between its directions, and probabilities whose logarithm is the loss', () => {
    for (const { own, ledger } of cases) {
      ledger.thetaRad_c.forEach((theta, c) =>
        expect(Math.abs(turnBetween(ledger.weightRad_c[c], ledger.rad))).toBeCloseTo(theta, 6),
      );
      expect(Math.abs(ledger.fromOwnRad)).toBeCloseTo(ledger.thetaRad, 6);
      expect(ledger.probability_c.reduce((sum, p) => sum + p)).toBeCloseTo(1, 9);
      expect(-Math.log(ledger.probability_c[own])).toBeCloseTo(ledger.loss, 6);
      expect(ledger.pull_c.reduce((sum, pull) => sum + pull)).toBeCloseTo(0, 9);
    }
  });

  it('has the slopes that small steps along the circle and along x have', () => {
    const h = 1e-5;
    for (const { own, standing, ledger } of cases) {
      const { norm, rad } = ledger;
      const turned = (by: number) =>
        lossAt(spec, own, standing, norm * Math.cos(rad + by), norm * Math.sin(rad + by));
      const grown = (by: number) =>
        lossAt(spec, own, standing, (norm + by) * Math.cos(rad), (norm + by) * Math.sin(rad));
      expect(ledger.slopePerRad).toBeCloseTo((turned(h) - turned(-h)) / (2 * h), 3);
      expect(ledger.slopePart_c.reduce((sum, part) => sum + part)).toBeCloseTo(ledger.slopePerRad, 9);
      expect(ledger.slopePerNorm).toBeCloseTo((grown(h) - grown(-h)) / (2 * h), 3);
    }
  });

  it('says how the feature fares: by the largest logit without a margin, then with it', () => {
    for (const { own, ledger } of cases) {
      const plain_c = ledger.logit_c.slice();
      plain_c[own] = ledger.plainOwnLogit;
      const isBest = (of: Float64Array) => of.every((logit, c) => c === own || logit <= of[own]);
      const kind = !isBest(plain_c) ? 'strayed' : isBest(ledger.logit_c) ? 'accepted' : 'refused';
      // Where other columns change too, plain logits are those of cosines.
      if (!spec.other) expect(ledger.kind).toBe(kind);
    }
    expect(new Set(cases.map(({ ledger }) => ledger.kind)).has('strayed')).toBe(true);
  });
});

it('knows the place where ArcFace changes its formula, and no other loss has one', () => {
  const weights_cd = [1, 0, 0, 1];
  for (const spec of drawn) {
    const at = (deg: number) =>
      stepLedger(spec, settingsOf(spec), 0, {
        embedding_d: [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)],
        weights_cd,
        bias_c: null,
      }).isPastSwitch;
    // π − 0.5 is 151.35°.
    if (spec.id === 'arcface')
      expect([at(150), at(151.3), at(151.4), at(179)]).toEqual([false, false, true, true]);
    if (['softmax', 'cosface', 'a-softmax'].includes(spec.id)) expect(at(179)).toBe(false);
  }
});
