import type { Frame } from '../frame/layout';
import type { PlanarWeights } from '../loss/regions';
import type { LossSettings, MarginLossSpec } from '../loss/spec';
import type { Motion, View } from './view';

/** What the views of a two-dimensional embedding draw. */
export interface EmbeddingInput {
  /** Absent before the first frame: then `weights` gives regions, and the words for waiting are shown. */
  readonly frame?: Frame;
  /** Class weights [C, 2] and biases [C] as the loss uses them; a frame's own are used where there is one. */
  readonly weights?: PlanarWeights;
  readonly spec: MarginLossSpec;
  /** Effective values (slider × ramp). */
  readonly settings: LossSettings;
  /** Class of each probe sample [P]. */
  readonly labels_n: Uint8Array;
  /** Glyph of each class [C], e.g. the digit. */
  readonly classNames: readonly string[];
  /** What the drawing shows, for readers who do not see it. */
  readonly ariaLabel?: string;
}

export interface EmbeddingViewOptions {
  readonly motion: Motion;
  /** Shown while there is no frame. */
  readonly waiting?: string;
  /** The sample under the pointer, or null. */
  readonly onHover?: (index: number | null) => void;
  /** How long points glide to a new frame. */
  readonly glideMs?: number;
  /** The class on which the median target angle is drawn; the first by default, null for none. */
  readonly angleClass?: number | null;
}

export interface EmbeddingView extends View<EmbeddingInput> {
  /** Marks one sample here, whoever points at it; null unmarks. */
  highlight(index: number | null): void;
}

/** The weights to draw: the frame's, else those given. */
export function planarOf(input: EmbeddingInput): PlanarWeights | null {
  return input.frame ?? input.weights ?? null;
}
