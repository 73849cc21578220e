/** Weights and features in three dimensions, as a training leaves them: made from a seed, for tests of drawings. */
import { createRng } from '../../src/lib/math/rng';
import type { SphereScene } from './sphere-page';

/** Class weights of unequal lengths and features around them, of unequal lengths too. */
export function sphereScene(
  loss: string,
  settings: SphereScene['settings'],
  seed: number,
  { classes = 10, samples = 60, spread = 0.2, perClass = 1 } = {},
): SphereScene {
  const rng = createRng(seed);
  const weights_cd: number[] = [];
  for (let r = 0; r < classes * perClass; r++) {
    const row = [rng.gaussian(), rng.gaussian(), rng.gaussian()];
    const length = (0.7 + 0.6 * rng.next()) / Math.hypot(...row);
    weights_cd.push(...row.map((value) => value * length));
  }
  const labels_n = Array.from({ length: samples }, (_, n) => n % classes);
  const embeddings_nd = labels_n.flatMap((c) => {
    const length = 2 + 8 * rng.next();
    const row = weights_cd.slice(3 * c * perClass, 3 * c * perClass + 3);
    const norm = Math.hypot(...row);
    return row.map((value) => length * (value / norm + spread * rng.gaussian()));
  });
  const bias_c = Array.from({ length: classes }, () => (loss === 'softmax' ? 0.3 * rng.gaussian() : 0));
  return { loss, settings, perClass, weights_cd, bias_c, embeddings_nd, labels_n };
}
