/** Words of the live formula and of the numbers in the text that pull it. */
import type { Language } from '../languages';
import { degreesOf, fixed, percentOf } from './numbers';

type Term = 's' | 'm' | 'theta';

export interface FormulaWords {
  readonly title: string;
  readonly gesture: string;
  readonly terms: Readonly<Record<Term, string>>;
  /** A term's value with its unit. θ comes in degrees. */
  readonly value: (term: Term, value: number) => string;
  readonly ownLogit: string;
  readonly otherLogit: string;
  readonly probability: string;
  readonly loss: string;
  readonly showNumbers: string;
  readonly reset: string;
  readonly number: (value: number) => string;
  readonly share: (value: number) => string;
  /** The sentence around the three numbers: before s, m and θ, and what follows. */
  readonly lead: readonly [s: string, m: string, theta: string];
  readonly verdict: (facts: {
    verdict: 'accepted' | 'refused' | 'wrong';
    seenRad: number;
    otherRad: number;
  }) => string;
}

export const formulaWords: Readonly<Record<Language, FormulaWords>> = {
  en: {
    title: 'ArcFace for one feature among ten classes, evenly round the circle',
    gesture: 'Pull a coloured term sideways.',
    terms: { s: 'scale s', m: 'margin m', theta: 'angle θ to the own class' },
    value: (term, value) =>
      term === 's'
        ? fixed(value, 0)
        : term === 'm'
          ? `${fixed(value, 2)} rad = ${degreesOf(value)}`
          : `${fixed(value, 0)}°`,
    ownLogit: 'own logit',
    otherLogit: 'best other logit',
    probability: 'probability',
    loss: 'loss L',
    showNumbers: 'Numbers in the formula',
    reset: 'Reset',
    number: (value) => fixed(value, 2),
    share: percentOf,
    lead: ['With s = ', ' and m = ', ', a feature '],
    verdict: ({ verdict, seenRad, otherRad }) => {
      const seen = `with m it counts as ${degreesOf(seenRad)} away`;
      const other = `the neighbour is ${degreesOf(otherRad)} away`;
      switch (verdict) {
        case 'wrong':
          return ` from its class is nearer to another one: ${other}.`;
        case 'refused':
          return ` from its class is nearest to it, and is refused all the same: ${seen}, and ${other}.`;
        default:
          return ` from its class is accepted: ${seen}, and ${other}.`;
      }
    },
  },
  zh: {
    title: '十个类均匀分布在圆上，其中一个特征的 ArcFace 损失',
    gesture: '左右拖动有颜色的项。',
    terms: { s: '缩放系数 s', m: '间隔 m', theta: '与自身类的夹角 θ' },
    value: (term, value) =>
      term === 's'
        ? fixed(value, 0)
        : term === 'm'
          ? `${fixed(value, 2)} rad = ${degreesOf(value)}`
          : `${fixed(value, 0)}°`,
    ownLogit: '自身 logit',
    otherLogit: '最大的其他 logit',
    probability: '概率',
    loss: '损失 L',
    showNumbers: '在公式里显示数值',
    reset: '重置',
    number: (value) => fixed(value, 2),
    share: percentOf,
    lead: ['取 s = ', '、m = ', '，一个特征离自己的类 '],
    verdict: ({ verdict, seenRad, otherRad }) => {
      const seen = `加上 m 按 ${degreesOf(seenRad)} 计`;
      const other = `相邻的类只隔 ${degreesOf(otherRad)}`;
      switch (verdict) {
        case 'wrong':
          return `，反而离另一类更近：${other}。`;
        case 'refused':
          return `，是离它最近的类，却仍被拒绝：${seen}，而${other}。`;
        default:
          return `，被接受：${seen}，相邻的类隔 ${degreesOf(otherRad)}。`;
      }
    },
  },
};
