/** What the advisor draws: the region of s and m for which there is room, on a logarithmic scale of s, and its edges. */
import type { ClassLossSpec, LossSettings, ParameterSpec } from '../../loss/spec';
import { leastScaleCurve, marginRange, type MarginRange, type Situation } from '../../loss/theory/advice';
import { linePath, straightScale, type PlotPoint } from './plot';

/** Scales that the drawing shows. */
export const scaleRange: readonly [number, number] = [1, 128];

export interface AdvisorPlot extends MarginRange {
  readonly x: (margin: number) => number;
  readonly y: (scale: number) => number;
  /** The scale and the margin at a point of the drawing. */
  readonly scaleAt: (y: number) => number;
  readonly marginAt: (x: number) => number;
  /** The outline of the region; empty where there is no room. */
  readonly roomPath: string;
  /** Its lower edge, the least scale over the margins. */
  readonly leastPath: string;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly floor: number;
}

export function advisorPlot(
  spec: ClassLossSpec,
  settings: LossSettings,
  parameter: ParameterSpec,
  situation: Situation,
  { left, right, top, floor }: Box,
): AdvisorPlot {
  const [least, most] = scaleRange;
  const x = straightScale([parameter.min, parameter.max], [left, right]);
  const inLog = straightScale([Math.log2(least), Math.log2(most)], [floor, top]);
  const y = (scale: number) => inLog(Math.log2(Math.min(Math.max(scale, least), most)));
  const range = marginRange(spec, settings, parameter, situation);
  const curve = leastScaleCurve(spec, settings, parameter, situation);
  const edge: PlotPoint[] = curve.map(([m, scale]) => [x(m), y(scale)]);
  // Towards the bound the curve rises without end.
  if (range.isBounded && curve.length > 0) edge.push([x(range.most), top]);
  const hasRoom = curve.some(([, scale]) => scale <= most);
  const [first, last] = [edge[0], edge.at(-1)];
  return {
    ...range,
    x,
    y,
    scaleAt: (at) => 2 ** straightScale([floor, top], [Math.log2(least), Math.log2(most)])(at),
    marginAt: straightScale([left, right], [parameter.min, parameter.max]),
    roomPath: hasRoom ? `${linePath([...edge, [last![0], top], [first[0], top]])}Z` : '',
    leastPath: hasRoom ? linePath(edge) : '',
  };
}
