import { targetCurve, type TargetCurve } from '../../loss/curve';
import { logitScaleOf } from '../../loss/spec';
import { targetLogitAt } from '../../loss/target-logit';
import { AngleDensity } from '../angle-density';
import { angleTicks, degreesText, signed } from '../axis-scale';
import { chargedAngle, chargedName, hasMargin } from '../charged-angle';
import { curveLayout, curveScale, type CurveLayout } from '../curve-layout';
import type { EmbeddingInput, EmbeddingView, EmbeddingViewOptions } from '../embedding-input';
import { linePath, outlinePath } from '../line-path';
import { createPainter } from '../painter';
import { levelOf, ridgeHeight } from '../ridge';
import { createLinkedCloud } from './linked-cloud';
import { halo } from './halo';
import { hatchPattern } from './hatch-pattern';

export interface CurveWords {
  /** Names the logit's axis where s scales it, and where the feature's norm does. */
  readonly logit: string;
  readonly logitOverNorm: string;
  readonly plain: string;
  readonly angle: string;
  /** The marked sample's target logit, and what it would be without a margin. */
  readonly instead: (charged: string, plain: string) => string;
}

const createFacts = (count: number) => ({
  targetRad_n: new Float32Array(count),
  height_n: new Float32Array(count),
});

/**
 * The target logit over the angle: the curve that a loss trains with, dashed the plain cosine, hatched what the margin
 * takes off. The samples stand on the curve at their own angles. For a marked one a hatched bar shows that its logit
 * is that of an angle larger by the margin: from the curve at θ to the plain cosine at θ + m, both equally high.
 */
export function createCurveView(
  host: HTMLElement,
  options: EmbeddingViewOptions & { readonly words: CurveWords },
): EmbeddingView {
  const { motion, words, waiting = '', glideMs = 300 } = options;
  let facts = createFacts(0);
  let curve: TargetCurve | null = null;
  let curveKey = '';
  let layout: CurveLayout | null = null;
  let input: Pick<EmbeddingInput, 'spec' | 'settings'> | null = null;
  let redrawGround = true;
  const density = new AngleDensity();
  const { stage, cloud, pointing } = createLinkedCloud(host, 'curve', options, {
    keys: () => facts.targetRad_n,
    redraw(ground) {
      redrawGround ||= ground;
      painter.request();
    },
  });
  const hatch = hatchPattern(stage.below);
  const layers = {
    grid: stage.below.append('g').attr('data-layer', 'grid'),
    charge: stage.below.append('path').attr('data-layer', 'charge'),
    plain: stage.below.append('path').attr('data-layer', 'plain'),
    curve: stage.below.append('path').attr('data-layer', 'curve'),
    ticks: stage.below.append('g').attr('data-layer', 'ticks'),
    bar: stage.above.append('rect').attr('data-layer', 'bar'),
    guides: stage.above.append('g').attr('data-layer', 'guides'),
    labels: stage.above.append('g').attr('data-layer', 'labels'),
  };
  layers.charge.style('fill', hatch.fill).style('fill-opacity', 0.32);
  layers.plain
    .style('fill', 'none')
    .style('stroke', 'var(--ink-2)')
    .style('stroke-width', 1.3)
    .style('stroke-dasharray', '4 4');
  layers.curve
    .style('fill', 'none')
    .style('stroke', 'var(--ink)')
    .style('stroke-width', 2)
    .style('stroke-linejoin', 'round');
  layers.bar.style('fill', hatch.fill);
  layers.guides.style('fill', 'none').style('stroke-width', 1.3);
  const painter = createPainter(motion, draw);

  function update(next: EmbeddingInput): void {
    painter.assertAlive();
    const { spec, settings } = next;
    input = { spec, settings };
    stage.label(next.ariaLabel);
    const key = `${spec.id} ${JSON.stringify(settings)}`;
    if (key !== curveKey) {
      curve = targetCurve(spec, settings, 181);
      curveKey = key;
      fit();
    }
    if (next.frame) {
      if (cloud.take(next)) facts = createFacts(cloud.count);
      const { targetRad_n, height_n } = facts;
      targetRad_n.set(next.frame.targetRad_n);
      density.measure(targetRad_n);
      for (let n = 0; n < cloud.count; n++) {
        height_n[n] = levelOf(n) * ridgeHeight(density.at(targetRad_n[n]));
      }
      speak();
      cloud.aim(targetRad_n, height_n, motion.now(), motion.reduced ? 0 : glideMs);
    } else cloud.clear();
    pointing.refresh();
    redrawGround = true;
    painter.request();
  }

  function fit(): void {
    if (!curve || stage.widthPx <= 1) return;
    layout = curveLayout(stage.widthPx, stage.heightPx, curve, curveScale(input!.spec, input!.settings));
  }

  const speak = (): void =>
    cloud.speak(stage.widthPx, layout ? (layout.x1 - layout.x0) * layout.ridge * 0.6 : 0);

  function resize(widthPx: number, heightPx: number): void {
    painter.assertAlive();
    stage.resize(widthPx, heightPx);
    fit();
    speak();
    redrawGround = true;
    painter.request();
  }

  function draw(nowMs: number): boolean {
    if (!input || !layout) return false;
    const moving = cloud.advance(nowMs);
    if (redrawGround) drawGround(layout);
    redrawGround = false;
    const { x, y, ridge, dotRadius } = layout;
    const height = heightOfCurve();
    cloud.draw(
      (thetaRad, share, n, xy_n2) => {
        xy_n2[2 * n] = x(thetaRad);
        xy_n2[2 * n + 1] = y(height(thetaRad)) - 3.5 - share * ridge;
      },
      dotRadius,
      pointing.mark,
    );
    return moving;
  }

  /** The curve as a table: ψ is asked for thousands of times in each drawing. */
  function heightOfCurve(): (thetaRad: number) => number {
    const { spec, settings } = input!;
    const { thetaRad, psi } = curve!;
    const scale = curveScale(spec, settings);
    return (rad) => {
      let low = 0;
      let high = thetaRad.length - 1;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (thetaRad[middle] <= rad) low = middle;
        else high = middle;
      }
      const share = (rad - thetaRad[low]) / (thetaRad[high] - thetaRad[low]);
      return scale * (psi[low] + (psi[high] - psi[low]) * share);
    };
  }

  function drawGround({ x, y, x0, x1, top, bottom, ticks, ridge, fontPx }: CurveLayout): void {
    const { spec, settings } = input!;
    const { thetaRad, psi, cos } = curve!;
    const scale = curveScale(spec, settings);
    const plain = Array.from(thetaRad, (rad, i) => [x(rad), y(scale * cos[i])] as const);
    const charged = Array.from(thetaRad, (rad, i) => [x(rad), y(scale * psi[i])] as const);
    const isCharged = hasMargin(spec, settings);
    layers.charge.attr('d', isCharged ? outlinePath([...plain, ...charged.toReversed()]) : null);
    layers.plain.attr('d', isCharged ? linePath(plain) : null);
    layers.curve.attr('d', linePath(charged));
    layers.grid
      .selectAll('line')
      .data(ticks)
      .join('line')
      .attr('x1', x0)
      .attr('x2', x1)
      .attr('y1', (tick) => Math.round(y(tick)) + 0.5)
      .attr('y2', (tick) => Math.round(y(tick)) + 0.5)
      .style('stroke', (tick) => (tick ? 'var(--rule)' : 'var(--rule-2)'));
    const tickLabels = [
      ...ticks.map((tick) => ({
        text: signed(tick, scale < 4 && tick % 1 ? 1 : 0),
        x: x0 - 6,
        y: y(tick) + 4,
        anchor: 'end',
      })),
      ...angleTicks(Math.PI, x1 - x0).map((rad) => ({
        text: `${Math.round((rad * 180) / Math.PI)}°`,
        x: x(rad),
        y: bottom + 1.3 * fontPx,
        anchor: 'middle',
      })),
    ];
    layers.ticks
      .style('font-size', `${fontPx - 1}px`)
      .style('fill', 'var(--ink-3)')
      .selectAll('text')
      .data(tickLabels)
      .join('text')
      .attr('x', (tick) => tick.x)
      .attr('y', (tick) => tick.y)
      .attr('text-anchor', (tick) => tick.anchor)
      .text((tick) => tick.text);
    drawMarked();

    function drawMarked(): void {
      const { sample } = pointing.mark;
      const theta = sample === null ? NaN : facts.targetRad_n[sample];
      const isShown = Number.isFinite(theta);
      const seenRad = isShown ? chargedAngle(spec, settings, theta) : NaN;
      const logit = isShown ? scale * targetLogitAt(spec, settings, theta).psi : NaN;
      const before = scale * Math.cos(theta);
      layers.bar
        .attr('visibility', isShown && isCharged ? null : 'hidden')
        .attr('x', isShown ? x(theta) : 0)
        .attr('width', isShown ? Math.max(0, x(seenRad) - x(theta)) : 0)
        .attr('y', isShown ? y(logit) - 4.5 : 0)
        .attr('height', 9);
      const guides = isShown
        ? [
            { d: `M${x(theta)},${bottom}V${y(before)}`, stroke: 'var(--theta)', dash: null },
            ...(isCharged
              ? [{ d: `M${x(seenRad)},${bottom}V${y(logit)}`, stroke: 'var(--margin)', dash: '3 3' }]
              : []),
          ]
        : [];
      layers.guides
        .selectAll('path')
        .data(guides)
        .join('path')
        .attr('d', (guide) => guide.d)
        .style('stroke', (guide) => guide.stroke)
        .style('stroke-dasharray', (guide) => guide.dash);
      const said = (value: number): string => signed(value, scale < 4 ? 2 : 1);
      const marked = isShown
        ? [
            { text: `θ ${degreesText(theta)}`, x: x(theta) + 4, y: bottom - 4, fill: 'var(--theta)' },
            ...(isCharged
              ? [
                  {
                    text: `${chargedName(spec, settings, theta)} ${degreesText(seenRad)}`,
                    x: Math.max(x(seenRad) + 4, x(theta) + 4.4 * fontPx),
                    y: bottom - 4 - (seenRad - theta < 0.35 ? 1.25 * fontPx : 0),
                    fill: 'var(--margin)',
                  },
                ]
              : []),
            {
              text: isCharged ? words.instead(said(logit), said(before)) : said(logit),
              x: Math.min(x(seenRad) + 8, x1 - 9.5 * fontPx),
              // Clear of the dots, which stand a ridge above the curve.
              y: y(logit) - ridge - 4,
              fill: 'var(--ink)',
            },
          ]
        : [];
      const labels = [
        {
          text: logitScaleOf(spec) === 's' ? words.logit : words.logitOverNorm,
          x: x0,
          y: fontPx,
          fill: 'var(--ink)',
        },
        { text: words.angle, x: x1, y: bottom + 2.6 * fontPx, fill: 'var(--ink-2)', anchor: 'end' },
        ...(isCharged && !isShown
          ? [{ text: words.plain, x: x(1.2) + 8, y: y(scale * Math.cos(1.2)) - 2, fill: 'var(--ink-2)' }]
          : []),
        ...(cloud.count ? [] : [{ text: waiting, x: x0, y: top + fontPx, fill: 'var(--ink-2)' }]),
        ...marked,
      ];
      layers.labels
        .style('font-size', `${fontPx}px`)
        .selectAll('text')
        .data(labels as { text: string; x: number; y: number; fill: string; anchor?: string }[])
        .join('text')
        .attr('x', (label) => label.x)
        .attr('y', (label) => label.y)
        .attr('text-anchor', (label) => label.anchor ?? 'start')
        .style('fill', (label) => label.fill)
        .call(halo)
        .text((label) => label.text);
    }
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
      cloud.dispose();
      stage.dispose();
      input = null;
    },
  };
}
