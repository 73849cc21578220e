/** Words of the figure in which the last layer grows with the classes. */
import type { Language } from '../languages';
import { fixed } from './numbers';

interface Facts {
  readonly classes: string;
  readonly dim: number;
  readonly parameters: string;
  readonly bytes: number;
  readonly trainingBytes: number;
  readonly share: number;
}

export interface LastLayerWords {
  readonly title: string;
  readonly gesture: string;
  readonly classes: string;
  readonly dim: string;
  readonly axisClasses: string;
  readonly axisParameters: string;
  readonly body: string;
  readonly handle: string;
  readonly reset: string;
  readonly now: (facts: Facts) => string;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
/** Bytes in three digits. */
function sizeOf(bytes: number): string {
  const rank = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(bytes) / 3)));
  const amount = bytes / 1000 ** rank;
  return `${fixed(amount, amount < 10 ? 2 : amount < 100 ? 1 : 0)}\u00a0${units[rank]}`;
}
const percent = (share: number): string => `${fixed(100 * share, share < 0.1 ? 2 : 1)}\u00a0%`;

export const lastLayerWords: Readonly<Record<Language, LastLayerWords>> = {
  en: {
    title: 'Numbers in the last layer over the number of classes',
    gesture: 'Pull C from ten digits to a city.',
    classes: 'classes',
    dim: 'dimensions',
    axisClasses: 'classes C',
    axisParameters: 'numbers in the layer',
    body: 'all the rest of our network: 104,570',
    handle: 'number of classes C',
    reset: 'Reset',
    now: ({ classes, dim, parameters, bytes, trainingBytes, share }) =>
      `${classes} classes in ${dim} dimensions: ${parameters} numbers, ${sizeOf(bytes)} in 32 bits, ${sizeOf(trainingBytes)} while Adam trains them. On top of our network they would be ${percent(share)} of all its numbers.`,
  },
  zh: {
    title: '最后一层有多少个数，随类别数变化',
    gesture: '拖动 C，从十个数字到一座城市。',
    classes: '类别数',
    dim: '维数',
    axisClasses: '类别数 C',
    axisParameters: '这一层的参数',
    body: '我们网络的其余部分：104 570',
    handle: '类别数 C',
    reset: '重置',
    now: ({ classes, dim, parameters, bytes, trainingBytes, share }) =>
      `${dim} 维、${classes} 个类：${parameters} 个参数，32 位浮点数占 ${sizeOf(bytes)}，用 Adam 训练时占 ${sizeOf(trainingBytes)}。放在我们的网络上，占全部参数的 ${percent(share)}。`,
  },
};
