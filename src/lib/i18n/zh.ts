import type { Messages } from './en';

const number = (value: number, digits = 0): string => value.toFixed(digits);
const list = (items: readonly string[]): string => items.join('；');

/** 简体中文界面文字；键与英文相同，缺一个就无法通过类型检查。 */
export const zh: Messages = {
  languageName: '简体中文',
  siteName: 'Marginalia',
  siteTagline: '人脸识别损失函数的互动文章',
  skipToText: '跳到正文',
  otherLanguage: 'English',
  articles: '文章',
  contents: '目录',
  whereYouAre: '读到哪里',
  theme: { label: '主题', auto: '自动', light: '浅色', dark: '深色' },
  footer: '图都在你的浏览器里计算，你在这里做的一切都不会离开它。',
  glossary: '术语表',
  colophon: '西文用 Alegreya 与 Source Sans 3，类别配色参照 Petroff。',
  articleTitles: {
    'why-margins': '为何要间隔',
    softmax: 'Softmax',
    'modified-softmax': 'Modified Softmax',
    'a-softmax': 'A-Softmax',
    cosface: 'CosFace',
    arcface: 'ArcFace',
    verification: '人脸验证',
  },
  articleLedes: {
    'why-margins': '一万个认识的人，然后来了个陌生人：从图像对、三元组到间隔，各自回答的是什么问题。',
    softmax: '十条射线，没有间隔：分类器的最后一层向特征要求什么，又放过了什么。',
    'modified-softmax': '每个类一样长：类与类之间只看夹角以后，什么变了，什么仍没变。',
    'a-softmax': '把角乘上一个数，λ 又收回一大半：m 为什么是整数，又要多大才够。',
    cosface: '减去一个数，以及它要的余地：0.35 为什么在圆上不行，在球面上却好，又该怎么选。',
    arcface: '在弧上做一次加法：用真实的手写数字在这里训练，边学边移动间隔。',
    verification: '一个阈值，两种错误：怎样用从没见过的人来评判人脸识别。',
  },

  train: '训练',
  pause: '暂停',
  step: '单步',
  reset: '重置',
  resetHint: '回到预设，第 0 步之前',
  restart: '从头再来',
  restartHint: '同一随机种子，保留当前设置，从第 0 步开始',
  retry: '再试一次',
  dismiss: '关闭',

  lossNames: {
    softmax: 'Softmax',
    'modified-softmax': 'modified Softmax',
    normface: 'NormFace',
    'l-softmax': 'L-Softmax',
    'a-softmax': 'A-Softmax',
    cosface: 'CosFace',
    arcface: 'ArcFace',
    combined: '组合间隔',
    'sphereface-r': 'SphereFace-R',
    sphereface2: 'SphereFace2',
    adacos: 'AdaCos',
    'subcenter-arcface': '子中心 ArcFace',
    contrastive: '对比损失',
    triplet: '三元组损失',
    'angular-triplet': '角度三元组损失',
  },
  termNames: { center: '中心损失', intra: '类内损失', inter: '类间损失' },
  parameterNames: {
    s: '缩放系数',
    noise: '错误标签',
    imbalance: '不平衡',
    m: '间隔',
    m1: '角度倍数',
    m2: '角度间隔',
    m3: '余弦间隔',
    lambda: '混合系数',
    filter: '过滤阈值',
    t: '陡度',
    alpha: '本类权重',
    K: '子中心数',
    slack: '容许距离',
    'center-weight': '中心损失',
    'center-rate': '中心更新率',
    'intra-weight': '类内损失',
    'inter-weight': '类间损失',
  },
  noWeights: (loss) =>
    `${loss}没有类权重：图中代替它的是每个类在 300 个训练数字上的均值，数字归入均值离它最近的类。`,
  parameterLabel: (name, symbol) => `${name} ${symbol}`,
  degrees: (value) => `${number(value, 1)}°`,
  radiansWithDegrees: (value) => `${number(value, 2)} rad = ${number((value * 180) / Math.PI, 1)}°`,
  effective: (value) => `此刻 ${value}`,

  stepLabel: '步',
  lossLabel: '损失',
  accuracyLabel: '留出准确率',
  cosineAccuracyLabel: '按夹角',
  targetLabel: '夹角中位数',
  speedLabel: '步/秒',
  backendLabel: '计算后端',
  percent: (share) => `${number(100 * share, 1)}%`,
  none: '–',
  idle: '尚未加载',
  starting: '正在准备',
  loadingData: (loaded, total) => `已收到 ${loaded} / ${total} 个训练数字`,
  playing: '训练中',
  paused: '已暂停',
  waiting: '按“训练”：网络训练时从未见过的图会落在这里',

  runLabel: (loss, settings) => `${loss}，${settings.join('，')}`,
  viewLabel: (loss, view) => `${loss}：${view}`,

  oneWay: '调低间隔，各类几乎不会重新散开：损失里没有向外推的力。想单独看这个间隔的效果，就从头再来。',

  describeWaiting: (loss, classes) => `${loss}，尚未训练：${classes} 个类权重在起点，还没有数字。`,
  describeEmbedding: (facts) =>
    `${facts.loss}，训练 ${facts.step} 步后：${facts.count} 个留出数字，其中 ${facts.strayed} 个落在别类的决策区域；` +
    `与自身类权重夹角的中位数为 ${facts.targetDeg}。` +
    (facts.worst ? `最常见的混淆：${facts.worst}。` : ''),
  describePair: (own, other, count) => `${own} 被认作 ${other}（${count} 个）`,
  describeChart: (runs, step) =>
    runs.length
      ? `第 ${step} 步：${list(runs.map((run) => `${run.label} 损失 ${run.loss}，留出准确率 ${run.accuracy}`))}。`
      : '还没有训练。',

  noScript: '本页的图在你的浏览器里训练，需要 JavaScript；文字部分不需要。',
};
