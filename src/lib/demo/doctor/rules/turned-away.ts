/** Samples past θ + m = π under a loss without a safeguard: its logit rises there, and rewards them for turning away. */
import type { Rule } from '../diagnosis';

/** Two or three in a hundred stand on the far side in healthy runs in two dimensions. */
const noticeable = 0.025;

export const turnedAway: Rule = ({ signs, spec, settings, step }) => {
  if (signs.turnedAwayShare < noticeable || step < 30) return null;
  const safeguard = spec.options.find(({ name }) => name === 'safeguard');
  const margin = spec.parameters.find(({ role, unit }) => role === 'margin' && unit === 'rad');
  const m = margin ? (settings[margin.name] as number) : NaN;
  const canGuard = safeguard?.values.includes('linear') && settings.safeguard === 'none';
  return {
    figures: { share: signs.turnedAwayShare, switchDeg: 180 - (m * 180) / Math.PI },
    remedy: canGuard ? { safeguard: 'linear' } : margin ? { [margin.name]: margin.min } : {},
  };
};
