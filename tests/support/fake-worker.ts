/** The page's end of a training worker that a test plays by hand. */
import { frameBytes, type FrameShape } from '../../src/lib/frame/layout';
import type { WorkerLike } from '../../src/lib/train/client';
import type { Command, Report } from '../../src/lib/train/protocol';

type ReportOf<T extends Report['type']> = Extract<Report, { type: T }>;
type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

export class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<Report>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  isTerminated = false;
  /** As the worker gets them: cloned, their buffers transferred. */
  readonly commands: Command[] = [];

  postMessage(message: Command, transfer: Transferable[] = []): void {
    if (this.isTerminated) throw new Error('This worker was terminated; nobody reads this.');
    this.commands.push(structuredClone(message, { transfer }));
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** Sends a report to the page, its buffers transferred. */
  report(report: Report, transfer: Transferable[] = []): void {
    this.onmessage?.({ data: structuredClone(report, { transfer }) } as MessageEvent<Report>);
  }

  break(message: string): void {
    this.onerror?.({ message, preventDefault: () => {} } as ErrorEvent);
  }

  all<T extends Command['type']>(type: T): CommandOf<T>[] {
    return this.commands.filter((command): command is CommandOf<T> => command.type === type);
  }
  last<T extends Command['type']>(type: T): CommandOf<T> | undefined {
    return this.all(type).at(-1);
  }
  /** Run number of the newest start. */
  get run(): number {
    return this.last('start')!.run;
  }

  /** Branch that was asked for last. */
  get branch(): number {
    const from = this.commands.findLastIndex(({ type }) => type === 'start');
    const asked = this.commands
      .slice(from)
      .findLast((command) => command.type === 'fork' || command.type === 'return');
    return asked?.branch ?? 0;
  }

  ready(changes: Partial<ReportOf<'ready'>> = {}): void {
    this.report({
      type: 'ready',
      run: this.run,
      backend: 'wasm',
      kernels: null,
      refused: [],
      available: ['wasm', 'cpu'],
      remember: null,
      shape: tinyShape,
      classNames: ['a', 'b'],
      labels_n: Uint8Array.of(0, 1, 1),
      pixels: new Uint8Array(12),
      imageWidth: 2,
      imageHeight: 2,
      ...changes,
    });
  }

  /** Sends a frame in buffers that the page lent; `fill` writes them. */
  frame(
    step: number,
    buffers: ArrayBuffer[],
    fill: (buffer: ArrayBuffer, i: number) => void = () => {},
    guest: readonly Float32Array[] | null = null,
  ): void {
    buffers.forEach(fill);
    const losses = buffers.map(() => Float32Array.of(0.5));
    const own = { run: this.run, branch: this.branch, step, buffers, losses, stepsPerSecond: 20, guest };
    this.report({ type: 'frame', ...own }, buffers);
  }

  state(step: number, playing: boolean): void {
    this.report({ type: 'state', run: this.run, branch: this.branch, step, playing });
  }

  /** Every buffer set that the page has lent in this run and that no frame has used yet. */
  lent(): ArrayBuffer[][] {
    return this.all('free')
      .filter(({ run }) => run === this.run)
      .flatMap(({ sets }) => sets)
      .filter((set) => set.every(({ byteLength }) => byteLength > 0));
  }
}

export const tinyShape: FrameShape = { probes: 3, dim: 2, classes: 2 };
export const tinyBytes = frameBytes(tinyShape);
