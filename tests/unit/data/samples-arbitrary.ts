/** Random small datasets for the property tests of this folder. */
import fc from 'fast-check';
import type { Samples } from '../../../src/lib/data/dataset';

/** Up to 6 images of up to 5×5 pixels in 10 classes; odd pixel counts come up often. */
export const samplesArbitrary: fc.Arbitrary<{ samples: Samples; width: number; height: number }> = fc
  .record({ count: fc.nat(6), width: fc.integer({ min: 1, max: 5 }), height: fc.integer({ min: 1, max: 5 }) })
  .chain(({ count, width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      samples: fc.record({
        count: fc.constant(count),
        labels: fc.uint8Array({ minLength: count, maxLength: count, max: 9 }),
        pixels: fc.uint8Array({ minLength: count * width * height, maxLength: count * width * height }),
      }),
    }),
  );
