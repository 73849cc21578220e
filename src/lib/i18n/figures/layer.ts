/** Words of the last layer of five numbers and three templates. */
import type { Language } from '../languages';
import { fixed, percentOf } from './numbers';

/** As `strokes` of `viz/explain/layer.ts`. */
type Stroke = 'bar' | 'stem' | 'leftBow' | 'rightBow' | 'hole';

interface Facts {
  readonly digits: readonly number[];
  readonly logits: readonly number[];
  readonly probabilities: readonly number[];
  readonly gradients: readonly number[];
  readonly winner: number;
  readonly label: number;
  readonly loss: number;
}

export interface LayerWords {
  readonly title: string;
  readonly gesture: string;
  readonly feature: string;
  readonly strokes: Readonly<Record<Stroke, string>>;
  readonly stretch: string;
  readonly stretchAt: (stretch: number) => string;
  readonly label: string;
  readonly sum: string;
  readonly share: string;
  readonly gradient: string;
  readonly reset: string;
  readonly now: (facts: Facts) => string;
}

const signed = (value: number): string => `${value < 0 ? '' : '+'}${fixed(value, 2)}`;

export const layerWords: Readonly<Record<Language, LayerWords>> = {
  en: {
    title: 'A feature of five numbers, laid on the templates of three classes',
    gesture: 'Pull the five numbers: make a 7 of this 1.',
    feature: 'feature x',
    strokes: { bar: 'bar on top', stem: 'stem', leftBow: 'left bow', rightBow: 'right bow', hole: 'hole' },
    stretch: 'all five times',
    stretchAt: (stretch) => `× ${stretch}`,
    label: 'true class y',
    sum: 'logit z',
    share: 'probability p',
    gradient: 'p − y',
    reset: 'Reset',
    now: ({ digits, logits, probabilities, gradients, winner, label, loss }) => {
      const scores = digits.map((digit, j) => `${digit} scores ${fixed(logits[j], 2)}`).join(', ');
      const pulls = digits.map((digit, j) => `${digit}: ${signed(gradients[j])}`).join(', ');
      return `${scores}. The layer says ${digits[winner]}, with ${percentOf(probabilities[winner])}. The true class is ${digits[label]}: L\u00a0=\u00a0${fixed(loss, 2)}, and p − y is ${pulls}.`;
    },
  },
  zh: {
    title: '一个由五个数组成的特征，叠在三个类的模板上',
    gesture: '拖动五个数：把这个 1 变成 7。',
    feature: '特征 x',
    strokes: { bar: '顶横', stem: '竖', leftBow: '左弧', rightBow: '右弧', hole: '圈' },
    stretch: '五个数同乘',
    stretchAt: (stretch) => `× ${stretch}`,
    label: '真实类别 y',
    sum: 'logit z',
    share: '概率 p',
    gradient: 'p − y',
    reset: '重置',
    now: ({ digits, logits, probabilities, gradients, winner, label, loss }) => {
      const scores = digits.map((digit, j) => `${digit} 得 ${fixed(logits[j], 2)}`).join('，');
      const pulls = digits.map((digit, j) => `${digit}：${signed(gradients[j])}`).join('，');
      return `${scores}。这一层判为 ${digits[winner]}，概率 ${percentOf(probabilities[winner])}。真实类别是 ${digits[label]}：L = ${fixed(loss, 2)}，p − y 为 ${pulls}。`;
    },
  },
};
