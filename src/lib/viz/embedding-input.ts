import type { Frame } from '../frame/layout';
import type { HeadWeights } from '../loss/decide';
import type { LossSettings, LossSpec } from '../loss/spec';
import type { Mark } from './mark';
import type { Motion, View } from './view';

/** What the views of an embedding draw; each view knows how many dimensions it can. */
export interface EmbeddingInput {
  /** Absent before the first frame: then `weights` gives regions, and the words for waiting are shown. */
  readonly frame?: Frame;
  /** Class weights before there is a frame; a frame's own are used where there is one. */
  readonly weights?: HeadWeights;
  /** What the run is called, where its loss's name alone does not tell. */
  readonly runName?: string;
  readonly spec: LossSpec;
  /** Effective values (slider × ramp). */
  readonly settings: LossSettings;
  /** The class weights as trained [C, d], where those of the frame are moved: a what-if. */
  readonly trained_cd?: ArrayLike<number> | null;
  /** Embedding [d] of an image of the reader's own. */
  readonly guest_d?: ArrayLike<number> | null;
  /** Where that image lay before it was changed, oldest first: embeddings [d] by the network of this frame. */
  readonly guestTrail?: readonly ArrayLike<number>[];
  /** Class of each probe sample [P]. */
  readonly labels_n: Uint8Array;
  /** Glyph of each class [C], e.g. the digit. */
  readonly classNames: readonly string[];
  /** What the drawing shows, for readers who do not see it. */
  readonly ariaLabel?: string;
}

/** What a view that can be pointed at says of it and is told of it. */
export interface LinkOptions {
  /** The reader marks something here: by pointer or by key. */
  readonly onMark?: (mark: Mark) => void;
  /** What the focused view is called: what its samples are and how keys walk through them. */
  readonly walkLabel?: string;
  /** A mark in words, for readers who do not see it. */
  readonly describeMark?: (mark: Mark) => string;
}

export interface EmbeddingViewOptions extends LinkOptions {
  /** The reader pulls a class weight to this direction, radians; absent: weights stay. */
  readonly onTurn?: (classIndex: number, rad: number) => void;
  /** The word beside the reader's own image. */
  readonly guestName?: string;
  readonly motion: Motion;
  /** Shown while there is no frame. */
  readonly waiting?: string;
  /** How long points glide to a new frame. */
  readonly glideMs?: number;
}

export interface LinkedView<Input> extends View<Input> {
  /** Marks a sample or a class here, whoever points at it. */
  highlight(mark: Mark): void;
}

export type EmbeddingView = LinkedView<EmbeddingInput>;

/** The weights to draw: the frame's, else those given. */
export function headOf(input: EmbeddingInput): HeadWeights | null {
  return input.frame ?? input.weights ?? null;
}
