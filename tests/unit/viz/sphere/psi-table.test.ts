import { describe, expect, it } from 'vitest';
import { losses } from '../../../../src/lib/loss/registry';
import { branchPointsOf, settingsOf } from '../../../../src/lib/loss/spec';
import { targetLogitAt } from '../../../../src/lib/loss/target-logit';
import { psiSamples, psiTable, readPsi } from '../../../../src/lib/viz/psi-table';

describe('psiTable', () => {
  for (const spec of losses) {
    const choices = spec.options.flatMap(({ name, values }) => values.map((value) => ({ [name]: value })));
    for (const choice of [{}, ...choices]) {
      it(`holds ψ of ${spec.id} ${JSON.stringify(choice)} between its entries too`, () => {
        const settings = settingsOf(spec, choice);
        const table = psiTable(spec, settings);
        const step = Math.PI / (psiSamples - 1);
        const branches = branchPointsOf(spec, settings);
        for (let i = 0; i < 997; i++) {
          const thetaRad = (Math.PI * (i + 0.37)) / 997;
          // Over a branch point, where ψ may jump, the table is one step wide.
          if (branches.some((rad) => Math.abs(rad - thetaRad) <= step)) continue;
          expect(readPsi(table, thetaRad)).toBeCloseTo(targetLogitAt(spec, settings, thetaRad).psi, 5);
        }
      });
    }
  }

  it('reads its ends', () => {
    const table = Float32Array.of(1, 0, -1);
    expect([-1, 0, Math.PI / 4, Math.PI, 9].map((rad) => readPsi(table, rad))).toEqual([1, 1, 0.5, -1, -1]);
  });
});
