/** A session with a worker that the test plays, frames of the display that the test draws, and a memory for storage. */
// What a session fetches when it needs it is here at once.
import '../../src/lib/demo/player';
import '../../src/lib/demo/recorded-run';
import '../../src/lib/demo/run-recorder';
import { writeEffective, writeSlot, openFrame, type HeaderSlot } from '../../src/lib/frame/layout';
import type { DemoSpec, DemoState } from '../../src/lib/demo/demo-spec';
import { Session, type Moment, type SessionServices } from '../../src/lib/demo/session';
import { TrainingClient } from '../../src/lib/train/client';
import type { RememberedBackend } from '../../src/lib/train/protocol';
import { arcfaceDemo } from './demos';
import { FakeWorker, tinyShape } from './fake-worker';

export class SessionBench {
  readonly workers: FakeWorker[] = [];
  readonly session: Session;
  /** Moments in the order in which they were painted. */
  readonly painted: Moment[] = [];
  remembered: RememberedBackend | null = null;
  /** Set to make the next worker fail to open. */
  refusal: Error | null = null;
  changes = 0;
  nowMs = 0;
  /** What the server has, by address, and what it was asked for. */
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly requests: string[] = [];
  #nextFrame: (() => void) | null = null;

  constructor(spec: DemoSpec = arcfaceDemo, state: DemoState = {}) {
    const services: SessionServices = {
      openClient: async (handlers) => {
        if (this.refusal) throw this.refusal;
        return new TrainingClient(() => {
          this.workers.push(new FakeWorker());
          return this.workers.at(-1)!;
        }, handlers);
      },
      datasetUrl: (name) => `https://data.test/${name}/`,
      recordingUrl: (name) => `https://data.test/${name}.run`,
      fetch: async (url) => {
        this.requests.push(url);
        const bytes = this.files.get(url);
        return bytes ? new Response(bytes) : new Response(null, { status: 404 });
      },
      motion: {
        reduced: false,
        now: () => this.nowMs,
        nextFrame: (callback) => {
          if (this.#nextFrame) throw new Error('Two drawings were asked for in one display frame.');
          this.#nextFrame = callback;
          return () => (this.#nextFrame = null);
        },
      },
      recallBackend: () => this.remembered,
      rememberBackend: (remembered) => (this.remembered = remembered),
    };
    this.session = new Session(spec, state, services);
    this.session.subscribe(() => this.changes++);
  }

  get worker(): FakeWorker {
    return this.workers.at(-1)!;
  }
  get status() {
    return this.session.status;
  }
  /** Types of the commands that the worker got since the start of the present run, but for buffers. */
  get asked(): string[] {
    const { commands } = this.worker;
    const from = commands.findLastIndex(({ type }) => type === 'start');
    return commands
      .slice(from + 1)
      .map(({ type }) => type)
      .filter((type) => type !== 'free' && type !== 'settings');
  }

  /** Lets promises that are settled take effect. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Loaded and at rest before the first step. */
  async prepared(): Promise<this> {
    this.session.prepare();
    await this.settle();
    this.worker.ready();
    return this;
  }

  /** Loaded and training. */
  async playing(): Promise<this> {
    await this.prepared();
    this.session.play();
    this.worker.state(0, true);
    return this;
  }

  /** A frame of step `step` from the worker, in the next free buffers. */
  frame(
    step: number,
    slots: Partial<Record<HeaderSlot, number>> = {},
    effective: readonly number[] = [],
    guest: readonly Float32Array[] | null = null,
  ): void {
    const [set] = this.worker.lent();
    const write = (buffer: ArrayBuffer) => {
      const frame = openFrame(tinyShape, buffer);
      frame.header.fill(NaN);
      for (const [slot, value] of Object.entries(slots)) writeSlot(frame, slot as HeaderSlot, value);
      effective.forEach((value, i) => writeEffective(frame, i, value));
    };
    this.worker.frame(step, set, write, guest);
  }

  /** Follows the session's drawing. */
  watch(): () => void {
    return this.session.paint((moment) => this.painted.push(moment));
  }
  get asksForFrame(): boolean {
    return this.#nextFrame !== null;
  }
  /** One display frame passes. */
  displayFrame(): void {
    const draw = this.#nextFrame;
    this.#nextFrame = null;
    draw?.();
  }
}
