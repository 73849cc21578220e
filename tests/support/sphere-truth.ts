/** What a painted sphere must show at each pixel, from the float64 reference. */
import { conventionFor } from '../../src/lib/loss/convention';
import { decide } from '../../src/lib/loss/decide';
import { evaluateLoss } from '../../src/lib/loss/reference';
import { lossById } from '../../src/lib/loss/registry';
import { settingsOf, type MarginLossSpec } from '../../src/lib/loss/spec';
import { directionAt, type Lens } from '../../src/lib/viz/sphere-lens';
import type { SphereScene } from './sphere-page';

/** Features so long that biases do not count. */
const longEnough = 1e6;

export interface SphereTruth {
  /** Class that wins at each pixel's middle [height, width]; −1 beside the sphere. */
  readonly winner: Int16Array;
  /** 1 where a training sample of that class is refused. */
  readonly refused: Uint8Array;
}

export function sphereTruth(scene: SphereScene, width: number, height: number, lens: Lens): SphereTruth {
  const spec = lossById(scene.loss) as MarginLossSpec;
  const settings = settingsOf(spec, scene.settings ?? {});
  const classes = scene.weights_cd.length / 3 / (scene.perClass ?? 1);
  const inside: number[] = [];
  const embeddings: number[] = [];
  for (let i = 0; i < width * height; i++) {
    const direction = directionAt(lens, (i % width) + 0.5, Math.floor(i / width) + 0.5);
    if (!direction) continue;
    inside.push(i);
    embeddings.push(...direction.map((value) => value * longEnough));
  }
  const head = { weights_cd: scene.weights_cd, bias_c: scene.bias_c ?? null, dim: 3, classes };
  const winner_n = decide(spec, { ...head, embeddings_nd: embeddings });
  const winner = new Int16Array(width * height).fill(-1);
  const refused = new Uint8Array(width * height);
  inside.forEach((i, n) => (winner[i] = winner_n[n]));
  if (spec.target) {
    const { logits_nc } = evaluateLoss(spec, settings, conventionFor(settings), {
      ...head,
      bias_c: null,
      embeddings_nd: embeddings,
      labels_n: winner_n,
    });
    inside.forEach((i, n) => {
      const own = logits_nc[n * classes + winner_n[n]];
      const logits = logits_nc.subarray(n * classes, (n + 1) * classes);
      refused[i] = logits.some((logit, j) => j !== winner_n[n] && logit > own + 1e-9 * Math.abs(own)) ? 1 : 0;
    });
  }
  return { winner, refused };
}

/** Pixels whose value is not the true one, and that have no other true value next to them. */
export function wrongPixels(shown: ArrayLike<number>, truth: ArrayLike<number>, width: number): number {
  const at = (x: number, y: number): number | undefined =>
    x < 0 || x >= width ? undefined : truth[y * width + x];
  let wrong = 0;
  for (let i = 0; i < truth.length; i++) {
    if (shown[i] === truth[i]) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    let isAtEdge = false;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) isAtEdge ||= at(x + dx, y + dy) !== truth[i];
    }
    if (!isAtEdge) wrong++;
  }
  return wrong;
}
