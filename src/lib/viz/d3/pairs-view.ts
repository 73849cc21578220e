import type { Selection } from 'd3-selection';
import { AngleDensity } from '../angle-density';
import { angleTicks, degreesText, linearScale, type Scale } from '../axis-scale';
import type { EmbeddingInput, EmbeddingView, EmbeddingViewOptions } from '../embedding-input';
import { linePath } from '../line-path';
import { LinkedPairs } from '../linked-pairs';
import { markSample, noMark, type Mark } from '../mark';
import { pairHeight, PairPicture, pairStyles, type PairPart } from '../pair-picture';
import { pairsLayout, type PairsLayout } from '../pairs-layout';
import { createPainter } from '../painter';
import { orderBy } from '../walk';
import { halo } from './halo';
import { createPointing } from './pointing';

export interface PairsWords {
  readonly positive: (meanRad: number) => string;
  readonly negative: (meanRad: number) => string;
  /** The same where there is little room. */
  readonly positiveShort: (meanRad: number) => string;
  readonly negativeShort: (meanRad: number) => string;
  /** At the angle that parts both best: what falls on the wrong side. */
  readonly wrong: (share: number) => string;
}

/** How near in angle a pointer must be to a sample's mean, CSS pixels. */
const reachPx = 8;

/**
 * Angles of pairs of samples as two distributions over one axis: pairs of one class above it, pairs of two classes
 * below. The thin line is the one angle that parts them with equal shares on the wrong side, which are filled darker.
 * Heights are roots of densities, as on the ridges of the circle. A marked sample or class draws the outlines of its
 * own pairs.
 */
export function createPairsView(
  host: HTMLElement,
  options: EmbeddingViewOptions & { readonly words: PairsWords },
): EmbeddingView {
  const { motion, words, waiting = '' } = options;
  const pairs = new LinkedPairs();
  let hasInput = false;
  let layout: PairsLayout = pairsLayout(1, 1);
  let x: Scale = () => 0;
  const picture = new PairPicture();
  const marked = { positive: new AngleDensity(), negative: new AngleDensity() };
  const pointing = createPointing(host, 'pairs', options, {
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
  const parts = Object.fromEntries(
    (Object.keys(pairStyles) as PairPart[]).map((part) => [
      part,
      (part === 'threshold' ? stage.above : stage.below)
        .append('path')
        .attr('data-layer', part)
        .attr('style', pairStyles[part]),
    ]),
  ) as Record<PairPart, Selection<SVGPathElement, unknown, null, undefined>>;
  const layers = {
    axis: stage.below.append('path').style('fill', 'none').style('stroke', 'var(--rule-2)'),
    marked: stage.above.append('path').attr('data-layer', 'marked'),
    ticks: stage.below.append('g').attr('text-anchor', 'middle').style('fill', 'var(--ink-3)'),
    labels: stage.above.append('g').attr('data-layer', 'labels'),
  };
  layers.marked
    .style('fill', 'none')
    .style('stroke', 'var(--ink)')
    .style('stroke-width', 1.4)
    .style('stroke-dasharray', '4 3');
  const painter = createPainter(motion, draw);

  function update(next: EmbeddingInput): void {
    painter.assertAlive();
    hasInput = true;
    stage.label(next.ariaLabel);
    pairs.take(next.frame, next.labels_n);
    if (pairs.sample) picture.take(pairs.sample);
    else picture.clear();
    pointing.refresh();
    painter.request();
  }

  /** The sample whose mean angle to its own class is nearest to the pointer. */
  function find(px: number): Mark {
    const found = pairs.nearest((rad) => Math.abs(x(rad) - px), reachPx);
    return found === null ? noMark : markSample(found);
  }

  function resize(widthPx: number, heightPx: number): void {
    painter.assertAlive();
    stage.resize(widthPx, heightPx);
    layout = pairsLayout(stage.widthPx, stage.heightPx);
    x = linearScale(0, Math.PI, layout.x0, layout.x1);
    painter.request();
  }

  function draw(): boolean {
    if (!hasInput || stage.widthPx <= 1) return false;
    const { axisY, above, below, x0, x1, ticksY, fontPx } = layout;
    const up = (perRad: number): number => axisY - pairHeight(perRad) * above;
    const down = (perRad: number): number => axisY + pairHeight(perRad) * below;
    layers.axis.attr('d', `M${x0},${axisY}H${x1}`);
    layers.ticks
      .style('font-size', `${fontPx - 1}px`)
      .selectAll('text')
      .data(angleTicks(Math.PI, x1 - x0))
      .join('text')
      .attr('x', (rad) => Math.max(x0 + 5, Math.min(x1 - 12, x(rad))))
      .attr('y', ticksY)
      .text((rad) => `${Math.round((rad * 180) / Math.PI)}°`);
    const paths = picture.paths(layout, x);
    for (const part of Object.keys(parts) as PairPart[]) parts[part].attr('d', paths[part]);
    drawMarked(up, down);
    drawLabels();
    return false;
  }

  /** Pairs that the marked sample, or samples of the marked class, are in. */
  function drawMarked(up: (perRad: number) => number, down: (perRad: number) => number): void {
    const theirs = pairs.of(pointing.mark);
    if (!theirs) {
      layers.marked.attr('d', null);
      return;
    }
    marked.positive.measure(theirs.own);
    marked.negative.measure(theirs.foreign);
    const line = (density: AngleDensity, yOf: (perRad: number) => number): string =>
      linePath(density.profile().map(({ rad, perRad }) => [x(rad), yOf(perRad)]));
    layers.marked.attr('d', line(marked.positive, up) + line(marked.negative, down));
  }

  function drawLabels(): void {
    const { facts, thresholdRad: edge } = picture;
    const { axisY, above, below, x0, x1, fontPx } = layout;
    const isNarrow = x1 - x0 < 330;
    const [ofOne, ofTwo] = isNarrow
      ? [words.positiveShort, words.negativeShort]
      : [words.positive, words.negative];
    const labels: Label[] = facts
      ? [
          { text: ofOne(facts.positiveMeanRad), x: x1, y: fontPx, fill: 'var(--theta)', anchor: 'end' },
          {
            text: ofTwo(facts.negativeMeanRad),
            x: x1,
            y: axisY + below + 1.15 * fontPx,
            fill: 'var(--ink-2)',
            anchor: 'end',
          },
          ...(edge === null
            ? []
            : [
                {
                  text: isNarrow
                    ? words.wrong(facts.errorShare)
                    : `${degreesText(edge)}: ${words.wrong(facts.errorShare)}`,
                  x: x(edge) + 5,
                  y: axisY - above * 0.55,
                  fill: 'var(--ink)',
                },
              ]),
        ]
      : [{ text: waiting, x: (x0 + x1) / 2, y: axisY - above / 2, fill: 'var(--ink-2)', anchor: 'middle' }];
    layers.labels
      .style('font-size', `${fontPx}px`)
      .selectAll('text')
      .data(labels)
      .join('text')
      .attr('x', (label) => label.x)
      .attr('y', (label) => label.y)
      .attr('text-anchor', (label) => label.anchor ?? 'start')
      .style('fill', (label) => label.fill)
      .call(halo)
      .text((label) => label.text);
  }

  return {
    update,
    resize,
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

interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}
