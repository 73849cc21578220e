import { angleTicks, linearScale } from '../axis-scale';
import type { EmbeddingInput } from '../embedding-input';
import { PairPicture, pairStyles, type PairPart } from '../pair-picture';
import { PairSample } from '../pair-sample';
import { pairsLayout } from '../pairs-layout';
import { coarse, escaped, short } from './marks';

export interface PairsPosterWords {
  readonly positiveShort: (meanRad: number) => string;
  readonly negativeShort: (meanRad: number) => string;
  readonly wrong: (share: number) => string;
}

const [width, height] = [240, 180];
const layout = pairsLayout(width, height);
const x = linearScale(0, Math.PI, layout.x0, layout.x1);

/** The picture of pair angles of one moment as SVG, for pages that are read without script. */
export function pairsPoster(input: EmbeddingInput, words: PairsPosterWords): string {
  const { frame, labels_n, ariaLabel = '' } = input;
  const picture = new PairPicture();
  if (frame) {
    const pairs = new PairSample(labels_n.subarray(0, frame.shape.probes));
    pairs.measure(frame.embeddings_nd, frame.shape.dim);
    picture.take(pairs);
  }
  const paths = picture.paths(layout, x);
  const parts = (Object.keys(pairStyles) as PairPart[])
    .map((part) => `<path d="${coarse(paths[part])}" style="${pairStyles[part]}"/>`)
    .join('');
  const { axisY, above, below, x0, x1, ticksY, fontPx } = layout;
  const text = (content: string, at: number, y: number, anchor: string, fill: string): string =>
    `<text x="${short(at)}" y="${short(y)}" text-anchor="${anchor}" style="fill:var(--${fill})">${escaped(content)}</text>`;
  const ticks = angleTicks(Math.PI, x1 - x0)
    .map((rad) =>
      text(
        `${Math.round((rad * 180) / Math.PI)}°`,
        Math.max(x0 + 5, Math.min(x1 - 12, x(rad))),
        ticksY,
        'middle',
        'ink-3',
      ),
    )
    .join('');
  const { facts, thresholdRad } = picture;
  const labels = facts
    ? text(words.positiveShort(facts.positiveMeanRad), x1, fontPx, 'end', 'theta') +
      text(words.negativeShort(facts.negativeMeanRad), x1, axisY + below + 1.15 * fontPx, 'end', 'ink-2') +
      (thresholdRad === null
        ? ''
        : text(words.wrong(facts.errorShare), x(thresholdRad) + 5, axisY - above * 0.55, 'start', 'ink'))
    : '';
  return (
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(ariaLabel)}" style="font:${fontPx}px var(--sans)">` +
    `${parts}<path d="M${x0},${axisY}H${x1}" style="stroke:var(--rule-2)"/>${ticks}${labels}</svg>`
  );
}
