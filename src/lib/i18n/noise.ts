/** Words of the page on wrong labels. */
import type { Language } from './languages';

interface NoiseWords {
  readonly title: string;
  readonly subtitle: string;
  readonly lede: string;
  readonly gesture: string;
  readonly caption: string;
}

export const noiseWords: Readonly<Record<Language, NoiseWords>> = {
  en: {
    title: 'Wrong labels',
    subtitle: 'and rare classes',
    lede: 'Sets of faces are gathered by machines, and part of their labels is wrong. A margin takes every label at its word: it pulls a mislabelled picture to the wrong person with all its strength. Here a part of the training digits is mislabelled on purpose, the same for all three losses. Sub-centers, three weights a class, were made against this: a wrong picture may go to a weight of its own and leave the dominant one in peace.',
    gesture: 'Press Train, look for wrong labels after some hundred steps, and pull η.',
    caption:
      'η is the share of training labels that are wrong, each some other digit with equal chance; r says how many times rarer the 9 is in training than the 0, the digits between along a curve. The held-out digits that you see, and the accuracy, are always right and all alike in number. The seed decides which labels are wrong; with a larger η those stay wrong, and others join them.',
  },
  zh: {
    title: '错误标签',
    subtitle: '与稀少的类',
    lede: '人脸数据由机器收集，总有一部分标签是错的。间隔对每个标签都信以为真：它用全力把标错的图拉向错误的人。这里故意标错一部分训练数字，三种损失面对的错误完全相同。子中心，即每类三个权重，正是为此而设：标错的图可以归到自己的权重，不去打扰主导的那个。',
    gesture: '按“训练”，几百步后寻找错误标签，再拖动 η。',
    caption:
      'η 是训练标签中错误的比例，错成其余数字的机会均等；r 表示训练中 9 比 0 少多少倍，其间的数字沿曲线递减。你看到的留出数字和准确率始终用正确标签，各类数目也相当。哪些标签错由随机种子决定；η 变大时，原来错的仍然错，再添新的。',
  },
};
