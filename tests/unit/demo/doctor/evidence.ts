/** A run that is well, for tests to spoil. */
import type { Evidence } from '../../../../src/lib/demo/doctor/evidence';
import type { Signs } from '../../../../src/lib/demo/doctor/signs';
import { lossById } from '../../../../src/lib/loss/registry';
import { settingsOf, type LossSettings } from '../../../../src/lib/loss/spec';
import { recipeFor, type Recipe } from '../../../../src/lib/train/recipe';

const signs: Signs = {
  targetDeg: 4,
  turnedAwayShare: 0,
  sureShare: 0.2,
  closest: { classes: [4, 9], angleDeg: 31 },
  zeroShare: 0,
  isOneCorner: false,
  outOfReach: 3,
};

export interface Changes extends Partial<Omit<Evidence, 'spec' | 'settings' | 'recipe' | 'signs' | 'loss'>> {
  readonly loss?: string;
  readonly settings?: LossSettings;
  readonly recipe?: Partial<Recipe>;
  readonly signs?: Partial<Signs>;
}

export function evidence({
  loss: id = 'arcface',
  settings = {},
  recipe = {},
  ...rest
}: Changes = {}): Evidence {
  const spec = lossById(id)!;
  return {
    usualRate: recipeFor(spec).learningRate,
    batchSize: 128,
    noise: 0,
    classes: 10,
    dim: 2,
    step: 400,
    accuracy: 0.95,
    cosineAccuracy: 0.95,
    gradientNorms: [
      { layer: 'dense1', norm: 0.3 },
      { layer: 'embedding', norm: 0.5 },
      { layer: 'head', norm: 0.4 },
    ],
    problem: null,
    ...rest,
    spec,
    settings: settingsOf(spec, settings),
    recipe: recipeFor(spec, recipe),
    signs: { ...signs, ...rest.signs },
    loss: 0.8,
  };
}
