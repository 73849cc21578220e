import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchOrder } from '../../../src/lib/train/batch-order';

const shards = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
const plan = fc.record({ seed: fc.integer(), shards, batchSize: fc.integer({ min: 1, max: 40 }) });
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** The first `epochs` epochs, sample by sample. */
function sequence(order: BatchOrder, total: number, epochs: number): number[] {
  const steps = Math.ceil((epochs * total) / order.batchSize);
  return Array.from({ length: steps }, (_, step) => [...order.batch(step)])
    .flat()
    .slice(0, epochs * total);
}

describe('the order of batches (fast-check seed 5)', () => {
  it('goes through every sample once an epoch', () => {
    fc.assert(
      fc.property(plan, ({ seed, shards, batchSize }) => {
        const total = sum(shards);
        const all = sequence(new BatchOrder(seed, shards, batchSize), total, 3);
        for (let epoch = 0; epoch < 3; epoch++) {
          const seen = all.slice(epoch * total, (epoch + 1) * total).sort((a, b) => a - b);
          expect(seen).toEqual(Array.from({ length: total }, (_, i) => i));
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('goes through the shards in their order in the first epoch', () => {
    fc.assert(
      fc.property(plan, ({ seed, shards, batchSize }) => {
        const all = sequence(new BatchOrder(seed, shards, batchSize), sum(shards), 1);
        let from = 0;
        for (const count of shards) {
          for (const index of all.slice(from, from + count)) {
            expect(index).toBeGreaterThanOrEqual(from);
            expect(index).toBeLessThan(from + count);
          }
          from += count;
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('asks for no shard before it is needed, and for each that is', () => {
    fc.assert(
      fc.property(plan, ({ seed, shards, batchSize }) => {
        const order = new BatchOrder(seed, shards, batchSize);
        const total = sum(shards);
        const ends = shards.map((_, i) => sum(shards.slice(0, i + 1)));
        for (let step = 0; step < Math.ceil((2 * total) / batchSize); step++) {
          const required = order.requiredCount(step);
          expect(Math.max(...order.batch(step))).toBeLessThan(required);
          const wanted = (step + 1) * batchSize;
          expect(required).toBe(wanted > total ? total : ends.find((end) => end >= wanted));
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('is a function of seed and step alone, in whatever order it is asked', () => {
    const arguments_ = [11, [25, 10, 14], 8] as const;
    const forwards = new BatchOrder(...arguments_);
    const steps = Array.from({ length: 60 }, (_, step) => step);
    const expected = steps.map((step) => forwards.batch(step));
    const jumping = new BatchOrder(...arguments_);
    for (const step of [...steps.filter((s) => s % 7 === 3), ...steps.toReversed(), 0, 59, 1]) {
      expect(jumping.batch(step)).toEqual(expected[step]);
    }
  });

  it('is another one for another seed, and for another epoch', () => {
    const of = (seed: number) => sequence(new BatchOrder(seed, [50], 10), 50, 2);
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
    expect(of(1).slice(0, 50)).not.toEqual(of(1).slice(50));
    expect(of(1).slice(0, 50)).not.toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  it('wraps a batch that is larger than the data around it', () => {
    const [batch] = [new BatchOrder(3, [2, 3], 12).batch(0)];
    expect(batch).toHaveLength(12);
    for (const [from, to] of [
      [0, 5],
      [5, 10],
    ]) {
      expect([...batch.slice(from, to)].sort()).toEqual([0, 1, 2, 3, 4]);
    }
  });
});
