/** Keeps a training while it happens: a bounded number of moments, evenly spread, the first and the newest always. */
import type { Frame } from '../frame/layout';
import { Recording, type LossPoints } from '../frame/recording';
import { recordedFrameBytes, type RecordingInfo } from '../frame/recording-info';
import type { SettingsChange } from '../frame/settings-change';
import type { LossSettings } from '../loss/spec';

/** Every moment of a run of 600 steps, and the one before the first. */
const mostMoments = 601;
/** One loss on 2,000 probes in three dimensions takes 7.4 MB for all of them; five side by side keep fewer. */
const mostBytes = 24 * 2 ** 20;
const capacityFor = (info: RecordingInfo): number =>
  Math.max(2, Math.min(mostMoments, Math.floor(mostBytes / recordedFrameBytes(info))));

export class RunRecorder {
  readonly recording: Recording;
  /** Of so many frames one stays. */
  #stride = 1;
  /** Frames since the last one that stays. */
  #sinceKept = 0;

  constructor(
    info: RecordingInfo,
    labels_n: Uint8Array,
    private readonly capacity = capacityFor(info),
  ) {
    this.recording = new Recording(info, labels_n);
  }

  /** Another one that has kept what this one has up to a step; what is kept is shared, not copied. */
  until(step: number): RunRecorder {
    const { info, labels_n } = this.recording;
    const other = new RunRecorder(info, labels_n, this.capacity);
    other.adopt(this.recording, step);
    other.#stride = this.#stride;
    return other;
  }

  /** True where the moments of another recording are of the same samples, kept in the same way. */
  canAdopt({ info, labels_n }: Recording): boolean {
    const own = this.recording;
    const kind = ({ shape, directionLevels, normsPerOctave, runs }: RecordingInfo) =>
      JSON.stringify([shape, directionLevels, normsPerOctave, runs.map(({ loss, norms }) => [loss, norms])]);
    return kind(own.info) === kind(info) && own.labels_n.every((label, n) => label === labels_n[n]);
  }

  /** Begins with the moments of another recording up to a step. */
  adopt({ moments }: Recording, step: number): void {
    for (const moment of moments) if (moment.step <= step) this.recording.push(moment);
  }

  /** Takes the frames of all runs at a step. When full, every second moment goes, and only every second new one stays. */
  add(step: number, frames: readonly Frame[]): void {
    const { recording } = this;
    // The newest moment stands until the next one comes, whether it is one that stays or not.
    if (this.#sinceKept > 0) recording.thin((index) => index < recording.length - 1);
    recording.append(step, frames);
    this.#sinceKept = (this.#sinceKept + 1) % this.#stride;
    if (recording.length <= this.capacity) return;
    recording.thin((index) => index % 2 === 0 || index === recording.length - 1);
    this.#stride *= 2;
  }

  /** What was kept, as it is saved: with the sliders as they stand now, their changes, and every known loss. */
  finished(
    settings: readonly LossSettings[],
    losses: readonly LossPoints[],
    changes: readonly SettingsChange[] = [],
  ): Recording {
    const { info, labels_n, moments } = this.recording;
    const runs = info.runs.map((run, i) => ({ ...run, settings: settings[i] }));
    const moved = changes.length > 1 ? { changes } : {};
    const finished = new Recording({ ...info, runs, ...moved }, labels_n);
    for (const moment of moments) finished.push(moment);
    finished.losses = losses;
    return finished;
  }
}
