import { describe, expect, it } from 'vitest';
import { easeOut, Glide, wrapRad } from '../../../src/lib/viz/glide';

const degrees = Math.PI / 180;

describe('wrapRad', () => {
  it('answers the same direction in (−π, π]', () => {
    for (const rad of [-9, -Math.PI, -0.2, 0, 3, Math.PI, 7.5, 40]) {
      const wrapped = wrapRad(rad);
      expect(wrapped).toBeGreaterThan(-Math.PI - 1e-12);
      expect(wrapped).toBeLessThanOrEqual(Math.PI + 1e-12);
      expect(Math.cos(wrapped)).toBeCloseTo(Math.cos(rad), 10);
      expect(Math.sin(wrapped)).toBeCloseTo(Math.sin(rad), 10);
    }
  });
});

describe('Glide', () => {
  it('takes its first target at once', () => {
    const glide = new Glide(2);
    glide.aim([3, 4], 0, 300);
    expect([...glide.value]).toEqual([3, 4]);
    expect(glide.advance(10)).toBe(false);
  });

  it('takes the short way round across the seam', () => {
    const glide = new Glide(1, true);
    glide.aim([170 * degrees], 0, 300);
    glide.aim([-170 * degrees], 0, 300);
    glide.advance(100);
    expect(glide.value[0]).toBeGreaterThan(170 * degrees);
    expect(glide.value[0]).toBeLessThan(190 * degrees);
    expect(glide.advance(300)).toBe(false);
    expect(wrapRad(glide.value[0])).toBeCloseTo(-170 * degrees, 5);
  });

  it('eases from start to end and then rests', () => {
    const glide = new Glide(1);
    glide.aim([0], 0, 300);
    glide.aim([10], 1000, 300);
    expect(glide.advance(1000)).toBe(true);
    expect(glide.value[0]).toBe(0);
    expect(glide.advance(1150)).toBe(true);
    expect(glide.value[0]).toBeCloseTo(10 * easeOut(0.5), 5);
    expect(glide.advance(1301)).toBe(false);
    expect(glide.value[0]).toBe(10);
  });

  it('sets out anew from where it is', () => {
    const glide = new Glide(1);
    glide.aim([0], 0, 300);
    glide.aim([10], 0, 300);
    glide.advance(90);
    const onTheWay = glide.value[0];
    glide.aim([-5], 90, 300);
    expect(glide.value[0]).toBe(onTheWay);
    glide.advance(100);
    expect(glide.value[0]).toBeLessThan(onTheWay);
  });

  it('follows a stream of targets instead of hanging back', () => {
    const glide = new Glide(1);
    glide.aim([0], 0, 300);
    for (let ms = 0; ms < 500; ms += 16) {
      glide.aim([1], ms, 300);
      glide.advance(ms + 16);
    }
    expect(glide.value[0]).toBeGreaterThan(0.95);
  });

  it('jumps where the duration is 0 and where a value was not finite', () => {
    const glide = new Glide(1);
    glide.aim([NaN], 0, 300);
    glide.aim([2], 0, 300);
    expect(glide.value[0]).toBe(2);
    glide.aim([5], 0, 0);
    expect(glide.value[0]).toBe(5);
  });
});
