/** The words of the landing page. */
import type { Language } from './languages';

/** Pages of the lab that stand beside the articles. */
export const labPages = ['failures', 'conventions', 'noise', 'margins'] as const;

/** What the lab is called. */
export const labWords: Readonly<Record<Language, string>> = { en: 'The lab', zh: '实验台' };

interface LandingWords {
  readonly lede: string;
  readonly gesture: string;
  readonly caption: string;
  readonly forWhom: string;
  readonly labTitle: string;
  readonly lab: Readonly<
    Record<(typeof labPages)[number], { readonly title: string; readonly lede: string }>
  >;
  readonly hereTitle: string;
  readonly here: string;
}

export const landingWords: Readonly<Record<Language, LandingWords>> = {
  en: {
    lede: 'A face recogniser is shaped by its loss: one line of mathematics that says which pictures belong together, and by how much. These articles let you hold that line in your hand. You read, you pull a term, and a network on the page answers.',
    gesture: 'Press Train.',
    caption:
      'A small network has learnt handwritten digits with the ArcFace loss. Each dot is a digit that it never trained on, at the direction the network gives it; the hatched ends of the regions are the margin. What you see first is a recorded run. Train starts one of your own, from random weights.',
    forWhom:
      'For those who want to know why a loss works, and not only how it is called. It helps to have met a neural network and a logarithm. Teachers can open any state of a figure by its address.',
    labTitle: 'The lab',
    lab: {
      failures: {
        title: 'Ten ways to fail',
        lede: 'Networks that go wrong, each for one reason, and a doctor who finds it.',
      },
      noise: {
        title: 'Wrong labels',
        lede: 'Softmax and ArcFace learn from labels of which a part is wrong, or from classes that are rare.',
      },
      conventions: {
        title: 'One name, many losses',
        lede: 'Twenty public implementations, two at a time: where they part, forwards and backwards.',
      },
      margins: {
        title: 'One, two, three, four',
        lede: 'A-Softmax with m from 1 to 4 from one start: spheres, and the angles of pairs.',
      },
    },
    hereTitle: 'Everything happens here',
    here: 'The networks train in your browser, on your own processor or graphics card. No picture, no number and no click is sent anywhere. Numbers in the text were measured with the engine that runs on the page, or carry the name of the paper that they come from.',
  },
  zh: {
    lede: '人脸识别网络由它的损失塑造：一行数学，规定哪些图该在一起、该多近。这里的文章把这一行交到你手里：读一段，拖动一项，页面上的网络当场作答。',
    gesture: '按“训练”。',
    caption:
      '一个小网络用 ArcFace 损失学会了手写数字。每个点是训练中从未出现过的一个数字，位置是网络给它的方向；区域两端的斜线是间隔。先看到的是一次记录下来的训练；按“训练”，就从随机权重开始你自己的一次。',
    forWhom:
      '写给想知道一个损失为什么管用，而不只是怎么调用的人。你最好见过神经网络和对数。讲课的人可以用网址打开图的任何状态。',
    labTitle: '实验台',
    lab: {
      failures: { title: '失败的十种样子', lede: '每个网络都按一种原因出错，诊断会把它找出来。' },
      noise: { title: '错误标签', lede: 'Softmax 和 ArcFace 同步训练，一部分标签是错的，或某些类很少见。' },
      conventions: {
        title: '一个名字，多种损失',
        lede: '二十个公开实现，两两对照：前向和反向各在哪里分开。',
      },
      margins: {
        title: '一、二、三、四',
        lede: '同一起点的 A-Softmax，m 从 1 到 4：球面，和样本对的夹角。',
      },
    },
    hereTitle: '一切都在这里发生',
    here: '网络在你的浏览器里训练，用你自己的处理器或显卡。图、数字和点击都不会发往任何地方。文中的数字，要么用页面上这套引擎实测，要么注明出自哪篇论文。',
  },
};
