/**
 * How a network is trained, ingredient by ingredient, each with its own switch, so that an article can show what
 * each one does. The default follows from the loss's geometry: a new loss needs no recipe of its own.
 */
import { hasClassWeights, hasUnitFeatures, type LossSettings, type LossSpec } from '../loss/spec';
import { cosineDecay, lambdaSchedule, linearRamp } from '../loss/schedule';

export interface Recipe {
  /** Learning rate of Adam at the first step. */
  readonly learningRate: number;
  /** Steps over which the rate decays along a cosine. */
  readonly decaySteps: number;
  /** Share of the first rate that stays for ever, so that a slider still moves the features after the decay. */
  readonly decayFloor: number;
  /** Class weights start evenly on the circle (2-D) instead of at random. */
  readonly evenWeights: boolean;
  readonly normHidden: boolean;
  readonly normEmbedding: boolean;
  /** ReLU on the embedding. */
  readonly relu: boolean;
  /** A bias b_j beside each class weight; only where the loss keeps raw weights. */
  readonly bias: boolean;
  /** The target's gradient goes through acos, as in much public code: infinite where a feature meets its weight. */
  readonly acos: boolean;
  /** Scale and margin grow from little to the slider's value over the first steps; λ falls to it. */
  readonly ramp: boolean;
}

/** Scale: from a quarter of the slider over this many steps. */
const scaleRamp = { from: 0.25, startStep: 0, endStep: 200 };
/** Margin: from the value at which it does nothing, once the classes have begun to part. */
const marginRamp = { from: 0, startStep: 50, endStep: 250 };
/** λ of A-Softmax: base / (1 + γ·step), quicker than the authors' because these runs are short. */
const lambdaRamp = { base: 1000, gamma: 1.2 };

/** The recipe of a loss. */
export function recipeFor(spec: LossSpec, changes: Partial<Recipe> = {}): Recipe {
  return {
    learningRate: 0.02,
    decaySteps: 600,
    decayFloor: 0.1,
    evenWeights: true,
    normHidden: true,
    // Where the loss divides by ‖x‖ anyway, nothing is lost and the angles spread before they are judged; without class
    // weights nothing else keeps embeddings from starting in one heap.
    normEmbedding: hasUnitFeatures(spec) || !hasClassWeights(spec),
    relu: false,
    bias: spec.kind === 'margin' && spec.bias,
    acos: false,
    ramp: true,
    ...changes,
  };
}

/** A moved slider warms the rate up again to this share of the first rate, for this many steps. */
const reheat = { share: 0.4, steps: 150 };

/**
 * Learning rate of 0-based step `step`. After a change of settings at `changedAtStep` it is raised once more and
 * decays again (a warm restart, Loshchilov & Hutter 2017), so that a slider moves the features of a trained net too.
 */
export function learningRateAt(recipe: Recipe, step: number, changedAtStep: number | null = null): number {
  const decayed = cosineDecay(step, recipe.decaySteps, recipe.decayFloor);
  const warmed = changedAtStep === null ? 0 : reheat.share * cosineDecay(step - changedAtStep, reheat.steps);
  return recipe.learningRate * Math.max(decayed, warmed);
}

/** What the loss computes with at `step`: slider × ramp. Options pass through. */
export function effectiveSettings(
  spec: LossSpec,
  settings: LossSettings,
  recipe: Recipe,
  step: number,
): LossSettings {
  if (!recipe.ramp) return settings;
  const effective: Record<string, number | string> = { ...settings };
  for (const { name, role, integer, neutral = 0, derived } of spec.parameters) {
    const value = settings[name] as number;
    // What the loss finds by itself is not eased in.
    if (derived) continue;
    // A-Softmax's whole-numbered m cannot grow by parts; its λ does the easing.
    if (role === 'scale') effective[name] = value * linearRamp(step, scaleRamp);
    else if (role === 'margin' && !integer) {
      effective[name] = neutral + (value - neutral) * linearRamp(step, marginRamp);
    } else if (role === 'blend') {
      effective[name] = lambdaSchedule(step + 1, { ...lambdaRamp, floor: value });
    }
  }
  return effective;
}

/** The steps over which `effectiveSettings` still differs from the settings by a margin's ramp; views hatch it. */
export function marginRampSpan(spec: LossSpec, recipe: Recipe): readonly [number, number] | null {
  const ramps = spec.parameters.some(({ role, integer }) => role === 'margin' && !integer);
  return recipe.ramp && ramps ? [marginRamp.startStep, marginRamp.endStep] : null;
}
