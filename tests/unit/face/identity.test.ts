import { describe, expect, it } from 'vitest';
import { drawIdentity, traitRanges, twinOf } from '../../../src/lib/face/identity';

const seeds = Array.from({ length: 500 }, (_, k) => k);

describe('an identity', () => {
  it('has about forty traits or more, each within its range (seeds 0 to 499, and a twin of each)', () => {
    expect(traitRanges.length).toBeGreaterThanOrEqual(40);
    for (const seed of seeds) {
      const identity = drawIdentity(seed);
      for (const head of [identity, twinOf(identity, seed)]) {
        for (const { name, min, max } of traitRanges) {
          expect(head[name], `${name} of seed ${seed}`).toBeGreaterThanOrEqual(min - 1e-12);
          expect(head[name], `${name} of seed ${seed}`).toBeLessThanOrEqual(max + 1e-12);
        }
      }
    }
  });

  it('is the same for the same seed and another for the next one', () => {
    expect(drawIdentity(7)).toEqual(drawIdentity(7));
    expect(drawIdentity(7)).not.toEqual(drawIdentity(8));
  });

  it('is of either sex, of any age, light or dark, with short and long hair', () => {
    const all = seeds.map(drawIdentity);
    const share = (is: (head: (typeof all)[number]) => boolean): number => all.filter(is).length / all.length;
    expect(share(({ masculinity }) => masculinity > 0.5)).toBeCloseTo(0.5, 1);
    // Melanin is spread evenly by its logarithm between 0.06 and 1.56: a third lies in each third of it.
    expect(share(({ melanin }) => melanin < 0.06 * 26 ** (1 / 3))).toBeCloseTo(1 / 3, 1);
    expect(share(({ melanin }) => melanin > 0.06 * 26 ** (2 / 3))).toBeCloseTo(1 / 3, 1);
    expect(share(({ ageYears }) => ageYears < 35)).toBeGreaterThan(0.15);
    expect(share(({ ageYears }) => ageYears > 55)).toBeGreaterThan(0.15);
    expect(share(({ hairEndY }) => hairEndY < -0.5)).toBeGreaterThan(0.25);
    expect(share(({ masculinity, beard }) => masculinity < 0.5 && beard > 0)).toBe(0);
  });

  it('has a twin that is several times closer than a stranger, and yet somebody else', () => {
    const distance = (a: ReturnType<typeof drawIdentity>, b: ReturnType<typeof drawIdentity>): number =>
      Math.sqrt(
        traitRanges.reduce((sum, { name, min, max }) => sum + ((a[name] - b[name]) / (max - min)) ** 2, 0),
      );
    for (const seed of seeds.slice(0, 50)) {
      const [one, stranger] = [drawIdentity(seed), drawIdentity(seed + 1000)];
      const twin = twinOf(one, seed);
      expect(distance(one, twin)).toBeGreaterThan(0);
      expect(distance(one, twin) * 4).toBeLessThan(distance(one, stranger));
    }
  });
});
