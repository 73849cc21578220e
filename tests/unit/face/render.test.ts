import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawIdentity } from '../../../src/lib/face/identity';
import { drawNuisance, neutralNuisance, type Nuisance } from '../../../src/lib/face/nuisance';
import { renderFace, renderThumbnail } from '../../../src/lib/face/render';
import { createRng } from '../../../src/lib/math/rng';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const render = (seed: number, strength: number, sizePixels: number) => {
  const identity = drawIdentity(seed);
  return renderFace(identity, drawNuisance(createRng(seed), identity, strength), sizePixels);
};

function meanDistance(images: readonly Uint8Array[], others: readonly Uint8Array[]): number {
  let sum = 0;
  let pairs = 0;
  for (const a of images) {
    for (const b of others) {
      if (a === b) continue;
      sum += Math.sqrt(a.reduce((total, byte, k) => total + (byte - b[k]) ** 2, 0));
      pairs++;
    }
  }
  return sum / pairs;
}

describe('a rendered head', () => {
  it('is the same to the byte for the same arguments (seeds 1 to 3, k = 0.5)', () => {
    for (const seed of [1, 2, 3]) {
      const [once, again] = [render(seed, 0.5, 48), render(seed, 0.5, 48)];
      expect(sha256(once.grey_hw)).toBe(sha256(again.grey_hw));
      expect(sha256(once.rgb_hwc)).toBe(sha256(again.rgb_hwc));
    }
    expect(sha256(render(1, 0.5, 48).grey_hw)).not.toBe(sha256(render(2, 0.5, 48).grey_hw));
  });

  it('has every number sound and a picture that is neither black, white nor flat (200 heads, k = 1)', () => {
    for (let seed = 0; seed < 200; seed++) {
      const identity = drawIdentity(seed);
      const nuisance = drawNuisance(createRng(seed), identity, 1);
      for (const value of Object.values(nuisance)) {
        if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
      }
      const { grey_hw, rgb_hwc } = renderFace(identity, nuisance, 24);
      expect([grey_hw.length, rgb_hwc.length]).toEqual([24 * 24, 3 * 24 * 24]);
      // A NaN would be kept as 0, so a hole shows as many zeros and as little spread.
      const mean = grey_hw.reduce((sum, byte) => sum + byte, 0) / grey_hw.length;
      const spread = Math.sqrt(grey_hw.reduce((sum, byte) => sum + (byte - mean) ** 2, 0) / grey_hw.length);
      expect(mean, `seed ${seed}`).toBeGreaterThan(8);
      expect(mean, `seed ${seed}`).toBeLessThan(247);
      expect(spread, `seed ${seed}`).toBeGreaterThan(6);
    }
  });

  it('is drawn under extreme poses and expressions as well', () => {
    const extremes: Partial<Nuisance>[] = [
      { yawRad: Math.PI / 2 },
      { yawRad: -Math.PI },
      { pitchRad: 1.4, rollRad: 2 },
      { scale: 4, shiftX: 0.9 },
      { scale: 0.05 },
      { lids: 0, mouthOpen: 0.3, smile: 1, browRaise: 0.2 },
      { lids: 2, smile: -1, glasses: true, lightYawRad: Math.PI },
      { blur: 0.2, noise: 1, gain: 5 },
    ];
    for (const extreme of extremes) {
      const { grey_hw } = renderFace(drawIdentity(5), { ...neutralNuisance, ...extreme }, 32);
      expect(grey_hw.length).toBe(1024);
    }
  });

  it('differs more between heads than between pictures of one head, where nuisances are weak (k = 0.1)', () => {
    const people = [11, 12, 13, 14, 15].map((seed) => {
      const identity = drawIdentity(seed);
      return [0, 1, 2, 3].map(
        (view) => renderFace(identity, drawNuisance(createRng(100 * seed + view), identity, 0.1), 32).grey_hw,
      );
    });
    const within = people.reduce((sum, images) => sum + meanDistance(images, images), 0) / people.length;
    const between = meanDistance(people.flat(), people.flat());
    expect(between).toBeGreaterThan(1.3 * within);
  });

  it('has a grey picture that orders pixels as the luminance of the coloured one does', () => {
    // The grey byte lies between the least and the greatest of its three colour bytes: the curve rises.
    for (const seed of [21, 22, 23, 24]) {
      const { grey_hw, rgb_hwc } = renderThumbnail(drawIdentity(seed), 48);
      grey_hw.forEach((grey, k) => {
        const [red, green, blue] = rgb_hwc.subarray(3 * k, 3 * k + 3);
        expect(grey).toBeGreaterThanOrEqual(Math.min(red, green, blue) - 1);
        expect(grey).toBeLessThanOrEqual(Math.max(red, green, blue) + 1);
      });
      // Luminance by the display's gamma, undone here apart from the renderer, rises with grey.
      const order = [...grey_hw.keys()].sort((a, b) => grey_hw[a] - grey_hw[b]);
      const luminance = (k: number): number =>
        0.2126 * rgb_hwc[3 * k] ** 2.2 +
        0.7152 * rgb_hwc[3 * k + 1] ** 2.2 +
        0.0722 * rgb_hwc[3 * k + 2] ** 2.2;
      const darker = order.slice(0, 400).reduce((sum, k) => sum + luminance(k), 0);
      const lighter = order.slice(-400).reduce((sum, k) => sum + luminance(k), 0);
      expect(lighter).toBeGreaterThan(1.5 * darker);
    }
  });

  it('has skin that is redder than it is blue, and darker where there is more melanin', () => {
    const cheek = (melanin: number): number[] => {
      const identity = { ...drawIdentity(3), melanin, glassesHabit: 0, beard: 0, moustache: 0, moles: [] };
      const { rgb_hwc } = renderThumbnail(identity, 64);
      // The forehead's middle stands a fifth above the centre.
      const at = 3 * (64 * 22 + 32);
      return [...rgb_hwc.subarray(at, at + 3)];
    };
    const [light, dark] = [cheek(0.1), cheek(1.5)];
    for (const [red, , blue] of [light, dark]) expect(red).toBeGreaterThan(blue);
    for (const channel of [0, 1, 2]) expect(dark[channel]).toBeLessThan(light[channel] - 20);
  });

  it('comes back in memory of its own, which a worker may transfer', () => {
    const image = render(1, 0.5, 16);
    const moved = structuredClone(image, { transfer: [image.grey_hw.buffer, image.rgb_hwc.buffer] });
    expect(moved.grey_hw.length).toBe(256);
    expect(image.grey_hw.length).toBe(0);
  });

  it.each([0, 7, 2000, 32.5, NaN])('of %d pixels is refused in one sentence', (sizePixels) => {
    expect(() => renderFace(drawIdentity(1), neutralNuisance, sizePixels)).toThrow(
      /whole number from 8 to 1024/,
    );
  });
});

describe('nuisances', () => {
  it.each([-0.1, 1.1, NaN])('of strength %d are refused', (strength) => {
    expect(() => drawNuisance(createRng(1), drawIdentity(1), strength)).toThrow('between 0 and 1');
  });

  it('are the neutral picture at strength 0, but for glasses, clothes and the name of the noise', () => {
    const drawn = drawNuisance(createRng(4), drawIdentity(4), 0);
    const { glasses, clothesLight, clothesHue, noiseSeed } = drawn;
    // Through JSON, which knows no −0.
    const expected = { ...neutralNuisance, glasses, clothesLight, clothesHue, noiseSeed };
    expect(JSON.parse(JSON.stringify(drawn))).toEqual(expected);
  });

  it('grow with the strength, under the same draws', () => {
    const [weak, strong] = [0.2, 0.8].map((strength) =>
      drawNuisance(createRng(9), drawIdentity(9), strength),
    );
    expect(strong.yawRad).toBeCloseTo(4 * weak.yawRad, 12);
    expect(Math.log(strong.gain)).toBeCloseTo(4 * Math.log(weak.gain), 12);
  });
});
