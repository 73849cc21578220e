/** Words of the conventions explorer: its figure, its page, and a sentence for each disagreement. */
import type { MarginName } from '../loss/implementations';
import type { Language } from './languages';

/** A disagreement that is known: two implementations by id, and where they are looked at. */
export interface Disagreement {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  /** Margins to compare at; each its own defaults where they are left out. */
  readonly margins?: Readonly<Partial<Record<MarginName, number>>>;
}

export const disagreements: readonly Disagreement[] = [
  { id: 'straight-through', a: 'arcface/ronghuaiyang', b: 'arcface/insightface', margins: { m: 0.5 } },
  { id: 'safeguard', a: 'arcface/ronghuaiyang', b: 'arcface/adacos', margins: { m: 0.5 } },
  { id: 'easy', a: 'arcface/ronghuaiyang', b: 'arcface/ronghuaiyang-easy', margins: { m: 0.5 } },
  { id: 'clamped', a: 'arcface/ronghuaiyang', b: 'arcface/opensphere', margins: { m: 0.5 } },
  { id: 'tie', a: 'arcface/ronghuaiyang', b: 'arcface/pml', margins: { m: 0.5 } },
  { id: 'degrees', a: 'arcface/insightface_2019', b: 'arcface/pml' },
  { id: 'acos-clamp', a: 'arcface/insightface_2019', b: 'arcface/keras_arcface', margins: { m: 0.5 } },
  { id: 'epsilon', a: 'arcface/ronghuaiyang', b: 'arcface/insightface_2019', margins: { m: 0.5 } },
  { id: 'hard-weights', a: 'cosface/insightface', b: 'cosface/opensphere', margins: { m: 0.35 } },
  { id: 'cosface-default', a: 'cosface/insightface', b: 'cosface/adacos' },
  { id: 'authors', a: 'a-softmax/clcarwin', b: 'a-softmax/caffe_sphereface', margins: { m: 4 } },
  { id: 'no-psi', a: 'sphereface-r/opensphere', b: 'sphereface-r/adacos', margins: { m: 1.7 } },
  { id: 'lambda', a: 'a-softmax/ronghuaiyang', b: 'a-softmax/pml' },
  {
    id: 'two-of-three',
    a: 'combined/insightface_mxnet',
    b: 'combined/insightface',
    margins: { m1: 1, m2: 0.3, m3: 0.2 },
  },
  {
    id: 'sub-centers',
    a: 'subcenter-arcface/pml',
    b: 'subcenter-arcface/insightface_subcenter',
    margins: { m: 0.5 },
  },
];

interface ConventionsWords {
  readonly title: string;
  readonly subtitle: string;
  readonly lede: string;
  readonly gesture: string;
  readonly caption: string;
  /** Of the part on losses of whole batches and on rates. */
  readonly batches: { readonly title: string; readonly lede: string; readonly caption: string };
  readonly presets: string;
  readonly first: string;
  readonly second: string;
  readonly forward: string;
  readonly backward: string;
  readonly angle: string;
  readonly theta: string;
  readonly train: string;
  readonly pause: string;
  readonly reset: string;
  readonly sameSeed: string;
  readonly starting: string;
  readonly failed: string;
  readonly waiting: string;
  readonly stepAt: (step: number) => string;
  readonly embedding: (name: string) => string;
  readonly partsForward: (deg: string, gap: string) => string;
  readonly partsBackward: (deg: string, gap: string) => string;
  readonly sameForward: string;
  readonly sameBackward: string;
  readonly table: string;
  readonly rows: Readonly<
    Record<'file' | 'commit' | 'margin' | 'past' | 'gradient' | 'weights' | 'norm' | 'psi' | 'slope', string>
  >;
  readonly past: Readonly<Record<string, string>>;
  readonly gradient: Readonly<Record<string, string>>;
  readonly weights: Readonly<Record<string, string>>;
  readonly norm: Readonly<Record<string, string>>;
  readonly unknown: (value: string) => string;
  readonly disagreement: Readonly<Record<string, { readonly title: string; readonly sentence: string }>>;
}

export const conventionsWords: Readonly<Record<Language, ConventionsWords>> = {
  en: {
    title: 'One name, many losses',
    subtitle: 'where public implementations part',
    lede: 'Twenty-seven public implementations of six losses, run and compared. They share their names and disagree about what happens past π, about what the gradient is, and about how to divide by a length. None of them says so.',
    gesture: 'Choose a disagreement.',
    caption:
      'Left the target logit, right what the backward pass makes of its slope: the two need not belong together. Below, the same network under both, from the same weights and on the same batches.',
    batches: {
      title: 'Whole batches, and how a result is counted',
      lede: 'Losses that compare images with images have no curve over an angle. What can be compared is one batch: how large the loss is, and where each point is pulled. The rates by which a recogniser is judged differ as well.',
      caption:
        'Sixteen points of four classes in the plane; squares are class weights or centers. Each number is computed here by the site’s own functions, which are held to the numbers of the programs that were run.',
    },
    presets: 'Disagreements',
    first: 'first',
    second: 'second',
    forward: 'target logit ψ(θ)',
    backward: 'slope dψ/dθ in the backward pass',
    angle: 'θ, degrees',
    theta: 'read at θ',
    train: 'Train both',
    pause: 'Pause',
    reset: 'Reset',
    sameSeed: 'Same seed, same first weights, same batches; 300 steps of a small network.',
    starting: 'getting ready',
    failed: 'Nothing could train here; press Reset and try again.',
    waiting: 'Train both, and 2,000 held-out digits will land here',
    stepAt: (step) => `step ${step}`,
    embedding: (name) => `Embedding trained with ${name}`,
    partsForward: (deg, gap) => `Forwards they part at ${deg}, by ${gap}.`,
    partsBackward: (deg, gap) => `Backwards they part at ${deg}, by ${gap}.`,
    sameForward: 'Forwards they agree at every angle.',
    sameBackward: 'Backwards they agree at every angle.',
    table: 'What each does',
    rows: {
      file: 'file',
      commit: 'commit',
      margin: 'margin by default',
      past: 'past θ + m = π',
      gradient: 'gradient of the target',
      weights: 'gradient of the weights',
      norm: 'division by the length',
      psi: 'ψ at θ',
      slope: 'slope at θ',
    },
    past: {
      linear: 'cos θ − m sin m',
      none: 'cos(θ + m) goes on, and rises',
      clamp: '−1',
      easy: 'no margin past 90°',
      v0: 'ψ folds, and falls on',
      cosine: 'cos mθ goes on, and rises',
      '': 'nothing to guard',
    },
    gradient: {
      exact: 'the derivative of the forward pass',
      'straight-through': 'as if ψ were cos θ',
      'sphereface-authors': 'its parts by ŵ and x scaled to length 1',
    },
    weights: { projected: 'through W/‖W‖', hard: 'of the unit weight; keeps the part along it' },
    norm: {
      floor: 'max(‖x‖, ε)',
      'square-floor': '√max(‖x‖², ε)',
      add: '√(‖x‖² + ε)',
      bare: '‖x‖; NaN at x = 0',
      'product-floor': 'max(‖x‖‖w‖, ε)',
    },
    unknown: (value) =>
      `The address names “${value}”, which is no implementation here; the first one is shown.`,
    disagreement: {
      'straight-through': {
        title: 'Whose slope?',
        sentence:
          'The authors’ PyTorch code takes the angle outside the gradient. Forwards it adds the margin; backwards it pulls as if there were none. Up to π − m their curves agree, and their pulls differ by the factor sin(θ + m)/sin θ.',
      },
      safeguard: {
        title: 'Past π',
        sentence:
          'Where θ + m exceeds π, one goes on falling along cos θ − m sin m, the other rises with cos(θ + m) and rewards a sample for turning away.',
      },
      easy: {
        title: 'easy_margin',
        sentence:
          'A switch of the same file: from 90° on there is no margin at all, and the logit jumps up by sin m, so that a sample at 91° fares better than one at 89°.',
      },
      clamped: {
        title: 'Stopped at −1',
        sentence:
          'OpenSphere stops the sum at 3.14159 instead of changing branch, and, like the authors, hides the margin from the gradient.',
      },
      tie: {
        title: 'Exactly at π − m',
        sentence:
          'One asks whether θ is below π − m, the other whether it is not above. At that one angle their logits differ by 0.117, which is 7.5 at s = 64.',
      },
      degrees: {
        title: 'Degrees',
        sentence:
          'pytorch-metric-learning takes the margin in degrees, 28.6 by default. That is 0.49916 radians, not 0.5, so that no number of a default run agrees to more than three digits.',
      },
      'acos-clamp': {
        title: 'Before acos',
        sentence:
          'A cosine clamped to 1 − 10⁻⁷ keeps acos finite. Nearer than 0.026° to its weight a feature has a slightly lower logit and no gradient at all.',
      },
      epsilon: {
        title: 'ε',
        sentence:
          'One divides by max(‖x‖, 10⁻¹²), the other by √(‖x‖² + 10⁻¹⁰). At ordinary lengths nobody can tell. At ‖x‖ = 10⁻¹² and θ = 0.7 their losses are 18.04 and 31.38.',
      },
      'hard-weights': {
        title: 'Weights outside the graph',
        sentence:
          'OpenSphere divides the weights by their lengths in place, before the step. The curves agree, forwards and backwards; the gradient of a weight keeps its part along the weight, which the next division takes away again.',
      },
      'cosface-default': {
        title: 'Which m?',
        sentence:
          'The paper says 0.35. InsightFace takes 0.40 with s = 64, others 0.40 or 0.35 with s = 30: four losses under one name.',
      },
      authors: {
        title: 'SphereFace’s own gradient',
        sentence:
          'The authors’ Caffe layer computes the true derivative and then scales its two parts to length 1; the weights feel no margin. Forwards nothing is different.',
      },
      'no-psi': {
        title: 'SphereFace without ψ',
        sentence:
          'Two codes take cos mθ as it is and call it SphereFace. From 180°/m on, 105.9° at m = 1.7, their logit rises again: a sample that turns further away from its class is rewarded. OpenSphere’s ψ goes on falling.',
      },
      lambda: {
        title: 'λ',
        sentence:
          'SphereFace trains with λ ≥ 5: five sixths of the target stay cos θ. A library without λ trains the pure ψ, a far steeper curve, under the same name and m.',
      },
      'two-of-three': {
        title: 'One margin of three',
        sentence:
          'Both are given m₁ = 1, m₂ = 0.3 and m₃ = 0.2, as the repository’s own configuration has them. The MXNet code uses all three. The PyTorch class sees that m₃ is above 0 and takes it alone, a CosFace; other combinations it refuses with an error that says nothing.',
      },
      'sub-centers': {
        title: 'Sub-centers past π',
        sentence:
          'Both let the nearest of three weights speak for its class. Past θ + m = π the library goes on falling, the authors’ code rises; for samples with a wrong label, which lie there, that is a pull the other way.',
      },
    },
  },
  zh: {
    title: '一个名字，多种损失',
    subtitle: '公开实现在哪里分道扬镳',
    lede: '六种损失的二十七个公开实现，都运行过、比较过。名字相同，做法却不一：过了 π 怎么办，梯度是什么，怎么除以模长。没有一个说明过。',
    gesture: '选一处分歧。',
    caption:
      '左边是目标 logit，右边是反向传播得到的斜率：两者未必相配。下面是同一个网络，分别用两个实现训练，初始权重和批都相同。',
    batches: {
      title: '整批的损失，以及结果怎么算',
      lede: '把图像与图像相比的损失没有随角度变化的曲线。能比较的是一批点：损失有多大，每个点被拉向何处。评判识别器的指标也各不相同。',
      caption:
        '平面上四类共十六个点；方块是类权重或中心。每个数都由本站自己的函数当场算出，这些函数与实际运行过的程序逐一核对过。',
    },
    presets: '分歧',
    first: '第一个',
    second: '第二个',
    forward: '目标 logit ψ(θ)',
    backward: '反向传播中的斜率 dψ/dθ',
    angle: 'θ（度）',
    theta: '读数位置 θ',
    train: '训练两者',
    pause: '暂停',
    reset: '重置',
    sameSeed: '随机种子、初始权重和批都相同；小网络，300 步。',
    starting: '正在准备',
    failed: '这里无法训练；按“重置”再试一次。',
    waiting: '按“训练两者”，2000 个留出的数字会落在这里',
    stepAt: (step) => `第 ${step} 步`,
    embedding: (name) => `用 ${name} 训练的嵌入`,
    partsForward: (deg, gap) => `前向在 ${deg} 处分开，相差 ${gap}。`,
    partsBackward: (deg, gap) => `反向在 ${deg} 处分开，相差 ${gap}。`,
    sameForward: '前向在每个角度都一致。',
    sameBackward: '反向在每个角度都一致。',
    table: '各自的做法',
    rows: {
      file: '文件',
      commit: '提交',
      margin: '默认间隔',
      past: '过了 θ + m = π',
      gradient: '目标的梯度',
      weights: '权重的梯度',
      norm: '除以模长',
      psi: 'θ 处的 ψ',
      slope: 'θ 处的斜率',
    },
    past: {
      linear: 'cos θ − m sin m',
      none: '仍是 cos(θ + m)，往上升',
      clamp: '−1',
      easy: '过了 90° 没有间隔',
      v0: 'ψ 分段衔接，继续下降',
      cosine: 'cos mθ 照旧，又升上去',
      '': '无需保护',
    },
    gradient: {
      exact: '前向的导数',
      'straight-through': '当作 ψ 就是 cos θ',
      'sphereface-authors': '沿 ŵ 和 x 的两部分缩放到长度 1',
    },
    weights: { projected: '经过 W/‖W‖', hard: '单位权重的梯度；保留沿权重的部分' },
    norm: {
      floor: 'max(‖x‖, ε)',
      'square-floor': '√max(‖x‖², ε)',
      add: '√(‖x‖² + ε)',
      bare: '‖x‖；x = 0 时为 NaN',
      'product-floor': 'max(‖x‖‖w‖, ε)',
    },
    unknown: (value) => `网址里的“${value}”不是这里的实现，改为显示第一个。`,
    disagreement: {
      'straight-through': {
        title: '谁的斜率？',
        sentence:
          '作者的 PyTorch 代码在梯度之外取角度：前向加了间隔，反向却当作没有。在 π − m 之前两条曲线一致，拉力却相差一个因子 sin(θ + m)/sin θ。',
      },
      safeguard: {
        title: '过了 π',
        sentence:
          'θ + m 超过 π 之后，一个沿 cos θ − m sin m 继续下降，另一个随 cos(θ + m) 上升：样本转得更远，反而得到奖励。',
      },
      easy: {
        title: 'easy_margin',
        sentence:
          '同一个文件里的开关：从 90° 起完全没有间隔，logit 向上跳 sin m，于是 91° 的样本比 89° 的还好过。',
      },
      clamped: {
        title: '停在 −1',
        sentence: 'OpenSphere 不换分支，而是把和截断在 3.14159；并且像作者一样，不让梯度看到间隔。',
      },
      tie: {
        title: '恰在 π − m',
        sentence:
          '一个问 θ 是否小于 π − m，另一个问它是否不大于。就在这一个角度上，两者的 logit 相差 0.117；s = 64 时就是 7.5。',
      },
      degrees: {
        title: '角度制',
        sentence:
          'pytorch-metric-learning 的间隔用度，默认 28.6，也就是 0.49916 弧度，不是 0.5：默认设置下的数，没有一个能对上三位以上。',
      },
      'acos-clamp': {
        title: '在 acos 之前',
        sentence:
          '把余弦截断到 1 − 10⁻⁷，acos 就是有限的。离权重不到 0.026° 的特征，logit 略低，而且完全没有梯度。',
      },
      epsilon: {
        title: 'ε',
        sentence:
          '一个除以 max(‖x‖, 10⁻¹²)，另一个除以 √(‖x‖² + 10⁻¹⁰)。模长正常时看不出区别。‖x‖ = 10⁻¹²、θ = 0.7 时，损失分别是 18.04 和 31.38。',
      },
      'hard-weights': {
        title: '图外的权重',
        sentence:
          'OpenSphere 在每步之前就地把权重除以模长。前向和反向的曲线都一致；但权重的梯度保留了沿权重的部分，下一次归一化又把它去掉。',
      },
      'cosface-default': {
        title: '哪个 m？',
        sentence:
          '论文写 0.35。InsightFace 用 0.40、s = 64，别的用 0.40 或 0.35、s = 30：一个名字，四种损失。',
      },
      authors: {
        title: 'SphereFace 自己的梯度',
        sentence:
          '作者的 Caffe 层先算出真正的导数，再把它的两部分缩放到长度 1；权重感觉不到间隔。前向没有任何不同。',
      },
      'no-psi': {
        title: '没有 ψ 的 SphereFace',
        sentence:
          '有两份代码直接用 cos mθ，也叫 SphereFace。从 180°/m 起（m = 1.7 时是 105.9°），目标 logit 又升上去：样本越是背离本类，得分反而越高。OpenSphere 的 ψ 则一路下降。',
      },
      lambda: {
        title: 'λ',
        sentence:
          'SphereFace 训练时 λ ≥ 5：目标 logit 的六分之五仍是 cos θ。没有 λ 的库训练的是纯粹的 ψ，曲线陡得多，名字和 m 却一样。',
      },
      'two-of-three': {
        title: '三个间隔只用一个',
        sentence:
          '两者都得到 m₁ = 1、m₂ = 0.3、m₃ = 0.2，正是该仓库自己的配置。MXNet 代码三个都用。PyTorch 的类看到 m₃ 大于 0 就只用它，成了 CosFace；别的组合则抛出一个什么也不说明的错误。',
      },
      'sub-centers': {
        title: '子中心过了 π',
        sentence:
          '两者都让三个权重中最近的一个代表本类。θ + m 过了 π 之后，库里的曲线继续下降，作者的代码却上升；标错的样本正在那里，于是受到相反的拉力。',
      },
    },
  },
};
