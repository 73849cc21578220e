/** A margin larger than the room between neighbours: a perfect feature, exactly on its weight, is still refused. */
import { hasUnitFeatures, type ParameterSpec } from '../../../loss/spec';
import { targetLogitAt } from '../../../loss/target-logit';
import { widestSeparation } from '../../../loss/theory/separation';
import type { Rule } from '../diagnosis';

/** Share of the room that the remedy uses. */
const comfortable = 0.8;

export const marginTooWide: Rule = ({ spec, settings, classes, dim, step }) => {
  if (spec.kind !== 'margin' || !hasUnitFeatures(spec) || step < 30) return null;
  const margin = spec.parameters.find(({ role }) => role === 'margin');
  if (!margin) return null;
  const room = widestSeparation(classes, dim).angleRad;
  const ownAtBest = (m: number) => targetLogitAt(spec, { ...settings, [margin.name]: m }, 0).psi;
  const m = settings[margin.name] as number;
  if (ownAtBest(m) >= Math.cos(room)) return null;
  const fits = (value: number) => ownAtBest(value) >= Math.cos(comfortable * room);
  return {
    figures: {
      name: margin.name,
      unit: margin.unit,
      m,
      roomDeg: (room * 180) / Math.PI,
      own: ownAtBest(m),
      neighbour: Math.cos(room),
    },
    remedy: { [margin.name]: largest(margin, fits) },
  };
};

/** The largest value of a slider that fits; its smallest where none does. */
function largest({ min, max, step }: ParameterSpec, fits: (value: number) => boolean): number {
  for (let i = Math.round((max - min) / step); i > 0; i--) {
    const value = Number((min + i * step).toFixed(6));
    if (fits(value)) return value;
  }
  return min;
}
