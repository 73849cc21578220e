import type { Motion, View } from '../view';
import { createPainter } from '../painter';
import { decimate, lastSample, spreadLabels, type Series } from '../series';
import { roundSteps, roundUp } from '../ticks';
import { hatchPattern } from './hatch-pattern';
import { halo } from './halo';
import { createStage, type Layer } from './stage';

export interface ChartRun {
  readonly label: string;
  readonly loss: Series;
  /** Held-out accuracy, 0 to 1. */
  readonly accuracy: Series;
  /** A token: `ink`, or `0` to `9` for a class colour. */
  readonly colour: string;
}

export interface ChartInput {
  /** At most five. */
  readonly runs: readonly ChartRun[];
  /** Steps over which the margin grows from 0 to its full value. */
  readonly rampSpan?: readonly [fromStep: number, toStep: number];
  /** The x axis reaches at least this step. */
  readonly toStep?: number;
  readonly words: { readonly loss: string; readonly accuracy: string; readonly step: string };
  readonly ariaLabel?: string;
}

const lineColour = (token: string): string => (/^\d$/.test(token) ? `var(--c${token})` : `var(--${token})`);
const textColour = (token: string): string => (/^\d$/.test(token) ? `var(--t${token})` : `var(--${token})`);
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const plain = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

interface Panel {
  readonly kind: 'loss' | 'accuracy';
  readonly layer: Layer;
  readonly series: (run: ChartRun) => Series;
  readonly say: (value: number) => string;
}

/** Loss and held-out accuracy over the same steps, one panel each, every line named at its end. */
export function createChartView(host: HTMLElement, options: { readonly motion: Motion }): View<ChartInput> {
  const stage = createStage(host, 'chart', () => {});
  const hatch = hatchPattern(stage.below);
  const span = stage.below.append('g').attr('data-layer', 'ramp');
  const panel = (kind: Panel['kind'], series: Panel['series'], say: Panel['say']): Panel => ({
    kind,
    series,
    say,
    layer: stage.below.append('g').attr('data-panel', kind),
  });
  const panels = [panel('accuracy', (run) => run.accuracy, percent), panel('loss', (run) => run.loss, plain)];
  const stepAxis = stage.below.append('g').attr('data-layer', 'steps');
  let input: ChartInput | null = null;
  /** The y axis of the loss only changes by round numbers; it does not shrink within a run. */
  let lossTop = 0;
  let lastStep = 0;
  const painter = createPainter(options.motion, () => {
    draw();
    return false;
  });

  function update(next: ChartInput): void {
    painter.assertAlive();
    input = next;
    stage.label(next.ariaLabel);
    painter.request();
  }

  function draw(): void {
    if (!input || stage.widthPx <= 1) return;
    const { runs, rampSpan, words } = input;
    const { widthPx, heightPx } = stage;
    const ends = runs.flatMap((run) => [lastSample(run.loss), lastSample(run.accuracy)]);
    const reached = Math.max(0, ...ends.map((end) => end?.step ?? 0));
    if (reached < lastStep) lossTop = 0;
    lastStep = reached;
    const toStep = Math.max(1, reached, input.toStep ?? 0);
    const longest = Math.max(0, ...runs.map((run) => run.label.length));
    const left = 42;
    const right = Math.min(widthPx * 0.42, 64 + (runs.length > 1 ? 6.7 * longest : 0));
    const x0 = left;
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
      each.layer
        .selectAll('path.line')
        .data(lines)
        .join('path')
        .attr('class', 'line')
        .attr('data-run', (_, i) => i)
        .attr('d', (line) =>
          line.length
            ? `M${line.map((s) => `${x(s.step).toFixed(1)},${y(s.value).toFixed(1)}`).join('L')}`
            : null,
        )
        .style('fill', 'none')
        .style('stroke', (_, i) => lineColour(runs[i].colour))
        .style('stroke-width', 1.8)
        .style('stroke-linejoin', 'round');
      const tips = runs.flatMap((run, index) => {
        const tip = lastSample(each.series(run));
        const drawn = lines[index].at(-1);
        return tip && drawn ? [{ run, index, value: tip.value, x: x(drawn.step), y: y(drawn.value) }] : [];
      });
      // Labels stand behind the furthest line's end, not at the far edge, so that no lead looks like data.
      const labelX = Math.max(x0, ...tips.map((tip) => tip.x)) + 13;
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
        .text((tip) => (runs.length > 1 ? `${tip.run.label} ${each.say(tip.value)}` : each.say(tip.value)))
        .attr('x', labelX)
        .attr('y', (_, i) => placed[i] + 4.5)
        .style('font-size', '13px')
        .style('fill', (tip) => textColour(tip.run.colour))
        .call(halo);
    });

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
    resize(widthPx, heightPx) {
      painter.assertAlive();
      stage.resize(widthPx, heightPx);
      painter.request();
    },
    dispose() {
      painter.assertAlive();
      painter.dispose();
      stage.dispose();
      input = null;
    },
  };
}
