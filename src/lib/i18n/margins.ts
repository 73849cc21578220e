/** Words of the page with A-Softmax's four margins, by the id of each demo. */
import type { Language } from './languages';

interface MarginsWords {
  readonly title: string;
  readonly subtitle: string;
  readonly kicker: string;
  readonly lede: string;
  readonly gesture: string;
  readonly byId: Readonly<
    Record<string, { readonly title: string; readonly story: string; readonly caption: string }>
  >;
}

export const marginsWords: Readonly<Record<Language, MarginsWords>> = {
  en: {
    title: 'One, two, three, four',
    subtitle: 'A-Softmax with m from 1 to 4',
    kicker: 'The lab',
    lede: 'A-Softmax multiplies the angle to the own class by m before it takes the cosine. With m = 1 it is modified Softmax and has no margin. Here are all four values from one start, drawn as SphereFace’s authors draw them: the features on the sphere, and under them the angles of pairs of one class and of two.',
    gesture: 'Press Replay, and watch the bars “inside a class”.',
    byId: {
      'margins-3d': {
        title: 'In three dimensions',
        story:
          'The floor of λ is 0, so that after the first hundred steps the margin stands in full. With the floor of 5 that the paper trains faces with, five sixths of the target logit would still be the plain cosine, and the four would look much the same.',
        caption:
          'Each larger m leaves less room around a class weight: the hatching grows. The median angle falls with each larger m, most with the first step from 1 to 2, and the classes grow narrower each time.',
      },
      'margins-2d': {
        title: 'In two dimensions',
        story:
          'The same four networks with two outputs, their features as they are, with their lengths. Ten weights pinned round a circle already do most of the work, so the four differ less.',
        caption:
          'Compare the bars with those above: between m = 1 and m = 4 the median angle falls by a smaller part here. Pairs of one class are drawn above the line, pairs of two below it.',
      },
    },
  },
  zh: {
    title: '一、二、三、四',
    subtitle: 'A-Softmax，m 从 1 到 4',
    kicker: '实验台',
    lede: 'A-Softmax 把到自身类的夹角乘以 m 再取余弦。m = 1 时就是 modified Softmax，没有间隔。这里是同一起点的四个取值，照 SphereFace 作者的画法：上面是球面上的特征，下面是同类与异类样本对的夹角。',
    gesture: '点“重放”，看“类内夹角”的条。',
    byId: {
      'margins-3d': {
        title: '三维',
        story:
          'λ 的下限取 0，所以最初一百步之后间隔就完全生效。若用论文训练人脸时的下限 5，目标 logit 仍有六分之五是普通余弦，四幅图会大同小异。',
        caption:
          'm 越大，类权重周围留下的空地越小，斜线越宽。目标角中位数随 m 一路下降，从 1 到 2 降得最多；各类也一次比一次窄。',
      },
      'margins-2d': {
        title: '二维',
        story:
          '同样四个网络，只有两个输出，特征按原样画，保留模长。十个权重钉满一圈，已经做了大部分工作，所以四者相差较小。',
        caption:
          '和上面的条比一比：m 从 1 到 4，目标角中位数在这里降得较少。横线以上是同类样本对，以下是异类样本对。',
      },
    },
  },
};
