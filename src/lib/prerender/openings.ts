/**
 * What each trainer opens on, made where the page is built: still pictures and figures of its recorded run. They stand
 * until the trainer is alive, and for readers without script for good. Never part of what a browser loads.
 */
import { readFile } from 'node:fs/promises';
import type { DemoSpec } from '../demo/demo-spec';
import { describeEmbedding } from '../demo/describe';
import { describePairs, describeRoc } from '../demo/describe-views';
import { initialWeights } from '../demo/initial-weights';
import { runSettings, valuesOf } from '../demo/plan';
import { historiesOf } from '../demo/recorded-run';
import { runLabels } from '../demo/run-labels';
import { runsOf } from '../demo/schema';
import { statsOf, type SessionStatus } from '../demo/session-status';
import { courseOf } from '../demo/timeline';
import { openFrame, readEffective, readSlot } from '../frame/layout';
import type { Recording } from '../frame/recording';
import { decodeRecording } from '../frame/read-recording';
import { viewWords, type ViewWords } from '../i18n/figures/views';
import type { Language, Messages } from '../i18n/languages';
import { lossById } from '../loss/registry';
import { settingsOf, type LossSpec } from '../loss/spec';
import { chartPoster } from '../viz/poster/chart-poster';
import { circlePoster } from '../viz/poster/circle-poster';
import { mapPoster } from '../viz/poster/map-poster';
import { pairsPoster } from '../viz/poster/pairs-poster';
import { rocPoster } from '../viz/poster/roc-poster';
import { planePoster } from '../viz/poster/plane-poster';
import { spherePoster } from '../viz/poster/sphere-poster';
import type { Openings } from '../ui/page';

export async function openingsOf(
  figures: readonly DemoSpec[],
  language: Language,
  messages: Messages,
): Promise<Openings> {
  const pictures: Record<string, string> = {};
  const statuses: Record<string, SessionStatus> = {};
  for (const spec of figures) {
    const { id, recording: name } = spec;
    if (!name) {
      Object.assign(pictures, drawStart(spec, messages));
      continue;
    }
    const recording = await read(name);
    Object.assign(pictures, draw(id, recording, messages, viewWords[language]));
    statuses[id] = statusOf(recording);
  }
  return { pictures, statuses };
}

/** The status of a session that shows the last moment of a recording. */
function statusOf(recording: Recording): SessionStatus {
  const { info, length, steps } = recording;
  return {
    phase: 'idle',
    step: steps[length - 1],
    stepsPerSecond: null,
    backend: null,
    kernels: null,
    refused: [],
    available: null,
    runs: info.runs.map((run, i) => {
      const spec = lossById(run.loss) as LossSpec;
      const settings = settingsOf(spec, run.settings);
      const frame = recording.read(length - 1, i, openFrame(info.shape));
      return { spec, settings, effective: settings, stats: statsOf(frame) };
    }),
    state: {},
    loaded: null,
    problem: null,
    offersRestart: false,
    timeline: {
      source: 'recorded',
      ...courseOf(recording, []),
      index: length - 1,
      isReplaying: false,
      speed: 1,
      moved: [],
      branches: [],
      canFork: true,
      copyStep: null,
      catchingUp: null,
    },
    recordingProblem: null,
    isWhatIf: false,
  };
}

async function read(name: string): Promise<Recording> {
  return decodeRecording(new Uint8Array(await readFile(`static/runs/${name}.run`)));
}

/** Where a demo without a recorded run begins: the first weights and their regions. Of faces the names are not known. */
function drawStart(spec: DemoSpec, messages: Messages): Record<string, string> {
  const values = valuesOf(spec, {});
  const [dim, data] = [Number(values.dim), values.data];
  if (data !== 'mnist' || (dim !== 2 && dim !== 3)) return {};
  const runs = runsOf(spec, {}).map((run) => ({
    spec: run.loss,
    settings: settingsOf(run.loss, runSettings(run, spec, {})),
  }));
  const pictures: Record<string, string> = {};
  const names = runLabels(runs, messages);
  for (const [i, { spec: loss, settings }] of runs.entries()) {
    const input = {
      weights: initialWeights(10, dim, values.seed as number),
      spec: loss,
      runName: names[i],
      settings,
      labels_n: new Uint8Array(0),
      classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
      ariaLabel: messages.describeWaiting(names[i], 10),
    };
    if (dim === 2) {
      pictures[`${spec.id}/circle/${i}`] = circlePoster(input);
      pictures[`${spec.id}/plane/${i}`] = planePoster(input);
    } else pictures[`${spec.id}/sphere/${i}`] = spherePoster(input, runs.length > 2 ? 240 : 600);
  }
  return pictures;
}

function draw(
  id: string,
  recording: Recording,
  messages: Messages,
  words: ViewWords,
): Record<string, string> {
  const { info, labels_n, length, steps } = recording;
  const step = steps[length - 1];
  const pictures: Record<string, string> = {};
  const histories = historiesOf(recording);
  const names = runLabels(
    info.runs.map(({ loss, settings }) => ({ spec: lossById(loss)!, settings })),
    messages,
  );
  const ends = info.runs.map((run, i) => {
    const spec = lossById(run.loss) as LossSpec;
    const frame = recording.read(length - 1, i, openFrame(info.shape));
    const effective = Object.fromEntries(
      spec.parameters.map(({ name }, k) => [name, readEffective(frame, k)]),
    );
    const input = {
      frame,
      spec,
      runName: names[i],
      settings: settingsOf(spec, { ...run.settings, ...effective }),
      labels_n,
      classNames: info.classNames,
    };
    const ariaLabel = describeEmbedding(input, step, messages);
    if (info.shape.dim === 2) {
      pictures[`${id}/circle/${i}`] = circlePoster({ ...input, ariaLabel });
      pictures[`${id}/plane/${i}`] = planePoster({ ...input, ariaLabel });
    } else {
      pictures[`${id}/sphere/${i}`] = spherePoster({ ...input, ariaLabel }, info.runs.length > 2 ? 240 : 600);
      pictures[`${id}/map/${i}`] = mapPoster({ ...input, ariaLabel });
    }
    pictures[`${id}/pairs/${i}`] = pairsPoster(
      { ...input, ariaLabel: describePairs(input, step, messages, words) },
      words.pairs,
    );
    pictures[`${id}/roc/${i}`] = rocPoster(
      { ...input, ariaLabel: describeRoc(input, step, messages, words) },
      words.roc,
    );
    return {
      label: names[i],
      accuracy: messages.percent(readSlot(frame, 'accuracy')),
      loss: readSlot(frame, 'loss').toFixed(2),
    };
  });
  pictures[`${id}/chart/0`] = chartPoster(
    histories.map(({ loss, accuracy }, i) => ({ label: ends[i].label, loss, accuracy })),
    { accuracy: messages.accuracyLabel, loss: messages.lossLabel },
    messages.describeChart(ends, step),
  );
  return pictures;
}
