import { describe, expect, it } from 'vitest';
import { marginLosses } from '../../../src/lib/loss/registry';
import type { LossSettings } from '../../../src/lib/loss/spec';
import { evenNotches, notchOf, radPerNotch } from '../../../src/lib/points/notches';
import { digWells, lossAt, nodeRad, nodesPerWell } from '../../../src/lib/points/wells';
import { inputOf, referenceLoss } from './ground-truth';

/** Unevenly placed on purpose, one class close to another. */
const uneven = [90, 41, -7, 200, 214].map((degrees) => notchOf((degrees * Math.PI) / 180));

describe.each(marginLosses.map(({ id }) => id))('the wells of %s', (id) => {
  it.each([
    { featureNorm: 16, overrides: {} as LossSettings },
    { featureNorm: 64, overrides: { s: 64, lambda: 3 } },
  ])('are the loss itself at every node ($featureNorm)', ({ featureNorm, overrides }) => {
    const input = inputOf(id, overrides, featureNorm, uneven);
    const { loss_cg } = digWells(input);
    for (let c = 0; c < uneven.length; c++) {
      for (let g = 0; g < nodesPerWell; g += 27) {
        const { loss } = referenceLoss(input, c, nodeRad(g));
        expect(Math.abs(loss_cg[c * nodesPerWell + g] - loss)).toBeLessThan(1e-9 * Math.max(1, loss));
      }
    }
  });

  it('keep within 0.01 of it between nodes, where it is smooth', () => {
    const input = inputOf(id, { s: 64 }, 64, evenNotches(10));
    const wells = digWells(input);
    const branches = input.spec.branchPointsRad?.(input.settings) ?? [];
    for (let i = 0; i < 315; i++) {
      const thetaRad = -Math.PI + 0.0199 * i + 0.0013;
      if (branches.some((rad) => Math.abs(Math.abs(thetaRad) - rad) < 2 * radPerNotch)) continue;
      expect(Math.abs(lossAt(wells, 3, thetaRad) - referenceLoss(input, 3, thetaRad).loss)).toBeLessThan(
        0.01,
      );
    }
  });

  it('slope as the gradient of the reference does', () => {
    const input = inputOf(id, {}, 16, uneven);
    const { loss_cg } = digWells(input);
    for (let g = 3; g < nodesPerWell - 4; g += 11) {
      const middleRad = nodeRad(g) + radPerNotch / 2;
      const slope = (loss_cg[nodesPerWell + g + 1] - loss_cg[nodesPerWell + g]) / radPerNotch;
      expect(Math.abs(slope - referenceLoss(input, 1, middleRad).slope)).toBeLessThan(0.01);
    }
  });
});

it('is pointed at its own weight with an angular margin, and round without', () => {
  const slopeBeside = (m: number): number => {
    const { loss_cg } = digWells(inputOf('arcface', { m }, 1, evenNotches(10)));
    const own = (nodesPerWell - 1) / 2;
    return (loss_cg[own + 1] - loss_cg[own]) / radPerNotch;
  };
  expect(slopeBeside(0)).toBeLessThan(0.02);
  // s·sin m·(1 − p) with p of the reference at θ = 0.
  const p = Math.exp(-referenceLoss(inputOf('arcface', { m: 0.8 }, 1, evenNotches(10)), 0, 0).loss);
  expect(slopeBeside(0.8)).toBeCloseTo(16 * Math.sin(0.8) * (1 - p), 0);
});

it('gives two coinciding weights a well each', () => {
  const wells = digWells(inputOf('arcface', {}, 1, [540, 540, 0]));
  expect(wells.loss_cg.every(Number.isFinite)).toBe(true);
});
