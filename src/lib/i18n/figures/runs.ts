/** Words of the bar that goes back and forth in a run, saves it and opens another. */
import type { RecordingErrorCode } from '../../frame/recording-error';
import type { Language } from '../languages';

export interface RunWords {
  /** Name of the bar. */
  readonly bar: string;
  readonly recordedStep: string;
  readonly liveStep: string;
  /** The same, with the sliders that held there. */
  readonly spoken: (at: string, settings: readonly string[]) => string;
  readonly replay: string;
  readonly stop: string;
  readonly speed: string;
  readonly backwards: string;
  /** Training goes on from the shown moment: of a recorded run, and of the one that trains here. */
  readonly trainFromHere: string;
  readonly fork: string;
  readonly forkHint: (step: number) => string;
  /** What it takes to train on from a step of a recorded run. */
  readonly fromCopy: (step: number) => string;
  readonly fromSeed: (step: number) => string;
  readonly catchingUp: (step: number, target: number, isFromSeed: boolean) => string;
  readonly toBranch: (step: number, settings: readonly string[]) => string;
  readonly branchHint: string;
  /** A slider that was moved in the middle of the run. */
  readonly changed: (name: string, before: string, after: string, step: number) => string;
  readonly save: string;
  readonly saveStands: string;
  readonly saveStandsHint: string;
  readonly open: string;
  readonly recorded: string;
  readonly resetHint: string;
  /** Sliders that were moved since the recording, with the recorded values. */
  readonly moved: (recorded: readonly string[]) => string;
  /** Sliders that were moved in the past of the training here, with their values at that step. */
  readonly movedLive: (step: number, values: readonly string[]) => string;
  /** The table of several runs side by side. */
  readonly columns: {
    readonly table: (step: number) => string;
    readonly run: string;
    readonly pictures: string;
    readonly names: Readonly<
      Record<'accuracy' | 'cosineAccuracy' | 'targetDeg' | 'intraDeg' | 'interDeg' | 'loss', string>
    >;
  };
  readonly trouble: Readonly<Record<RecordingErrorCode, string>>;
  /** Names of the kernel sets of the wasm backend. */
  readonly kernels: Readonly<Record<'simd' | 'plain' | 'stock', string>>;
}

export const runWords: Readonly<Record<Language, RunWords>> = {
  en: {
    bar: 'Steps of this run',
    recordedStep: 'recorded step',
    liveStep: 'step to look at',
    spoken: (at, settings) => [at, ...settings].join(', '),
    replay: 'Replay',
    stop: 'Stop',
    speed: 'speed',
    backwards: 'back',
    trainFromHere: 'Train live from here',
    fork: 'Fork',
    forkHint: (step) => `Train on from step ${step} with these sliders; the way so far is kept`,
    fromCopy: (step) => `Goes on from the copy of the training that this file carries for step ${step}`,
    fromSeed: (step) => `Trains the steps up to ${step} again from the seed first`,
    catchingUp: (step, target, isFromSeed) =>
      isFromSeed
        ? `Training the steps up to ${target} again from the seed: ${step} so far.`
        : `Going back to step ${target}: at ${step}.`,
    toBranch: (step, settings) => ['Back to the branch at step ' + step, ...settings].join(', '),
    branchHint: 'Rests where that branch was left; this one is kept',
    changed: (name, before, after, step) => `${name} ${before} → ${after} at step ${step}`,
    save: 'Save run',
    saveStands: 'Save to train on',
    saveStandsHint:
      'With copies of the network, so that training can go on where the file is opened; 1 to 6 MB',
    open: 'Open run',
    recorded: 'recorded run',
    resetHint: 'Back to the preset and its recorded run',
    moved: (recorded) =>
      `The dots are recorded with ${recorded.join(', ')}; the lines follow your sliders. Train computes with your values.`,
    movedLive: (step, values) =>
      `At step ${step} this was ${values.join(', ')}. Fork trains on from there with your values.`,
    columns: {
      table: (step) => `The runs side by side at step ${step}`,
      run: 'run',
      pictures: 'pictures',
      names: {
        accuracy: 'held-out accuracy',
        cosineAccuracy: 'by angle',
        targetDeg: 'median angle',
        intraDeg: 'inside a class',
        interDeg: 'nearest two classes',
        loss: 'loss',
      },
    },
    trouble: {
      missing: 'The recorded run is not on the server; Train works as ever.',
      network: 'The recorded run did not arrive; Train works as ever.',
      'cut-short': 'The recorded run ends too early, so it cannot be shown.',
      'not-ours': 'This file is not a recorded run of Marginalia.',
      newer: 'This run was recorded by a newer version of Marginalia: reload this page, then open it again.',
      older: 'This run was recorded by a version of Marginalia so old that this page no longer reads it.',
      misfit: 'What this recorded run holds does not fit what it says of itself, so it cannot be shown.',
      checksum: 'This recorded run was damaged on its way, so it cannot be shown.',
      undrawable: 'This run was recorded with a loss or a dimension that this figure cannot draw.',
    },
    kernels: { simd: 'SIMD kernels', plain: 'plain kernels', stock: 'stock kernels' },
  },
  zh: {
    bar: '这次训练的各步',
    recordedStep: '录制的步',
    liveStep: '查看第几步',
    spoken: (at, settings) => [at, ...settings].join('，'),
    replay: '重放',
    stop: '停止',
    speed: '速度',
    backwards: '倒放',
    trainFromHere: '从这里接着训练',
    fork: '从此处分叉',
    forkHint: (step) => `从第 ${step} 步起，用现在的滑块接着训练；原来的走法会留着`,
    fromCopy: (step) => `文件里存有网络的副本，从第 ${step} 步接着训练`,
    fromSeed: (step) => `先用同一随机种子重新训练到第 ${step} 步`,
    catchingUp: (step, target, isFromSeed) =>
      isFromSeed
        ? `正在用同一随机种子重新训练到第 ${target} 步：已到第 ${step} 步。`
        : `正在回到第 ${target} 步：已到第 ${step} 步。`,
    toBranch: (step, settings) => [`回到停在第 ${step} 步的分支`, ...settings].join('，'),
    branchHint: '停在离开那条分支时的一步；现在这条会留着',
    changed: (name, before, after, step) => `第 ${step} 步：${name} 由 ${before} 改为 ${after}`,
    save: '保存记录',
    saveStands: '保存以便续训',
    saveStandsHint: '连同网络的副本一起保存，打开后可以接着训练；1 到 6 MB',
    open: '打开记录',
    recorded: '录制的训练',
    resetHint: '回到预设和它的训练记录',
    moved: (recorded) =>
      `这些点是以 ${recorded.join('，')} 录制的，线条随滑块而变；按“训练”则用你的设置重新计算。`,
    movedLive: (step, values) =>
      `第 ${step} 步时是 ${values.join('，')}；按“从此处分叉”，就从那里用你的设置训练下去。`,
    columns: {
      table: (step) => `各次训练在第 ${step} 步的对比`,
      run: '训练',
      pictures: '图',
      names: {
        accuracy: '留出准确率',
        cosineAccuracy: '只看夹角',
        targetDeg: '目标角中位数',
        intraDeg: '类内夹角',
        interDeg: '最近两类的夹角',
        loss: '损失',
      },
    },
    trouble: {
      missing: '服务器上没有这份训练记录；“训练”照常可用。',
      network: '训练记录没有送达；“训练”照常可用。',
      'cut-short': '训练记录不完整，无法显示。',
      'not-ours': '这个文件不是 Marginalia 的训练记录。',
      newer: '这份训练记录出自更新版本的 Marginalia：刷新本页，再打开一次。',
      older: '这份训练记录出自很旧的 Marginalia 版本，本页已无法读取。',
      misfit: '训练记录的内容与它的说明不符，无法显示。',
      checksum: '训练记录在传输中损坏，无法显示。',
      undrawable: '这份训练记录所用的损失或维数，这张图画不出来。',
    },
    kernels: { simd: 'SIMD 内核', plain: '普通内核', stock: 'tfjs 自带内核' },
  },
};
