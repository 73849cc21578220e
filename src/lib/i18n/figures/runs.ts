/** Words of the bar that goes back and forth in a run, saves it and opens another. */
import type { RecordingErrorCode } from '../../frame/recording-error';
import type { Language } from '../languages';

export interface RunWords {
  readonly bar: string;
  readonly recordedStep: string;
  readonly liveStep: string;
  readonly at: (step: number, last: number) => string;
  readonly replay: string;
  readonly stop: string;
  readonly save: string;
  readonly open: string;
  readonly recorded: string;
  readonly resetHint: string;
  /** Sliders that were moved since the recording, with the recorded values. */
  readonly moved: (recorded: readonly string[]) => string;
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
    at: (step, last) => `step ${step} of ${last}`,
    replay: 'Replay',
    stop: 'Stop',
    save: 'Save run',
    open: 'Open run',
    recorded: 'recorded run',
    resetHint: 'Back to the preset and its recorded run',
    moved: (recorded) =>
      `The dots are recorded with ${recorded.join(', ')}; the lines follow your sliders. Train computes with your values.`,
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
      version: 'This run was recorded by another version of Marginalia, which this page cannot read.',
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
    at: (step, last) => `第 ${step} 步，共 ${last} 步`,
    replay: '重放',
    stop: '停止',
    save: '保存记录',
    open: '打开记录',
    recorded: '录制的训练',
    resetHint: '回到预设和它的训练记录',
    moved: (recorded) =>
      `这些点是以 ${recorded.join('，')} 录制的，线条随滑块而变；按“训练”则用你的设置重新计算。`,
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
      version: '这份训练记录出自另一版本的 Marginalia，本页无法读取。',
      misfit: '训练记录的内容与它的说明不符，无法显示。',
      checksum: '训练记录在传输中损坏，无法显示。',
      undrawable: '这份训练记录所用的损失或维数，这张图画不出来。',
    },
    kernels: { simd: 'SIMD 内核', plain: '普通内核', stock: 'tfjs 自带内核' },
  },
};
