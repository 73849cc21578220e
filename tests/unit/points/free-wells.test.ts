import { describe, expect, it } from 'vitest';
import { marginLossById, marginLosses } from '../../../src/lib/loss/registry';
import { branchPointsOf, hasUnitFeatures, settingsOf, type LossSettings } from '../../../src/lib/loss/spec';
import type { Vector3 } from '../../../src/lib/loss/sphere-regions';
import { createRng } from '../../../src/lib/math/rng';
import { digFreeWells, LossProbe } from '../../../src/lib/points/free-wells';
import { lossesByShape, referenceLosses } from './free-truth';

const unit = (...v: number[]): Vector3 => v.map((value) => value / Math.hypot(...v)) as unknown as Vector3;
const weights = [
  unit(0.2, 1, 0.1),
  unit(0.9, 0.8, 0.3),
  unit(-0.6, -0.2, 1),
  unit(0.3, -1, -0.4),
  unit(1, 0, 0),
];

describe.each(marginLosses.map(({ id }) => id))('the probe of %s', (lossId) => {
  it.each([
    { norm: 16, settings: {} as LossSettings },
    { norm: 5, settings: { s: 40, lambda: 3 } },
  ])('finds the loss and its gradient of the reference ($norm)', ({ norm, settings }) => {
    const spec = marginLossById(lossId)!;
    const all = settingsOf(spec, settings);
    const wells = digFreeWells({ spec, settings: all, weights_c3: Float64Array.from(weights.flat()) });
    expect(wells.scale === null).toBe(!hasUnitFeatures(spec));
    const probe = new LossProbe(wells);
    const rng = createRng(5);
    const branches = branchPointsOf(spec, all);
    for (let n = 0; n < 40; n++) {
      const x = unit(rng.gaussian(), rng.gaussian(), rng.gaussian());
      const c = n % 5;
      const scale = wells.scale ?? norm;
      probe.look(c, ...x, scale);
      if (branches.some((rad) => Math.abs(rad - probe.thetaRad) < 0.01)) continue;
      const feature = x.map((value) => value * norm) as unknown as Vector3;
      const { losses, gradient } = referenceLosses({ lossId, settings, weights }, c, [feature]);
      const [byShape] = lossesByShape({ lossId, settings, weights }, c, [feature]);
      expect(Math.abs(byShape - losses[0])).toBeLessThan(1e-9 * Math.max(1, losses[0]));
      expect(Math.abs(probe.loss - losses[0])).toBeLessThan(1e-3 * Math.max(1, losses[0]));
      // Along the sphere a step of a radian is one of ‖x‖; along the ray the loss goes by the norm, or not at all.
      const out = gradient[0] * x[0] + gradient[1] * x[1] + gradient[2] * x[2];
      [probe.gradX, probe.gradY, probe.gradZ].forEach((value, k) =>
        expect(Math.abs(value - norm * (gradient[k] - out * x[k]))).toBeLessThan(0.025 * scale),
      );
      if (wells.scale === null) expect(probe.perScale).toBeCloseTo(out, 3);
      else expect(out).toBeCloseTo(0, 9);
    }
  });
});
