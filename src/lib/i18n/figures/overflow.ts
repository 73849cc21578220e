/** Words of the figure in which a softmax overflows. */
import type { Language } from '../languages';
import { fixed, percentOf } from './numbers';

interface Facts {
  readonly bits: number;
  readonly shift: number;
  readonly least: number;
  readonly most: number;
  readonly verdict: 'sound' | 'off' | 'broken';
  readonly asWritten: readonly number[];
  readonly subtracted: readonly number[];
}

export interface OverflowWords {
  readonly title: string;
  readonly gesture: string;
  readonly shift: string;
  readonly bits: string;
  readonly bitsOf: (bits: number) => string;
  readonly table: string;
  readonly logit: string;
  readonly asWritten: string;
  readonly subtracted: string;
  readonly sum: string;
  readonly toZero: string;
  readonly toInfinity: string;
  readonly reset: string;
  readonly now: (facts: Facts) => string;
}

const shareOf = (share: number): string => (Number.isNaN(share) ? 'NaN' : percentOf(share));

export const overflowWords: Readonly<Record<Language, OverflowWords>> = {
  en: {
    title: 'Three logits, and the range in which their exponentials can be written down',
    gesture: 'Pull c down until the numbers come back.',
    shift: 'added to every logit,',
    bits: 'Numbers of',
    bitsOf: (bits) => `${bits} bits`,
    table: 'The softmax of three logits, as written and with the largest subtracted',
    logit: 'z',
    asWritten: 'as written',
    subtracted: 'largest subtracted',
    sum: 'sum',
    toZero: 'becomes 0',
    toInfinity: 'becomes ∞',
    reset: 'Reset',
    now: ({ bits, shift, least, most, verdict, asWritten, subtracted }) => {
      const right = subtracted.map(shareOf).join(', ');
      const range = `In ${bits} bits the exponential of z lives between z\u00a0=\u00a0${fixed(least, 1)} and ${fixed(most, 1)}.`;
      const c = `c\u00a0=\u00a0${fixed(shift, 0)}`;
      switch (verdict) {
        case 'broken':
          return `${range} With ${c} the formula as written gives ${asWritten.map(shareOf).join(', ')}; with the largest logit subtracted, ${right}.`;
        case 'off':
          return `${range} With ${c} nothing complains, and the formula as written is wrong: ${asWritten.map(shareOf).join(', ')} in place of ${right}.`;
        default:
          return `${range} With ${c} both ways agree: ${right}.`;
      }
    },
  },
  zh: {
    title: '三个 logit，以及它们的指数还写得下的范围',
    gesture: '把 c 往下拖，直到数字回来。',
    shift: '每个 logit 都加上',
    bits: '浮点数',
    bitsOf: (bits) => `${bits} 位`,
    table: '三个 logit 的 softmax：照式直算与先减最大值',
    logit: 'z',
    asWritten: '照式直算',
    subtracted: '先减最大值',
    sum: '和',
    toZero: '变成 0',
    toInfinity: '变成 ∞',
    reset: '重置',
    now: ({ bits, shift, least, most, verdict, asWritten, subtracted }) => {
      const right = subtracted.map(shareOf).join('、');
      const range = `${bits} 位浮点数里，z 的指数只在 z = ${fixed(least, 1)} 到 ${fixed(most, 1)} 之间写得下。`;
      const c = `c = ${fixed(shift, 0)}`;
      switch (verdict) {
        case 'broken':
          return `${range}${c} 时，照式直算得 ${asWritten.map(shareOf).join('、')}；先减最大值得 ${right}。`;
        case 'off':
          return `${range}${c} 时没有任何报错，照式直算却错了：得 ${asWritten.map(shareOf).join('、')}，应为 ${right}。`;
        default:
          return `${range}${c} 时两种算法一致：${right}。`;
      }
    },
  },
};
