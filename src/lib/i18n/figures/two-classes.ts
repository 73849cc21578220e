/** Words of the figure with two class weights and one feature. */
import type { Language } from '../languages';
import { degreesOf, fixed, percentOf } from './numbers';

interface Facts {
  readonly ownRad: number;
  readonly otherRad: number;
  readonly ownLogit: number;
  readonly otherLogit: number;
  readonly probability: number;
  readonly loss: number;
  readonly verdict: 'accepted' | 'refused' | 'wrong';
}

export interface TwoClassesWords {
  readonly title: string;
  readonly gesture: string;
  readonly lossChoice: string;
  readonly norm: string;
  readonly own: string;
  readonly other: string;
  readonly handle: string;
  readonly handleAt: (signedRad: number, norm: number | null) => string;
  readonly boundary: string;
  readonly band: string;
  readonly table: string;
  readonly without: string;
  readonly with: string;
  readonly ownLogit: string;
  readonly otherLogit: string;
  readonly probability: string;
  readonly loss: string;
  readonly arrows: string;
  readonly reset: string;
  readonly now: (facts: Facts) => string;
}

export const twoClassesWords: Readonly<Record<Language, TwoClassesWords>> = {
  en: {
    title: 'Two class weights on a circle and one feature of class y',
    gesture: 'Drag the feature x round the circle.',
    lossChoice: 'loss',
    norm: 'length',
    own: 'y',
    other: 'j',
    handle: 'feature x, angle from its own weight towards the other',
    handleAt: (rad, norm) =>
      `${degreesOf(rad, 0)} from its own weight${norm === null ? '' : `, length ${fixed(norm, 1)}`}`,
    boundary: 'boundary',
    band: 'm',
    table: 'What one training step sees',
    without: 'without m',
    with: 'with m',
    ownLogit: 'own logit z',
    otherLogit: 'other logit z',
    probability: 'probability p',
    loss: 'loss L',
    arrows: 'Arrows: −∂L/∂x and −∂L/∂W, where one step pulls; dashed without m.',
    reset: 'Reset',
    now: ({ ownRad, otherRad, ownLogit, otherLogit, probability, loss, verdict }) => {
      const angles = `The feature is ${degreesOf(ownRad)} from its own weight and ${degreesOf(otherRad)} from the other.`;
      const pull = `p\u00a0=\u00a0${percentOf(probability)}, L\u00a0=\u00a0${fixed(loss, 2)}.`;
      const [own, other] = [fixed(ownLogit, 2), fixed(otherLogit, 2)];
      switch (verdict) {
        case 'wrong':
          return `${angles} The other class wins, margin or not: ${own} against ${other}, ${pull}`;
        case 'refused':
          return `${angles} Its own class wins, and is refused all the same: with the margin its logit is ${own} against ${other}, ${pull}`;
        default:
          return `${angles} It is on the right side, margin included: ${own} against ${other}, ${pull}`;
      }
    },
  },
  zh: {
    title: '圆上的两个类权重与一个属于类 y 的特征',
    gesture: '拖动特征 x，让它绕圆走。',
    lossChoice: '损失',
    norm: '模长',
    own: 'y',
    other: 'j',
    handle: '特征 x：从自身类权重转向另一类的角度',
    handleAt: (rad, norm) =>
      `离自身类权重 ${degreesOf(rad, 0)}${norm === null ? '' : `，模长 ${fixed(norm, 1)}`}`,
    boundary: '边界',
    band: 'm',
    table: '训练一步所见',
    without: '不加 m',
    with: '加 m',
    ownLogit: '自身 logit z',
    otherLogit: '另一类 logit z',
    probability: '概率 p',
    loss: '损失 L',
    arrows: '箭头：−∂L/∂x 与 −∂L/∂W，即一步往哪里拉；虚线不加 m。',
    reset: '重置',
    now: ({ ownRad, otherRad, ownLogit, otherLogit, probability, loss, verdict }) => {
      const angles = `特征离自身类权重 ${degreesOf(ownRad)}，离另一类 ${degreesOf(otherRad)}。`;
      const pull = `p = ${percentOf(probability)}，L = ${fixed(loss, 2)}。`;
      const [own, other] = [fixed(ownLogit, 2), fixed(otherLogit, 2)];
      switch (verdict) {
        case 'wrong':
          return `${angles}加不加间隔，都是另一类胜出：${own} 对 ${other}，${pull}`;
        case 'refused':
          return `${angles}自身类胜出，却仍被拒绝：加了间隔，它的 logit 是 ${own}，对方是 ${other}，${pull}`;
        default:
          return `${angles}算上间隔也在正确的一侧：${own} 对 ${other}，${pull}`;
      }
    },
  },
};
