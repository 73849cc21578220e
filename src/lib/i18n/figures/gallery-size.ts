/** Words of the figure that lets a gallery grow. */
import type { Language } from '../languages';

interface GallerySizeWords {
  readonly title: string;
  readonly axis: string;
  readonly people: string;
  readonly line: (name: string, few: string, all: string, most: number) => string;
  readonly now: (size: number, each: readonly string[]) => string;
}

export const gallerySizeWords: Readonly<Record<Language, GallerySizeWords>> = {
  en: {
    title: 'The right person comes first',
    axis: 'people in the gallery',
    people: 'People in the gallery',
    line: (name, few, all, most) => `${name}: ${few} among two people, ${all} among ${most}.`,
    now: (size, each) =>
      `With ${size} people in the gallery, one picture each, the right one comes first: ${each.join(', ')}.`,
  },
  zh: {
    title: '排在首位的就是本人',
    axis: '底库中的人数',
    people: '底库中的人数',
    line: (name, few, all, most) => `${name}：两人中 ${few}，${most} 人中 ${all}。`,
    now: (size, each) => `底库有 ${size} 人、每人一张图时，本人排在首位的比例：${each.join('，')}。`,
  },
};
