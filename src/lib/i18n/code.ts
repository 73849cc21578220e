/** Words of the listings: comments in the code, by key, and of the figure around it. */
import type { Language } from './languages';

interface CodeWords {
  readonly label: string;
  readonly copy: string;
  readonly copied: string;
  readonly failed: string;
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
    },
  },
  zh: {
    label: '代码语言',
    copy: '复制',
    copied: '已复制',
    failed: '请选中后手动复制',
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
    },
  },
};
