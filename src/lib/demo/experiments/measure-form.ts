/** How figures of a measure are printed, and the axis on which seeds are drawn. */
import { fixed } from '../../i18n/figures/numbers';
import { roundUp } from '../../viz/ticks';
import type { MeasureId } from './experiment';

type Form = 'share' | 'area' | 'degrees' | 'ratio';

const forms: Readonly<Record<MeasureId, Form>> = {
  accuracy: 'share',
  cosineAccuracy: 'share',
  arcDeg: 'degrees',
  interDeg: 'degrees',
  targetDeg: 'degrees',
  intraDeg: 'degrees',
  rarestAccuracy: 'share',
  weightRatio: 'ratio',
  auc: 'area',
  tar1: 'share',
  precision: 'share',
};

const digits: Readonly<Record<Form, number>> = { share: 1, area: 3, degrees: 1, ratio: 2 };

/** The number as its measure counts: shares in per cent. */
const inUnits = (measure: MeasureId, value: number): number =>
  forms[measure] === 'share' ? 100 * value : value;

const unitOf: Readonly<Record<Form, string>> = { share: '\u00a0%', area: '', degrees: '°', ratio: '' };

/** `94.1 %`, `.987`, `4.2°` */
export function printed(measure: MeasureId, value: number): string {
  const form = forms[measure];
  return fixed(inUnits(measure, value), digits[form]) + unitOf[form];
}

/** `94.1 ± 0.3 %` */
export function printedWithSpread(measure: MeasureId, mean: number, deviation: number): string {
  const form = forms[measure];
  const number = (value: number) => fixed(inUnits(measure, value), digits[form]);
  return `${number(mean)}\u00a0±\u00a0${number(deviation)}${unitOf[form]}`;
}

/** A difference of two figures without its sign; of shares it is counted in points, which `points` words. */
export function printedDifference(
  measure: MeasureId,
  difference: number,
  points: (points: string) => string,
): string {
  const size = Math.abs(difference);
  const form = forms[measure];
  return form === 'share' ? points(fixed(100 * size, digits[form])) : printed(measure, size);
}

export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** A round axis that holds all values, with four to nine ticks; shares and ratios of nothing begin at 0 at the least. */
export function axisFor(measure: MeasureId, values: readonly number[]): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = roundUp((most - least || Math.abs(most) || 1) / 4);
  const from = Math.max(0, Math.floor(least / step + 1e-9));
  const to = Math.max(from + 1, Math.ceil(most / step - 1e-9));
  const round = (count: number) => Number((count * step).toPrecision(12));
  const form = forms[measure];
  const unit = form === 'degrees' ? '°' : '';
  const decimals = Math.max(0, -Math.floor(Math.log10(inUnits(measure, step)) + 1e-9));
  return {
    min: round(from),
    max: round(to),
    ticks: Array.from({ length: to - from + 1 }, (_, i) => ({
      at: round(from + i),
      label: fixed(inUnits(measure, round(from + i)), decimals) + (form === 'share' ? '\u00a0%' : unit),
    })),
  };
}
