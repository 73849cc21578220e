/**
 * One real training step, kept: some digits of its batch, and where the networks of several losses held the batch and
 * their class weights just before the step and just after it. `tools/record-step.ts` writes it.
 */
import type { LossSettings } from '../../loss/spec';

/** One network at one moment, the batch embedded as its step sees it: normalised by the batch's own moments. */
export interface StepMoment {
  /** Class weights as trained [C·2], row-major. */
  readonly weights_cd: readonly number[];
  /** Biases [C]; null where the loss has none. */
  readonly bias_c: readonly number[] | null;
  /** Embeddings of the chosen digits [2], in their order. */
  readonly embeddings: readonly (readonly number[])[];
  /** Directions of the whole batch, radians [N]. */
  readonly rad_n: readonly number[];
}

export interface StepRun {
  /** A loss id of the registry. */
  readonly loss: string;
  /** Effective values at this step. */
  readonly settings: LossSettings;
  /** Mean loss of the batch, as the step computed it. */
  readonly batchLoss: number;
  /** Numbers that the step moves: weights, biases and slopes of the network, class weights. */
  readonly parameterCount: number;
  readonly before: StepMoment;
  readonly after: StepMoment;
}

/** A digit of the batch. */
export interface StepSample {
  /** Its place in the batch. */
  readonly index: number;
  readonly label: number;
  /** A hexadecimal digit a pixel, row by row: 0 for no ink to f. */
  readonly image: string;
}

export interface RecordedStep {
  /** Steps taken before this one. */
  readonly step: number;
  readonly seed: number;
  readonly net: string;
  /** Width and height of an image. */
  readonly side: number;
  /** Class of each digit of the batch, a character each. */
  readonly labels: string;
  readonly samples: readonly StepSample[];
  readonly runs: readonly StepRun[];
}

/** Pixels of an image as bytes, 0 for no ink to 255. */
export const pixelsOf = ({ image }: StepSample): Uint8Array =>
  Uint8Array.from(image, (digit) => 17 * parseInt(digit, 16));
