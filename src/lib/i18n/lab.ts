/** Words of the lab: a name for every key that can be set, and what each preset is about. */
import type { Language } from './languages';

export const labPresetIds = [
  'five',
  'too-wide',
  'long-tail',
  'center',
  'triplet',
  'combined',
  'sub-centers',
  'binary',
] as const;
export type LabPresetId = (typeof labPresetIds)[number];

export interface LabWords {
  readonly title: string;
  readonly subtitle: string;
  readonly lede: string;
  readonly gesture: string;
  readonly caption: string;
  readonly presetsTitle: string;
  readonly presets: Readonly<Record<LabPresetId, { readonly title: string; readonly lede: string }>>;
  readonly pagesTitle: string;
  readonly boardTitle: string;
  /** Headings of the board's parts. */
  readonly groups: Readonly<Record<'losses' | 'options' | 'training' | 'views', string>>;
  /** Names of keys; where there is none, the key names itself. */
  readonly keys: Readonly<Record<string, string>>;
  /** Names of values, by key. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What does not fit, said beside the box. */
  readonly outOfRange: (min: number, max: number) => string;
  /** Where all classes are trained on. */
  readonly allClasses: string;
  readonly classChoice: (fewest: number, most: number, last: string) => string;
  readonly mostLosses: string;
  /** Of the fold with the code of the losses that train. */
  readonly codeTitle: string;
  readonly codeMissing: string;
}

export const labPageWords: Readonly<Record<Language, LabWords>> = {
  en: {
    title: 'The lab',
    subtitle: 'Every knob at once',
    lede: 'One network, and everything that can be set of it: up to five losses side by side, terms beside them, network, data, noise, seed, views. The address follows what you set, so a link shows others the same.',
    gesture: 'Choose a loss below, then press Train.',
    caption:
      'What begins a new run is on the board below; what the running network takes over at once has a slider. Losses side by side start from the same weights and see the same batches.',
    presetsTitle: 'Begin with one of these',
    presets: {
      five: {
        title: 'Five losses, one start',
        lede: 'The five of the articles in lock-step on the sphere.',
      },
      'too-wide': {
        title: 'A margin that cannot hold',
        lede: 'CosFace’s m = 0.35 in the plane, where ten classes leave room for 0.19.',
      },
      'long-tail': {
        title: 'Rare classes',
        lede: 'The last class is twenty times rarer than the first: watch the lengths of Softmax’s weights.',
      },
      center: {
        title: 'Softmax and center loss',
        lede: 'A term that pulls each feature to its class’s center.',
      },
      triplet: { title: 'Triplets', lede: 'No class weights at all: images against images.' },
      combined: { title: 'Three margins at once', lede: 'cos(m₁θ + m₂) − m₃, curve and boundary beside it.' },
      'sub-centers': {
        title: 'Sub-centers against noise',
        lede: 'Of the labels 30 % are wrong. In so few dimensions three weights a class make it worse, not better.',
      },
      binary: {
        title: 'Ten yes-or-no questions',
        lede: 'SphereFace2: one logistic a class instead of a softmax.',
      },
    },
    pagesTitle: 'Rooms of the lab',
    boardTitle: 'The board',
    groups: { losses: 'Losses', options: 'Forms of the loss', training: 'Training', views: 'Views' },
    keys: {
      loss: 'losses, one to five',
      add: 'terms beside them',
      view: 'views',
      gradient: 'gradient of the target',
      safeguard: 'past θ + m = π',
      reading: 'combined margin, read as',
      version: 'SphereFace-R version',
      scale: 'AdaCos scale',
      form: 'form of the pair loss',
      features: 'features',
      mining: 'triplets',
      distance: 'distance',
      penalty: 'penalty',
      mean: 'mean over',
      'center-rule': 'rule of the centers',
      'inter-form': 'inter-loss, read as',
      K: 'sub-centers a class',
      relu: 'ReLU on the feature',
      bias: 'bias a class',
      acos: 'differentiate through arccos',
      norm: 'batch normalisation',
      ramp: 'margin grows in',
      noise: 'share of wrong labels',
      imbalance: 'rarest class, times rarer',
      dim: 'dimensions',
      data: 'images',
      people: 'these classes alone',
      net: 'network',
      seed: 'seed',
      lr: 'learning rate',
      batch: 'batch',
      backend: 'runs on',
    },
    values: {
      data: {
        mnist: 'MNIST digits',
        faces: 'made faces',
        'faces-easy': 'made faces, easy',
        'faces-hard': 'made faces, hard',
      },
    },
    outOfRange: (min, max) => `From ${min} to ${max}.`,
    allClasses: 'all',
    classChoice: (fewest, most, last) =>
      `${fewest} to ${most} different numbers from 0 to ${last}, with commas between them.`,
    mostLosses: 'Five at most: take one away first.',
    codeTitle: 'Code of these losses',
    codeMissing: 'The code could not be fetched. Close this and open it again.',
  },
  zh: {
    title: '实验台',
    subtitle: '所有旋钮都在这里',
    lede: '一个网络，以及它的一切可调之处：至多五种损失并排、附加项、网络、数据、噪声、随机种子、视图。地址栏随设置而变，把链接发给别人，看到的就是同一个实验。',
    gesture: '先在下面选一种损失，再按“训练”。',
    caption:
      '会从头训练的设置在下面的面板里；训练中立即生效的量用滑块。并排的损失从同一组权重出发，看到同样的批次。',
    presetsTitle: '从这些开始',
    presets: {
      five: { title: '五种损失，同一起点', lede: '各篇文章的五种损失在球面上同步训练。' },
      'too-wide': { title: '容不下的间隔', lede: '二维平面上 CosFace 取 m = 0.35，而十个类只容得下 0.19。' },
      'long-tail': { title: '长尾', lede: '最后一类比第一类少二十倍：看 Softmax 权重的长度。' },
      center: { title: 'Softmax 加 center loss', lede: '附加一项，把特征拉向本类的中心。' },
      triplet: { title: '三元组', lede: '完全没有类别权重：图像与图像相比。' },
      combined: { title: '三种间隔并用', lede: 'cos(m₁θ + m₂) − m₃，旁边是曲线与决策边界。' },
      'sub-centers': {
        title: '用子中心对付噪声',
        lede: '三成标签是错的。维数这么少，每类三个权重只会更糟，不会更好。',
      },
      binary: { title: '十个是非题', lede: 'SphereFace2：每类一个 logistic，而不是 softmax。' },
    },
    pagesTitle: '实验台的其他房间',
    boardTitle: '面板',
    groups: { losses: '损失', options: '损失的形式', training: '训练', views: '视图' },
    keys: {
      loss: '损失，一到五种',
      add: '附加项',
      view: '视图',
      gradient: '目标 logit 的梯度',
      safeguard: 'θ + m 超过 π 之后',
      reading: '组合间隔的读法',
      version: 'SphereFace-R 版本',
      scale: 'AdaCos 的 s',
      form: '成对损失的形式',
      features: '特征',
      mining: '三元组的挑选',
      distance: '距离',
      penalty: '惩罚',
      mean: '取平均的范围',
      'center-rule': '中心的更新规则',
      'inter-form': 'inter-loss 的读法',
      K: '每类子中心数',
      relu: '特征上的 ReLU',
      bias: '每类一个偏置',
      acos: '经由 arccos 求导',
      norm: '批归一化',
      ramp: '间隔逐渐增大',
      noise: '错误标签的比例',
      imbalance: '最少的类，少多少倍',
      dim: '维数',
      data: '图像',
      people: '只用这些类',
      net: '网络',
      seed: '随机种子',
      lr: '学习率',
      batch: '批大小',
      backend: '运行于',
    },
    values: {
      data: {
        mnist: 'MNIST 手写数字',
        faces: '合成人脸',
        'faces-easy': '合成人脸，容易',
        'faces-hard': '合成人脸，困难',
      },
    },
    outOfRange: (min, max) => `取值 ${min} 到 ${max}。`,
    allClasses: '全部',
    classChoice: (fewest, most, last) => `${fewest} 到 ${most} 个不重复的编号，从 0 到 ${last}，用逗号隔开。`,
    mostLosses: '至多五种：请先去掉一种。',
    codeTitle: '这些损失的代码',
    codeMissing: '代码没有取到。请合上再打开一次。',
  },
};
