/** Words of the figure that counts pairs and triplets. */
import type { Language } from '../languages';

interface CombinationsWords {
  readonly people: string;
  readonly images: string;
  readonly rows: Readonly<Record<'pictures' | 'genuine' | 'impostors' | 'triplets', string>>;
  readonly classes: (people: string) => string;
  readonly margin: string;
  readonly network: string;
  readonly kinds: Readonly<Record<'wrong' | 'within' | 'silent', string>>;
  readonly now: (facts: {
    name: string;
    all: string;
    wrong: string;
    within: string;
    silent: string;
  }) => string;
}

export const combinationsWords: Readonly<Record<Language, CombinationsWords>> = {
  en: {
    people: 'People',
    images: 'Pictures of each',
    rows: {
      pictures: 'pictures',
      genuine: 'pairs of one person',
      impostors: 'pairs of two people',
      triplets: 'triplets',
    },
    classes: (people) => `A classifier asks one question a picture: which of ${people}?`,
    margin: 'Margin of the triplet loss',
    network: 'Network',
    kinds: { wrong: 'wrong', within: 'within the margin', silent: 'silent' },
    now: ({ name, all, wrong, within, silent }) =>
      `${name}, on twenty strangers: of ${all} triplets ${wrong} are wrong, ${within} are right by less than the margin, and ${silent} say nothing.`,
  },
  zh: {
    people: '人数',
    images: '每人图像数',
    rows: { pictures: '图像', genuine: '同一个人的对', impostors: '两个人的对', triplets: '三元组' },
    classes: (people) => `分类器对每张图只问一个问题：是 ${people} 人中的哪一个？`,
    margin: '三元组损失的间隔',
    network: '网络',
    kinds: { wrong: '错的', within: '在间隔之内', silent: '沉默的' },
    now: ({ name, all, wrong, within, silent }) =>
      `${name}，二十个陌生人：${all} 个三元组中，${wrong} 是错的，${within} 虽对但不足间隔，${silent} 什么也不说。`,
  },
};
