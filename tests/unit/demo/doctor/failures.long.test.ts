/** The same over three seeds: ten failures with mlp, and every loss at its defaults with lenet. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DemoSpec } from '../../../../src/lib/demo/demo-spec';
import { failures } from '../../../../src/lib/demo/failures';
import { lossIds } from '../../../../src/lib/loss/registry';
import { loadInNode } from '../../../../tools/node-training';
import { watchRun } from '../../../support/doctor-watch';

beforeAll(() => loadInNode('wasm'));

describe.each([1, 2, 3])('seed %i', (seed) => {
  it.each(failures)('$diagnosis', async ({ spec, diagnosis }) => {
    const { last, session } = await watchRun(spec, spec.restStep!, { seed });
    session.dispose();
    expect(last?.diagnosis.id).toBe(diagnosis);
  });

  it.each(lossIds)(
    'nothing of %s with lenet over 300 steps',
    async (loss) => {
      // In the plane AdaCos' own scale leaves half of the digits unlearnt, and the doctor is right to say so.
      const dim = loss === 'adacos' ? 3 : 2;
      const spec: DemoSpec = { id: 'healthy', losses: [loss], net: 'lenet', dim, sliders: [], views: [] };
      const { said, session } = await watchRun(spec, 300, { seed });
      session.dispose();
      expect(said).toEqual([]);
    },
    300_000,
  );
});
