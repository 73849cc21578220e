import { select } from 'd3-selection';
import type { RawWeights } from '../../loss/boundary';
import { logitScaleOf } from '../../loss/spec';
import { median } from '../../metric/class-angles';
import { angleTicks, degreesText, linearScale } from '../axis-scale';
import { boundaryExtent, boundaryGeometry, type BoundaryGeometry } from '../boundary-geometry';
import { hasMargin } from '../charged-angle';
import { mostConfusedPair, pairWith, worstRival, type ClassPair } from '../class-pair';
import { embeddingFacts, type EmbeddingFacts } from '../embedding-facts';
import {
  headOf,
  type EmbeddingInput,
  type EmbeddingView,
  type EmbeddingViewOptions,
} from '../embedding-input';
import { Glide } from '../glide';
import { linePath, outlinePath } from '../line-path';
import { isSameMark, type Mark } from '../mark';
import { createPainter } from '../painter';
import { nearestRival, sampleAngles } from '../sample-angles';
import { glyphOf, markOf } from '../theme';
import { createLinkedCloud } from './linked-cloud';
import { halo } from './halo';
import { hatchPattern } from './hatch-pattern';

export interface BoundaryWords {
  /** Names the two choices: "first class", "second class". */
  readonly choose: readonly [string, string];
  readonly against: string;
  /** In a class's region, beyond its margin. */
  readonly accepted: (className: string) => string;
  /** The shown pair in words: its classes, how many samples fell from one to the other, the angle of their weights. */
  readonly describe: (pair: { first: string; second: string; fell: number; apartRad: number }) => string;
}

const createFacts = (count: number, classes: number) => ({
  angleRad_nc: new Float32Array(count * classes),
  theta1Rad_n: new Float32Array(count),
  theta2Rad_n: new Float32Array(count),
});

/** Height of the line of choices above the drawing, CSS pixels. */
const choicesPx = 34;

/**
 * Two classes in the plane of the angles to their weights. Above the thin line the first one wins, below it the
 * second; hatched is what each still refuses of its own samples while it trains. The pair is the reader's choice;
 * until there is one, the pair that is confused most, or that of the marked sample.
 */
export function createBoundaryView(
  host: HTMLElement,
  options: EmbeddingViewOptions & { readonly words: BoundaryWords },
): EmbeddingView {
  const { motion, words, waiting = '', glideMs = 300 } = options;
  let facts = createFacts(0, 0);
  let input: Pick<EmbeddingInput, 'spec' | 'settings' | 'classNames'> | null = null;
  let confusions: EmbeddingFacts['confusions'] = [];
  let raw_c: {
    readonly norm_c: Float64Array;
    readonly bias_c: Float64Array;
    readonly featureNorm: number;
  } | null = null;
  let weightRad_cc = new Float32Array(0);
  /** What the reader chose, and what is shown. */
  let chosen: ClassPair | null = null;
  let pair: ClassPair = [0, 1];
  let geometry: BoundaryGeometry | null = null;
  let geometryKey = '';
  let extentRad = Math.PI;
  const reach = new Glide(1);
  reach.aim([extentRad], 0, 0);
  let redrawGround = true;
  let groundMoved = false;
  let side = 0;
  const left = 40;

  const choices = createChoices();
  const links = {
    ...options,
    onMark(mark: Mark) {
      // What is marked here is in the pair already, unless keys walked to another class.
      follow(mark);
      options.onMark?.(mark);
    },
  };
  const { stage, cloud, pointing } = createLinkedCloud(host, 'boundary', links, {
    keys: () => gaps(),
    classAt,
    redraw(ground) {
      redrawGround ||= ground;
      painter.request();
    },
  });
  const hatch = hatchPattern(stage.below);
  const clipId = `${hatch.fill.slice(5, -1)}-square`;
  const clip = stage.below.append('clipPath').attr('id', clipId).append('rect');
  const clipped = (name: string) =>
    stage.below.append('g').attr('data-layer', name).attr('clip-path', `url(#${clipId})`);
  const layers = {
    regions: clipped('regions'),
    bands: clipped('bands'),
    accepted: clipped('accepted'),
    plain: clipped('plain').append('path'),
    axes: stage.below.append('path').attr('data-layer', 'axes'),
    ticks: stage.below.append('g').attr('data-layer', 'ticks'),
    guides: stage.above.append('g').attr('data-layer', 'guides'),
    labels: stage.above.append('g').attr('data-layer', 'labels'),
  };
  layers.regions.style('fill-opacity', 'var(--tint)');
  layers.bands.style('fill', hatch.fill).style('fill-opacity', 0.4);
  layers.accepted.style('fill', 'none').style('stroke', 'var(--margin)').style('stroke-width', 1.5);
  layers.plain.style('fill', 'none').style('stroke', 'var(--ink)').style('stroke-width', 1.4);
  layers.axes.style('fill', 'none').style('stroke', 'var(--rule-2)');
  layers.guides.style('fill', 'none').style('stroke-width', 1.3);
  const painter = createPainter(motion, draw);

  /** Two native choices, so that a finger, keys and a screen reader know them already. */
  function createChoices() {
    const line = select(host)
      .append('div')
      .attr('data-choices', '')
      .attr('style', `display:flex;align-items:center;gap:var(--sp-2);height:${choicesPx}px`)
      .style('font', 'var(--fs-1) / 1.2 var(--sans)')
      .style('color', 'var(--ink-2)');
    const pick = (rank: 0 | 1) =>
      line
        .append('select')
        .attr('aria-label', words.choose[rank])
        .on('change', (event: Event) => {
          const value = Number((event.target as HTMLSelectElement).value);
          const other = pair[1 - rank];
          // The same class twice would be no pair: then the two change places.
          const next: [number, number] = [...pair];
          next[rank] = value;
          if (value === other) next[1 - rank] = pair[rank];
          chosen = next;
          show(next);
        });
    const first = pick(0);
    line.append('span').text(words.against);
    const second = pick(1);
    let named: readonly string[] = [];
    return {
      fill(classNames: readonly string[]) {
        if (named !== classNames) {
          for (const choice of [first, second]) {
            choice
              .selectAll('option')
              .data(classNames)
              .join('option')
              .attr('value', (_, c) => c)
              .text((name) => name);
          }
          named = classNames;
        }
        first.property('value', String(pair[0]));
        second.property('value', String(pair[1]));
      },
      dispose: () => line.remove(),
    };
  }

  function update(next: EmbeddingInput): void {
    painter.assertAlive();
    const { spec, settings, classNames, frame } = next;
    input = { spec, settings, classNames };
    if (!frame) stage.label(next.ariaLabel);
    const head = headOf(next);
    if (head) measureWeights(head.weights_cd, head.bias_c, classNames.length);
    let isNew = false;
    if (frame) {
      isNew = cloud.take(next);
      if (isNew) facts = createFacts(cloud.count, cloud.classes);
      sampleAngles(frame, facts.angleRad_nc);
      confusions = embeddingFacts(next)?.confusions ?? [];
      if (raw_c) raw_c = { ...raw_c, featureNorm: medianNorm(frame.embeddings_nd, frame.shape.dim) };
    } else {
      cloud.clear();
      confusions = [];
    }
    const before = pair;
    pair = pairFor(pointing.mark);
    const isOther = before[0] !== pair[0] || before[1] !== pair[1];
    if (frame) aimPoints(isNew || isOther || motion.reduced ? 0 : glideMs);
    pointing.refresh();
    redrawGround = true;
    painter.request();
  }

  /** Angles between all weights, and what a loss with raw weights needs beside them. */
  function measureWeights(weights_cd: ArrayLike<number>, bias_c: ArrayLike<number>, classes: number): void {
    const dim = weights_cd.length / classes;
    if (weightRad_cc.length !== classes * classes) weightRad_cc = new Float32Array(classes * classes);
    const all = Float32Array.from(weights_cd);
    const perClass = all.length / dim / classes;
    // Of a class with several weights the first.
    const rows = all.filter((_, i) => Math.floor(i / dim) % perClass === 0);
    sampleAngles(
      { embeddings_nd: rows, weights_cd: rows, shape: { probes: classes, dim, classes } },
      weightRad_cc,
    );
    raw_c = {
      norm_c: Float64Array.from({ length: classes }, (_, c) =>
        Math.hypot(...rows.subarray(c * dim, (c + 1) * dim)),
      ),
      bias_c: Float64Array.from(bias_c),
      featureNorm: raw_c?.featureNorm ?? 1,
    };
  }

  /** The pair to show while `mark` stands. */
  function pairFor(mark: Mark): ClassPair {
    const { classes, labels_n } = cloud;
    const rest =
      chosen ?? (weightRad_cc.length ? mostConfusedPair(confusions, weightRad_cc, weightClasses()) : pair);
    if (mark.sample !== null) {
      const own = labels_n[mark.sample];
      return pairWith(
        pair.includes(own) ? pair : rest,
        own,
        nearestRival(facts.angleRad_nc, mark.sample, classes, own),
      );
    }
    if (mark.classIndex !== null) {
      const own = mark.classIndex;
      const rival =
        worstRival(confusions, own, classes) ?? nearestRival(weightRad_cc, own, weightClasses(), own);
      return pairWith(pair.includes(own) ? pair : rest, own, rival);
    }
    return rest;
  }

  const weightClasses = (): number => Math.round(Math.sqrt(weightRad_cc.length));

  function follow(mark: Mark): void {
    show(pairFor(mark));
  }

  /** Another pair is another picture: nothing glides from one to the other. */
  function show(next: ClassPair): void {
    if (next[0] === pair[0] && next[1] === pair[1]) return;
    pair = next;
    if (cloud.count) aimPoints(0);
    redrawGround = true;
    painter.request();
  }

  function aimPoints(durationMs: number): void {
    const { angleRad_nc, theta1Rad_n, theta2Rad_n } = facts;
    const { count, classes, labels_n } = cloud;
    const far: number[] = [];
    for (let n = 0; n < count; n++) {
      theta1Rad_n[n] = angleRad_nc[n * classes + pair[0]];
      theta2Rad_n[n] = angleRad_nc[n * classes + pair[1]];
      if (pair.includes(labels_n[n])) far.push(Math.max(theta1Rad_n[n], theta2Rad_n[n]));
    }
    cloud.speak(side, side * side * 0.12);
    const now = motion.now();
    cloud.aim(theta1Rad_n, theta2Rad_n, now, durationMs);
    far.sort((a, b) => a - b);
    const wanted = boundaryExtent(extentRad, far[Math.floor(0.97 * (far.length - 1))]);
    if (wanted !== extentRad) reach.aim([(extentRad = wanted)], now, durationMs);
  }

  function resize(widthPx: number, heightPx: number): void {
    painter.assertAlive();
    stage.resize(widthPx, heightPx - choicesPx);
    side = Math.max(40, Math.min(stage.widthPx - left - 8, stage.heightPx - marginTop - 42));
    redrawGround = true;
    painter.request();
  }

  /** θ2 − θ1 of the pair's samples [N], so that keys walk from the second class across the boundary to the first. */
  function gaps(): Float32Array {
    return facts.theta1Rad_n.map((theta1Rad, n) =>
      pair.includes(cloud.labels_n[n]) ? facts.theta2Rad_n[n] - theta1Rad : NaN,
    );
  }

  function described(): string {
    const { classNames } = input!;
    const [first, second] = pair;
    const fell = confusions
      .filter(({ from, into }) => (from === first && into === second) || (from === second && into === first))
      .reduce((sum, { count }) => sum + count, 0);
    return words.describe({
      first: classNames[first] ?? '',
      second: classNames[second] ?? '',
      fell,
      apartRad: weightRad_cc[first * weightClasses() + second],
    });
  }

  /** Room above the square for the name of its upright axis. */
  const marginTop = 26;

  /** The class whose glyph stands there, at an axis. */
  function classAt(x: number, y: number): number | null {
    if (Math.hypot(x - left - side + 6, y - marginTop - side - 30) < 15) return pair[0];
    if (Math.hypot(x - left - 4, y - marginTop + 14) < 15) return pair[1];
    return null;
  }

  function draw(nowMs: number): boolean {
    if (!input || !side) return false;
    const zooming = reach.advance(nowMs);
    const gliding = cloud.advance(nowMs);
    if (redrawGround || zooming || groundMoved) drawGround();
    // Once more after the last step, which ends the motion without reporting it.
    groundMoved = zooming;
    redrawGround = false;
    const pxPerRad = side / reach.value[0];
    const bottom = marginTop + side;
    const { labels_n } = cloud;
    const marked = pointing.mark.sample;
    const edge = reach.value[0] * 1.001;
    cloud.draw(
      (theta1Rad, theta2Rad, n, xy_n2) => {
        const label = labels_n[n];
        const isInside = theta1Rad <= edge && theta2Rad <= edge;
        const isShown = (label === pair[0] || label === pair[1]) && (isInside || n === marked);
        xy_n2[2 * n] = isShown ? left + Math.min(edge, theta1Rad) * pxPerRad : NaN;
        xy_n2[2 * n + 1] = bottom - Math.min(edge, theta2Rad) * pxPerRad;
      },
      side < 260 ? 1.4 : 1.8,
      pointing.mark,
    );
    return zooming || gliding;
  }

  function drawGround(): void {
    const { spec, settings, classNames } = input!;
    choices.fill(classNames);
    if (cloud.count) stage.label(described());
    const names = [classNames[pair[0]] ?? '', classNames[pair[1]] ?? ''];
    const fontPx = side < 260 ? 12.5 : 13.5;
    const bottom = marginTop + side;
    const top = reach.value[0];
    const x = linearScale(0, top, left, left + side);
    const y = linearScale(0, top, bottom, marginTop);
    const raw = logitScaleOf(spec) === 'norms' && raw_c ? rawOf(raw_c, pair) : null;
    const key = `${spec.id} ${JSON.stringify(settings)} ${raw?.normRatio} ${raw?.biasGap}`;
    if (key !== geometryKey || !geometry) geometry = boundaryGeometry(spec, settings, raw);
    geometryKey = key;
    const at = ({ theta1Rad, theta2Rad }: { theta1Rad: number; theta2Rad: number }) =>
      [x(theta1Rad), y(theta2Rad)] as const;

    clip.attr('x', left).attr('y', marginTop).attr('width', side).attr('height', side);
    const plain = geometry.plain.map(at);
    const farX = x(Math.PI);
    const farY = y(Math.PI);
    layers.regions
      .selectAll('path')
      .data([
        { c: pair[0], d: outlinePath([...plain, [farX, farY], [left, farY]]) },
        { c: pair[1], d: outlinePath([...plain, [farX, bottom], [left, bottom]]) },
      ])
      .join('path')
      .attr('data-class', (region) => region.c)
      .attr('d', (region) => region.d)
      .style('fill', (region) => markOf(region.c))
      .style('fill-opacity', (region) =>
        region.c === pointing.mark.classIndex ? 'calc(1.9 * var(--tint))' : null,
      );
    const isCharged = hasMargin(spec, settings);
    layers.bands
      .selectAll('path')
      .data(isCharged ? geometry.bands : [])
      .join('path')
      .attr('d', (band) => outlinePath(band.map(at)));
    layers.accepted
      .selectAll('path')
      .data(isCharged ? geometry.accepted : [])
      .join('path')
      .attr('d', (parts) => parts.map((part) => linePath(part.map(at))).join(''));
    layers.plain.attr('d', linePath(plain));
    layers.axes.attr('d', `M${left},${marginTop}V${bottom}H${left + side}`);
    const ticks = angleTicks(extentRad, side, 52);
    const degrees = (rad: number): string => `${Math.round((rad * 180) / Math.PI)}°`;
    layers.ticks
      .style('font-size', `${fontPx - 1}px`)
      .style('fill', 'var(--ink-3)')
      .selectAll('text')
      .data([
        ...ticks.map((rad) => ({
          text: degrees(rad),
          x: x(rad),
          y: bottom + 1.3 * fontPx,
          anchor: 'middle',
        })),
        ...ticks.slice(1).map((rad) => ({ text: degrees(rad), x: left - 6, y: y(rad) + 4, anchor: 'end' })),
      ])
      .join('text')
      .attr('x', (tick) => tick.x)
      .attr('y', (tick) => tick.y)
      .attr('text-anchor', (tick) => tick.anchor)
      .text((tick) => tick.text);
    drawLabels();

    function drawLabels(): void {
      const { sample } = pointing.mark;
      const isShown = sample !== null && pair.includes(cloud.labels_n[sample]);
      const theta1Rad = isShown ? facts.theta1Rad_n[sample] : NaN;
      const theta2Rad = isShown ? facts.theta2Rad_n[sample] : NaN;
      layers.guides
        .selectAll('path')
        .data(
          isShown
            ? [`M${x(theta1Rad)},${bottom}V${y(theta2Rad)}`, `M${left},${y(theta2Rad)}H${x(theta1Rad)}`]
            : [],
        )
        .join('path')
        .attr('d', (d) => d)
        .style('stroke', 'var(--theta)');
      const glyph = 1.5 * fontPx;
      const room = side > 200;
      const labels: Label[] = [
        { text: 'θ', x: left + side - 20, y: bottom + 2.75 * fontPx, fill: 'var(--theta)', anchor: 'end' },
        {
          text: names[0],
          x: left + side - 6,
          y: bottom + 2.8 * fontPx,
          fill: glyphOf(pair[0]),
          anchor: 'middle',
          glyph,
        },
        { text: 'θ', x: left - 16, y: marginTop - 8, fill: 'var(--theta)' },
        { text: names[1], x: left + 4, y: marginTop - 7, fill: glyphOf(pair[1]), anchor: 'middle', glyph },
        ...(cloud.count
          ? []
          : [
              {
                text: waiting,
                x: left + side / 2,
                y: bottom - 8,
                fill: 'var(--ink-2)',
                anchor: 'middle' as const,
              },
            ]),
        ...(room
          ? [
              {
                text: isCharged ? words.accepted(names[0]) : names[0],
                x: left + 8,
                y: marginTop + 1.4 * fontPx,
                fill: glyphOf(pair[0]),
              },
              {
                text: isCharged ? words.accepted(names[1]) : names[1],
                x: left + side - 8,
                y: bottom - 0.7 * fontPx,
                fill: glyphOf(pair[1]),
                anchor: 'end' as const,
              },
            ]
          : []),
        ...(isCharged && room
          ? [
              {
                text: 'm',
                x: x(0.8 * top) - 1.1 * fontPx,
                y: y(0.8 * top) - 0.8 * fontPx,
                fill: 'var(--margin)',
                glyph: 1.35 * fontPx,
                isItalic: true,
              },
            ]
          : []),
        ...(isShown
          ? [
              { text: degreesText(theta1Rad), x: x(theta1Rad) + 5, y: bottom - 5, fill: 'var(--theta)' },
              { text: degreesText(theta2Rad), x: left + 5, y: y(theta2Rad) - 5, fill: 'var(--theta)' },
            ]
          : []),
      ];
      layers.labels
        .selectAll('text')
        .data(labels)
        .join('text')
        .attr('x', (label) => label.x)
        .attr('y', (label) => label.y)
        .attr('text-anchor', (label) => label.anchor ?? 'start')
        .style('fill', (label) => label.fill)
        .style('font', (label) =>
          label.glyph
            ? `${label.isItalic ? 'italic ' : ''}${label.glyph}px var(--serif)`
            : `${fontPx}px var(--sans)`,
        )
        .call(halo)
        .text((label) => label.text);
    }
  }

  return {
    update,
    resize,
    highlight(mark) {
      painter.assertAlive();
      if (isSameMark(mark, pointing.mark)) return;
      pointing.set(mark);
      follow(pointing.mark);
    },
    dispose() {
      painter.assertAlive();
      painter.dispose();
      cloud.dispose();
      stage.dispose();
      choices.dispose();
      input = null;
    },
  };
}

interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Set in the serif at this size. */
  readonly glyph?: number;
  readonly isItalic?: boolean;
}

function rawOf(
  { norm_c, bias_c, featureNorm }: { norm_c: Float64Array; bias_c: Float64Array; featureNorm: number },
  [first, second]: ClassPair,
): RawWeights | null {
  if (!(norm_c[second] > 0) || !(featureNorm > 0)) return null;
  return {
    normRatio: norm_c[first] / norm_c[second],
    biasGap: (bias_c[first] - bias_c[second]) / (norm_c[second] * featureNorm),
  };
}

function medianNorm(embeddings_nd: ArrayLike<number>, dim: number): number {
  return median(
    Float64Array.from({ length: embeddings_nd.length / dim }, (_, n) => {
      let square = 0;
      for (let k = 0; k < dim; k++) square += embeddings_nd[n * dim + k] ** 2;
      return Math.sqrt(square);
    }),
  );
}
