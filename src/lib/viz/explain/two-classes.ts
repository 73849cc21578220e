/**
 * One feature of class y between two class weights in the plane: everything that one training step sees, with the
 * margin and without it. Index 0 is the own class y, index 1 the other class j. All numbers come from the loss's
 * reference evaluation.
 */
import { conventionFor } from '../../loss/convention';
import { evaluateLoss } from '../../loss/reference';
import { circleMarginBands, circleRegions, type CircleArc } from '../../loss/regions';
import { hasUnitFeatures, type LossSettings, type MarginLossSpec } from '../../loss/spec';
import { wrapAngle } from '../../math/angle';

export interface TwoClassScene {
  readonly spec: MarginLossSpec;
  readonly settings: LossSettings;
  /** Directions of the two weights, each of length 1: own, other. */
  readonly weightsRad: readonly [number, number];
  readonly featureRad: number;
  /** ‖x‖; a loss that divides by it does not see it. */
  readonly featureNorm: number;
}

type Pair = readonly [own: number, other: number];
type Step = readonly [x: number, y: number];

/** One evaluation of the loss. */
export interface Reading {
  readonly logits: Pair;
  readonly probabilities: Pair;
  readonly loss: number;
  /** Steps of steepest descent: −∂L/∂x and −∂L/∂W. */
  readonly featureStep: Step;
  readonly weightSteps: readonly [Step, Step];
}

export interface TwoClassReading {
  /** Angles of the feature to the two weights, 0 to π. */
  readonly thetaRad: Pair;
  readonly withMargin: Reading;
  readonly withoutMargin: Reading;
  /**
   * `wrong`: the other class has the larger logit even without a margin; `refused`: the own class wins, and training
   * does not accept it yet, because the margin lowers its logit below the other; `accepted` else.
   */
  readonly verdict: 'accepted' | 'refused' | 'wrong';
}

/** The features that a loss divides by their norm lie on the unit circle. */
export const normInUse = ({ spec, featureNorm }: TwoClassScene): number =>
  hasUnitFeatures(spec) ? 1 : featureNorm;

/** Reads the scene with the margin and without. */
export function readTwoClasses(scene: TwoClassScene): TwoClassReading {
  const withMargin = evaluate(scene, scene.spec);
  const withoutMargin = evaluate(scene, {
    ...scene.spec,
    target: undefined,
    other: undefined,
  });
  const wins = ({ logits: [own, other] }: Reading) => own >= other;
  return {
    thetaRad: [
      angleApart(scene.featureRad, scene.weightsRad[0]),
      angleApart(scene.featureRad, scene.weightsRad[1]),
    ],
    withMargin,
    withoutMargin,
    verdict: !wins(withoutMargin) ? 'wrong' : wins(withMargin) ? 'accepted' : 'refused',
  };
}

/** Directions that each class wins, and those among them in which its training samples are refused. */
export function twoClassArcs({ spec, settings, weightsRad }: TwoClassScene): {
  readonly regions: readonly CircleArc[];
  readonly bands: readonly CircleArc[];
} {
  const planar = { weights_cd: weightsRad.flatMap(onCircle), bias_c: [0, 0] };
  return {
    regions: circleRegions(spec, planar),
    bands: circleMarginBands(spec, settings, planar),
  };
}

/** Each class has one weight here. */
function evaluate(scene: TwoClassScene, given: MarginLossSpec): Reading {
  const spec = { ...given, subcenters: undefined };
  const norm = normInUse(scene);
  const { logits_nc, loss, gradEmbeddings_nd, gradWeights_cd } = evaluateLoss(
    spec,
    scene.settings,
    conventionFor(scene.settings),
    {
      embeddings_nd: onCircle(scene.featureRad).map((value) => norm * value),
      weights_cd: scene.weightsRad.flatMap(onCircle),
      bias_c: null,
      labels_n: [0],
      dim: 2,
      classes: 2,
    },
  );
  const own = Math.exp(-loss);
  return {
    logits: [logits_nc[0], logits_nc[1]],
    probabilities: [own, 1 - own],
    loss,
    featureStep: [-gradEmbeddings_nd[0], -gradEmbeddings_nd[1]],
    weightSteps: [
      [-gradWeights_cd[0], -gradWeights_cd[1]],
      [-gradWeights_cd[2], -gradWeights_cd[3]],
    ],
  };
}

const onCircle = (rad: number): number[] => [Math.cos(rad), Math.sin(rad)];

function angleApart(aRad: number, bRad: number): number {
  const turn = wrapAngle(aRad - bRad);
  return turn > Math.PI ? 2 * Math.PI - turn : turn;
}
