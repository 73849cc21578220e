/**
 * ORL's 400 photographs, from the folder that MARGINALIA_FACES names: how many faces are found, and how well the ready-made
 * descriptor tells people apart with and without alignment.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePgm } from '../../../src/lib/data/import/pgm';
import { verify } from '../../../src/lib/metric/verification';
import { findFaces } from '../../../src/lib/vision/find-faces';
import { modelsFor } from '../../../src/lib/vision/model-files';
import { rgbOf } from '../../../src/lib/vision/rgb-image';
import { faceNetsInNode } from '../../../tools/node-vision';

const faces = process.env.MARGINALIA_FACES ?? '';

function judged(descriptors: readonly Float32Array[], labels_n: readonly number[]) {
  const templates_nd = new Float64Array(128 * descriptors.length);
  descriptors.forEach((descriptor, n) => templates_nd.set(descriptor, 128 * n));
  return verify({ templates_nd, labels_n, dim: 128 });
}

describe.skipIf(!faces)('on the 400 photographs of ORL', () => {
  it(
    '380 faces or more are found, and the descriptor of aligned ones reaches an AUC of 0.995',
    { timeout: 600_000 },
    async () => {
      const nets = await faceNetsInNode(modelsFor.describe);
      const [aligned, whole]: Float32Array[][] = [[], []];
      const labels_n: number[] = [];
      for (let person = 1; person <= 40; person++) {
        for (let n = 1; n <= 10; n++) {
          const bytes = new Uint8Array(readFileSync(join(faces, 'orl', `s${person}`, `${n}.pgm`)));
          const image = rgbOf(parsePgm(bytes));
          const [face] = (await findFaces(image, nets, { describe: true, mayPad: true })).faces;
          if (!face) continue;
          aligned.push(face.descriptor!);
          whole.push(await nets.describe(image));
          labels_n.push(person);
        }
      }
      expect(labels_n.length).toBeGreaterThanOrEqual(380);
      const [own, unaligned] = [judged(aligned, labels_n), judged(whole, labels_n)];
      console.log(
        `found ${labels_n.length} of 400; AUC ${own.auc.toFixed(5)} aligned, ${unaligned.auc.toFixed(5)} not; ` +
          `EER ${own.eer.toFixed(4)} and ${unaligned.eer.toFixed(4)}, at a cosine of ${own.eerThreshold.toFixed(4)}; ` +
          `TAR at FAR 0.001 ${own.tar[2].toFixed(3)} and ${unaligned.tar[2].toFixed(3)}`,
      );
      expect(own.auc).toBeGreaterThanOrEqual(0.995);
      // What alignment is worth, on the same faces.
      expect(unaligned.auc).toBeLessThan(0.97);
    },
  );
});
