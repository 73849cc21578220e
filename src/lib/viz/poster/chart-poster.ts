import { decimate, spreadLabels, type Series } from '../series';
import { roundUp } from '../ticks';
import { escaped, short } from './marks';

export interface ChartPosterRun {
  readonly label: string;
  readonly loss: Series;
  /** Held-out accuracy, 0 to 1. */
  readonly accuracy: Series;
}

const [width, height, left] = [440, 260, 40];
/** Where the lines end, as far as their names leave them that. */
const farRight = 344;
/** Tops and bottoms of the two panels. */
const panels = { accuracy: [24, 100], loss: [140, 232] } as const;

/** Accuracy and loss over the steps as SVG, for pages that are read without script. Lines are named at their ends. */
export function chartPoster(
  runs: readonly ChartPosterRun[],
  words: { readonly accuracy: string; readonly loss: string },
  ariaLabel: string,
): string {
  const several = runs.length > 1;
  const lines = runs.map(({ label, accuracy, loss }) => ({
    accuracy: {
      series: accuracy,
      text: `${several ? `${label} ` : ''}${(100 * last(accuracy.values)).toFixed(1)} %`,
    },
    loss: { series: loss, text: `${several ? `${label} ` : ''}${last(loss.values).toFixed(2)}` },
  }));
  const widest = Math.max(...lines.flatMap((line) => [widthOf(line.accuracy.text), widthOf(line.loss.text)]));
  const right = Math.min(farRight, Math.floor(width - 8 - widest));
  const toStep = Math.max(...runs.map(({ loss }) => last(loss.steps)));
  const most = roundUp(Math.max(...runs.map(({ loss }) => Math.max(...Array.from(loss.values)))));
  const panel = (
    [top, bottom]: readonly [number, number],
    name: string,
    reach: number,
    scaleEnd: string,
    ends: readonly { series: Series; text: string }[],
  ) => {
    const y = (value: number) => bottom - ((bottom - top) * value) / reach;
    const labelY = spreadLabels(
      ends.map(({ series }) => y(last(series.values)) + 4),
      14,
      top,
      bottom + 4,
    );
    const drawn = ends.map(({ series, text }, i) => {
      const d = decimate(series, toStep, 150)
        .map(({ step, value }) => `${short(left + ((right - left) * step) / toStep)},${short(y(value))}`)
        .join('L');
      const dash = i ? ';stroke-dasharray:4 2' : '';
      return (
        `<path d="M${d}" style="fill:none;stroke:var(--ink);stroke-width:1.3${dash}"/>` +
        `<text x="${right + 8}" y="${short(labelY[i])}" style="fill:var(--ink)">${escaped(text)}</text>`
      );
    });
    return (
      `<path d="M${left},${top}H${right}M${left},${bottom}H${right}" style="stroke:var(--rule-2);stroke-width:.75"/>` +
      `<text x="${left}" y="${top - 8}">${escaped(name)}</text>` +
      `<text x="${left - 6}" y="${top + 4}" text-anchor="end">${escaped(scaleEnd)}</text>` +
      `<text x="${left - 6}" y="${bottom + 4}" text-anchor="end">0</text>${drawn.join('')}`
    );
  };
  return (
    `<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMinYMid" role="img" aria-label="${escaped(ariaLabel)}" style="font:12px var(--sans);fill:var(--ink-2)">` +
    panel(
      panels.accuracy,
      words.accuracy,
      1,
      '100 %',
      lines.map(({ accuracy }) => accuracy),
    ) +
    panel(
      panels.loss,
      words.loss,
      most,
      String(most),
      lines.map(({ loss }) => loss),
    ) +
    `<text x="${right}" y="${height - 12}" text-anchor="middle">${toStep}</text></svg>`
  );
}

const last = (values: ArrayLike<number>): number => values[values.length - 1] ?? 0;

/** Of a text of 12 px, about: there is no page to measure it on. A Chinese character is as wide as it is high. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 12 : 6.2), 0);
