/** Words of the figure on losses of whole batches and on rates, as different programs compute them. */
import type { Language } from '../languages';
import { degreesOf, fixed, percentOf } from './numbers';

export interface BatchFormsWords {
  readonly presets: string;
  readonly another: string;
  readonly drawing: (name: string) => string;
  readonly rows: Readonly<Record<'loss' | 'pull' | 'centers' | 'scale' | 'rate' | 'file' | 'commit', string>>;
  readonly paper: string;
  readonly programs: string;
  readonly number: (value: number) => string;
  readonly share: (value: number) => string;
  /** How far the pulls on points differ. */
  readonly now: (facts: { widestRad: number; onlyOne: number; ratio: number }) => string;
  readonly rates: (facts: { pairs: number; most: number; least: number }) => string;
  readonly scaleNote: string;
  /** Above the two columns of each disagreement. */
  readonly disagreement: Readonly<
    Record<
      string,
      { readonly title: string; readonly sentence: string; readonly sides: readonly [string, string] }
    >
  >;
  /** The same of rates, whose columns are programs. */
  readonly rateDisagreement: Readonly<
    Record<'tar' | 'eer' | 'folds' | 'fusion', { readonly title: string; readonly sentence: string }>
  >;
}

const number = (value: number): string => fixed(value, 4);

export const batchFormsWords: Readonly<Record<Language, BatchFormsWords>> = {
  en: {
    presets: 'Disagreements about batches and rates',
    another: 'Another batch',
    drawing: (name) => `Points of a batch and where each is pulled: ${name}`,
    rows: {
      loss: 'loss',
      pull: 'mean pull on a point',
      centers: 'mean move of a weight or center',
      scale: 'scale s',
      rate: 'result',
      file: 'file',
      commit: 'commit',
    },
    paper: 'as the paper has it',
    programs: 'What each program says',
    number,
    share: percentOf,
    now: ({ widestRad, onlyOne, ratio }) =>
      [
        Number.isFinite(ratio) ? `The second pulls ${fixed(ratio, 2)} times as strongly on average.` : '',
        Number.isNaN(widestRad)
          ? ''
          : widestRad < 1e-4
            ? 'All pulls have the same direction.'
            : `The directions of a pull differ by up to ${degreesOf(widestRad, 0)}.`,
        onlyOne > 0 ? `Pulled by one of the two alone: ${onlyOne}.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    rates: ({ pairs, most, least }) =>
      `The same ${pairs} pairs, half of them of one person: from ${percentOf(least)} to ${percentOf(most)}.`,
    scaleNote: 'Arrows show where gradient descent moves a point; both sides have one scale.',
    disagreement: {
      'semi-hard': {
        title: 'Semi-hard',
        sides: ['every one within m', 'one for each pair'],
        sentence:
          'One takes every negative that lies farther than the positive, by at most m. The other takes a single one for each positive pair, the nearest that lies farther, and where none does the farthest of all; m takes no part in the choice.',
      },
      'soft-margin': {
        title: 'Soft margin',
        sides: ['max(0, x + m)', 'ln(1 + eˣ)'],
        sentence:
          'The soft form has no margin at all, although its function takes one; and it never stops pulling on triplets that are in order.',
      },
      mean: {
        title: 'Mean over what?',
        sides: ['over those that add', 'over all'],
        sentence:
          'Over the triplets that are not 0 the loss stays large to the end, as the easy ones leave the count. Over all it shrinks with every triplet that is learned. The directions agree; the learning rate that suits one does not suit the other.',
      },
      squared: {
        title: 'Squared or not',
        sides: ['‖a − p‖', '‖a − p‖²'],
        sentence:
          'FaceNet’s formula has squared distances, many programs leave them unsquared, and both call the margin m. A square pulls little on near pairs, and other triplets are past the margin.',
      },
      half: {
        title: 'The ½ of the contrastive loss',
        sides: ['½D², ½(m − D)²', 'D², (m − D)²'],
        sentence:
          'The paper, where 0 means “same”, has a half before both parts; TensorFlow Addons, where 1 means “same”, has none. Every number is twice as large.',
      },
      'not-squared': {
        title: 'Contrastive, not squared',
        sides: ['D², (m − D)²', 'D, m − D'],
        sentence:
          'pytorch-metric-learning squares nothing and averages the two parts apart, each over what is not 0: its pull does not fade as a pair comes together, and the few close strangers weigh as much as all the friends.',
      },
      centers: {
        title: 'Whose centers?',
        sides: ['authors’ rule', 'gradient descent'],
        sentence:
          'The authors move each center by the mean of its samples’ differences, with one more in the denominator, whatever the loss weighs. The popular PyTorch code descends on the loss itself, without the ½: its centers move by 2/N for each sample, however many a class has.',
      },
      inter: {
        title: 'Inter-loss',
        sides: ['paper: angles', 'code: cosines'],
        sentence:
          'The paper sums the angles between different weights. The code that its authors ran sums cosines, each weight’s with itself among them, which adds a constant and another strength.',
      },
      adacos: {
        title: 'Fixed or dynamic s',
        sides: ['fixed', 'dynamic'],
        sentence:
          'Both are called AdaCos. One sets s = √2 ln(C − 1) for good, the other finds it anew from each batch, before the batch is scaled. Both ignore m, which one of the programs takes all the same.',
      },
    },
    rateDisagreement: {
      tar: {
        title: 'TAR at FAR',
        sentence:
          'Four definitions of the genuine pairs accepted where 4 % of the impostors are: at the best threshold that keeps below, on a line between two thresholds, at the nearest one, which may let in more, and at a threshold that was chosen on other pairs. Where scores do not tie, the line between thresholds is level, and the first two agree.',
      },
      eer: {
        title: 'Equal error rate',
        sentence:
          'One takes the threshold where the two errors are nearest to each other and gives their mean, the other the point where a line between thresholds crosses. On few pairs the two need not agree.',
      },
      folds: {
        title: 'Accuracy over ten folds',
        sentence:
          'The threshold is chosen on nine folds and judged on the tenth. One takes the first of the best thresholds, one the last, one the mean of all; and the last takes the mean of the training features away first, which helps or harms.',
      },
      fusion: {
        title: 'Mirror images',
        sentence:
          'One template of an image and its mirror image: the image alone (ArcFace’s test), both end to end (SphereFace, CosFace), their sum (insightface), both end to end at length 1. Where the two differ in length, the longer counts more, until lengths are taken away.',
      },
    },
  },
  zh: {
    presets: '关于整批与指标的分歧',
    another: '换一批',
    drawing: (name) => `一批点，以及每个点被拉向何处：${name}`,
    rows: {
      loss: '损失',
      pull: '每点平均拉力',
      centers: '权重或中心的平均移动',
      scale: '尺度 s',
      rate: '结果',
      file: '文件',
      commit: '提交',
    },
    paper: '论文的写法',
    programs: '各程序给出的结果',
    number,
    share: percentOf,
    now: ({ widestRad, onlyOne, ratio }) =>
      [
        Number.isFinite(ratio) ? `第二个的平均拉力是第一个的 ${fixed(ratio, 2)} 倍。` : '',
        Number.isNaN(widestRad)
          ? ''
          : widestRad < 1e-4
            ? '所有拉力方向一致。'
            : `同一点的拉力方向最多相差 ${degreesOf(widestRad, 0)}。`,
        onlyOne > 0 ? `只被其中一个拉动的点：${onlyOne}。` : '',
      ]
        .filter(Boolean)
        .join(''),
    rates: ({ pairs, most, least }) =>
      `同样的 ${pairs} 对，一半是同一个人：从 ${percentOf(least)} 到 ${percentOf(most)}。`,
    scaleNote: '箭头表示梯度下降把点移向何处；左右用同一比例。',
    disagreement: {
      'semi-hard': {
        title: '半难',
        sides: ['m 以内的全部', '每对一个'],
        sentence:
          '一个取所有比正样本远、但至多远 m 的负样本。另一个对每个正样本对只取一个：更远者中最近的；若没有更远的，就取全体中最远的。m 不参与选择。',
      },
      'soft-margin': {
        title: '软间隔',
        sides: ['max(0, x + m)', 'ln(1 + eˣ)'],
        sentence: '软的形式根本没有间隔，虽然它的函数收下一个；而且对已经排好的三元组，它也从不停止拉动。',
      },
      mean: {
        title: '对什么求平均？',
        sides: ['对不为 0 的', '对全部'],
        sentence:
          '只对不为 0 的三元组求平均，损失到最后都很大，因为容易的不再计入；对全部求平均，每学会一个它就小一些。方向一致，但适合一个的学习率不适合另一个。',
      },
      squared: {
        title: '平方与否',
        sides: ['‖a − p‖', '‖a − p‖²'],
        sentence:
          'FaceNet 的公式用平方距离，许多程序却不平方，两者都把间隔叫作 m。平方对近处的对拉得很轻，越过间隔的三元组也不同。',
      },
      half: {
        title: '对比损失的 ½',
        sides: ['½D², ½(m − D)²', 'D², (m − D)²'],
        sentence:
          '论文里 0 表示“相同”，两部分前都有二分之一；TensorFlow Addons 里 1 表示“相同”，没有二分之一。每个数都大一倍。',
      },
      'not-squared': {
        title: '不平方的对比损失',
        sides: ['D², (m − D)²', 'D, m − D'],
        sentence:
          'pytorch-metric-learning 什么都不平方，两部分分别求平均，各自只算不为 0 的：一对靠近时拉力并不减弱，少数靠得近的陌生人与所有熟人一样重。',
      },
      centers: {
        title: '谁的中心？',
        sides: ['作者的规则', '梯度下降'],
        sentence:
          '作者按本类样本之差的平均移动中心，分母多加一，与损失的权重无关。流行的 PyTorch 代码直接对损失做梯度下降，没有 ½：每个样本让中心移动 2/N，不管一类有多少样本。',
      },
      inter: {
        title: '类间损失',
        sides: ['论文：角', '代码：余弦'],
        sentence:
          '论文把不同权重之间的角相加。作者实际运行的代码把余弦相加，每个权重与自己的也算在内，于是多出一个常数，强度也不同。',
      },
      adacos: {
        title: 's 固定还是动态',
        sides: ['固定', '动态'],
        sentence:
          '两者都叫 AdaCos。一个把 s = √2 ln(C − 1) 定死，另一个在每批缩放之前由该批重新求出。两者都不用 m，而其中一个程序照样收下它。',
      },
    },
    rateDisagreement: {
      tar: {
        title: '某 FAR 下的 TAR',
        sentence:
          '放进 4 % 的冒充者时接受多少真对，有四种定义：不超过它的最好阈值；两个阈值之间的连线；最近的一个，可能放进更多；以及在别的对上选出的阈值。分数没有并列时，阈值之间的线是平的，前两种相同。',
      },
      eer: {
        title: '等错误率',
        sentence:
          '一个取两种错误最接近的阈值，给出两者的平均；另一个取阈值之间连线相交的那一点。对数少时，两者未必一致。',
      },
      folds: {
        title: '十折准确率',
        sentence:
          '在九折上选阈值，在第十折上判断。一个取最好阈值中的第一个，一个取最后一个，一个取全部的平均；最后这个还先减去训练特征的均值，有时有益，有时有害。',
      },
      fusion: {
        title: '镜像融合',
        sentence:
          '一张图与它的镜像合成一个模板：只用原图（ArcFace 的测试）、首尾拼接（SphereFace、CosFace）、相加（insightface）、先归一化再拼接。两者长度不同时，长的那个说话更响，除非先去掉长度。',
      },
    },
  },
};
