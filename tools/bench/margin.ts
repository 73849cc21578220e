/** What a margin costs: a step of ArcFace beside one of NormFace, which is the same head without it. */
import * as tf from '@tensorflow/tfjs-core';
import { arcface } from '../../src/lib/loss/arcface';
import { normface } from '../../src/lib/loss/normface';
import { loadInNode } from '../node-training';
import { createInput } from './input';
import { createTrainer, ours } from './ours';
import { median, rounded, type Report } from './rows';
import { medianRatio, takeTurns } from './turns';

export async function benchMargin(report: Report): Promise<void> {
  await loadInNode('wasm');
  const { batch } = createInput();
  for (const net of ['lenet', 'mlp'] as const) {
    const pair = [normface, arcface].map((spec) =>
      ours(createTrainer(net, 'adam', spec), batch, () => {}, spec.id),
    );
    const times = await takeTurns(pair);
    for (const each of pair) each.dispose();
    const [without, withMargin] = [times.get(normface.id)!, times.get(arcface.id)!];
    report({
      bench: 'margin',
      net,
      normfaceMs: rounded(median(without)),
      arcfaceMs: rounded(median(withMargin)),
      timesNormface: rounded(medianRatio(withMargin, without)),
    });
  }
  tf.dispose([batch.images, batch.oneHot_nc]);
}
