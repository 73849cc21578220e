import { describe, expect, it } from 'vitest';
import { floatFormats } from '../../../../src/lib/math/floats';
import { baseLogits, readOverflow, safeLogits } from '../../../../src/lib/viz/explain/overflow';

const powers = baseLogits.map(Math.exp);
const shares = powers.map((power) => power / powers.reduce((a, b) => a + b));

describe.each(floatFormats)('a softmax in $bits bits', (format) => {
  const [least, most] = safeLogits(format);

  it('with the largest subtracted is right wherever the logits lie', () => {
    for (const shift of [0, Math.floor(most), Math.ceil(most) + 5, Math.floor(least) - 5]) {
      readOverflow(shift, format).subtracted.probabilities.forEach((p, j) => {
        expect(Math.abs(p - shares[j])).toBeLessThan(0.001);
      });
    }
  });

  it('as written is right within, and no number outside', () => {
    expect(readOverflow(0, format).verdict).toBe('sound');
    expect(readOverflow(Math.floor(most) - 3, format).verdict).toBe('sound');
    const above = readOverflow(Math.ceil(most), format);
    expect(above.verdict).toBe('broken');
    expect(above.asWritten.sum).toBe(Infinity);
    const below = readOverflow(Math.floor(least) - 3, format);
    expect(below.verdict).toBe('broken');
    expect(below.asWritten.sum).toBe(0);
  });

  it('as written is wrong without a word just before it breaks below', () => {
    expect(readOverflow(Math.ceil(least), format).verdict).toBe('off');
  });
});
