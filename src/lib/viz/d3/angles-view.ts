import { median } from '../../metric/class-angles';
import { AngleDensity } from '../angle-density';
import { anglesLayout, type AnglesLayout } from '../angles-layout';
import { angleTicks, degreesText, linearScale, type Scale } from '../axis-scale';
import { chargedAngle, chargedName, hasMargin } from '../charged-angle';
import type { EmbeddingInput, EmbeddingView, EmbeddingViewOptions } from '../embedding-input';
import { linePath, outlinePath } from '../line-path';
import { createPainter } from '../painter';
import { levelOf, ridgeHeight } from '../ridge';
import { nearestRival, sampleAngles } from '../sample-angles';
import { glyphOf } from '../theme';
import { createLinkedCloud } from './linked-cloud';
import { halo } from './halo';
import { hatchPattern } from './hatch-pattern';

export interface AnglesWords {
  /** Labels of the three distributions. */
  readonly own: string;
  readonly others: string;
  readonly rivals: string;
  /** Of the dashed line: where the margin makes the own angles seem to be. */
  readonly charged: string;
}

/** What the view keeps of a frame. */
const createFacts = (count: number, classes: number) => ({
  targetRad_n: new Float32Array(count),
  /** Angles to every class [N, C], radians. */
  angleRad_nc: new Float32Array(count * classes),
  chargedRad_n: new Float32Array(count),
  otherRad: new Float32Array(count * Math.max(0, classes - 1)),
  rivalRad_n: new Float32Array(count),
  height_n: new Float32Array(count),
});

/**
 * Angles as distributions over one axis from 0 to 180 degrees. Above it each sample is a dot at the angle to its own
 * class, and the dots are the ridge; a dashed outline shows where the margin makes them seem to be. Below it hang the
 * angles to the other classes, and darker the nearest of them. What lies under the dashed outline and right of a
 * sample's nearest rival is refused.
 */
export function createAnglesView(
  host: HTMLElement,
  options: EmbeddingViewOptions & { readonly words: AnglesWords },
): EmbeddingView {
  const { motion, words, waiting = '', glideMs = 300 } = options;
  let facts = createFacts(0, 0);
  let layout: AnglesLayout = anglesLayout(1, 1);
  let x: Scale = () => 0;
  let input: Pick<EmbeddingInput, 'spec' | 'settings' | 'classNames'> | null = null;
  let redrawGround = true;
  const own = new AngleDensity();
  const charged = new AngleDensity();
  const others = new AngleDensity();
  const rivals = new AngleDensity();
  const { stage, cloud, pointing } = createLinkedCloud(host, 'angles', options, {
    keys: () => facts.targetRad_n,
    redraw(ground) {
      redrawGround ||= ground;
      painter.request();
    },
  });
  const hatch = hatchPattern(stage.below);
  const layers = {
    others: stage.below.append('path').attr('data-layer', 'others'),
    rivals: stage.below.append('path').attr('data-layer', 'rivals'),
    margin: stage.below.append('rect').attr('data-layer', 'margin'),
    charged: stage.below.append('path').attr('data-layer', 'charged'),
    axis: stage.below.append('path').attr('data-layer', 'axis'),
    ticks: stage.below.append('g').attr('data-layer', 'ticks'),
    marks: stage.above.append('g').attr('data-layer', 'marks'),
    labels: stage.above.append('g').attr('data-layer', 'labels'),
  };
  layers.others.style('fill', 'var(--ink)').style('fill-opacity', 0.1);
  layers.rivals
    .style('fill', 'var(--ink)')
    .style('fill-opacity', 0.16)
    .style('stroke', 'var(--ink-2)')
    .style('stroke-width', 1);
  layers.margin.style('fill', hatch.fill).style('fill-opacity', 0.75);
  layers.charged
    .style('fill', 'none')
    .style('stroke', 'var(--margin)')
    .style('stroke-width', 1.3)
    .style('stroke-dasharray', '4 3');
  layers.axis.style('fill', 'none').style('stroke', 'var(--rule-2)');
  layers.ticks.attr('text-anchor', 'middle').style('fill', 'var(--ink-3)');
  const painter = createPainter(motion, draw);

  function update(next: EmbeddingInput): void {
    painter.assertAlive();
    const { spec, settings, classNames } = next;
    input = { spec, settings, classNames };
    stage.label(next.ariaLabel);
    if (next.frame) {
      takeFrame(next);
      aimPoints(motion.reduced ? 0 : glideMs);
    } else cloud.clear();
    pointing.refresh();
    redrawGround = true;
    painter.request();
  }

  function takeFrame(next: EmbeddingInput): void {
    const { frame, spec, settings } = next;
    if (cloud.take(next)) facts = createFacts(cloud.count, cloud.classes);
    const { targetRad_n, angleRad_nc, chargedRad_n, otherRad, rivalRad_n } = facts;
    const { count, classes, labels_n } = cloud;
    targetRad_n.set(frame!.targetRad_n);
    sampleAngles(frame!, angleRad_nc);
    let at = 0;
    for (let n = 0; n < count; n++) {
      chargedRad_n[n] = chargedAngle(spec, settings, targetRad_n[n]);
      for (let c = 0; c < classes; c++) if (c !== labels_n[n]) otherRad[at++] = angleRad_nc[n * classes + c];
      const rival = nearestRival(angleRad_nc, n, classes, labels_n[n]);
      rivalRad_n[n] = rival < 0 ? NaN : angleRad_nc[n * classes + rival];
    }
    own.measure(targetRad_n);
    charged.measure(chargedRad_n);
    others.measure(otherRad);
    rivals.measure(rivalRad_n);
  }

  function aimPoints(durationMs: number): void {
    const { targetRad_n, height_n } = facts;
    cloud.speak(layout.x1 - layout.x0, (layout.x1 - layout.x0) * layout.above * 0.5);
    for (let n = 0; n < cloud.count; n++) {
      height_n[n] = levelOf(n) * ridgeHeight(own.at(targetRad_n[n]));
    }
    cloud.aim(targetRad_n, height_n, motion.now(), durationMs);
  }

  function resize(widthPx: number, heightPx: number): void {
    painter.assertAlive();
    stage.resize(widthPx, heightPx);
    layout = anglesLayout(stage.widthPx, stage.heightPx);
    x = linearScale(0, Math.PI, layout.x0, layout.x1);
    redrawGround = true;
    painter.request();
  }

  function draw(nowMs: number): boolean {
    if (!input || stage.widthPx <= 1) return false;
    const moving = cloud.advance(nowMs);
    if (redrawGround) drawGround();
    redrawGround = false;
    const { axisY, above, dotRadius } = layout;
    cloud.draw(
      (thetaRad, height, n, xy_n2) => {
        xy_n2[2 * n] = x(thetaRad);
        xy_n2[2 * n + 1] = axisY - 3 - height * (above - 6);
      },
      dotRadius,
      pointing.mark,
    );
    return moving;
  }

  function drawGround(): void {
    const { spec, settings, classNames } = input!;
    const { axisY, above, below, x0, x1, ticksY, fontPx } = layout;
    const hanging = (density: AngleDensity): string =>
      outlinePath(closed(density, (perRad) => axisY + ridgeHeight(perRad) * below, axisY, x));
    layers.others.attr('d', cloud.count ? hanging(others) : null);
    layers.rivals.attr('d', cloud.count ? hanging(rivals) : null);
    layers.axis.attr('d', `M${x0},${axisY}H${x1}`);
    layers.ticks
      .style('font-size', `${fontPx - 1}px`)
      .selectAll('text')
      .data(angleTicks(Math.PI, x1 - x0))
      .join('text')
      .attr('x', x)
      .attr('y', ticksY)
      .text((rad) => `${Math.round((rad * 180) / Math.PI)}°`);

    const isCharged = cloud.count > 0 && hasMargin(spec, settings);
    layers.charged.attr(
      'd',
      isCharged
        ? linePath(
            charged.profile().map(({ rad, perRad }) => [x(rad), axisY - ridgeHeight(perRad) * (above - 6)]),
          )
        : null,
    );
    const { sample } = pointing.mark;
    const thetaRad = sample === null ? median(facts.targetRad_n) : facts.targetRad_n[sample];
    const seenRad = Number.isFinite(thetaRad) ? chargedAngle(spec, settings, thetaRad) : NaN;
    const shown = cloud.count > 0 && Number.isFinite(thetaRad);
    const spanTop = axisY - above;
    layers.margin
      .attr('visibility', shown && isCharged ? null : 'hidden')
      .attr('x', shown ? x(thetaRad) : 0)
      .attr('width', shown ? Math.max(0, x(seenRad) - x(thetaRad)) : 0)
      .attr('y', spanTop)
      .attr('height', 9);
    drawMarks(shown ? { thetaRad, seenRad, spanTop, isCharged } : null);
    drawLabels(shown ? { thetaRad, seenRad, spanTop, isCharged } : null);

    /** θ and θ + m as posts from the axis, and the marked sample's angles to the other classes as ticks below. */
    function drawMarks(span: Span | null): void {
      const posts = span
        ? [
            { rad: span.thetaRad, stroke: 'var(--theta)' },
            ...(span.isCharged ? [{ rad: span.seenRad, stroke: 'var(--margin)' }] : []),
          ]
        : [];
      layers.marks
        .selectAll('path.post')
        .data(posts)
        .join('path')
        .attr('class', 'post')
        .attr('d', ({ rad }) => `M${x(rad)},${axisY}V${spanTop}`)
        .style('stroke', ({ stroke }) => stroke)
        .style('stroke-width', 1.3);
      const others_c =
        sample === null
          ? []
          : Array.from({ length: cloud.classes }, (_, c) => c).filter((c) => c !== cloud.labels_n[sample]);
      const rival =
        sample === null ? -1 : nearestRival(facts.angleRad_nc, sample, cloud.classes, cloud.labels_n[sample]);
      const angleOf = (c: number): number => facts.angleRad_nc[(sample ?? 0) * cloud.classes + c];
      layers.marks
        .selectAll('path.other')
        .data(others_c)
        .join('path')
        .attr('class', 'other')
        .attr('d', (c) => `M${x(angleOf(c))},${axisY}v${c === rival ? below * 0.62 : 9}`)
        .style('stroke', (c) => glyphOf(c))
        .style('stroke-width', (c) => (c === rival ? 2 : 1.5));
      layers.marks
        .selectAll('text')
        .data(rival < 0 ? [] : [rival])
        .join('text')
        .attr('text-anchor', 'middle')
        .attr('x', (c) => x(angleOf(c)))
        .attr('y', axisY + below * 0.62 + fontPx * 1.1)
        .style('font', `${fontPx * 1.3}px var(--serif)`)
        .style('fill', (c) => glyphOf(c))
        .call(halo)
        .text((c) => classNames[c] ?? '');
    }

    /** Words on the things themselves; while nothing is there yet, what will come. */
    function drawLabels(span: Span | null): void {
      const room = x1 - x0;
      const labels: Label[] = span
        ? [
            {
              text: `θ ${degreesText(span.thetaRad)}`,
              x: x(span.thetaRad),
              y: spanTop - 5,
              fill: 'var(--theta)',
            },
            ...(span.isCharged
              ? [
                  {
                    text: `${chargedName(spec, settings, span.thetaRad)} ${degreesText(span.seenRad)}`,
                    x: Math.max(x(span.seenRad), x(span.thetaRad) + 5.2 * fontPx),
                    y: spanTop - 5,
                    fill: 'var(--margin)',
                  },
                  {
                    text: words.charged,
                    x: x(span.seenRad) + 0.1 * room,
                    y: spanTop + 2.2 * fontPx,
                    fill: 'var(--margin)',
                  },
                ]
              : []),
            { text: words.own, x: x0, y: fontPx, fill: 'var(--ink)' },
            { text: words.rivals, x: x0, y: axisY + below - 4, fill: 'var(--ink)' },
            { text: words.others, x: x1, y: axisY + below - 4, fill: 'var(--ink-2)', anchor: 'end' },
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

interface Span {
  readonly thetaRad: number;
  readonly seenRad: number;
  readonly spanTop: number;
  readonly isCharged: boolean;
}

interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** A profile as an outline that returns along its base. */
function closed(
  density: AngleDensity,
  yOf: (perRad: number) => number,
  baseY: number,
  x: Scale,
): [number, number][] {
  const profile = density.profile();
  if (!profile.length) return [];
  return [
    [x(profile[0].rad), baseY],
    ...profile.map(({ rad, perRad }): [number, number] => [x(rad), yOf(perRad)]),
    [x(profile[profile.length - 1].rad), baseY],
  ];
}
