import type { Details, Messages } from './en';

const number = (value: number, digits = 0): string => value.toFixed(digits);
const list = (items: readonly string[]): string => items.join('；');

const dataReasons: Record<string, string> = {
  missing: '不在服务器上',
  network: '没有送达',
  hash: '送达时已损坏',
  format: '无法解压',
};

/** 简体中文界面文字；键与英文相同，缺一个就无法通过类型检查。 */
export const zh: Messages = {
  languageName: '简体中文',
  siteName: 'Marginalia',
  siteTagline: '人脸识别损失函数的互动文章',
  skipToText: '跳到正文',
  otherLanguage: 'English',
  articles: '文章',
  articleTitles: { arcface: 'ArcFace' },
  articleLedes: { arcface: '在弧上做一次加法：用真实的手写数字在这里训练，边学边移动间隔。' },
  notFound: '这里没有页面。',
  backHome: '回到文章列表',

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
    'a-softmax': 'A-Softmax',
    cosface: 'CosFace',
    arcface: 'ArcFace',
  },
  parameterNames: { s: '缩放系数', m: '间隔', lambda: '混合系数' },
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
  waiting: '按“训练”：2000 个网络从未见过的数字会落在这里',

  planeTitle: '平面上的原始特征',
  circleTitle: '圆上归一化后的特征',
  chartTitle: '损失与留出准确率',
  viewLabel: (loss, view) => `${loss}：${view}`,

  oneWay: '调低间隔不会让各类重新散开：损失里没有向外推的力。想单独看这个间隔的效果，请从头再来。',

  describeWaiting: (loss, classes) => `${loss}，尚未训练：${classes} 个类权重等距排列，还没有数字。`,
  describeEmbedding: (facts) =>
    `${facts.loss}，训练 ${facts.step} 步后：${facts.count} 个留出数字，其中 ${facts.strayed} 个落在别类的决策区域；` +
    `与自身类权重夹角的中位数为 ${facts.targetDeg}。` +
    (facts.worst ? `最常见的混淆：${facts.worst}。` : ''),
  describePair: (own, other, count) => `${own} 被认作 ${other}（${count} 个）`,
  describeChart: (runs, step) =>
    runs.length
      ? `第 ${step} 步：${list(runs.map((run) => `${run.label} 损失 ${run.loss}，留出准确率 ${run.accuracy}`))}。`
      : '还没有训练。',

  notices: {
    'unknown-key': (key) => `网址里的“${key}”不是这张图的参数，已忽略。`,
    'bad-value': (key, value, used, allowed) =>
      `“${key}=${value}”不是这张图认识的值，改用 ${used || '无'}。可用：${allowed}。`,
    'out-of-range': (key, value, used, allowed) =>
      `“${key}=${value}”超出范围 ${allowed}，改用 ${used || '无'}。`,
    'unknown-figure': (value, used, allowed) =>
      `本页没有名为“${value}”的图，设置已用于“${used}”。本页的图：${allowed}。`,
  },

  problems: {
    'data-unavailable': (details: Details) =>
      `训练数据文件（${details.file}）${dataReasons[String(details.reason)] ?? '无法读取'}。已画出的内容保持不变。`,
    'backend-failed': (details: Details) =>
      details.backend && details.failed
        ? `${details.failed} 停止工作；${details.backend} 从第 ${details.step} 步继续。`
        : '没有可用的计算后端。请换一个浏览器，或升级当前浏览器。',
    'context-lost': (details: Details) =>
      `图形设备丢失；${details.backend} 从第 ${details.step} 步继续，其余不变。`,
    'worker-lost': () => '训练线程停止了。按“再试一次”重新启动。',
    diverged: (details: Details) =>
      `${zh.lossNames[String(details.loss)] ?? details.loss} 的损失不再是有限数，训练已退回第 ${details.step} 步并停下。调低学习率或缩放系数会有帮助。`,
    'bad-value': (details: Details) => `有一项设置无法使用：${details.reason ?? ''}`,
  },
  refusedBackend: (backend, reason) => `未使用 ${backend}：${reason}。`,
  onlyCpu:
    '这个浏览器没有 WebGPU，没有显卡上的 WebGL，也没有 WebAssembly，因此用纯 JavaScript（cpu）训练：数值相同，只是慢得多。',
  noWorker: '这个浏览器不支持 Web Worker，无法在此训练。',
  noScript: '本页的图在你的浏览器里训练，需要 JavaScript；文字部分不需要。',
};
