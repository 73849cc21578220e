/** Words of the boundary between two classes in the plane. */
import type { Language } from '../languages';
import { degreesOf, fixed, percentOf } from './numbers';

interface Facts {
  readonly logits: readonly [number, number];
  readonly thetaRad: readonly [number, number];
  readonly probability: number;
  readonly loss: number;
  readonly byLogits: 1 | 2;
  readonly byAngle: 1 | 2;
}

export interface PlaneBoundaryWords {
  readonly title: string;
  readonly gesture: string;
  readonly norm: string;
  readonly bias: string;
  readonly handle: string;
  readonly handleAt: (rad: number, norm: number) => string;
  readonly boundary: string;
  readonly equalAngles: string;
  readonly region: (name: 1 | 2) => string;
  readonly key: string;
  readonly reset: string;
  readonly now: (facts: Facts) => string;
}

export const planeBoundaryWords: Readonly<Record<Language, PlaneBoundaryWords>> = {
  en: {
    title: 'Two class weights in the plane, the boundary of their logits, and a feature of class 1',
    gesture: 'Make W₁ as long as W₂, then move x.',
    norm: 'length',
    bias: 'bias, b₁ − b₂',
    handle: 'feature x, its direction',
    handleAt: (rad, norm) => `at ${degreesOf(rad, 0)}, length ${fixed(norm, 1)}`,
    boundary: 'equal logits',
    equalAngles: 'equal angles',
    region: (name) => `class ${name}`,
    key: 'Arrow: −∂L/∂x. Grey: here logits and angles choose different classes.',
    reset: 'Reset',
    now: ({ logits, thetaRad, probability, loss, byLogits, byAngle }) => {
      const where = `x is ${degreesOf(thetaRad[0])} from W₁ and ${degreesOf(thetaRad[1])} from W₂; its logits are ${fixed(logits[0], 2)} and ${fixed(logits[1], 2)}.`;
      const pull = `p₁\u00a0=\u00a0${percentOf(probability)}, L\u00a0=\u00a0${fixed(loss, 2)}.`;
      return byLogits === byAngle
        ? `${where} Both rules choose class ${byLogits}. ${pull}`
        : `${where} The angles choose class ${byAngle}, the logits class ${byLogits}. ${pull}`;
    },
  },
  zh: {
    title: '平面上的两个类权重、logit 相等的边界和一个属于第 1 类的特征',
    gesture: '把 W₁ 拉到与 W₂ 一样长，再移动 x。',
    norm: '模长',
    bias: '偏置差 b₁ − b₂',
    handle: '特征 x 的方向',
    handleAt: (rad, norm) => `方向 ${degreesOf(rad, 0)}，模长 ${fixed(norm, 1)}`,
    boundary: 'logit 相等',
    equalAngles: '夹角相等',
    region: (name) => `第 ${name} 类`,
    key: '箭头：−∂L/∂x。灰色：logit 与夹角在这里各选一类。',
    reset: '重置',
    now: ({ logits, thetaRad, probability, loss, byLogits, byAngle }) => {
      const where = `x 离 W₁ ${degreesOf(thetaRad[0])}，离 W₂ ${degreesOf(thetaRad[1])}；两个 logit 是 ${fixed(logits[0], 2)} 与 ${fixed(logits[1], 2)}。`;
      const pull = `p₁ = ${percentOf(probability)}，L = ${fixed(loss, 2)}。`;
      return byLogits === byAngle
        ? `${where}两种规则都选第 ${byLogits} 类。${pull}`
        : `${where}夹角选第 ${byAngle} 类，logit 选第 ${byLogits} 类。${pull}`;
    },
  },
};
