/** Demos as an author might write them, and states as a reader might make them. */
import fc from 'fast-check';
import type { DemoSpec, DemoState, DemoValue } from '../../src/lib/demo/demo-spec';
import { schemaOf, type KeySchema } from '../../src/lib/demo/schema';
import { lossIds } from '../../src/lib/loss/registry';

export const arcfaceDemo: DemoSpec = {
  id: 'arcface',
  losses: ['arcface'],
  sliders: ['m', 's'],
  views: ['circle', 'chart'],
};

export const lockstepDemo: DemoSpec = {
  id: 'side-by-side',
  losses: ['softmax', 'arcface'],
  settings: { s: 20, m: 0.3, safeguard: 'easy' },
  seed: 7,
  batch: 64,
  lr: 0.005,
  net: 'mlp',
  sliders: ['m'],
  views: ['plane', 'circle', 'chart'],
  restStep: 300,
};

/** A demo whose preset only A-Softmax can take as it is. */
export const sphereDemo: DemoSpec = {
  id: 'sphere',
  losses: ['a-softmax'],
  settings: { m: 3, lambda: 5, gradient: 'sphereface-authors' },
  sliders: ['m', 'lambda'],
  views: ['plane'],
};

export const demos: readonly DemoSpec[] = [arcfaceDemo, lockstepDemo, sphereDemo];

/** A value that the key can take. */
export function valueOf(entry: KeySchema): fc.Arbitrary<DemoValue> {
  switch (entry.type) {
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...entry.values!);
    case 'list':
      return fc.shuffledSubarray([...entry.values!], { minLength: entry.min || 1, maxLength: entry.max });
    case 'integer':
      return fc.integer({ min: entry.min, max: entry.max });
    case 'number':
      return fc.double({ min: entry.min, max: entry.max, noNaN: true });
  }
}

/** Any set of losses, and values for any of the keys that follow from them; what equals the preset is left out. */
export function stateOf(spec: DemoSpec): fc.Arbitrary<DemoState> {
  const losses = fc.option(fc.shuffledSubarray([...lossIds], { minLength: 1, maxLength: 5 }), {
    nil: undefined,
  });
  return losses.chain((loss) => {
    const chosen: DemoState = loss && loss.join() !== spec.losses.join() ? { loss } : {};
    const schema = schemaOf(spec, chosen);
    const others = Object.entries(schema).filter(([key]) => key !== 'loss');
    return fc
      .record(Object.fromEntries(others.map(([key, entry]) => [key, valueOf(entry)])), { requiredKeys: [] })
      .map((values): DemoState => {
        const state: Record<string, DemoValue> = { ...chosen };
        for (const [key, value] of Object.entries(values)) {
          if (value === undefined || String(value) === String(schema[key].default)) continue;
          // −0 is written as 0.
          state[key] = value === 0 ? 0 : value;
        }
        return state;
      });
  });
}
