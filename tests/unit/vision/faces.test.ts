/** The real networks in Node, on faces that are made here. */
import { beforeAll, describe, expect, it } from 'vitest';
import { renderFace } from '../../../src/lib/face/render';
import { faceSets, trainedPeople, viewNuisance } from '../../../src/lib/face/sets';
import { cosine } from '../../../src/lib/metric/similarity';
import { findFaces, type FaceNets, type FoundFace } from '../../../src/lib/vision/find-faces';
import { modelsFor } from '../../../src/lib/vision/model-files';
import type { RgbImage } from '../../../src/lib/vision/rgb-image';
import { applySimilarity } from '../../../src/lib/vision/similarity-transform';
import { templatePoints } from '../../../src/lib/vision/template';
import { faceNetsInNode } from '../../../tools/node-vision';

const easy = faceSets.find(({ strength }) => strength === 0.3)!;
const sidePx = 160;

function made(person: number, view: number): RgbImage {
  const who = trainedPeople()[person];
  const { rgb_hwc } = renderFace(who.identity, viewNuisance(easy, 'train', who, view), sidePx);
  return { width: sidePx, height: sidePx, rgb_hwc: new Uint8Array(rgb_hwc) };
}

let nets: FaceNets;
beforeAll(async () => {
  nets = await faceNetsInNode(modelsFor.describe);
});

describe('made faces at k = 0.3', () => {
  it('are found but for one in ten, and their eyes come to lie near the template', async () => {
    const template = templatePoints(64);
    const found: FoundFace[] = [];
    for (let n = 0; n < 12; n++) {
      const { faces } = await findFaces(made(n, n % 4), nets, { describe: false, mayPad: true });
      found.push(...faces.slice(0, 1));
    }
    expect(found.length).toBeGreaterThanOrEqual(11);
    const errorsPx = found
      .flatMap(({ five_p2, toAligned }) =>
        [0, 1].map((p) => {
          const [x, y] = applySimilarity(toAligned, five_p2[2 * p], five_p2[2 * p + 1]);
          return Math.hypot(x - template[2 * p], y - template[2 * p + 1]);
        }),
      )
      .sort((a, b) => a - b);
    expect(errorsPx[errorsPx.length >> 1]).toBeLessThan(2.5);
    expect(errorsPx.at(-1)).toBeLessThan(8);
  });

  it('of one person are more alike than of two', async () => {
    const describeFirst = async (person: number, view: number) => {
      const { faces } = await findFaces(made(person, view), nets, { describe: true, mayPad: true });
      return faces[0].descriptor!;
    };
    const [one, again, other] = [
      await describeFirst(0, 0),
      await describeFirst(0, 1),
      await describeFirst(1, 0),
    ];
    expect(one.length).toBe(128);
    expect(cosine(one, again)).toBeGreaterThan(cosine(one, other));
  });

  it('two in one picture are both found, the larger first', async () => {
    const [left, right] = [made(0, 0), made(2, 0)];
    const rgb_hwc = new Uint8Array(3 * 2 * sidePx * sidePx).fill(128);
    for (let y = 0; y < sidePx; y++) {
      const from = (row: number) => 3 * row * sidePx;
      rgb_hwc.set(left.rgb_hwc.subarray(from(y), from(y + 1)), from(2 * y));
      rgb_hwc.set(right.rgb_hwc.subarray(from(y), from(y + 1)), from(2 * y + 1));
    }
    const { faces } = await findFaces({ width: 2 * sidePx, height: sidePx, rgb_hwc }, nets, {
      describe: false,
      mayPad: true,
    });
    expect(faces.length).toBe(2);
    const areas = faces.map(({ box }) => box.width * box.height);
    expect(areas[0]).toBeGreaterThanOrEqual(areas[1]);
    expect(new Set(faces.map(({ box }) => box.x + box.width / 2 < sidePx)).size).toBe(2);
  });
});

it('nobody is found in a picture of nothing', async () => {
  const grey: RgbImage = { width: 90, height: 120, rgb_hwc: new Uint8Array(3 * 90 * 120).fill(90) };
  expect(await findFaces(grey, nets, { describe: true, mayPad: true })).toEqual({
    faces: [],
    wasPadded: false,
  });
});
