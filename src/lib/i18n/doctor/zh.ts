import type { DoctorWords } from './en';

const percent = (share: number | string): string => `${(100 * Number(share)).toFixed(0)}%`;
const degrees = (value: number | string, digits = 1): string => `${Number(value).toFixed(digits)}°`;
const short = (value: number | string): string => String(Number(Number(value).toPrecision(2)));

const tensorName = ({ kind, tensor }: Readonly<Record<string, number | string>>): string =>
  kind === 'loss' ? '损失' : kind === 'gradient' ? ` ${tensor} 的梯度` : ` ${tensor}`;

/** 训练开始时才加载的诊断文字；键与英文相同。 */
export const zh: DoctorWords = {
  title: '诊断',
  of: (loss) => `${loss}：`,
  sentences: {
    'not-finite': (f) =>
      f.throughAcos
        ? `第 ${f.step} 步，NaN 最先出现在${tensorName(f)}中。有一个特征离类权重太近，cos θ 舍入成 1；acos 在那里斜率无穷大，而 ∞ · 0 就是 NaN。`
        : `第 ${f.step} 步，${tensorName(f)}中最先出现非数：此前的数已超出单精度的范围。`,
    'ran-away': (f) =>
      `第 ${f.step} 步之前损失就失控了：学习率 ${short(f.rate)} 太大，每一步都比上一步冲得更远。`,
    'dead-network': (f) =>
      `${percent(f.zeroShare)} 的嵌入向量经 ReLU 后恰为 0，下面各层的梯度为 ${short(f.gradient)}。这个网络再也醒不过来。`,
    'tiny-batch': (f) =>
      `批归一化只看 ${f.batch} 个样本：任意两个数都变成 +1 和 −1，前面各层几乎不起作用。传到 ${f.layer} 的梯度是 ${Number(f.gradient).toExponential(0)}，准确率停在 ${percent(f.accuracy)}。`,
    'one-corner': (f) =>
      `嵌入向量上的 ReLU 只留下 ${f.corners} 个象限中的一个，${percent(f.zeroShare)} 的数字恰在原点。指向别处的类权重（其中 ${f.outOfReach} 个没有正分量）永远够不着。`,
    'rate-too-high': (f) =>
      `学习率 ${short(f.rate)} 是合适值的 ${short(f.times)} 倍：步子太大，停不下来；${f.step} 步之后准确率为 ${percent(f.accuracy)}。`,
    'margin-too-wide': (f) =>
      f.unit === 'rad'
        ? `间隔是 ${degrees((Number(f.m) * 180) / Math.PI)}，相邻两类之间却只有 ${degrees(f.roomDeg)}：恰在自己权重上的数字得 ${Number(f.own).toFixed(2)}，邻类得 ${Number(f.neighbour).toFixed(2)}，再好的数字也被拒绝。`
        : `间隔从余弦里减去 ${short(f.m)}，相邻两类却只隔 ${degrees(f.roomDeg)}：恰在自己权重上的数字得 ${Number(f.own).toFixed(2)}，邻类得 ${Number(f.neighbour).toFixed(2)}，再好的数字也被拒绝。`,
    'scale-too-small': (f) =>
      `s = ${short(f.s)} 时，恰在自己权重上的数字也只有 ${percent(f.probability)} 的概率：损失降不到 ${Number(f.floor).toFixed(2)} 以下，现在是 ${Number(f.loss).toFixed(2)}。`,
    'turned-away': (f) =>
      `${percent(f.share)} 的数字越过了 ${degrees(f.switchDeg)}，那里 θ + m 超过 π，logit 又往上升：转得越远，损失反而越小。`,
    'blended-away': (f) =>
      `λ = ${short(f.lambda)} 使目标 logit 的 ${percent(f.share)} 只是 cos θ：在权重附近，m 只相当于 ${Number(f.worth).toFixed(1)}，而不是 ${f.m}。`,
    'wrong-labels': (f) =>
      `训练标签有 ${percent(f.noise)} 是错的，损失要求的东西学不会：它停在 ${Number(f.loss).toFixed(2)}；留出数字的标签都对，判对的有 ${percent(f.accuracy)}。`,
    'weights-coincide': (f) =>
      `${f.a} 和 ${f.b} 的类权重只隔 ${degrees(f.angleDeg)}：只看夹角，两类已成一类，也没有什么把它们推开。准确率 ${percent(f.accuracy)}。`,
    'rate-too-low': (f) =>
      `学习率 ${short(f.rate)} 只有合适值的 1/${short(f.times)}：方向没错，但 ${f.step} 步之后准确率才 ${percent(f.accuracy)}。`,
    'lengths-decide': (f) =>
      `按自己的规则，网络对了 ${percent(f.accuracy)}；只看夹角，对了 ${percent(f.cosineAccuracy)}：起作用的是模长和偏置，拿这些特征比夹角用处不大。`,
    saturated: (f) =>
      `判对的数字里，${percent(f.share)} 的概率已到 99%，而夹角的中位数是 ${degrees(f.targetDeg, 0)}：梯度没了，各类也就停在这么宽。`,
  },
  remedy: (changes) => `${changes.join('，')}，从头再来`,
  startAgain: '从头再来',
  setting: {
    lr: (value) => `学习率设为 ${value}`,
    batch: (value) => `批量大小设为 ${value}`,
    noise: () => '改用正确标签',
    norm: () => '打开批归一化',
    relu: () => '去掉 ReLU',
    acos: () => '梯度不经过 acos',
    lambda: (value) => `λ 设为 ${value}`,
    safeguard: () => '加上保护分支',
  },
  anySetting: (name, value) => `${name} 设为 ${value}`,
  measured: '测得的数',
  vitals: {
    step: '步',
    loss: '损失（20 批的平均）',
    accuracy: '准确率（自己的规则）',
    cosineAccuracy: '准确率（按夹角）',
    targetDeg: '到类权重的夹角中位数',
    closest: (a, b) => `最近的两个类权重（${a} 和 ${b}）`,
    turnedAway: '越转远损失越小的样本',
    sure: '判对的样本中已有把握的',
    zero: '为 0 的嵌入向量',
    gradients: '各层梯度的范数',
  },
  degrees: (value) => degrees(value),
  percent: (share) => percent(share),
  none: '–',
};
