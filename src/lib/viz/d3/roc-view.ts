import type { EmbeddingInput, EmbeddingView, EmbeddingViewOptions } from '../embedding-input';
import { LinkedPairs } from '../linked-pairs';
import { markSample, noMark, type Mark } from '../mark';
import { pairRoc, thresholdRad, type PairRoc } from '../pair-roc';
import { createPainter } from '../painter';
import {
  rateText,
  rocLabels,
  rocLayout,
  rocPaths,
  rocStyles,
  type RocPart,
  type RocWords,
} from '../roc-picture';
import { orderBy } from '../walk';
import { halo } from './halo';
import { createPointing } from './pointing';

/** How near in angle the threshold under the pointer must be to a sample's mean angle, radians. */
const reachRad = (4 * Math.PI) / 180;

/**
 * Pairs of samples told by their angle, at every threshold at once: what share of the pairs of one class is let in, over
 * the share of the pairs of two classes that is. The horizontal axis is logarithmic, since false accepts are told in
 * tenths. A marked sample or class draws the curve of its own pairs.
 */
export function createRocView(
  host: HTMLElement,
  options: EmbeddingViewOptions & { readonly words: RocWords },
): EmbeddingView {
  const { motion, words, waiting = '' } = options;
  const pairs = new LinkedPairs();
  let roc: PairRoc | null = null;
  let hasInput = false;
  const pointing = createPointing(host, 'roc', options, {
    find,
    order: () => orderBy(pairs.ownAngles()),
    get samples() {
      return pairs.samples;
    },
    get classes() {
      return pairs.classes;
    },
    changed: () => painter.request(),
  });
  const { stage } = pointing;
  const parts = (Object.keys(rocStyles) as RocPart[]).map((part) => ({
    part,
    path: stage.below.append('path').attr('data-layer', part).attr('style', rocStyles[part]),
  }));
  const marked = stage.above
    .append('path')
    .attr('data-layer', 'marked')
    .style('fill', 'none')
    .style('stroke', 'var(--ink)')
    .style('stroke-width', 1.4)
    .style('stroke-dasharray', '4 3');
  const ticks = stage.below.append('g').style('fill', 'var(--ink-3)');
  const labels = stage.above.append('g').attr('data-layer', 'labels');
  const painter = createPainter(motion, draw);

  const layoutNow = () => rocLayout(stage.widthPx, stage.heightPx, roc?.impostors ?? 0);

  function update(next: EmbeddingInput): void {
    painter.assertAlive();
    hasInput = true;
    stage.label(next.ariaLabel);
    pairs.take(next.frame, next.labels_n);
    roc = pairs.sample && pairRoc(pairs.sample.positiveRad, pairs.sample.negativeRad);
    pointing.refresh();
    painter.request();
  }

  /** The sample that stands about as far from its class as the threshold under the pointer. */
  function find(px: number): Mark {
    if (!roc) return noMark;
    const far = layoutNow().farAt(px);
    const at = thresholdRad(
      Math.max(
        0,
        roc.far_b.findLastIndex((rate) => rate <= far),
      ),
    );
    const found = pairs.nearest((rad) => Math.abs(rad - at), reachRad);
    return found === null ? noMark : markSample(found);
  }

  function draw(): boolean {
    if (!hasInput || stage.widthPx <= 1) return false;
    const layout = layoutNow();
    const { x, y, x0, x1, y0, fontPx, farTicks, tarTicks } = layout;
    const paths = rocPaths(roc, layout);
    for (const { part, path } of parts) path.attr('d', paths[part]);
    const theirs = pairs.of(pointing.mark);
    const own = theirs && pairRoc(theirs.own, theirs.foreign);
    marked.attr('d', own ? rocPaths(own, layout).curve : null);
    ticks
      .style('font-size', `${fontPx - 1}px`)
      .selectAll('text')
      .data([
        ...farTicks.map((far) => ({
          text: rateText(far),
          x: Math.min(x1, x(far)),
          y: y0 + 1.2 * fontPx,
          anchor: far > 0.5 ? 'end' : 'middle',
        })),
        ...tarTicks.map((tar) => ({
          text: rateText(tar),
          x: x0 - 5,
          y: y(tar) + 0.34 * fontPx,
          anchor: 'end',
        })),
      ])
      .join('text')
      .attr('x', (tick) => tick.x)
      .attr('y', (tick) => tick.y)
      .attr('text-anchor', (tick) => tick.anchor)
      .text((tick) => tick.text);
    labels
      .style('font-size', `${fontPx}px`)
      .selectAll('text')
      .data([
        ...rocLabels(roc, layout, words),
        ...(roc
          ? []
          : [{ text: waiting, x: (x0 + x1) / 2, y: y(0.5), fill: 'ink-2', anchor: 'middle' as const }]),
      ])
      .join('text')
      .attr('x', (label) => label.x)
      .attr('y', (label) => label.y)
      .attr('text-anchor', (label) => label.anchor)
      .style('fill', (label) => `var(--${label.fill})`)
      .call(halo)
      .text((label) => label.text);
    return false;
  }

  return {
    update,
    resize(widthPx, heightPx) {
      painter.assertAlive();
      stage.resize(widthPx, heightPx);
      painter.request();
    },
    highlight(mark) {
      painter.assertAlive();
      pointing.set(mark);
    },
    dispose() {
      painter.assertAlive();
      painter.dispose();
      stage.dispose();
    },
  };
}
