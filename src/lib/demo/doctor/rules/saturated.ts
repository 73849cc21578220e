/** Nearly every sample has all of its probability, yet stands far from its weight: the gradient is gone too early. */
import { hasUnitFeatures } from '../../../loss/spec';
import { widestSeparation } from '../../../loss/theory/separation';
import type { DemoState } from '../../demo-spec';
import type { Rule } from '../diagnosis';

export const saturated: Rule = ({ spec, settings, signs, classes, dim, step, accuracy }) => {
  if (spec.kind !== 'margin' || !hasUnitFeatures(spec) || step < 200 || accuracy < 0.7) return null;
  // Wide: a quarter of the way to the nearest neighbour that there can be.
  const wideDeg = ((widestSeparation(classes, dim).angleRad / 4) * 180) / Math.PI;
  if (!(signs.sureShare > 0.45) || signs.targetDeg < wideDeg) return null;
  const remedy: Record<string, number> = {};
  for (const { name, role, default: usual, derived } of spec.parameters) {
    if (derived) continue;
    const value = settings[name] as number;
    if (role === 'scale' && value > usual) remedy[name] = usual;
    if (role === 'margin' && value < usual) remedy[name] = usual;
  }
  return {
    figures: { share: signs.sureShare, targetDeg: signs.targetDeg, s: (settings.s as number) ?? NaN },
    remedy: remedy as DemoState,
  };
};
