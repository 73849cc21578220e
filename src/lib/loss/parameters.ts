/** Parameters and options that several losses share. */
import type { OptionSpec, ParameterSpec } from './spec';

/** The radius s of the sphere on which a loss with unit features works; 16 suits two-dimensional embeddings. */
export const scaleParameter: ParameterSpec = {
  name: 's',
  default: 16,
  min: 1,
  max: 64,
  step: 1,
  unit: '1',
  phase: 'train',
  role: 'scale',
};

/** The whole number m by which ψ multiplies the angle. */
export const multiplierParameter: ParameterSpec = {
  name: 'm',
  default: 4,
  min: 1,
  max: 4,
  step: 1,
  unit: '1',
  integer: true,
  phase: 'train',
  role: 'margin',
  neutral: 1,
};

/** λ, which blends the plain cosine into ψ and eases the training in; 0 is the pure loss. */
export const lambdaParameter: ParameterSpec = {
  name: 'lambda',
  default: 0,
  min: 0,
  max: 1000,
  step: 0.1,
  unit: '1',
  phase: 'train',
  role: 'blend',
};

/** How the gradient of the target flows back (see `convention.ts`), among `values`. */
export const gradientOption = (values: readonly string[] = ['exact', 'straight-through']): OptionSpec => ({
  name: 'gradient',
  default: 'exact',
  values,
  phase: 'train',
});

/** ψ ≤ cos θ, or ψ non-increasing, at every angle. */
export const everyAngle = (): readonly [number, number] => [0, Math.PI];
