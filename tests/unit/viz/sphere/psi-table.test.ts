import { describe, expect, it } from 'vitest';
import { otherLogitAt } from '../../../../src/lib/loss/other-logit';
import { losses } from '../../../../src/lib/loss/registry';
import { branchPointsOf, settingsOf } from '../../../../src/lib/loss/spec';
import { targetLogitAt } from '../../../../src/lib/loss/target-logit';
import { logitTable, psiSamples, readLogits } from '../../../../src/lib/viz/psi-table';

describe('the table of logits', () => {
  for (const spec of losses) {
    const choices = spec.options.flatMap(({ name, values }) => values.map((value) => ({ [name]: value })));
    for (const choice of [{}, ...choices]) {
      it(`holds ψ and χ of ${spec.id} ${JSON.stringify(choice)} between its entries too`, () => {
        const settings = settingsOf(spec, choice);
        const table = logitTable(spec, settings);
        const step = Math.PI / (psiSamples - 1);
        const branches = branchPointsOf(spec, settings);
        for (let i = 0; i < 997; i++) {
          const thetaRad = (Math.PI * (i + 0.37)) / 997;
          // Over a branch point, where ψ may jump, the table is one step wide.
          if (branches.some((rad) => Math.abs(rad - thetaRad) <= step)) continue;
          const [psi, chi] = readLogits(table, thetaRad);
          expect(psi).toBeCloseTo(targetLogitAt(spec, settings, thetaRad).psi, 5);
          expect(chi).toBeCloseTo(otherLogitAt(spec, settings, thetaRad), 5);
        }
      });
    }
  }

  it('reads its ends', () => {
    const table = Float32Array.of(1, 10, 0, 20, -1, 30);
    expect([-1, 0, Math.PI / 4, Math.PI, 9].map((rad) => readLogits(table, rad))).toEqual([
      [1, 10],
      [1, 10],
      [0.5, 15],
      [-1, 30],
      [-1, 30],
    ]);
  });
});
