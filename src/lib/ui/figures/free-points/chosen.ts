import type { LossSettings } from '../../../loss/spec';

/** What the reader chose of what the address holds. */
export interface Chosen {
  readonly lossId: string;
  /** Of this loss. */
  readonly settings: LossSettings;
  /** ‖x‖, for losses that keep the length of features. */
  readonly norm: number;
  readonly temperature: number;
}
