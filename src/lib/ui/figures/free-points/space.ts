/** What the figure tells its plane or its sphere, and what it can ask of them. */
import type { Component, Snippet } from 'svelte';
import type { FreePointsWords } from '../../../i18n/figures/free-points';
import type { LossSettings, MarginLossSpec } from '../../../loss/spec';

export interface SpaceProps {
  readonly spec: MarginLossSpec;
  readonly settings: LossSettings;
  /** ‖x‖ of every point on the sphere; in the plane the wall. For losses that keep the norm. */
  readonly norm: number;
  readonly temperature: number;
  /** Directions of the class weights in the plane, in notches [C]. */
  readonly weightNotch_c: readonly number[];
  readonly own: number;
  readonly words: FreePointsWords;
  readonly lossName: string;
  /** The spread of the points as it is and as theory has it, radians. */
  readonly spread: Snippet<[nowRad: number, theoryRad: number]>;
  readonly onchoose: (classIndex: number) => void;
  readonly onturn: (classIndex: number, notch: number) => void;
  /** A weight was moved that the figure does not know: those of the sphere. */
  readonly onmove: () => void;
  /** The points began to move, or came to rest; then it says where they stand. */
  readonly onrest: (isResting: boolean, told: string) => void;
}

/** The figure's hand on them. */
export interface SpaceHandle extends Record<string, unknown> {
  wake(): void;
  rest(): void;
  /** Class weights back where they began. */
  reset(): void;
}

export type SpaceComponent = Component<SpaceProps, SpaceHandle>;
