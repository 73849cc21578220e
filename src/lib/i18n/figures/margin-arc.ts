/** Words of the figure that shows the margin as an arc of the circle. */
import type { Language } from '../languages';
import { degreesOf, fixed } from './numbers';

export interface MarginArcWords {
  readonly title: string;
  readonly gesture: string;
  readonly feature: string;
  readonly featureAt: (thetaRad: number) => string;
  readonly margin: string;
  readonly marginAt: (marginRad: number) => string;
  readonly arc: string;
  readonly chord: string;
  readonly cos: string;
  readonly target: string;
  readonly seen: (thetaRad: number, marginRad: number) => string;
  readonly pastSwitch: string;
  readonly reset: string;
  readonly number: (value: number) => string;
}

export const marginArcWords: Readonly<Record<Language, MarginArcWords>> = {
  en: {
    title: 'The angle between a feature and its class weight as an arc, and the margin added to it',
    gesture: 'Drag x along the circle, then the end of m.',
    feature: 'angle θ of the feature x to its class weight W',
    featureAt: (rad) => `${degreesOf(rad, 0)}, arc ${fixed(rad, 2)}`,
    margin: 'margin m',
    marginAt: (rad) => `${fixed(rad, 2)} rad, ${degreesOf(rad)}`,
    arc: 'along the arc, θ',
    chord: 'straight, 2 sin(θ/2)',
    cos: 'cos θ',
    target: 'what the loss sees',
    seen: (thetaRad, marginRad) =>
      `x lies ${degreesOf(thetaRad)} from W; with m it counts as ${degreesOf(thetaRad + marginRad)} away.`,
    pastSwitch: 'Past 180° another formula stands in for cos(θ + m).',
    reset: 'Reset',
    number: (value) => fixed(value, 3),
  },
  zh: {
    title: '特征与类权重的夹角是一段弧，间隔再接上一段',
    gesture: '沿圆拖动 x，再拖动 m 的末端。',
    feature: '特征 x 与类权重 W 的夹角 θ',
    featureAt: (rad) => `${degreesOf(rad, 0)}，弧长 ${fixed(rad, 2)}`,
    margin: '间隔 m',
    marginAt: (rad) => `${fixed(rad, 2)} 弧度，${degreesOf(rad)}`,
    arc: '沿弧，θ',
    chord: '直线，2 sin(θ/2)',
    cos: 'cos θ',
    target: '损失看到的值',
    seen: (thetaRad, marginRad) =>
      `x 离 W ${degreesOf(thetaRad)}；加上 m，按 ${degreesOf(thetaRad + marginRad)} 计。`,
    pastSwitch: '超过 180° 之后，另一个式子代替 cos(θ + m)。',
    reset: '重置',
    number: (value) => fixed(value, 3),
  },
};
