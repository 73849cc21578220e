import type { EmbeddingInput } from '../embedding-input';
import { LinkedPairs } from '../linked-pairs';
import { pairRoc } from '../pair-roc';
import {
  rateText,
  rocLabels,
  rocLayout,
  rocPaths,
  rocStyles,
  type RocPart,
  type RocWords,
} from '../roc-picture';
import { coarse, escaped, short } from './marks';

const [width, height] = [320, 240];

/** The ROC curve of one moment as SVG, for pages that are read without script. */
export function rocPoster({ frame, labels_n, ariaLabel = '' }: EmbeddingInput, words: RocWords): string {
  const pairs = new LinkedPairs();
  pairs.take(frame, labels_n);
  const roc = pairs.sample && pairRoc(pairs.sample.positiveRad, pairs.sample.negativeRad);
  const layout = rocLayout(width, height, roc?.impostors ?? 0);
  const { x, y, x0, x1, y0, fontPx, farTicks, tarTicks } = layout;
  const paths = rocPaths(roc, layout);
  const parts = (Object.keys(rocStyles) as RocPart[])
    .map((part) => `<path d="${coarse(paths[part])}" style="${rocStyles[part]}"/>`)
    .join('');
  const text = (content: string, at: number, line: number, anchor: string, fill: string): string =>
    `<text x="${short(at)}" y="${short(line)}" text-anchor="${anchor}" style="fill:var(--${fill})">${escaped(content)}</text>`;
  const ticks =
    farTicks
      .map((far) =>
        text(rateText(far), Math.min(x1, x(far)), y0 + 1.2 * fontPx, far > 0.5 ? 'end' : 'middle', 'ink-3'),
      )
      .join('') +
    tarTicks.map((tar) => text(rateText(tar), x0 - 5, y(tar) + 0.34 * fontPx, 'end', 'ink-3')).join('');
  const labels = rocLabels(roc, layout, words)
    .map((label) => text(label.text, label.x, label.y, label.anchor, label.fill))
    .join('');
  return (
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(ariaLabel)}" style="font:${fontPx}px var(--sans)">` +
    `${parts}${ticks}${labels}</svg>`
  );
}
