/** Words of the figure of ten folds. */
import type { Language } from '../languages';

interface FoldsWords {
  readonly network: string;
  readonly axis: string;
  readonly now: (facts: {
    name: string;
    mean: string;
    deviation: string;
    least: string;
    most: string;
  }) => string;
}

export const foldsWords: Readonly<Record<Language, FoldsWords>> = {
  en: {
    network: 'Network',
    axis: 'ten folds, each with the threshold that the nine others chose',
    now: ({ name, mean, deviation, least, most }) =>
      `${name}: ${mean} on average over ten folds, ± ${deviation} points; the worst fold has ${least}, the best ${most}.`,
  },
  zh: {
    network: '网络',
    axis: '十折，每折用其余九折选出的阈值',
    now: ({ name, mean, deviation, least, most }) =>
      `${name}：十折平均 ${mean}，标准差 ${deviation} 个百分点；最差的一折 ${least}，最好的一折 ${most}。`,
  },
};
