/** How a training's strengths change with its steps: pure functions, so that a seek needs no history. */

export interface LambdaConstants {
  readonly base: number;
  readonly gamma: number;
  /** 1 unless said. */
  readonly power?: number;
  readonly floor: number;
}

/** λ as the public trainings ease it; those of SphereFace do not end at 0. */
export const publishedLambda = {
  /** wy1iu/sphereface, whose Caffe layer holds γ in single precision. */
  authors: { base: 1000, gamma: Math.fround(0.12), floor: 5 },
  /** ronghuaiyang/arcface-pytorch. */
  ronghuaiyang: { base: 1000, gamma: 0.12, floor: 5 },
  /** clcarwin/sphereface_pytorch. */
  clcarwin: { base: 1500, gamma: 0.1, floor: 5 },
  /** wy1iu/LargeMargin_Softmax_Loss, its MNIST example. */
  lSoftmax: { base: 1000, gamma: Math.fround(2.5e-5), power: 35, floor: 0 },
} as const satisfies Record<string, LambdaConstants>;

/** max(floor, base / (1 + γ·iteration)^power), where the first iteration is 1. */
export function lambdaSchedule(
  iteration: number,
  { base, gamma, power = 1, floor }: LambdaConstants,
): number {
  return Math.max(floor, base / (1 + gamma * iteration) ** power);
}

/** From 1 at step 0 along half a cosine to `floor` at `decaySteps`, and `floor` for ever after. */
export function cosineDecay(step: number, decaySteps: number, floor = 0): number {
  const progress = decaySteps > 0 ? Math.min(Math.max(step / decaySteps, 0), 1) : 1;
  return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress));
}

/** `from` up to `startStep`, 1 from `endStep` on, a straight line between. */
export function linearRamp(
  step: number,
  {
    from,
    startStep,
    endStep,
  }: { readonly from: number; readonly startStep: number; readonly endStep: number },
): number {
  if (step >= endStep) return 1;
  if (step <= startStep) return from;
  return from + ((1 - from) * (step - startStep)) / (endStep - startStep);
}
