/** A loss is one file, one line in the registry and its words: a made-up one stands in for NormFace's file and is everywhere. */
import { describe, expect, it, vi } from 'vitest';
import type { MarginLossSpec } from '../../src/lib/loss/spec';

const { demonstration } = vi.hoisted(() => {
  /** z_y = s·(cos θ − m·sin²(θ/2)): a margin that grows with the angle. */
  const demonstration: MarginLossSpec = {
    kind: 'margin',
    id: 'demonstration',
    scale: 's',
    bias: false,
    parameters: [
      { name: 's', default: 16, min: 1, max: 64, step: 1, unit: '1', phase: 'train', role: 'scale' },
      {
        name: 'strength',
        default: 0.4,
        min: 0,
        max: 1,
        step: 0.1,
        unit: 'cos',
        phase: 'train',
        role: 'margin',
      },
    ],
    options: [{ name: 'gradient', default: 'exact', values: ['exact', 'straight-through'], phase: 'train' }],
    target(field, { cos, sin }, { strength }) {
      const half = (strength as number) / 2;
      return {
        psi: field.sub(field.mul(cos, 1 + half), half),
        dPsiDCos: 1 + half,
        get dPsiDTheta() {
          return field.mul(sin, -1 - half);
        },
      };
    },
    promises: { belowCosine: () => [0, Math.PI], monotone: () => [0, Math.PI] },
  };
  return { demonstration };
});
vi.mock('../../src/lib/loss/normface', () => ({ normface: demonstration }));

describe('a new loss', () => {
  it('stands in the address, with its parameters and options as keys', async () => {
    const { schemaOf } = await import('../../src/lib/demo/schema');
    const { readQuery } = await import('../../src/lib/demo/query');
    const demo = { id: 'new', losses: ['arcface'], sliders: ['s'], views: ['circle' as const] };
    const { state, notices } = readQuery('?loss=demonstration&strength=0.7&gradient=straight-through', demo);
    expect(notices).toEqual([]);
    expect(state).toEqual({ loss: ['demonstration'], strength: 0.7, gradient: 'straight-through' });
    expect(schemaOf(demo, state).strength).toMatchObject({ type: 'number', min: 0, max: 1, default: 0.4 });
  });

  it('has a curve, a boundary, regions and margin bands', async () => {
    const { lossById } = await import('../../src/lib/loss/registry');
    const { settingsOf } = await import('../../src/lib/loss/spec');
    const { targetCurve } = await import('../../src/lib/loss/curve');
    const { twoClassBoundary } = await import('../../src/lib/loss/boundary');
    const { circleMarginBands, circleRegions } = await import('../../src/lib/loss/regions');
    const { boundaryGeometry } = await import('../../src/lib/viz/boundary-geometry');
    const spec = lossById('demonstration')!;
    const settings = settingsOf(spec);
    const { psi, cos } = targetCurve(spec, settings, 19);
    expect(psi[0]).toBeCloseTo(1, 12);
    expect(psi.at(-1)).toBeCloseTo(-1.4, 12);
    expect(psi.every((value, i) => value <= cos[i] + 1e-12)).toBe(true);
    expect(twoClassBoundary(spec, settings)!.class1.flat().length).toBeGreaterThan(10);
    expect(boundaryGeometry(spec, settings, null).bands[0].length).toBeGreaterThan(10);
    const planar = { weights_cd: [1, 0, 0, 1, -1, 0], bias_c: [0, 0, 0] };
    expect(
      circleRegions(spec, planar)
        .map(({ classIndex }) => classIndex)
        .sort(),
    ).toEqual([0, 1, 2]);
    expect(circleMarginBands(spec, settings, planar).length).toBeGreaterThan(2);
  });

  it('has a formula, and its tiles in the gallery', async () => {
    const { classLossById } = await import('../../src/lib/loss/registry');
    const { settingsOf } = await import('../../src/lib/loss/spec');
    const { formulaFormOf, lossReading } = await import('../../src/lib/viz/explain/loss-formula');
    const { lossStates } = await import('../../src/routes/gallery/loss-states');
    const spec = classLossById('demonstration')!;
    expect(formulaFormOf(spec)).toBe('s');
    // cos 12° − 0.4·sin² 6°
    const { psi } = lossReading(spec, settingsOf(spec), (12 * Math.PI) / 180, 1);
    expect(psi).toBeCloseTo(0.978148 - 0.4 * 0.010926, 5);
    const tiles = lossStates((loss) => loss).map(({ id }) => id);
    for (const part of ['regions', 'curve', 'formula']) expect(tiles).toContain(`loss-demonstration-${part}`);
  });

  it('is held to golden results that name it', async () => {
    const { tallyChecks } = await import('../../tools/conformance');
    const { checksOf } = await import('../../tools/conformance/checks');
    // One feature at 0 rad; weights at 0.6, 2 and −1 rad; class 0.
    const [own, ...others] = [0.6, 2, 1].map(Math.cos);
    const logits = [16 * (own - 0.4 * Math.sin(0.3) ** 2), ...others.map((cos) => 16 * cos)];
    const loss = Math.log(logits.reduce((sum, z) => sum + Math.exp(z), 0)) - logits[0];
    const golden = (stated: number) => ({
      header: { loss: 'demonstration' },
      cases: [
        {
          id: 'by-hand',
          labels: [0],
          N: 1,
          d: 2,
          C: 3,
          inputs: { features: [[2, 0]], weights: [0.6, 2, -1].map((rad) => [Math.cos(rad), Math.sin(rad)]) },
          results: [
            {
              ref: 'marginalia',
              convention: 'exact',
              params: { s: 16, strength: 0.4 },
              loss: stated,
              logits: [logits],
            },
          ],
        },
      ],
    });
    const tally = (stated: number) => tallyChecks(checksOf(golden(stated), 'demonstration'));
    expect(await tally(loss)).toMatchObject({ passed: 1, failures: [] });
    expect((await tally(loss * 1.001)).failures).toHaveLength(1);
  });

  it('trains, and its loss falls', async () => {
    const { useBackend } = await import('../unit/train/head/backends');
    await useBackend('cpu');
    const { tinyBatch, tinyTrainer } = await import('../support/tiny-training');
    const { marginLossById } = await import('../../src/lib/loss/registry');
    const spec = marginLossById('demonstration')!;
    const trainer = tinyTrainer({ spec, seed: 3 });
    const losses: number[] = [];
    for (let step = 0; step < 30; step++) {
      const batch = tinyBatch(0);
      const loss = trainer.step(batch);
      losses.push(loss.dataSync()[0]);
      loss.dispose();
      batch.images.dispose();
      batch.oneHot_nc.dispose();
    }
    trainer.dispose();
    expect(losses.at(-1)!).toBeLessThan(losses[0]);
  });
});
