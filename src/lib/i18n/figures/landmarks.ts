/** Words of the figure of works over the years, and what each of them changed. */
import type { Language } from '../languages';

/** What is told of a work, and what its loss looks at. */
interface ToldWork {
  readonly name: string;
  readonly year: number;
  readonly lfwPercent: number;
}
type LossFamily = 'classes' | 'pairs' | 'margin';

interface LandmarkWords {
  readonly choose: string;
  readonly xAxis: string;
  readonly yAxis: string;
  readonly millions: (value: number) => string;
  readonly families: Readonly<Record<LossFamily, string>>;
  /** By the id of the work. */
  readonly changes: Readonly<Record<string, string>>;
  readonly now: (work: ToldWork, images: string, people: string, wrong: number, change: string) => string;
  readonly drawing: string;
}

export const landmarkWords: Readonly<Record<Language, LandmarkWords>> = {
  en: {
    choose: 'Work',
    xAxis: 'training images',
    yAxis: 'wrong on LFW',
    millions: (value) => `${value} million`,
    families: { classes: 'classes', pairs: 'pairs, triplets, centers', margin: 'classes with a margin' },
    changes: {
      taigman2014:
        'One class a person, a softmax over all of them, and faces turned to the front in 3-D before.',
      sun2014:
        'The last hidden layer of a classifier of ten thousand people serves for people who are not among them.',
      sun2014b: 'Beside the classes a loss on pairs: one person together, two apart.',
      schroff2015: 'No classes any more: triplets alone, and the embedding is what is trained.',
      parkhi2015: 'Classes first, then triplets on top, on data that others could have.',
      wen2016: 'Classes, and each picture drawn to the running mean of its class.',
      liu2016: 'The angle to the own class multiplied: the first margin inside the softmax.',
      liu2017: 'Class weights of one length, so that only angles decide, and the multiplied angle on them.',
      wang2018: 'Features of one length too, and the margin taken off the cosine: no annealing.',
      deng2019: 'The margin added to the angle itself.',
    },
    now: ({ name, year, lfwPercent }, images, people, wrong, change) =>
      `${name}, ${year}: ${change} ${images} images of ${people} people; ${lfwPercent} % on LFW, which is ${wrong} pairs in 6,000 wrong.`,
    drawing: 'Works by their number of training images and the share of LFW pairs that they get wrong',
  },
  zh: {
    choose: '工作',
    xAxis: '训练图像数',
    yAxis: 'LFW 上的错误',
    millions: (value) => `${value} 百万`,
    families: { classes: '分类', pairs: '图像对、三元组、中心', margin: '带间隔的分类' },
    changes: {
      taigman2014: '一人一类，对所有人做 softmax；之前先把脸在三维里转正。',
      sun2014: '一万人分类器的最后一个隐藏层，也能用于不在其中的人。',
      sun2014b: '在分类之外加一个图像对上的损失：同一个人拉近，两个人推开。',
      schroff2015: '不再有类：只用三元组，训练的就是嵌入本身。',
      parkhi2015: '先分类，再在上面用三元组；数据别人也拿得到。',
      wen2016: '分类，同时把每张图拉向本类的滑动均值。',
      liu2016: '把与自身类的夹角乘上一个数：softmax 里的第一个间隔。',
      liu2017: '类权重统一长度，只由角度决定，再在上面乘角度。',
      wang2018: '特征也统一长度，间隔从余弦里减去：不再需要退火。',
      deng2019: '间隔直接加在角度上。',
    },
    now: ({ name, year, lfwPercent }, images, people, wrong, change) =>
      `${name}，${year} 年：${change}${people} 人的 ${images} 张图像；LFW 上 ${lfwPercent}%，即 6000 对里错 ${wrong} 对。`,
    drawing: '各项工作，按训练图像数和在 LFW 上判错的比例排列',
  },
};
