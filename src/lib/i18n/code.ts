/** Words of the listings: comments in the code, by key, and of the figure around it. */
import type { Language } from './languages';

interface CodeWords {
  readonly label: string;
  readonly copy: string;
  readonly copied: string;
  readonly failed: string;
  /** Of a setting of the run that the code does not compute. */
  readonly differs: (name: string, inCode: string, inRun: string) => string;
  readonly languages: Readonly<Record<'torch' | 'tfjs' | 'numpy', string>>;
  readonly comments: Readonly<Record<string, string>>;
}

const languages = { torch: 'PyTorch', tfjs: 'TensorFlow.js', numpy: 'NumPy' };

export const codeWords: Readonly<Record<Language, CodeWords>> = {
  en: {
    label: 'Language of the code',
    copy: 'Copy',
    copied: 'Copied',
    failed: 'Select and copy by hand',
    differs: (name, inCode, inRun) =>
      `Not in the code: this run has “${name}” at ${inRun}; the code computes ${inCode}.`,
    languages,
    comments: {
      docPython: 'x: (N, d) features; weight: class weights; y: (N,) class numbers; angles in radians.',
      docTfjs: 'x [N, d] features; weight: class weights; oneHot [N, C]; angles in radians.',
      logits: 'no probabilities yet',
      clampThenRoot: 'clamp, then root',
      clampAcos: 'the slope of acos is infinite at ±1',
      pastPi: 'past θ + m = π',
      mask: '1 before π − m, else 0; greater() has no gradient',
      branch: 'which arch of the cosine; no gradient',
      monotone: 'falls from 1 to 1 − 2m, without a rise',
      onlyTarget: 'the margin is the target’s alone',
      unguarded: 'no safeguard: rises past m1 θ + m2 = π',
      nearest: 'the nearest of K weights',
      keepsLength: 'features keep their length',
      keepsBoth: 'both keep their length',
      overflow: 'or e^64 overflows in single precision',
      docBinaryPython: 'x: (N, d) features; weight: class weights; bias: one number, learned too; y: (N,).',
      docBinaryTfjs: 'x [N, d] features; weight: class weights; bias: one number; oneHot [N, C].',
      spreads: 'spreads the angles of small similarity',
      bothMargins: 'own class: less m; every other: more',
      ownTakenOut: 'the own class counts for nothing',
      scaleHasNoGradient: 'no gradient flows through s',
      lowerMedian: 'the lower median angle, 45° at most',
      scaleIsHeld: 'in 2-D or 3-D s would grow without end',
      scaleForNext: 'pass s on to the next batch',
      docPairsPython: 'x: (N, d) embeddings; y: (N,) class numbers. No class weights.',
      docPairsTfjs: 'x [N, d] embeddings; oneHot [N, C]. No class weights.',
      eachPairOnce: 'each pair once',
      farIsEnough: 'pushed apart up to the distance m',
      semiHard: 'semi-hard: farther, but by at most m',
      docCenterPython: 'x: (N, d) features; centers: (C, d), zeros at first; y: (N,) class numbers.',
      docCenterTfjs: 'x [N, d] features; centers [C, d], zeros at first; oneHot [N, C].',
      besideAnother: 'goes beside another loss',
      centersByRule: 'moved by a rule, not by a gradient',
      absentStay: 'a class that is absent stays',
      centersForNext: 'centers for the next batch',
      docInterPython: 'weight: class weights; y: (N,) class numbers; angles in radians.',
      docInterTfjs: 'weight: class weights; oneHot [N, C]; angles in radians.',
      meanOfOthers: 'to the other weights, on average',
    },
  },
  zh: {
    label: '代码语言',
    copy: '复制',
    copied: '已复制',
    failed: '请选中后手动复制',
    differs: (name, inCode, inRun) => `代码之外：这次训练的“${name}”取 ${inRun}；代码按 ${inCode} 计算。`,
    languages,
    comments: {
      docPython: 'x: (N, d) 特征；weight: 类权重；y: (N,) 类别编号；角度用弧度。',
      docTfjs: 'x [N, d] 特征；weight: 类权重；oneHot [N, C]；角度用弧度。',
      logits: '还不是概率',
      clampThenRoot: '先截断，再开方',
      clampAcos: 'acos 在 ±1 处斜率无穷大',
      pastPi: '越过 θ + m = π',
      mask: '在 π − m 之前为 1，否则为 0；greater() 没有梯度',
      branch: '余弦的第几拱；不求导',
      monotone: '从 1 降到 1 − 2m，从不回升',
      onlyTarget: '间隔只加在目标类上',
      unguarded: '没有保护：m1 θ + m2 过了 π 就回升',
      nearest: 'K 个权重中最近的一个',
      keepsLength: '特征保留模长',
      keepsBoth: '两者都保留模长',
      overflow: '否则 e^64 在单精度下上溢',
      docBinaryPython: 'x: (N, d) 特征；weight: 类权重；bias: 一个数，同样学习；y: (N,)。',
      docBinaryTfjs: 'x [N, d] 特征；weight: 类权重；bias: 一个数；oneHot [N, C]。',
      spreads: '把相似度小的角度拉开',
      bothMargins: '目标类减 m，其余各类加 m',
      ownTakenOut: '目标类不计入',
      scaleHasNoGradient: 's 不传梯度',
      lowerMedian: '下中位角，至多 45°',
      scaleIsHeld: '在二维或三维中 s 会无限增大',
      scaleForNext: '把 s 交给下一批',
      docPairsPython: 'x: (N, d) 嵌入；y: (N,) 类别编号。没有类权重。',
      docPairsTfjs: 'x [N, d] 嵌入；oneHot [N, C]。没有类权重。',
      eachPairOnce: '每对只算一次',
      farIsEnough: '推开到距离 m 为止',
      semiHard: '半难：更远，但至多远 m',
      docCenterPython: 'x: (N, d) 特征；centers: (C, d)，起初为零；y: (N,) 类别编号。',
      docCenterTfjs: 'x [N, d] 特征；centers [C, d]，起初为零；oneHot [N, C]。',
      besideAnother: '与另一个损失相加',
      centersByRule: '按规则移动，不用梯度',
      absentStay: '没有出现的类不动',
      centersForNext: '下一批所用的中心',
      docInterPython: 'weight: 类权重；y: (N,) 类别编号；角度用弧度。',
      docInterTfjs: 'weight: 类权重；oneHot [N, C]；角度用弧度。',
      meanOfOthers: '到其余权重的平均角',
    },
  },
};
