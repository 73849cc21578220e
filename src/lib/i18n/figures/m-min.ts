/** Words of the figure that says how large A-Softmax's m must be. */
import type { Language } from '../languages';
import { degreesOf, fixed } from './numbers';

interface Facts {
  readonly m: number;
  readonly classes: number;
  readonly apartRad: number;
  readonly maxIntraRad: number;
  readonly minInterRad: number;
  readonly isOpenSet: boolean;
  readonly leastMargin: number;
  readonly holdsBeyondRad: number | null;
}

export interface MMinWords {
  readonly title: string;
  readonly gesture: string;
  readonly choice: string;
  readonly two: string;
  readonly many: string;
  readonly handle: string;
  readonly handleAt: (facts: Pick<Facts, 'classes' | 'apartRad'>) => string;
  readonly inside: string;
  readonly between: string;
  readonly reset: string;
  readonly now: (facts: Facts) => string;
}

export const mMinWords: Readonly<Record<Language, MMinWords>> = {
  en: {
    title: 'Classes on a circle, the arcs that A-Softmax leaves them, and the arc that is left between two',
    gesture: 'Drag the second weight round the circle; then pull m.',
    choice: 'classes',
    two: 'two',
    many: 'all round',
    handle: 'weight of the second class',
    handleAt: ({ classes, apartRad }) =>
      classes > 2
        ? `${classes} classes, ${degreesOf(apartRad)} apart`
        : `${degreesOf(apartRad, 0)} from the first`,
    inside: 'largest inside a class',
    between: 'smallest between two',
    reset: 'Reset',
    now: ({ m, classes, apartRad, maxIntraRad, minInterRad, isOpenSet, leastMargin, holdsBeyondRad }) => {
      const who = classes > 2 ? `${classes} classes, neighbours` : 'Two classes,';
      const angles = `${who} ${degreesOf(apartRad, 0)} apart, m\u00a0=\u00a0${fixed(m, 1)}: two samples of one class may be ${degreesOf(maxIntraRad)} apart, two of different classes are ${degreesOf(minInterRad)} apart or more.`;
      if (holdsBeyondRad === null) {
        const least = `m\u00a0>\u00a0${fixed(leastMargin, classes > 2 ? 0 : 2)}`;
        return `${angles} The criterion holds at no angle. ${classes > 2 ? 'All round it takes' : 'To hold at every angle it takes'} ${least}.`;
      }
      if (holdsBeyondRad === 0) return `${angles} The criterion holds, as it does at every angle.`;
      return `${angles} The criterion ${isOpenSet ? 'holds' : 'does not hold'}: with this m the weights must be more than ${degreesOf(holdsBeyondRad)} apart.`;
    },
  },
  zh: {
    title: '圆上的类、A-Softmax 留给每类的弧，以及两类之间空出的弧',
    gesture: '绕圆拖动第二个类权重，再拖 m。',
    choice: '类别',
    two: '两类',
    many: '排满一圈',
    handle: '第二类的权重',
    handleAt: ({ classes, apartRad }) =>
      classes > 2 ? `${classes} 类，相隔 ${degreesOf(apartRad)}` : `离第一类 ${degreesOf(apartRad, 0)}`,
    inside: '类内最大夹角',
    between: '类间最小夹角',
    reset: '重置',
    now: ({ m, classes, apartRad, maxIntraRad, minInterRad, isOpenSet, leastMargin, holdsBeyondRad }) => {
      const who = classes > 2 ? `${classes} 类，相邻` : '两类相隔';
      const angles = `${who} ${degreesOf(apartRad, 0)}，m\u00a0=\u00a0${fixed(m, 1)}：同类的两个样本最多隔 ${degreesOf(maxIntraRad)}，异类的至少隔 ${degreesOf(minInterRad)}。`;
      if (holdsBeyondRad === null) {
        const least = `m\u00a0>\u00a0${fixed(leastMargin, classes > 2 ? 0 : 2)}`;
        return `${angles}多大的夹角，准则都不成立。${classes > 2 ? '排满一圈，要' : '要处处成立，得'} ${least}。`;
      }
      if (holdsBeyondRad === 0) return `${angles}准则成立，换成别的夹角也成立。`;
      return `${angles}准则${isOpenSet ? '成立' : '不成立'}：m 取这个值，类权重要相隔 ${degreesOf(holdsBeyondRad)} 以上。`;
    },
  },
};
