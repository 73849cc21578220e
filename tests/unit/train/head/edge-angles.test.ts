import { beforeAll, describe, expect, it } from 'vitest';
import { loadInNode } from '../../../../tools/node-training';
import { failuresAtEdges } from '../../../support/edge-angles';

/** webgl and webgpu: `tests/browser/backends.spec.ts`. */
describe.each(['cpu', 'wasm'] as const)('the tensor head on %s', (backend) => {
  beforeAll(() => loadInNode(backend));

  it('has a finite loss and gradient at 0, at π, on other weights and without a feature, for every loss and setting', async () => {
    const { tried, failed } = await failuresAtEdges();
    expect(tried).toBeGreaterThan(200);
    expect(failed).toEqual([]);
  }, 60_000);
});
