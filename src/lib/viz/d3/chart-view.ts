import type { LinkedView, LinkOptions } from '../embedding-input';
import { markSample, noMark, type Mark } from '../mark';
import { nearestPoint } from '../nearest';
import { createPainter } from '../painter';
import { decimate, lastSample, spreadLabels, type Sample, type Series } from '../series';
import { classColours, readTheme, watchTheme } from '../theme';
import { roundSteps, roundUp } from '../ticks';
import type { Motion } from '../view';
import { orderBy } from '../walk';
import { hatchPattern } from './hatch-pattern';
import { halo } from './halo';
import { createPointing } from './pointing';
import type { Layer } from './stage';

export interface ChartRun {
  readonly label: string;
  readonly loss: Series;
  /** Held-out accuracy, 0 to 1. */
  readonly accuracy: Series;
  /** Ways that the run took and left: drawn faintly, under the line. */
  readonly left?: readonly { readonly loss: Series; readonly accuracy: Series }[];
  /** A token: `ink`, or `0` to `9` for a class colour. */
  readonly colour: string;
  /** The newest loss of each probe sample by itself [P], margin and all. */
  readonly sampleLoss_n?: Float32Array;
}

export interface ChartInput {
  /** At most five. */
  readonly runs: readonly ChartRun[];
  /** Steps over which the margin grows from 0 to its full value. */
  readonly rampSpan?: readonly [fromStep: number, toStep: number];
  /** The step that the other views show, where it is not the newest. */
  readonly shownStep?: number | null;
  /** The x axis reaches at least this step. */
  readonly toStep?: number;
  readonly words: {
    readonly loss: string;
    readonly accuracy: string;
    readonly step: string;
    /** A marked sample's own loss, and the mean of a marked class. */
    readonly sampleLoss: (loss: string) => string;
    readonly classLoss: (className: string, loss: string) => string;
  };
  /** Class of each probe sample [P], and the classes' glyphs. */
  readonly labels_n?: Uint8Array;
  readonly classNames?: readonly string[];
  readonly ariaLabel?: string;
}

const lineColour = (token: string): string => (/^\d$/.test(token) ? `var(--c${token})` : `var(--${token})`);
const textColour = (token: string): string => (/^\d$/.test(token) ? `var(--t${token})` : `var(--${token})`);
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const plain = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

interface Panel {
  readonly kind: 'loss' | 'accuracy';
  readonly layer: Layer;
  readonly series: (run: Pick<ChartRun, 'loss' | 'accuracy'>) => Series;
  readonly say: (value: number) => string;
}

/** Length of the short strokes that stand behind the end of the loss, one a sample. */
const rugPx = 8;
/** Size of the labels at the ends of lines. */
const labelPx = 13;

/**
 * Loss and held-out accuracy over the same steps, one panel each, every line named at its end. Behind the end of a
 * single run's loss stands a rug: the held-out samples' own losses, which the mean hides. A marked sample or class is
 * named there.
 */
export function createChartView(
  host: HTMLElement,
  options: LinkOptions & { readonly motion: Motion },
): LinkedView<ChartInput> {
  let input: ChartInput | null = null;
  /** Where each sample's stroke has its middle. */
  let rugXy_n2 = new Float32Array(0);
  const pointing = createPointing(host, 'chart', options, {
    find(x, y) {
      const sample = nearestPoint(rugXy_n2, x, y, rugPx);
      return sample === null ? noMark : markSample(sample);
    },
    order: () => orderBy(input?.runs[0]?.sampleLoss_n ?? []),
    get samples() {
      return input?.runs[0]?.sampleLoss_n?.length ?? 0;
    },
    get classes() {
      return input?.classNames?.length ?? 0;
    },
    changed: () => painter.request(),
  });
  const { stage } = pointing;
  let theme = readTheme(host);
  const stopWatching = watchTheme(host, () => {
    theme = readTheme(host);
    painter.request();
  });
  const hatch = hatchPattern(stage.below);
  const span = stage.below.append('g').attr('data-layer', 'ramp');
  const panel = (kind: Panel['kind'], series: Panel['series'], say: Panel['say']): Panel => ({
    kind,
    series,
    say,
    layer: stage.below.append('g').attr('data-panel', kind),
  });
  const panels = [panel('accuracy', (run) => run.accuracy, percent), panel('loss', (run) => run.loss, plain)];
  const cursor = stage.below.append('g').attr('data-layer', 'shown step');
  const stepAxis = stage.below.append('g').attr('data-layer', 'steps');
  /** The y axis of the loss only changes by round numbers; it does not shrink within a run. */
  let lossTop = 0;
  let lastStep = 0;
  const painter = createPainter(options.motion, () => {
    draw();
    return false;
  });

  let measured = { key: '', px: 0 };
  /** Width of the longest label in the font that stands, CSS pixels: where ours came late, a wider one does. */
  function widestPx(labels: readonly string[]): number {
    const key = labels.join('\n');
    if (measured.key !== key) {
      stage.context.font = `${labelPx}px ${getComputedStyle(stage.node).fontFamily}`;
      measured = { key, px: Math.max(...labels.map((label) => stage.context.measureText(label).width)) };
    }
    return measured.px;
  }

  function update(next: ChartInput): void {
    painter.assertAlive();
    input = next;
    stage.label(next.ariaLabel);
    pointing.refresh();
    painter.request();
  }

  function draw(): void {
    if (!input || stage.widthPx <= 1) return;
    const { runs, rampSpan, words, labels_n } = input;
    const { widthPx, heightPx } = stage;
    const ends = runs.flatMap((run) => [lastSample(run.loss), lastSample(run.accuracy)]);
    const reached = Math.max(0, ...ends.map((end) => end?.step ?? 0));
    if (reached < lastStep) lossTop = 0;
    lastStep = reached;
    const left = runs.flatMap((run) => run.left ?? []);
    const leftAt = Math.max(0, ...left.map((way) => lastSample(way.loss)?.step ?? 0));
    const toStep = Math.max(1, reached, leftAt, input.toStep ?? 0);
    const x0 = 42;
    const right = Math.min(
      widthPx * 0.6,
      74 + (labels_n ? 44 : 0) + (runs.length > 1 ? widestPx(runs.map((run) => run.label)) : 0),
    );
    const x1 = Math.max(x0 + 40, widthPx - right);
    const x = (step: number): number => x0 + (step / toStep) * (x1 - x0);
    const top = 22;
    const bottom = heightPx - 22;
    const gap = 34;
    const tall = Math.max(20, (bottom - top - gap) / 2);
    const columns = Math.max(8, Math.round((x1 - x0) / 1.5));

    panels.forEach((each, row) => {
      const yTop = top + row * (tall + gap);
      const yBase = yTop + tall;
      const lines = runs.map((run) => decimate(each.series(run), toStep, columns));
      let ceiling = 1;
      if (each.kind === 'loss') {
        const highest = Math.max(0, ...lines.flatMap((line) => line.map((sample) => sample.value)));
        lossTop = Math.max(lossTop, roundUp(highest));
        ceiling = lossTop;
      }
      const y = (value: number): number => yBase - (Math.min(value, ceiling) / ceiling) * tall;
      const steps = each.kind === 'loss' ? [0, ...roundSteps(ceiling, 2)] : [0, 0.5, 1];
      drawGrid(each, steps, y, x0, x1, ceiling);
      each.layer
        .selectAll('text.title')
        .data([words[each.kind]])
        .join('text')
        .attr('class', 'title')
        .text((word) => word)
        .attr('x', x0)
        .attr('y', yTop - 8)
        .style('font-size', '13px')
        .style('fill', 'var(--ink-2)');
      const path = (line: readonly Sample[]): string | null =>
        line.length
          ? `M${line.map((s) => `${x(s.step).toFixed(1)},${y(s.value).toFixed(1)}`).join('L')}`
          : null;
      each.layer
        .selectAll('path.left')
        .data(runs.flatMap((run) => (run.left ?? []).map((way) => ({ way, colour: run.colour }))))
        .join('path')
        .attr('class', 'left')
        .attr('d', ({ way }) => path(decimate(each.series(way), toStep, columns)))
        .style('fill', 'none')
        .style('stroke', ({ colour }) => lineColour(colour))
        .style('stroke-width', 1.2)
        .style('stroke-opacity', 0.35);
      each.layer
        .selectAll('path.line')
        .data(lines)
        .join('path')
        .attr('class', 'line')
        .attr('data-run', (_, i) => i)
        .attr('d', path)
        .style('fill', 'none')
        .style('stroke', (_, i) => lineColour(runs[i].colour))
        .style('stroke-width', 1.8)
        .style('stroke-linejoin', 'round');
      const ends = runs.flatMap((run, index): Tip[] => {
        const tip = lastSample(each.series(run));
        const drawn = lines[index].at(-1);
        if (!tip || !drawn) return [];
        const text = runs.length > 1 ? `${run.label} ${each.say(tip.value)}` : each.say(tip.value);
        return [{ run, index, text, x: x(drawn.step), y: y(drawn.value), isMark: false }];
      });
      const tipX = Math.max(x0, ...ends.map((tip) => tip.x));
      const tips = each.kind === 'loss' && ends.length ? [...ends, ...markTips(tipX + rugPx, y)] : ends;
      if (each.kind === 'loss') layRug(ends.length ? tipX + 2 : null, y);
      // Labels stand behind the furthest line's end, not at the far edge, so that no lead looks like data.
      const labelX = tipX + (rugXy_n2.length ? rugPx : 0) + 13;
      const placed = spreadLabels(
        tips.map((tip) => tip.y),
        15,
        yTop,
        yBase,
      );
      each.layer
        .selectAll('path.lead')
        .data(tips)
        .join('path')
        .attr('class', 'lead')
        .attr('d', (tip, i) => `M${tip.x},${tip.y}L${labelX - 10},${tip.y}L${labelX - 3},${placed[i]}`)
        .style('fill', 'none')
        .style('stroke', (tip) => lineColour(tip.run.colour))
        .style('stroke-width', 0.8)
        .style('stroke-opacity', 0.7);
      each.layer
        .selectAll('text.tip')
        .data(tips)
        .join('text')
        .attr('class', 'tip')
        .attr('data-run', (tip) => tip.index)
        .text((tip) => tip.text)
        .attr('x', labelX)
        .attr('y', (_, i) => placed[i] + 4.5)
        .style('font-size', `${labelPx}px`)
        .style('fill', (tip) => textColour(tip.run.colour))
        .style('font-weight', (tip) => (tip.isMark ? 600 : null))
        .call(halo);
    });
    paintRug();

    span
      .selectAll('rect')
      .data(rampSpan ? panels.map((_, row) => top + row * (tall + gap)) : [])
      .join('rect')
      .attr('x', x(Math.max(0, rampSpan?.[0] ?? 0)))
      .attr(
        'width',
        Math.max(0, x(Math.min(toStep, rampSpan?.[1] ?? 0)) - x(Math.max(0, rampSpan?.[0] ?? 0))),
      )
      .attr('y', (y) => y)
      .attr('height', tall)
      .style('fill', hatch.fill)
      .style('fill-opacity', 0.4);
    span
      .selectAll('text')
      .data(rampSpan ? [(Math.min(toStep, rampSpan[1]) + rampSpan[0]) / 2] : [])
      .join('text')
      .text('m')
      .attr('x', x)
      .attr('y', top + tall - 9)
      .attr('text-anchor', 'middle')
      .style('font', 'italic 17px var(--serif)')
      .style('fill', 'var(--margin)')
      .call(halo);

    cursor
      .selectAll('line')
      .data(input.shownStep === null || input.shownStep === undefined ? [] : [input.shownStep])
      .join('line')
      .attr('x1', (step) => Math.round(x(step)) + 0.5)
      .attr('x2', (step) => Math.round(x(step)) + 0.5)
      .attr('y1', top)
      .attr('y2', bottom)
      .style('stroke', 'var(--touch)')
      .style('stroke-width', 1.5);

    const marks = [0, ...roundSteps(toStep, x1 - x0 < 260 ? 2 : 4)];
    stepAxis
      .selectAll('text')
      .data(marks)
      .join('text')
      .text((step) => (step ? `${step}` : `${words.step} 0`))
      .attr('x', (step) => (step ? x(step) : x0))
      .attr('y', heightPx - 5)
      .attr('text-anchor', (step) => (step ? 'middle' : 'start'))
      .style('font-size', '12px')
      .style('fill', 'var(--ink-3)');
  }

  /** The marked sample's own loss, or the mean of the marked class, in each run. */
  function markTips(atX: number, y: (value: number) => number): Tip[] {
    const { runs, labels_n, classNames, words } = input!;
    const { sample, classIndex } = pointing.mark;
    if (!labels_n || (sample === null && classIndex === null)) return [];
    return runs.flatMap((run, index): Tip[] => {
      const loss_n = run.sampleLoss_n;
      const loss = !loss_n
        ? NaN
        : sample !== null
          ? loss_n[sample]
          : classMean(loss_n, labels_n, classIndex!);
      if (!Number.isFinite(loss)) return [];
      const said =
        sample !== null
          ? words.sampleLoss(plain(loss))
          : words.classLoss(classNames?.[classIndex!] ?? '', plain(loss));
      const text = runs.length > 1 ? `${run.label}: ${said}` : said;
      return [{ run, index, text, x: atX, y: y(loss), isMark: true }];
    });
  }

  /** Where each sample's stroke begins; nowhere where several runs would stand on each other. */
  function layRug(atX: number | null, y: (value: number) => number): void {
    const loss_n = input!.runs.length === 1 ? input!.runs[0].sampleLoss_n : undefined;
    const count = atX === null || !loss_n ? 0 : loss_n.length;
    if (rugXy_n2.length !== 2 * count) rugXy_n2 = new Float32Array(2 * count);
    for (let n = 0; n < count; n++) {
      rugXy_n2[2 * n] = atX! + rugPx / 2;
      rugXy_n2[2 * n + 1] = y(loss_n![n]);
    }
  }

  function paintRug(): void {
    const { context, ratio, widthPx, heightPx } = stage;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, widthPx, heightPx);
    const labels_n = input?.labels_n;
    if (!labels_n) return;
    const { sample, classIndex } = pointing.mark;
    const classes = input!.classNames?.length ?? 0;
    for (let c = 0; c < classes; c++) {
      context.globalAlpha = classIndex === null ? 0.5 : classIndex === c ? 0.9 : 0.08;
      context.strokeStyle = theme.classMarks[c % classColours];
      context.lineWidth = 1;
      context.beginPath();
      for (let n = 0; 2 * n < rugXy_n2.length; n++) {
        if (labels_n[n] !== c) continue;
        context.moveTo(rugXy_n2[2 * n] - rugPx / 2, rugXy_n2[2 * n + 1]);
        context.lineTo(rugXy_n2[2 * n] + rugPx / 2, rugXy_n2[2 * n + 1]);
      }
      context.stroke();
    }
    context.globalAlpha = 1;
    if (sample === null || 2 * sample >= rugXy_n2.length) return;
    context.beginPath();
    context.arc(rugXy_n2[2 * sample], rugXy_n2[2 * sample + 1], 7, 0, 2 * Math.PI);
    context.lineWidth = 1.75;
    context.strokeStyle = theme.ink;
    context.stroke();
  }

  function drawGrid(
    { layer, kind }: Panel,
    steps: readonly number[],
    y: (value: number) => number,
    x0: number,
    x1: number,
    ceiling: number,
  ): void {
    layer
      .selectAll('line')
      .data(steps)
      .join('line')
      .attr('x1', x0)
      .attr('x2', x1)
      .attr('y1', (value) => Math.round(y(value)) + 0.5)
      .attr('y2', (value) => Math.round(y(value)) + 0.5)
      .style('stroke', (value) => (value ? 'var(--rule)' : 'var(--rule-2)'));
    layer
      .selectAll('text.tick')
      .data(steps)
      .join('text')
      .attr('class', 'tick')
      .text((value) =>
        kind === 'accuracy' ? `${100 * value} %` : value.toFixed(ceiling < 1 ? 2 : ceiling < 4 ? 1 : 0),
      )
      .attr('x', x0 - 6)
      .attr('y', (value) => y(value) + 4)
      .attr('text-anchor', 'end')
      .style('font-size', '12px')
      .style('fill', 'var(--ink-3)');
  }

  return {
    update,
    highlight(mark: Mark) {
      painter.assertAlive();
      pointing.set(mark);
    },
    resize(widthPx, heightPx) {
      painter.assertAlive();
      stage.resize(widthPx, heightPx);
      painter.request();
    },
    dispose() {
      painter.assertAlive();
      painter.dispose();
      stopWatching();
      stage.dispose();
      input = null;
    },
  };
}

interface Tip {
  readonly run: ChartRun;
  readonly index: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Of what is marked, not of a run. */
  readonly isMark: boolean;
}

function classMean(value_n: Float32Array, labels_n: Uint8Array, classIndex: number): number {
  let sum = 0;
  let count = 0;
  for (let n = 0; n < value_n.length; n++) {
    if (labels_n[n] !== classIndex) continue;
    sum += value_n[n];
    count++;
  }
  return sum / count;
}
