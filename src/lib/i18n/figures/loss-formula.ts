/** Words of a loss's formula with numbers. */
import type { Language } from '../languages';
import { fixed, percentOf } from './numbers';

interface Facts {
  readonly loss: string;
  /** Degrees. */
  readonly theta: number;
  readonly psi: number;
  readonly cos: number;
  readonly verdict: 'accepted' | 'refused' | 'wrong';
}

export interface LossFormulaWords {
  readonly title: (loss: string) => string;
  readonly angle: string;
  readonly length: string;
  readonly psi: string;
  readonly ownLogit: string;
  readonly otherLogit: string;
  readonly probability: string;
  readonly loss: string;
  readonly reset: string;
  readonly number: (value: number) => string;
  readonly share: (value: number) => string;
  readonly now: (facts: Facts) => string;
}

const endings: Readonly<Record<Language, Readonly<Record<Facts['verdict'], string>>>> = {
  en: {
    accepted: 'Its own logit is the largest: it is accepted.',
    refused: 'It is nearest to its own weight, and another logit is larger: it is refused all the same.',
    wrong: 'Another weight is nearer.',
  },
  zh: {
    accepted: '自身的 logit 最大：被接受。',
    refused: '离它最近的是自己的权重，但另一个 logit 更大：仍被拒绝。',
    wrong: '另一个类的权重更近。',
  },
};

export const lossFormulaWords: Readonly<Record<Language, LossFormulaWords>> = {
  en: {
    title: (loss) => `${loss} for one feature among ten classes, evenly round the circle`,
    angle: 'angle to the own class',
    length: 'length of the feature',
    psi: 'ψ(θ)',
    ownLogit: 'own logit',
    otherLogit: 'best other logit',
    probability: 'probability',
    loss: 'loss L',
    reset: 'Reset',
    number: (value) => fixed(value, 2),
    share: percentOf,
    now: ({ loss, theta, psi, cos, verdict }) => {
      const counted =
        Math.abs(psi - cos) < 5e-4
          ? `${loss} takes the cosine as it is, ${fixed(cos, 3)}.`
          : `${loss} counts ${fixed(psi, 3)} in place of the cosine ${fixed(cos, 3)}.`;
      return `A feature ${fixed(theta, 0)}° from its own class weight: ${counted} ${endings.en[verdict]}`;
    },
  },
  zh: {
    title: (loss) => `十个类均匀分布在圆上，其中一个特征的 ${loss} 损失`,
    angle: '与自身类的夹角',
    length: '特征的长度',
    psi: 'ψ(θ)',
    ownLogit: '自身 logit',
    otherLogit: '最大的其他 logit',
    probability: '概率',
    loss: '损失 L',
    reset: '重置',
    number: (value) => fixed(value, 2),
    share: percentOf,
    now: ({ loss, theta, psi, cos, verdict }) => {
      const counted =
        Math.abs(psi - cos) < 5e-4
          ? `${loss} 直接取余弦 ${fixed(cos, 3)}。`
          : `${loss} 不取余弦 ${fixed(cos, 3)}，而按 ${fixed(psi, 3)} 计。`;
      return `特征离自己的类权重 ${fixed(theta, 0)}°：${counted}${endings.zh[verdict]}`;
    },
  },
};
