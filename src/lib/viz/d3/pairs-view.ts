import type { Selection } from 'd3-selection';
import { AngleDensity } from '../angle-density';
import { angleTicks, degreesText, linearScale, type Scale } from '../axis-scale';
import type { EmbeddingInput, EmbeddingView, EmbeddingViewOptions } from '../embedding-input';
import { linePath } from '../line-path';
import { markSample, noMark, type Mark } from '../mark';
import { pairHeight, PairPicture, pairStyles, type PairPart } from '../pair-picture';
import { PairSample, unitAngle, unitRows } from '../pair-sample';
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
  let pairs: PairSample | null = null;
  let labels_n: Uint8Array = new Uint8Array(0);
  let classes = 0;
  let dim = 0;
  let unit_nd: Float64Array = new Float64Array(0);
  /** Mean angle of each sample to the others of its class; made when it is first asked for. */
  let ownRad_n: Float32Array | null = null;
  let hasInput = false;
  let layout: PairsLayout = pairsLayout(1, 1);
  let x: Scale = () => 0;
  const picture = new PairPicture();
  const marked = { positive: new AngleDensity(), negative: new AngleDensity() };
  const pointing = createPointing(host, 'pairs', options, {
    find,
    order: () => orderBy(ownAngles()),
    get samples() {
      return labels_n.length;
    },
    get classes() {
      return classes;
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
    const { frame } = next;
    if (frame) {
      const { probes } = frame.shape;
      classes = frame.shape.classes;
      dim = frame.shape.dim;
      const own_n = next.labels_n.subarray(0, probes);
      if (!pairs || own_n.length !== labels_n.length || own_n.some((label, n) => label !== labels_n[n])) {
        labels_n = own_n.slice();
        pairs = new PairSample(labels_n);
      }
      pairs.measure(frame.embeddings_nd, dim);
      picture.take(pairs);
      unit_nd = unitRows(frame.embeddings_nd, dim);
      ownRad_n = null;
    } else {
      pairs = null;
      picture.clear();
      labels_n = new Uint8Array(0);
    }
    pointing.refresh();
    painter.request();
  }

  function ownAngles(): Float32Array {
    if (ownRad_n) return ownRad_n;
    const members: number[][] = Array.from({ length: classes }, () => []);
    labels_n.forEach((label, n) => members[label].push(n));
    return (ownRad_n = Float32Array.from(labels_n, (label, n) => {
      let sum = 0;
      for (const other of members[label]) if (other !== n) sum += unitAngle(unit_nd, dim, n, other);
      return sum / (members[label].length - 1);
    }));
  }

  /** The sample whose mean angle to its own class is nearest to the pointer. */
  function find(px: number): Mark {
    if (!labels_n.length) return noMark;
    const rad_n = ownAngles();
    let best = reachPx;
    let found = noMark;
    for (let n = 0; n < rad_n.length; n++) {
      const off = Math.abs(x(rad_n[n]) - px);
      if (off >= best) continue;
      best = off;
      found = markSample(n);
    }
    return found;
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
    const { sample, classIndex } = pointing.mark;
    if (!pairs || (sample === null && classIndex === null)) {
      layers.marked.attr('d', null);
      return;
    }
    const [own, foreign]: number[][] = [[], []];
    if (sample === null) {
      pairs.positiveRad.forEach((rad, p) => labels_n[pairs!.positive[2 * p]] === classIndex && own.push(rad));
      pairs.negativeRad.forEach((rad, p) => {
        const [i, j] = [pairs!.negative[2 * p], pairs!.negative[2 * p + 1]];
        if (labels_n[i] === classIndex || labels_n[j] === classIndex) foreign.push(rad);
      });
    } else {
      for (let n = 0; n < labels_n.length; n++)
        if (n !== sample)
          (labels_n[n] === labels_n[sample] ? own : foreign).push(unitAngle(unit_nd, dim, n, sample));
    }
    marked.positive.measure(own);
    marked.negative.measure(foreign);
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
      pairs = null;
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
