/** Words of the search for wrong labels among the training samples. */
import type { Language } from '../languages';
import { degreesOf, percentOf } from './numbers';

export interface LabelCheckWords {
  readonly title: string;
  readonly look: string;
  readonly again: string;
  readonly looking: string;
  readonly noAnswer: string;
  /** What is looked at, and how many of its labels were made wrong. */
  readonly found: (facts: { step: number; samples: number; wrong: number }) => string;
  /** The network has moved on since. */
  readonly isOlder: (steps: number) => string;
  readonly threshold: string;
  readonly columns: {
    readonly run: string;
    readonly farthest: (count: number) => string;
    readonly past: (rad: number) => string;
    readonly precision: string;
    readonly recall: string;
  };
  readonly farthestOf: string;
  readonly wrongOf: (wrong: number, chosen: number) => string;
  readonly share: (share: number) => string;
  readonly angle: (rad: number) => string;
  /** A thumbnail. */
  readonly sample: (facts: { given: string; true: string; rad: number }) => string;
  readonly isWrong: string;
  readonly isRight: string;
  /** What was measured over seeds. */
  readonly measured: string;
}

const angle = (rad: number): string => (Number.isNaN(rad) ? '–' : degreesOf(rad, 0));
const share = (value: number): string => (Number.isNaN(value) ? '–' : percentOf(value));

export const labelCheckWords: Readonly<Record<Language, LabelCheckWords>> = {
  en: {
    title: 'Which labels are wrong?',
    look: 'Look for wrong labels',
    again: 'Look again',
    looking: 'Looking …',
    noAnswer: 'The training ended before it could answer. Press Train, then look again.',
    found: ({ step, samples, wrong }) =>
      `The first ${samples} training samples at step ${step}; ${wrong} of their labels are wrong. For each, the angle to the class weight of its label, or to the dominant one where a class has several: the one nearest to most of its samples.`,
    isOlder: (steps) => `The network is ${steps} steps further by now.`,
    threshold: 'suspect past',
    columns: {
      run: 'loss',
      farthest: (count) => `wrong among the farthest ${count}`,
      past: (rad) => `wrong of those past ${angle(rad)}`,
      precision: 'precision',
      recall: 'of all wrong ones found',
    },
    farthestOf: 'The farthest under',
    wrongOf: (wrong, chosen) => `${wrong} of ${chosen}`,
    share,
    angle,
    sample: ({ given, true: own, rad }) =>
      given === own ? `label ${given}, ${angle(rad)}` : `label ${given}, in truth ${own}, ${angle(rad)}`,
    isWrong: 'wrong label',
    isRight: 'right label',
    measured:
      'Measured over three seeds, 600 steps, 30 % wrong, of as many of the farthest as are wrong: Softmax’s angles name 75 to 81 % rightly in two dimensions and 87 to 91 % in three; ArcFace’s 32 to 45 % and 30 to 52 %; with three sub-centers 35 to 45 % and 46 to 71 %. Choosing blindly would give 30 %. So in the plane sub-centers do not help ArcFace, in three dimensions they did on two of three seeds, and plain Softmax finds the most.',
  },
  zh: {
    title: '哪些标签是错的？',
    look: '寻找错误标签',
    again: '再找一次',
    looking: '正在寻找……',
    noAnswer: '训练在回答之前结束了。请按“训练”，再找一次。',
    found: ({ step, samples, wrong }) =>
      `第 ${step} 步时的前 ${samples} 个训练样本，其中 ${wrong} 个标签是错的。每个样本取它到所标类别权重的夹角；一类有几个权重时取主导的一个，即该类多数样本离得最近的那个。`,
    isOlder: (steps) => `此后网络又走了 ${steps} 步。`,
    threshold: '超过此角即可疑',
    columns: {
      run: '损失',
      farthest: (count) => `最远的 ${count} 个中标错的`,
      past: (rad) => `超过 ${angle(rad)} 的样本中标错的`,
      precision: '精确率',
      recall: '找到的错误标签占全部',
    },
    farthestOf: '离得最远的，按',
    wrongOf: (wrong, chosen) => `${chosen} 个中的 ${wrong} 个`,
    share,
    angle,
    sample: ({ given, true: own, rad }) =>
      given === own ? `标为 ${given}，${angle(rad)}` : `标为 ${given}，其实是 ${own}，${angle(rad)}`,
    isWrong: '标签错误',
    isRight: '标签正确',
    measured:
      '三个随机种子、600 步、30 % 错误标签；取与错误标签同样多的最远样本：Softmax 的夹角在二维指对 75 % 到 81 %，三维 87 % 到 91 %；ArcFace 为 32 % 到 45 % 和 30 % 到 52 %；用三个子中心为 35 % 到 45 % 和 46 % 到 71 %。盲选是 30 %。可见二维里子中心帮不上 ArcFace，三维里三个种子有两个受益，而找到最多的是普通的 Softmax。',
  },
};
