/** Keeps a training while it happens: a bounded number of moments, evenly spread, the first and the newest always. */
import type { Frame } from '../frame/layout';
import { Recording, type LossPoints } from '../frame/recording';
import type { RecordingInfo } from '../frame/recording-info';
import type { LossSettings } from '../loss/spec';

/** At least one moment in five of a run of 600 steps; two losses on 2,000 probes take 4 MB. */
const defaultCapacity = 240;

export class RunRecorder {
  readonly recording: Recording;
  /** Of so many frames one stays. */
  #stride = 1;
  /** Frames since the last one that stays. */
  #sinceKept = 0;

  constructor(
    info: RecordingInfo,
    labels_n: Uint8Array,
    private readonly capacity = defaultCapacity,
  ) {
    this.recording = new Recording(info, labels_n);
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

  /** What was kept, as it is saved: with the sliders as they stand now and every loss that is known. */
  finished(settings: readonly LossSettings[], losses: readonly LossPoints[]): Recording {
    const { info, labels_n, moments } = this.recording;
    const runs = info.runs.map((run, i) => ({ ...run, settings: settings[i] }));
    const finished = new Recording({ ...info, runs }, labels_n);
    for (const moment of moments) finished.push(moment);
    finished.losses = losses;
    return finished;
  }
}
