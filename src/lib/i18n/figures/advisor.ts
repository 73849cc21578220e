/** Words of the figure that says which s and m there is room for. */
import type { Language } from '../languages';
import { degreesOf, fixed, percentOf } from './numbers';

export interface AdvisorFacts {
  readonly verdict: 'margin-too-large' | 'scale-too-small' | 'loose' | 'tight';
  readonly loss: string;
  readonly classes: string;
  readonly dim: string;
  readonly probability: number;
  readonly separationRad: number;
  /** Whether some arrangement reaches that separation. */
  readonly exact: boolean;
  readonly ownLogit: number;
  readonly neighbourLogit: number;
  readonly margin: number;
  /** The letter of the margin, and of the scale. */
  readonly marginLetter: string;
  readonly scaleLetter: string;
  readonly mostMargin: number;
  readonly scale: number;
  readonly leastScale: number;
  readonly posterior: number;
  readonly acceptedRad: number;
  readonly gapRad: number;
  /** Samples of one class in a batch. */
  readonly perBatch: number;
}

export interface AdvisorWords {
  readonly title: string;
  readonly gesture: string;
  readonly lossChoice: string;
  readonly marginChoice: string;
  readonly classes: string;
  readonly dim: string;
  readonly probability: string;
  readonly batch: string;
  readonly length: string;
  readonly room: string;
  readonly refused: string;
  readonly tooSmall: (probability: number) => string;
  /** In two lines. */
  readonly tight: readonly [string, string];
  readonly paper: string;
  readonly none: string;
  readonly between: string;
  readonly reset: string;
  readonly now: (facts: AdvisorFacts) => readonly string[];
}

const number = (value: number): string =>
  value >= 10_000 ? 'more than 10,000' : value >= 100 ? fixed(value, 0) : fixed(value, 1);
const numberZh = (value: number): string =>
  value >= 10_000 ? '一万以上' : value >= 100 ? fixed(value, 0) : fixed(value, 1);

export const advisorWords: Readonly<Record<Language, AdvisorWords>> = {
  en: {
    title: 'The scales and margins for which there is room',
    gesture: 'Drag the ring to your s and m; then change the number of classes and dimensions.',
    lossChoice: 'loss',
    marginChoice: 'margin on the axis',
    classes: 'classes',
    dim: 'dimensions',
    probability: 'probability asked for',
    batch: 'batch',
    length: 'feature length',
    room: 'room',
    refused: 'refused at the weight itself',
    tooSmall: (probability) => `p stays below ${percentOf(probability)}`,
    tight: ['classes narrower', 'than the gaps →'],
    paper: 'paper, 512-D',
    none: 'no room at any s up to 128',
    between: 'between two neighbours',
    reset: 'Reset',
    now(facts) {
      const { classes, dim, separationRad, exact, loss, marginLetter: m, scaleLetter: s } = facts;
      const room = `${classes} classes in ${dim} dimensions: neighbours are ${exact ? '' : 'at most '}${degreesOf(separationRad)} apart.`;
      const batch =
        facts.perBatch >= 1
          ? `A batch shows each class about ${fixed(facts.perBatch, 0)} times.`
          : `A batch shows a class once in ${fixed(1 / facts.perBatch, 0)} steps: until then its weight is only pushed away.`;
      switch (facts.verdict) {
        case 'margin-too-large':
          return [
            room,
            `${loss}'s ${m} = ${fixed(facts.margin, 2)} cannot hold there: even a sample exactly on its weight has the logit ${fixed(facts.ownLogit, 2)} ${s}, a neighbour ${fixed(facts.neighbourLogit, 2)} ${s}. The bound is ${fixed(facts.mostMargin, 2)}.`,
          ];
        case 'scale-too-small':
          return [
            room,
            facts.leastScale === Infinity
              ? `At ${m} = ${fixed(facts.margin, 2)} a neighbour's logit is as large as the own one: no ${s} brings the probability to ${percentOf(facts.probability)}.`
              : `At ${s} = ${fixed(facts.scale, 0)} a sample exactly on its weight, margin included, reaches ${exact ? '' : 'at most '}p = ${percentOf(facts.posterior)}: its loss stays above ${fixed(-Math.log(facts.posterior), 2)}, however long training goes on. ${percentOf(facts.probability)} needs ${s} ≥ ${number(facts.leastScale)}.`,
          ];
        case 'loose':
          return [
            room,
            `This holds. Towards a neighbour a class may fill ${degreesOf(facts.acceptedRad)} on each side, which leaves a gap of ${degreesOf(facts.gapRad)}: two samples of one class can lie farther apart than two of different classes.`,
            batch,
          ];
        case 'tight':
          return [
            room,
            `This holds. Towards a neighbour a class may fill ${degreesOf(facts.acceptedRad)} on each side, and the gap of ${degreesOf(facts.gapRad)} is wider than the class: one threshold can tell same from different.`,
            batch,
          ];
      }
    },
  },
  zh: {
    title: 's 与 m 还有多大余地',
    gesture: '把圆环拖到你的 s 与 m，再改变类数和维数。',
    lossChoice: '损失',
    marginChoice: '横轴上的间隔',
    classes: '类数',
    dim: '维数',
    probability: '要求的概率',
    batch: '批大小',
    length: '特征模长',
    room: '余地',
    refused: '落在权重上也被拒绝',
    tooSmall: (probability) => `p 达不到 ${percentOf(probability)}`,
    tight: ['类比空隙', '还窄 →'],
    paper: '论文，512 维',
    none: 's 到 128 都没有余地',
    between: '两个相邻类之间',
    reset: '重置',
    now(facts) {
      const { classes, dim, separationRad, exact, loss, marginLetter: m, scaleLetter: s } = facts;
      const room = `${dim} 维里放 ${classes} 个类：相邻类${exact ? '' : '最多'}相距 ${degreesOf(separationRad)}。`;
      const batch =
        facts.perBatch >= 1
          ? `一批里每个类约出现 ${fixed(facts.perBatch, 0)} 次。`
          : `一个类要 ${fixed(1 / facts.perBatch, 0)} 步才出现一次，其间它的权重只会被推开。`;
      switch (facts.verdict) {
        case 'margin-too-large':
          return [
            room,
            `${loss} 的 ${m} = ${fixed(facts.margin, 2)} 放不下：样本正落在自己的权重上，logit 也只有 ${fixed(facts.ownLogit, 2)} ${s}，相邻类却有 ${fixed(facts.neighbourLogit, 2)} ${s}。上界是 ${fixed(facts.mostMargin, 2)}。`,
          ];
        case 'scale-too-small':
          return [
            room,
            facts.leastScale === Infinity
              ? `${m} = ${fixed(facts.margin, 2)} 时，相邻类的 logit 与自身的一样大：无论 ${s} 多大，概率都到不了 ${percentOf(facts.probability)}。`
              : `${s} = ${fixed(facts.scale, 0)} 时，样本正落在自己的权重上，算上间隔，p ${exact ? '也只有' : '最多也只有'} ${percentOf(facts.posterior)}：训练再久，它的损失也在 ${fixed(-Math.log(facts.posterior), 2)} 以上。要到 ${percentOf(facts.probability)}，需要 ${s} ≥ ${numberZh(facts.leastScale)}。`,
          ];
        case 'loose':
          return [
            room,
            `放得下。朝相邻类的方向，类的每一侧可占 ${degreesOf(facts.acceptedRad)}，留下 ${degreesOf(facts.gapRad)} 的空隙：同类的两个样本可能比不同类的两个离得更远。`,
            batch,
          ];
        case 'tight':
          return [
            room,
            `放得下。朝相邻类的方向，类的每一侧可占 ${degreesOf(facts.acceptedRad)}，而 ${degreesOf(facts.gapRad)} 的空隙比类还宽：一个阈值就能分清同类与不同类。`,
            batch,
          ];
      }
    },
  },
};
