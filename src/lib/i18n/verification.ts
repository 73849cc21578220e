/** Words of the verification lab. */
import type { Language } from './languages';

type FigureId = 'closed' | 'auc' | 'eer' | 'tar' | 'tenFold' | 'rank1';

export interface VerificationWords {
  readonly data: string;
  readonly dataNames: Readonly<Record<string, string>>;
  readonly own: (name: string) => string;
  readonly losses: string;
  readonly dim: string;
  readonly net: string;
  readonly seeds: string;
  readonly seedCount: (count: number) => string;
  readonly steps: string;
  readonly train: string;
  readonly stop: string;
  readonly none: string;
  /** Of which networks the figures tell before any is trained here. */
  readonly kept: string;
  readonly unknown: (pairs: string) => string;
  readonly starting: (loss: string, seed: number, at: number, of: number) => string;
  readonly training: (
    loss: string,
    seed: number,
    at: number,
    of: number,
    step: number,
    steps: number,
  ) => string;
  readonly judging: string;
  readonly done: (count: number) => string;
  readonly failed: (reason: string) => string;
  readonly problems: Readonly<Record<'no-strangers' | 'no-data', string>>;
  readonly flip: string;
  readonly flipNames: Readonly<Record<'single' | 'sum', string>>;
  readonly shown: string;
  readonly anglesTitle: string;
  readonly anglesLabel: (genuine: string, impostors: string) => string;
  readonly genuine: string;
  readonly impostors: string;
  readonly angleAxis: string;
  readonly threshold: string;
  readonly accepted: string;
  readonly refused: string;
  readonly atThreshold: (tar: string, far: string, missed: number, fooled: number) => string;
  readonly toEer: string;
  readonly rocTitle: string;
  readonly rocLabel: (loss: string, auc: string, tar: string) => string;
  readonly farAxis: string;
  readonly tarAxis: string;
  readonly cmcTitle: string;
  readonly cmcLabel: (loss: string, rank1: string) => string;
  readonly rankAxis: string;
  readonly missedTitle: string;
  readonly fooledTitle: string;
  readonly noneWrong: string;
  readonly pair: (a: string, b: string, angle: string) => string;
  readonly tableTitle: string;
  readonly loss: string;
  readonly figures: Readonly<Record<FigureId, { readonly name: string; readonly meaning: string }>>;
  readonly spread: string;
}

export const verificationWords: Readonly<Record<Language, VerificationWords>> = {
  en: {
    data: 'Faces',
    dataNames: { 'faces-easy': 'made, easy', faces: 'made', 'faces-hard': 'made, hard' },
    own: (name) => `yours: ${name}`,
    losses: 'Losses',
    dim: 'Dimensions of the embedding',
    net: 'Network',
    seeds: 'Seeds',
    seedCount: (count) => (count === 1 ? 'one' : 'three'),
    steps: 'Steps',
    train: 'Train',
    stop: 'Stop',
    none: 'Choose at least one loss.',
    kept: 'Below: three networks that were trained ahead on the made faces (cnn-4, 64 dimensions, 400 steps, seed 1).',
    unknown: (pairs) => `The address asks for what there is not: ${pairs}. The rest of it holds.`,
    starting: (loss, seed, at, of) => `${at} of ${of}: ${loss}, seed ${seed}, is starting.`,
    training: (loss, seed, at, of, step, steps) =>
      `${at} of ${of}: ${loss}, seed ${seed}, step ${step} of ${steps}.`,
    judging: 'Strangers are being embedded.',
    done: (count) => (count === 1 ? 'One network was judged.' : `${count} networks were judged.`),
    failed: (reason) => `This ended early: ${reason} What was judged before stays.`,
    problems: {
      'no-strangers': 'the set has no people apart from those it trains on; choose another.',
      'no-data': 'the images could not be read; try again, or choose another set.',
    },
    flip: 'Template',
    flipNames: { single: 'the image', sum: 'image and mirror image' },
    shown: 'Shown',
    anglesTitle: 'Angles of pairs',
    anglesLabel: (genuine, impostors) =>
      `Shares of pairs by their angle: pairs of one person are ${genuine} apart in the middle, pairs of two ${impostors}.`,
    genuine: 'one person',
    impostors: 'two people',
    angleAxis: 'angle between two embeddings',
    threshold: 'Threshold',
    accepted: 'called one person',
    refused: 'called two',
    atThreshold: (tar, far, missed, fooled) =>
      `Of the pairs of one person ${tar} are accepted (${missed} are missed); of the pairs of two people ${far} are accepted as well (${fooled} mistakes).`,
    toEer: 'To the equal error rate',
    rocTitle: 'ROC',
    rocLabel: (loss, auc, tar) => `${loss}: area ${auc}, ${tar} accepted at a false accept rate of 1 %.`,
    farAxis: 'false accept rate',
    tarAxis: 'true accept rate',
    cmcTitle: 'Identification',
    cmcLabel: (loss, rank1) => `${loss}: ${rank1} found at rank 1 in a gallery of one image a person.`,
    rankAxis: 'among the nearest',
    missedTitle: 'One person, called two',
    fooledTitle: 'Two people, called one',
    noneWrong: 'none at this threshold',
    pair: (a, b, angle) => `${a} and ${b}, ${angle} apart`,
    tableTitle: 'In figures',
    loss: 'Loss',
    figures: {
      closed: { name: 'closed set', meaning: 'accuracy on new images of people it was trained on' },
      auc: { name: 'AUC', meaning: 'area under the ROC curve, of strangers like all that follow' },
      eer: { name: 'EER', meaning: 'equal error rate' },
      tar: { name: 'TAR', meaning: 'true accept rate at a false accept rate of 1 %' },
      tenFold: { name: '10-fold', meaning: 'accuracy with the threshold of nine folds on the tenth' },
      rank1: { name: 'rank 1', meaning: 'found first in a gallery of one image a person' },
    },
    spread: 'Mean and standard deviation over seeds.',
  },
  zh: {
    data: '人脸',
    dataNames: { 'faces-easy': '合成，容易', faces: '合成', 'faces-hard': '合成，困难' },
    own: (name) => `你的：${name}`,
    losses: '损失',
    dim: '嵌入维数',
    net: '网络',
    seeds: '随机种子',
    seedCount: (count) => (count === 1 ? '一个' : '三个'),
    steps: '步数',
    train: '训练',
    stop: '停止',
    none: '至少选一种损失。',
    kept: '下面是事先在合成人脸上训练好的三个网络（cnn-4，64 维，400 步，种子 1）。',
    unknown: (pairs) => `地址里有这里没有的内容：${pairs}。其余照办。`,
    starting: (loss, seed, at, of) => `第 ${at} 个，共 ${of} 个：${loss}，种子 ${seed}，正在启动。`,
    training: (loss, seed, at, of, step, steps) =>
      `第 ${at} 个，共 ${of} 个：${loss}，种子 ${seed}，第 ${step} 步，共 ${steps} 步。`,
    judging: '正在嵌入陌生人的图。',
    done: (count) => `评判了 ${count} 个网络。`,
    failed: (reason) => `提前结束：${reason}此前评判的结果保留。`,
    problems: {
      'no-strangers': '这个数据集里除了参与训练的人以外没有别人，请换一个。',
      'no-data': '图像读取失败，请重试或换一个数据集。',
    },
    flip: '模板',
    flipNames: { single: '原图', sum: '原图与镜像' },
    shown: '显示',
    anglesTitle: '图像对的夹角',
    anglesLabel: (genuine, impostors) =>
      `按夹角统计的图像对：同一个人的夹角中位数为 ${genuine}，不同人的为 ${impostors}。`,
    genuine: '同一个人',
    impostors: '两个人',
    angleAxis: '两个嵌入之间的夹角',
    threshold: '阈值',
    accepted: '判为同一个人',
    refused: '判为两个人',
    atThreshold: (tar, far, missed, fooled) =>
      `同一个人的图像对有 ${tar} 被接受（漏掉 ${missed} 对）；不同人的图像对也有 ${far} 被接受（误认 ${fooled} 对）。`,
    toEer: '移到等错误率处',
    rocTitle: 'ROC 曲线',
    rocLabel: (loss, auc, tar) => `${loss}：曲线下面积 ${auc}，误识率 1 % 时接受 ${tar}。`,
    farAxis: '误识率',
    tarAxis: '通过率',
    cmcTitle: '人脸辨识',
    cmcLabel: (loss, rank1) => `${loss}：底库每人一张图，首位命中 ${rank1}。`,
    rankAxis: '在最近的几个之内',
    missedTitle: '同一个人，判成了两个',
    fooledTitle: '两个人，判成了一个',
    noneWrong: '这个阈值下没有',
    pair: (a, b, angle) => `${a} 与 ${b}，相距 ${angle}`,
    tableTitle: '数字',
    loss: '损失',
    figures: {
      closed: { name: '闭集', meaning: '在训练过的人的新图上的准确率' },
      auc: { name: 'AUC', meaning: 'ROC 曲线下面积；以下各项同样只看陌生人' },
      eer: { name: 'EER', meaning: '等错误率' },
      tar: { name: 'TAR', meaning: '误识率 1 % 时的通过率' },
      tenFold: { name: '十折', meaning: '用九折选阈值、在第十折上的准确率' },
      rank1: { name: '首位命中', meaning: '底库每人一张图时排在首位' },
    },
    spread: '各种子的均值与标准差。',
  },
};
