/** What the experiment on alignment judges: strangers as they come, and under them as they are moved. */
import { moveSamples } from '../data/move-samples';
import { moves, movesSeed } from '../demo/experiments/registry';
import { renderFace } from '../face/render';
import { faceSets, unseenPeople, viewNuisance } from '../face/sets';

const sizePixels = 64;
/** The first pictures of the set's strangers, and so the first that are moved. */
const shownCount = 6;

/** Bytes [2 · 64, shown · 64]. */
export function askewFaces(): { grey_hw: Uint8Array; height: number; width: number } {
  const set = faceSets.find(({ id }) => id === 'faces')!;
  const perFace = sizePixels * sizePixels;
  const pixels = new Uint8Array(shownCount * perFace);
  unseenPeople()
    .slice(0, shownCount)
    .forEach((person, n) => {
      const { grey_hw } = renderFace(person.identity, viewNuisance(set, 'unseen', person, 0), sizePixels);
      pixels.set(grey_hw, n * perFace);
    });
  const framed = { count: shownCount, pixels, labels: new Uint8Array(shownCount) };
  const askew = moveSamples(framed, [sizePixels, sizePixels], moves, movesSeed);
  const [height, width] = [2 * sizePixels, shownCount * sizePixels];
  const grey_hw = new Uint8Array(height * width);
  [framed, askew].forEach((samples, row) => {
    for (let n = 0; n < shownCount; n++) {
      for (let y = 0; y < sizePixels; y++) {
        const from = n * perFace + y * sizePixels;
        grey_hw.set(
          samples.pixels.subarray(from, from + sizePixels),
          (row * sizePixels + y) * width + n * sizePixels,
        );
      }
    }
  });
  return { grey_hw, height, width };
}
