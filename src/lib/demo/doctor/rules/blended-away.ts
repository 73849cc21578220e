/** A-Softmax whose λ stays so large that hardly anything of the margin is left (SphereFace trains with λ ≥ 5). */
import type { Rule } from '../diagnosis';

export const blendedAway: Rule = ({ spec, settings, step }) => {
  const blend = spec.parameters.find(({ role }) => role === 'blend');
  const margin = spec.parameters.find(({ role, integer }) => role === 'margin' && integer);
  if (!blend || !margin || step < 30) return null;
  const lambda = settings[blend.name] as number;
  const m = settings[margin.name] as number;
  const share = lambda / (1 + lambda);
  if (share < 0.8 || m === 1) return null;
  // Near θ = 0 the blend falls as cos(m′θ) does with m′² = (λ + m²)/(1 + λ).
  return {
    figures: { lambda, share, m, worth: Math.sqrt((lambda + m * m) / (1 + lambda)) },
    remedy: { [blend.name]: blend.min },
  };
};
