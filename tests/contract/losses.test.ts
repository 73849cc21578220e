/** What every loss of the registry must keep; a new one is held to it by being registered. */
import { beforeAll, describe, expect, it } from 'vitest';
import { conventionFor, defaultConvention } from '../../src/lib/loss/convention';
import { targetCurve } from '../../src/lib/loss/curve';
import { evaluateLoss, type LossProblem } from '../../src/lib/loss/reference';
import { classLosses, lossById, losses, lossIds } from '../../src/lib/loss/registry';
import { settingsOf, subcentersOf } from '../../src/lib/loss/spec';
import { targetLogitAt } from '../../src/lib/loss/target-logit';
import { numericGradient, problemFor, relativeDifference, settingsGrid } from '../unit/loss/problems';
import { nodeBackends, useBackend } from '../unit/train/head/backends';
import { evaluateHead } from '../unit/train/head/evaluate';

const degrees = (rad: number) => `${((rad * 180) / Math.PI).toFixed(3)}°`;

/** Each planar weight `count` times: sub-centers that coincide. */
const repeated = (weights: readonly number[], count: number): number[] =>
  weights.flatMap((_, i) =>
    i % 2 ? [] : Array.from({ length: count }, () => [weights[i], weights[i + 1]]).flat(),
  );

describe('the registry', () => {
  it('holds losses under unique kebab-case ids', () => {
    expect(new Set(lossIds).size).toBe(losses.length);
    for (const id of lossIds) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const loss of losses) expect(lossById(loss.id)).toBe(loss);
    expect(lossById('no-such-loss')).toBeUndefined();
  });
});

describe.each(classLosses.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const grid = settingsGrid(spec);

  it('states parameters whose default lies on their range and step, and options with their default', () => {
    for (const { default: value, min, max, step, integer, derived } of spec.parameters) {
      expect(value).toBeGreaterThanOrEqual(min);
      expect(value).toBeLessThanOrEqual(max);
      if (!derived)
        expect(((value - min) / step) % 1).toSatisfy((rest: number) => rest < 1e-9 || rest > 1 - 1e-9);
      if (integer) expect([value, min, max, step].every(Number.isInteger)).toBe(true);
    }
    for (const { default: value, values } of spec.options) expect(values).toContain(value);
    const names = [...spec.parameters, ...spec.options].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(settingsOf(spec, { [names[0]]: 3, other: 1 })).not.toHaveProperty('other');
  });

  it('has a scale parameter if and only if its logits are scaled by s', () => {
    const scales = spec.parameters.filter(({ role }) => role === 'scale').map(({ name }) => name);
    expect(scales).toEqual(spec.scale === 's' ? ['s'] : []);
  });

  // Loops gather what is broken and compare once: an `expect` for each of a million angles takes minutes.

  it('gives ψ and a slope that are finite and that belong together, all settings', () => {
    const broken: unknown[] = [];
    for (const settings of grid) {
      const branches = spec.branchPointsRad?.(settings) ?? [];
      for (const branchRad of branches) expect(branchRad > 0 && branchRad < Math.PI).toBe(true);
      for (let i = 0; i <= 720; i++) {
        const thetaRad = (i / 720) * Math.PI;
        const { psi, dPsiDTheta, dPsiDCos } = targetLogitAt(spec, settings, thetaRad);
        let holds = Number.isFinite(psi) && Number.isFinite(dPsiDTheta);
        if (dPsiDCos !== undefined) holds &&= Math.abs(dPsiDTheta + Math.sin(thetaRad) * dPsiDCos) < 1e-10;
        if (i > 0 && i < 720 && branches.every((rad) => Math.abs(rad - thetaRad) > 1e-4)) {
          const [after, before] = [1e-6, -1e-6].map((h) => targetLogitAt(spec, settings, thetaRad + h).psi);
          holds &&= Math.abs((after - before) / 2e-6 - dPsiDTheta) < 1e-7;
        }
        if (!holds) broken.push([settings, degrees(thetaRad)]);
      }
    }
    expect(broken).toEqual([]);
  });

  it('is continuous but for its branch points, all settings', () => {
    const broken: unknown[] = [];
    for (const settings of grid) {
      const { thetaRad, psi } = targetCurve(spec, settings, 721);
      const branches = spec.branchPointsRad?.(settings) ?? [];
      for (let i = 1; i < psi.length; i++) {
        if (branches.some((rad) => rad > thetaRad[i - 1] && rad < thetaRad[i])) continue;
        const holds = Math.abs(psi[i] - psi[i - 1]) <= 5 * (thetaRad[i] - thetaRad[i - 1]) + 1e-12;
        if (!holds) broken.push([settings, degrees(thetaRad[i])]);
      }
    }
    expect(broken).toEqual([]);
  });

  it('keeps its promises: ψ ≤ cos θ, and ψ falls, all settings', () => {
    const broken: unknown[] = [];
    for (const settings of grid) {
      const { thetaRad, psi, cos } = targetCurve(spec, settings, 721);
      const below = spec.promises.belowCosine(settings);
      const monotone = spec.promises.monotone(settings);
      for (let i = 0; i < psi.length; i++) {
        const promisesBelow = below && thetaRad[i] >= below[0] && thetaRad[i] <= below[1];
        if (promisesBelow && psi[i] > cos[i] + 1e-12)
          broken.push([settings, 'ψ > cos', degrees(thetaRad[i])]);
        const promisesFall =
          i > 0 && monotone && thetaRad[i - 1] >= monotone[0] && thetaRad[i] <= monotone[1];
        if (promisesFall && psi[i] > psi[i - 1] + 1e-12)
          broken.push([settings, 'ψ rises', degrees(thetaRad[i])]);
      }
    }
    expect(broken).toEqual([]);
  });

  it('has the gradient of its own forward pass where it is exact, seed 61', () => {
    for (const settings of grid) {
      const problem = problemFor(spec, settings, 61, { samples: 6, dim: 3, classes: 3 });
      const convention = conventionFor(settings);
      if (convention.gradient !== 'exact') continue;
      const ours = evaluateLoss(spec, settings, convention, problem);
      for (const [key, gradient] of [
        ['embeddings_nd', ours.gradEmbeddings_nd],
        ['weights_cd', ours.gradWeights_cd],
        ['bias_c', ours.gradBias_c],
      ] as const) {
        const numeric = numericGradient(spec, settings, convention, problem, key);
        expect([settings, key, relativeDifference(gradient, numeric) < 1e-6]).toEqual([settings, key, true]);
      }
    }
  });

  describe.each(nodeBackends)('in tensors on %s', (backend) => {
    beforeAll(() => useBackend(backend));

    it('agrees with the float64 reference, all settings, seed 62', async () => {
      for (const settings of grid) {
        const problem = problemFor(spec, settings, 62, { samples: 9, dim: 2, classes: 4 });
        const convention = conventionFor(settings);
        const theirs = evaluateLoss(spec, settings, convention, problem);
        const ours = await evaluateHead(spec, settings, convention, problem);
        expect(relativeDifference([ours.loss], [theirs.loss])).toBeLessThan(1e-4);
        for (const key of ['logits_nc', 'gradEmbeddings_nd', 'gradWeights_cd', 'gradBias_c'] as const) {
          expect([settings, key, relativeDifference(ours[key], theirs[key]) < 1e-4]).toEqual([
            settings,
            key,
            true,
          ]);
        }
      }
    });

    it('is finite and bounded at θ = 0 and π, beside them, on another class, and at x = 0, all settings', async () => {
      const angles = [0, 1e-8, 1e-7, 1e-4, Math.PI / 2, Math.PI - 1e-4, Math.PI - 1e-7, Math.PI];
      const points = [
        ...angles.map((rad) => [Math.cos(rad), Math.sin(rad)]),
        [0, 0],
        [1e-30, 0],
        [1e-8, 1e-8],
        [3e3, 1],
      ];
      for (const settings of grid) {
        const K = subcentersOf(spec, settings);
        const problem: LossProblem = {
          embeddings_nd: points.flat(),
          weights_cd: repeated([1, 0, 0, 1, -0.6, -0.8], K),
          bias_c: spec.kind === 'binary' ? [0] : null,
          labels_n: points.map(() => 0),
          dim: 2,
          classes: 3,
        };
        const ours = await evaluateHead(spec, settings, conventionFor(settings), problem);
        const all = [
          [ours.loss],
          ours.logits_nc,
          ours.gradEmbeddings_nd,
          ours.gradWeights_cd,
          ours.gradBias_c,
        ];
        for (const tensor of all)
          expect([settings, Array.from(tensor).every(Number.isFinite)]).toEqual([settings, true]);
        // Off x = 0 nothing pulls harder than the steepest target and every other class together.
        const steepest = 6 * ((settings.s as number) ?? 4);
        angles.forEach((_, n) => {
          const pull =
            Math.hypot(ours.gradEmbeddings_nd[2 * n], ours.gradEmbeddings_nd[2 * n + 1]) * points.length;
          expect([settings, n, pull < steepest]).toEqual([settings, n, true]);
        });
      }
    });
  });

  it('is finite in float64 there too', () => {
    for (const settings of grid) {
      for (const point of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, 0],
        [1e-200, 0],
        [-1, 1e-9],
      ]) {
        const problem = {
          embeddings_nd: point,
          weights_cd: repeated([1, 0, 0, 1], subcentersOf(spec, settings)),
          bias_c: null,
          labels_n: [0],
          dim: 2,
          classes: 2,
        };
        const ours = evaluateLoss(spec, settings, defaultConvention, problem);
        expect(Number.isFinite(ours.loss)).toBe(true);
        expect([...ours.gradEmbeddings_nd, ...ours.gradWeights_cd].every(Number.isFinite)).toBe(true);
      }
    }
  });
});
