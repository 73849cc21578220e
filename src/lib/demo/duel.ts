/**
 * Two implementations in lock-step: the same seed, first weights and batches, each with its own habits. Owns its worker
 * for as long as its figure stands; knows no framework.
 */
import type { Fetch } from '../data/shard-reader';
import type { Frame } from '../frame/layout';
import { conventionOf, type Implementation } from '../loss/implementations';
import { lossById } from '../loss/registry';
import { settingsOf, type LossSettings } from '../loss/spec';
import type { ClientHandlers, FrameSet, TrainingClient } from '../train/client';
import type { TrainingConfig } from '../train/protocol';

export interface DuelServices {
  openClient(handlers: ClientHandlers): Promise<TrainingClient>;
  datasetUrl(name: string): string;
  readonly fetch: Fetch;
}

export interface DuelStatus {
  readonly phase: 'idle' | 'starting' | 'playing' | 'paused' | 'failed';
  readonly step: number;
  readonly frames: readonly Frame[] | null;
  readonly labels_n: Uint8Array;
  readonly classNames: readonly string[];
}

/** What both are given: the margin and scale to compare them at. */
export type DuelValues = Readonly<Record<string, number>>;

/** Settings of one of the two, at the values to compare. */
export function duelSettings({ loss, settings }: Implementation, values: DuelValues): LossSettings {
  return settingsOf(lossById(loss)!, { ...values, ...settings });
}

export function duelConfig(
  pair: readonly Implementation[],
  values: readonly DuelValues[],
  datasetUrl: string,
): TrainingConfig {
  return {
    runs: pair.map((one, i) => ({
      loss: one.loss,
      settings: duelSettings(one, values[i]),
      recipe: {},
      convention: conventionOf(one),
    })),
    backbone: 'mlp',
    dim: 2,
    batchSize: 128,
    seed: 1,
    datasetUrl,
  };
}

const idle: DuelStatus = {
  phase: 'idle',
  step: 0,
  frames: null,
  labels_n: new Uint8Array(0),
  classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
};

export class Duel {
  status: DuelStatus = idle;
  #client: TrainingClient | null = null;
  #newest: FrameSet | null = null;
  #isDisposed = false;
  #wantsPlay = false;
  #isReady = false;

  constructor(
    private readonly services: DuelServices,
    private readonly onchange: (status: DuelStatus) => void,
  ) {}

  /** Trains the pair from the first step to `untilStep`, or goes on where it was paused. */
  async play(config: TrainingConfig, untilStep: number): Promise<void> {
    this.#wantsPlay = true;
    if (this.#isReady) {
      this.#client!.play(untilStep);
      return;
    }
    if (this.status.phase === 'starting') return;
    this.#change({ ...idle, phase: 'starting' });
    this.#client ??= await this.services.openClient(this.#handlers(config.runs.length, untilStep));
    if (this.#isDisposed) this.#client.dispose();
    else this.#client.start(config, 'auto', null);
  }

  pause(): void {
    this.#wantsPlay = false;
    this.#client?.pause();
  }

  /** Back before the first step; the next `play` may be of another pair. */
  reset(): void {
    this.pause();
    this.#isReady = false;
    this.#client?.dispose();
    this.#client = null;
    this.#newest = null;
    this.#change(idle);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#client?.dispose();
    this.#client = null;
  }

  #handlers(runs: number, untilStep: number): ClientHandlers {
    return {
      onReady: ({ labels_n, classNames }) => {
        this.#isReady = true;
        this.#change({ phase: 'paused', labels_n, classNames });
        this.#client!.lend(runs);
        if (this.#wantsPlay) this.#client!.play(untilStep);
      },
      onFrame: (set) => {
        this.#newest?.release();
        this.#newest = set;
        this.#change({ step: set.step, frames: set.frames });
      },
      onState: (step, playing) => this.#change({ step, phase: playing ? 'playing' : 'paused' }),
      onProgress: () => {},
      onBackend: () => {},
      onProblem: ({ recovered }) => {
        if (!recovered) this.#change({ phase: 'failed' });
      },
    };
  }

  #change(part: Partial<DuelStatus>): void {
    if (this.#isDisposed) return;
    this.status = { ...this.status, ...part };
    this.onchange(this.status);
  }
}
