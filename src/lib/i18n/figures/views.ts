/** Words of the linked views and of the inspector. */
import type { Language } from '../languages';
import { degreesOf, fixed, percentOf } from './numbers';

type ViewName =
  'plane' | 'circle' | 'sphere' | 'map' | 'angles' | 'pairs' | 'roc' | 'curve' | 'boundary' | 'chart';

/** One digit under the pointer, as all views know it. */
interface SampleFacts {
  readonly own: string;
  readonly decided: string;
  readonly thetaRad: number;
  /** Angle that the margin makes of it; null without a margin. */
  readonly chargedRad: number | null;
  /** The nearest other class. */
  readonly rival: string;
  readonly rivalRad: number;
}

export interface ViewWords {
  readonly titles: Readonly<Record<ViewName, string>>;
  /** What the focused view is called: what keys walk through, and in which order. */
  readonly walk: Readonly<Record<ViewName, string>>;
  /** Some pictures draw another number of dimensions than the embedding has; what stands in their place. */
  readonly otherDimension: (others: readonly ViewName[], instead: readonly ViewName[], dim: number) => string;
  readonly nothingMarked: string;
  readonly markedSample: (facts: SampleFacts) => string;
  readonly markedClass: (facts: {
    name: string;
    count: number;
    strayed: number;
    medianRad: number;
  }) => string;
  /** The sphere as a whole: what every view of an embedding says, and the share of all directions in a margin's band. */
  readonly describeSphere: (whole: string, bandShare: number | null) => string;
  readonly describeAngles: (facts: {
    loss: string;
    step: number;
    count: number;
    thetaRad: number;
    chargedRad: number | null;
    rivalRad: number;
    refused: number;
  }) => string;
  readonly describeCurve: (facts: {
    loss: string;
    step: number;
    thetaRad: number;
    charged: string;
    plain: string;
    isOverNorm: boolean;
  }) => string;
  readonly describeBoundary: (facts: {
    loss: string;
    step: number;
    first: string;
    second: string;
    fell: number;
    apartRad: number;
  }) => string;
  readonly angles: {
    readonly own: string;
    readonly others: string;
    readonly rivals: string;
    readonly charged: string;
  };
  readonly describePairs: (facts: {
    loss: string;
    step: number;
    count: number;
    isExact: boolean;
    positiveMeanRad: number;
    negativeMeanRad: number;
    thresholdRad: number;
    errorShare: number;
  }) => string;
  readonly pairs: {
    readonly positive: (meanRad: number) => string;
    readonly negative: (meanRad: number) => string;
    readonly positiveShort: (meanRad: number) => string;
    readonly negativeShort: (meanRad: number) => string;
    readonly wrong: (share: number) => string;
  };
  readonly describeRoc: (facts: {
    loss: string;
    step: number;
    count: number;
    isExact: boolean;
    tar: number;
    equalError: number;
    auc: number;
  }) => string;
  readonly roc: {
    /** Axes: pairs of two classes that are let in, and pairs of one. */
    readonly far: string;
    readonly tar: string;
    readonly chance: string;
    /** At a rate of 1 %. */
    readonly tarAt: (tar: number) => string;
    readonly equal: (share: number) => string;
  };
  readonly curve: {
    readonly logit: string;
    readonly logitOverNorm: string;
    readonly plain: string;
    readonly angle: string;
    readonly instead: (charged: string, plain: string) => string;
  };
  readonly boundary: {
    readonly choose: readonly [string, string];
    readonly against: string;
    readonly accepted: (className: string) => string;
  };
  readonly sphere: {
    /** Names the button that shows features at their lengths. */
    readonly lengths: string;
    readonly lost: string;
    readonly none: string;
    readonly seen: (facing: string, hasLengths: boolean) => string;
  };
  readonly chart: {
    readonly sampleLoss: (loss: string) => string;
    readonly classLoss: (className: string, loss: string) => string;
  };
  readonly inspector: {
    readonly hint: string;
    readonly waiting: string;
    readonly example: string;
    readonly image: (own: string) => string;
    readonly noImage: string;
    readonly angleTo: string;
    readonly logit: string;
    readonly logitWithMargin: string;
    readonly own: (own: string, thetaRad: number) => string;
    readonly verdict: (facts: SampleFacts & { kind: 'accepted' | 'refused' | 'strayed' }) => string;
    readonly loss: (loss: number) => string;
  };
}

const namesEn: Readonly<Record<ViewName, string>> = {
  plane: 'the plane',
  circle: 'the circle',
  sphere: 'the sphere',
  map: 'the map',
  angles: 'the angles',
  pairs: 'the pairs',
  roc: 'the ROC curve',
  curve: 'the curve',
  boundary: 'the two classes',
  chart: 'the chart',
};
const namesZh: Readonly<Record<ViewName, string>> = {
  plane: '平面',
  circle: '圆',
  sphere: '球面',
  map: '地图',
  angles: '夹角图',
  pairs: '样本对',
  roc: 'ROC 曲线',
  curve: '曲线',
  boundary: '两类图',
  chart: '曲线图',
};
const numbersEn = ['no', 'one', 'two', 'three'];
const numbersZh = ['零', '一', '二', '三'];

const keysEn = 'Left and right walk through the digits, up and down through the classes, Escape lets go.';
const keysZh = '左右键逐个数字移动，上下键切换类别，Esc 取消。';

export const viewWords: Readonly<Record<Language, ViewWords>> = {
  en: {
    titles: {
      plane: 'features as they are, on the plane',
      circle: 'features divided by their norm, on the circle',
      sphere: 'features in three dimensions, on the sphere',
      map: 'directions of features, the whole sphere on an equal-area map',
      angles: 'angles to the own class and to the others',
      pairs: 'angles of pairs: of one class, and of two',
      roc: 'pairs told by their angle: the ROC curve',
      curve: 'the target logit over the angle',
      boundary: 'two classes, by the angle to each',
      chart: 'loss and held-out accuracy',
    },
    walk: {
      plane: `Digits on the plane, by direction. ${keysEn}`,
      circle: `Digits on the circle, by direction. ${keysEn}`,
      sphere:
        `Digits on the sphere, class by class, from the weight outwards. ${keysEn} ` +
        'Shift with the arrows turns the sphere, plus and minus zoom, W, A, S and D shift it, Backspace takes it back; a digit turns its class to the front.',
      map: `Digits on the map of the sphere, class by class, from the weight outward. ${keysEn}`,
      angles: `Digits by the angle to their class. ${keysEn}`,
      pairs: `Digits by their mean angle to the others of their class. ${keysEn}`,
      roc: `Digits by their mean angle to the others of their class. ${keysEn}`,
      curve: `Digits along the curve, by angle. ${keysEn}`,
      boundary: `Digits of both classes, from one side of the boundary to the other. ${keysEn}`,
      chart: `Digits by their own loss. ${keysEn}`,
    },
    otherDimension: (others, instead, dim) => {
      const names = others.map((view) => namesEn[view]).join(' and ');
      const shown = instead.map((view) => namesEn[view]).join(' and ');
      const have = numbersEn[dim] ?? String(dim);
      return (
        `${names[0].toUpperCase()}${names.slice(1)} cannot draw ${have} dimensions` +
        (shown ? `; ${shown} instead.` : '.')
      );
    },
    nothingMarked: 'no digit marked',
    markedSample: ({ own, decided, thetaRad, chargedRad, rival, rivalRad }) =>
      `A ${own}, ${degreesOf(thetaRad)} from its class` +
      (chargedRad === null ? '' : `, ${degreesOf(chargedRad)} with the margin`) +
      `; nearest other class ${rival} at ${degreesOf(rivalRad)}; ` +
      (decided === own ? 'decided rightly' : `taken for a ${decided}`),
    markedClass: ({ name, count, strayed, medianRad }) =>
      `Class ${name}: ${count} digits, ${strayed} taken for others, median angle ${degreesOf(medianRad)}`,
    describeSphere: (whole, bandShare) =>
      bandShare === null
        ? whole
        : `${whole} In ${percentOf(bandShare)} of all directions the margin still refuses samples of the class that wins there.`,
    describeAngles: ({ loss, step, count, thetaRad, chargedRad, rivalRad, refused }) =>
      `${loss} after ${step} steps, angles of ${count} held-out digits. Median to the own class: ${degreesOf(thetaRad)}` +
      (chargedRad === null ? '' : `, charged as ${degreesOf(chargedRad)} with the margin`) +
      `. Median to the nearest other class: ${degreesOf(rivalRad)}. ` +
      (chargedRad === null
        ? `${refused} are nearer to another class.`
        : `With the margin ${refused} count as nearer to another class.`),
    describeCurve: ({ loss, step, thetaRad, charged, plain, isOverNorm }) =>
      `${loss} after ${step} steps: the target logit${isOverNorm ? ' divided by the norm of the feature' : ''} ` +
      `falls from angle 0 to 180°. At the median angle of ${degreesOf(thetaRad)} it is ${charged}` +
      (charged === plain ? '.' : `; without the margin it would be ${plain}.`),
    describeBoundary: ({ loss, step, first, second, fell, apartRad }) =>
      `${loss} after ${step} steps: classes ${first} and ${second}, whose weights are ${degreesOf(apartRad)} apart. ` +
      `${fell} held-out digits of one are taken for the other.`,
    angles: {
      own: 'to the own class',
      others: 'to all others',
      rivals: 'to the nearest other class',
      charged: 'as training sees them',
    },
    describePairs: ({
      loss,
      step,
      count,
      isExact,
      positiveMeanRad,
      negativeMeanRad,
      thresholdRad,
      errorShare,
    }) =>
      `${loss} after ${step} steps, angles of ${isExact ? 'all' : 'a fixed sample of'} ${count} pairs of held-out digits. ` +
      `Two of one class are ${degreesOf(positiveMeanRad)} apart on average, two of different classes ${degreesOf(negativeMeanRad)}. ` +
      `A threshold at ${degreesOf(thresholdRad)} is wrong for ${percentOf(errorShare)} of either kind.`,
    pairs: {
      positive: (rad) => `two of one class: ${degreesOf(rad)} on average`,
      negative: (rad) => `two of different classes: ${degreesOf(rad)} on average`,
      positiveShort: (rad) => `one class ${degreesOf(rad)}`,
      negativeShort: (rad) => `two classes ${degreesOf(rad)}`,
      wrong: (share) => `${fixed(100 * share, 1)} % wrong`,
    },
    describeRoc: ({ loss, step, count, isExact, tar, equalError, auc }) =>
      `${loss} after ${step} steps: ${isExact ? 'all' : 'a fixed sample of'} ${count} pairs of held-out digits, told by their angle. ` +
      `Where 1 % of the pairs of two classes is let in, ${percentOf(tar)} of the pairs of one class is. ` +
      `The equal error rate is ${percentOf(equalError)}, the area under the curve ${fixed(auc, 3)}.`,
    roc: {
      far: 'two classes, let in (FAR)',
      tar: 'one class, let in (TAR)',
      chance: 'by lot',
      tarAt: (tar) => `${fixed(100 * tar, 1)} % at 1 %`,
      equal: (share) => `equal error ${fixed(100 * share, 1)} %`,
    },
    curve: {
      logit: 'target logit',
      logitOverNorm: 'target logit ÷ norm',
      plain: 'without the margin',
      angle: 'angle θ to the own class',
      instead: (charged, plain) => `${charged} instead of ${plain}`,
    },
    boundary: {
      choose: ['first class', 'second class'],
      against: 'against',
      accepted: (name) => `${name}, accepted`,
    },
    sphere: {
      lengths: 'with their lengths',
      lost: 'The graphics card took the drawing away; it comes back in a moment.',
      none: 'The sphere needs WebGL, which this browser does not give; its map stands in.',
      seen: (facing, hasLengths) =>
        hasLengths
          ? `Digits stand in space at their lengths, before the far wall of the sphere; class ${facing} points at you.`
          : `Class ${facing} faces you.`,
    },
    chart: {
      sampleLoss: (loss) => `this digit ${loss}`,
      classLoss: (name, loss) => `all ${name}s ${loss}`,
    },
    inspector: {
      hint: 'Point at a digit in any view, or focus a view and press the arrow keys.',
      waiting: 'Point at a digit to see its angle to every class.',
      example: 'For example',
      image: (own) => `The image of this digit, a ${own}`,
      noImage: 'The image is not here',
      angleTo: 'angle to each class weight',
      logit: 'logit',
      logitWithMargin: 'with m',
      own: (own, thetaRad) => `A held-out ${own}, ${degreesOf(thetaRad)} from its weight.`,
      verdict: ({ kind, decided, chargedRad, rival, rivalRad }) =>
        kind === 'strayed'
          ? `It is taken for a ${decided}.`
          : kind === 'accepted'
            ? chargedRad === null
              ? 'Decided rightly.'
              : 'Right, and clear of the margin.'
            : `Right; but with the margin it counts as ${degreesOf(chargedRad ?? 0)}, behind class ${rival} at ${degreesOf(rivalRad)}.`,
      loss: (loss) => `Its loss is ${fixed(loss, 2)}, its own class gets ${percentOf(Math.exp(-loss))}.`,
    },
  },
  zh: {
    titles: {
      plane: '平面上的原始特征',
      circle: '圆上归一化后的特征',
      sphere: '三维特征与球面',
      map: '特征的方向：整个球面的等积地图',
      angles: '到自身类与到其他类的夹角',
      pairs: '样本对的夹角：同类与异类',
      roc: '按夹角判断样本对：ROC 曲线',
      curve: '目标 logit 随角度的变化',
      boundary: '两个类：到各自类权重的夹角',
      chart: '损失与留出准确率',
    },
    walk: {
      plane: `平面上的数字，按方向排列。${keysZh}`,
      circle: `圆上的数字，按方向排列。${keysZh}`,
      sphere:
        `球面上的数字，逐类排列，由类权重向外。${keysZh}` +
        'Shift 加方向键转动球面，加号和减号缩放，W、A、S、D 平移，退格键复原；按数字键让该类转到正面。',
      map: `球面地图上的数字，逐类排列，由类权重向外。${keysZh}`,
      angles: `按目标角排列的数字。${keysZh}`,
      pairs: `按与同类数字的平均夹角排列。${keysZh}`,
      roc: `按与同类数字的平均夹角排列。${keysZh}`,
      curve: `曲线上的数字，按角度排列。${keysZh}`,
      boundary: `两个类的数字，从边界一侧到另一侧。${keysZh}`,
      chart: `按各自损失排列的数字。${keysZh}`,
    },
    otherDimension: (others, instead, dim) => {
      const names = others.map((view) => namesZh[view]).join('和');
      const shown = instead.map((view) => namesZh[view]).join('和');
      return `${names}画不了${numbersZh[dim] ?? dim}维${shown ? `，改用${shown}` : ''}。`;
    },
    nothingMarked: '未选中数字',
    markedSample: ({ own, decided, thetaRad, chargedRad, rival, rivalRad }) =>
      `数字 ${own}，目标角 ${degreesOf(thetaRad)}` +
      (chargedRad === null ? '' : `，加上间隔后 ${degreesOf(chargedRad)}`) +
      `；最近的其他类是 ${rival}，${degreesOf(rivalRad)}；` +
      (decided === own ? '判对' : `被判为 ${decided}`),
    markedClass: ({ name, count, strayed, medianRad }) =>
      `类别 ${name}：${count} 个数字，${strayed} 个被判为别类，目标角中位数 ${degreesOf(medianRad)}`,
    describeSphere: (whole, bandShare) =>
      bandShare === null
        ? whole
        : `${whole}球面上有 ${percentOf(bandShare)} 的方向，胜出的类仍因间隔而拒绝自己的样本。`,
    describeAngles: ({ loss, step, count, thetaRad, chargedRad, rivalRad, refused }) =>
      `${loss} 训练 ${step} 步后，${count} 个留出数字的夹角。目标角中位数 ${degreesOf(thetaRad)}` +
      (chargedRad === null ? '' : `，加上间隔后算作 ${degreesOf(chargedRad)}`) +
      `；到最近的其他类，中位数 ${degreesOf(rivalRad)}。` +
      (chargedRad === null ? `${refused} 个离别的类更近。` : `加上间隔，${refused} 个算作离别的类更近。`),
    describeCurve: ({ loss, step, thetaRad, charged, plain, isOverNorm }) =>
      `${loss} 训练 ${step} 步后：目标 logit${isOverNorm ? '（除以特征模长）' : ''}从 0° 到 180° 下降。` +
      `在中位角 ${degreesOf(thetaRad)} 处为 ${charged}` +
      (charged === plain ? '。' : `；没有间隔时为 ${plain}。`),
    describeBoundary: ({ loss, step, first, second, fell, apartRad }) =>
      `${loss} 训练 ${step} 步后：类别 ${first} 与 ${second}，类权重相隔 ${degreesOf(apartRad)}。` +
      `${fell} 个留出数字被错认为对方。`,
    angles: {
      own: '到自身类',
      others: '到所有其他类',
      rivals: '到最近的其他类',
      charged: '训练时看到的角度',
    },
    describePairs: ({
      loss,
      step,
      count,
      isExact,
      positiveMeanRad,
      negativeMeanRad,
      thresholdRad,
      errorShare,
    }) =>
      `${loss} 训练 ${step} 步后，${isExact ? '全部' : '固定抽取的'} ${count} 对留出数字的夹角。` +
      `同类两数平均相隔 ${degreesOf(positiveMeanRad)}，异类两数平均 ${degreesOf(negativeMeanRad)}。` +
      `以 ${degreesOf(thresholdRad)} 为阈值，两种样本对各错 ${percentOf(errorShare)}。`,
    pairs: {
      positive: (rad) => `同类两数：平均 ${degreesOf(rad)}`,
      negative: (rad) => `异类两数：平均 ${degreesOf(rad)}`,
      positiveShort: (rad) => `同类 ${degreesOf(rad)}`,
      negativeShort: (rad) => `异类 ${degreesOf(rad)}`,
      wrong: (share) => `各错 ${fixed(100 * share, 1)}%`,
    },
    describeRoc: ({ loss, step, count, isExact, tar, equalError, auc }) =>
      `${loss} 训练 ${step} 步后，按夹角判断${isExact ? '全部' : '固定抽取的'} ${count} 对留出数字。` +
      `放进 1% 的异类样本对时，同类样本对通过 ${percentOf(tar)}。` +
      `等错误率 ${percentOf(equalError)}，曲线下面积 ${fixed(auc, 3)}。`,
    roc: {
      far: '异类通过（FAR）',
      tar: '同类通过（TAR）',
      chance: '抽签',
      tarAt: (tar) => `FAR 1% 时 ${fixed(100 * tar, 1)}%`,
      equal: (share) => `等错误率 ${fixed(100 * share, 1)}%`,
    },
    curve: {
      logit: '目标 logit',
      logitOverNorm: '目标 logit ÷ 模长',
      plain: '没有间隔',
      angle: '目标角 θ',
      instead: (charged, plain) => `${charged}，原为 ${plain}`,
    },
    boundary: {
      choose: ['第一个类', '第二个类'],
      against: '对',
      accepted: (name) => `接受为 ${name}`,
    },
    sphere: {
      lengths: '保留长度',
      lost: '图形设备暂时收回了画面，稍后恢复。',
      none: '球面需要 WebGL，而此浏览器没有提供；这里改用地图。',
      seen: (facing, hasLengths) =>
        hasLengths
          ? `数字按各自长度立于空间，后面是球的内壁；类别 ${facing} 指向你。`
          : `类别 ${facing} 正对着你。`,
    },
    chart: {
      sampleLoss: (loss) => `该数字 ${loss}`,
      classLoss: (name, loss) => `类别 ${name} ${loss}`,
    },
    inspector: {
      hint: '在任一视图里指向一个数字，或聚焦视图后按方向键。',
      waiting: '指向一个数字，看它到每个类的夹角。',
      example: '例如',
      image: (own) => `这个数字的图像，真实类别 ${own}`,
      noImage: '图像不在这里',
      angleTo: '到每个类权重的夹角',
      logit: 'logit',
      logitWithMargin: '含 m',
      own: (own, thetaRad) => `一个留出的 ${own}，目标角 ${degreesOf(thetaRad)}。`,
      verdict: ({ kind, decided, chargedRad, rival, rivalRad }) =>
        kind === 'strayed'
          ? `它被判为 ${decided}。`
          : kind === 'accepted'
            ? chargedRad === null
              ? '判对。'
              : '判对，且在间隔之外。'
            : `判对；但加上间隔算作 ${degreesOf(chargedRad ?? 0)}，落在类别 ${rival}（${degreesOf(rivalRad)}）之后。`,
      loss: (loss) => `它的损失是 ${fixed(loss, 2)}，自身类得到 ${percentOf(Math.exp(-loss))}。`,
    },
  },
};
