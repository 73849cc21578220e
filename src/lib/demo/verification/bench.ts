/**
 * Trains one network after the other on the people of a set and asks each where it puts people whom it never saw. Owns
 * its worker while there is something to train; knows no framework.
 */
import { readSlot } from '../../frame/layout';
import { lossById } from '../../loss/registry';
import { hasClassWeights, settingsOf } from '../../loss/spec';
import type { ClientHandlers, FrameSet, TrainingClient } from '../../train/client';
import type { BackboneId, StrangerTemplates, TrainingConfig } from '../../train/protocol';

/** One network to train. */
export interface Job {
  readonly loss: string;
  readonly seed: number;
  readonly dim: number;
  readonly net: BackboneId;
  readonly steps: number;
  /** Folder of the dataset's manifest, absolute, with a trailing slash. */
  readonly datasetUrl: string;
}

export interface Judged {
  readonly job: Job;
  /** Accuracy on held-out images of the people it was trained on, by the loss's own rule. */
  readonly closedAccuracy: number;
  readonly strangers: StrangerTemplates;
}

export interface BenchProblem {
  /** What the interface has words for: the set has nobody apart from those it trains on, or cannot be read. */
  readonly code: 'no-strangers' | 'no-data' | 'other';
  /** English and precise, for what has no words. */
  readonly message: string;
}

export interface BenchStatus {
  readonly phase: 'idle' | 'starting' | 'training' | 'judging' | 'failed';
  /** The job at work, from 0, of `jobs`. */
  readonly at: number;
  readonly jobs: readonly Job[];
  readonly step: number;
  readonly stepsPerSecond: number;
  readonly results: readonly Judged[];
  /** What went wrong; the jobs that were done stay. */
  readonly problem: BenchProblem | null;
}

/** Adam's first rate on faces: a quarter of the digits', of which there are fifteen times as many. */
const learningRate = 0.005;
const batchSize = 64;

export function configOf({ loss, seed, dim, net, datasetUrl }: Job): TrainingConfig {
  const spec = lossById(loss)!;
  // Dozens of dimensions need no spreading of the embedding; made equally wide, the empty ones carry noise alone. Without
  // class weights nothing else keeps embeddings apart.
  const recipe = hasClassWeights(spec) ? { learningRate, normEmbedding: false } : { learningRate };
  return {
    runs: [{ loss, settings: settingsOf(spec), recipe }],
    backbone: net,
    dim,
    batchSize,
    seed,
    datasetUrl,
  };
}

const idle: BenchStatus = {
  phase: 'idle',
  at: 0,
  jobs: [],
  step: 0,
  stepsPerSecond: 0,
  results: [],
  problem: null,
};

export class VerificationBench {
  status: BenchStatus = idle;
  #client: TrainingClient | null = null;
  #closedAccuracy = NaN;
  #isDisposed = false;

  constructor(
    private readonly openClient: (handlers: ClientHandlers) => Promise<TrainingClient>,
    private readonly onchange: (status: BenchStatus) => void,
  ) {}

  /** Trains and judges one after the other; results of before are forgotten. */
  async start(jobs: readonly Job[]): Promise<void> {
    if (jobs.length === 0 || this.#isAtWork) return;
    this.#change({ ...idle, phase: 'starting', jobs });
    await this.#take(0);
  }

  /** Ends what is at work; what was judged stays. */
  stop(): void {
    this.#close();
    this.#change({ phase: 'idle' });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#close();
  }

  get #isAtWork(): boolean {
    return ['starting', 'training', 'judging'].includes(this.status.phase);
  }

  async #take(at: number): Promise<void> {
    const job = this.status.jobs[at];
    this.#closedAccuracy = NaN;
    this.#change({ phase: 'starting', at, step: 0 });
    if (!this.#client) {
      const client = await this.openClient(this.#handlers());
      if (this.#isDisposed || !this.#isAtWork) {
        client.dispose();
        return;
      }
      this.#client = client;
    }
    this.#client.start(configOf(job), 'auto', null);
  }

  #handlers(): ClientHandlers {
    return {
      onReady: () => {
        this.#client!.lend(1);
        this.#client!.play(this.#job.steps);
      },
      onFrame: (set) => this.#see(set),
      onState: (step, playing) => {
        this.#change({ step, phase: playing ? 'training' : this.status.phase });
        if (!playing && step >= this.#job.steps && this.status.phase === 'training') void this.#judge();
      },
      onProgress: () => {},
      onBackend: () => {},
      // A training would wait for its data to come back; here the next job wants the same.
      onProblem: ({ code, recovered, message }) => {
        if (code === 'data-unavailable') this.#fail({ code: 'no-data', message });
        else if (!recovered) this.#fail({ code: 'other', message });
      },
    };
  }

  get #job(): Job {
    return this.status.jobs[this.status.at];
  }

  #see(set: FrameSet): void {
    this.#closedAccuracy = readSlot(set.frames[0], 'accuracy');
    set.release();
    this.#change({ step: set.step, stepsPerSecond: set.stepsPerSecond });
  }

  async #judge(): Promise<void> {
    const { at, jobs } = this.status;
    const job = this.#job;
    this.#change({ phase: 'judging' });
    try {
      const strangers = await this.#client!.strangers();
      if (this.#isDisposed || this.status.phase !== 'judging') return;
      if (!strangers) {
        this.#fail({ code: 'no-strangers', message: 'The set has no people apart from those it trains on.' });
        return;
      }
      const judged = { job, closedAccuracy: this.#closedAccuracy, strangers };
      this.#change({ results: [...this.status.results, judged] });
      if (at + 1 < jobs.length) await this.#take(at + 1);
      else this.stop();
    } catch (error) {
      if (this.#isAtWork) this.#fail({ code: 'other', message: (error as Error).message });
    }
  }

  #fail(problem: BenchProblem): void {
    this.#close();
    this.#change({ phase: 'failed', problem });
  }

  #close(): void {
    this.#client?.dispose();
    this.#client = null;
  }

  #change(part: Partial<BenchStatus>): void {
    if (this.#isDisposed) return;
    this.status = { ...this.status, ...part };
    this.onchange(this.status);
  }
}
