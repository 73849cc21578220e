/** Words of the figure that shows one training step in slow motion. */
import type { Language } from '../languages';
import { degreesOf, fixed, percentOf } from './numbers';

type Stage =
  | 'image'
  | 'embedding'
  | 'normalise'
  | 'cosines'
  | 'angle'
  | 'margin'
  | 'scale'
  | 'softmax'
  | 'loss'
  | 'gradient'
  | 'place';

/** How the digit fares: right, right but for the margin, astray, or past the place where ψ changes its formula. */
type Fate = 'accepted' | 'refused' | 'strayed' | 'past';

/** All that the sentences of a step speak of. */
export interface StepFacts {
  readonly loss: string;
  /** Which margin there is: an angle that is added, a difference of cosines, a factor, another shape, or none. */
  readonly margin: 'added' | 'cosine' | 'multiplied' | 'other' | 'none';
  /** What logits are scaled by: s, ‖x‖, or ‖W_j‖‖x‖. */
  readonly scaledBy: 's' | 'feature' | 'both';
  readonly hasBias: boolean;
  /** Settings of the step. */
  readonly s: number;
  readonly m: number;
  readonly lambda: number;
  readonly fate: Fate;
  readonly own: string;
  readonly rival: string;
  readonly nearest: string;
  readonly side: number;
  readonly batch: number;
  readonly parameters: number;
  readonly x: readonly [number, number];
  readonly norm: number;
  /** Direction of x, 0 to 2π. */
  readonly rad: number;
  readonly cos: number;
  readonly rivalCos: number;
  readonly thetaRad: number;
  readonly nearestRad: number;
  readonly psi: number;
  readonly chargedRad: number;
  readonly logit: number;
  readonly rivalLogit: number;
  readonly probability: number;
  readonly rivalProbability: number;
  readonly lossValue: number;
  /** How the loss changes per radian, without its sign; and whether it falls towards the own weight. */
  readonly slope: number;
  readonly isTowardsOwn: boolean;
  /** How it changes per unit of length; 0 where the loss does not see the length. */
  readonly normSlope: number;
  /** After the step. */
  readonly after: {
    readonly thetaRad: number;
    readonly probability: number;
    readonly lossValue: number;
    /** How far x turned, radians. */
    readonly turnRad: number;
    /** It turned the way that its own gradient asked for. */
    readonly isAsked: boolean;
  };
}

export interface SlowMotionWords {
  readonly title: string;
  readonly gesture: string;
  readonly lossChoice: string;
  readonly sampleChoice: string;
  readonly sample: (label: string, fate: Fate) => string;
  readonly fates: Readonly<Record<Fate, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  /** "Stage 4 of 11: Cosines" */
  readonly stageOf: (number: number, count: number, name: string) => string;
  readonly strip: string;
  readonly back: string;
  readonly next: string;
  readonly play: string;
  readonly pause: string;
  readonly again: string;
  readonly keys: string;
  /** Before any stage: the whole step in one look. */
  readonly glance: string;
  readonly atAGlance: (facts: StepFacts) => string;
  readonly say: Readonly<Record<Stage, (facts: StepFacts) => string>>;
  /** The value that a stage adds, for the strip. */
  readonly value: Readonly<Record<Stage, (facts: StepFacts) => string>>;
  /** Headings of the bars, and of the ruler under them. */
  readonly bars: {
    readonly cosine: string;
    readonly logit: string;
    readonly probability: string;
    readonly pull: string;
  };
  /** The picture, for readers who do not see it. */
  readonly pictureOf: (facts: StepFacts) => string;
  readonly sure: string;
  readonly before: string;
  /** Where the step comes from. */
  readonly source: (step: number, seed: number, batch: number) => string;
}

const NB = '\u00a0';
const c3 = (value: number): string => fixed(value, 3);
const z2 = (value: number): string => fixed(value, 2);
const turn = (rad: number): string => degreesOf(rad);
const pair = ([x, y]: readonly [number, number]): string => `(${fixed(x, 2)}, ${fixed(y, 2)})`;
/** Digits in groups of three. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');

const values: SlowMotionWords['value'] = {
  image: ({ side }) => `${side} × ${side}`,
  embedding: ({ x }) => pair(x),
  normalise: ({ rad }) => degreesOf(rad, 0),
  cosines: ({ cos }) => c3(cos),
  angle: ({ thetaRad }) => turn(thetaRad),
  margin: ({ margin, psi }) => (margin === 'none' ? '–' : c3(psi)),
  scale: ({ logit }) => z2(logit),
  softmax: ({ probability }) => percentOf(probability),
  loss: ({ lossValue }) => z2(lossValue),
  gradient: ({ slope }) => z2(slope),
  place: ({ after }) => turn(after.thetaRad),
};

export const slowMotionWords: Readonly<Record<Language, SlowMotionWords>> = {
  en: {
    title: 'One training step in slow motion',
    gesture: 'Press Next, or play the step.',
    lossChoice: 'loss',
    sampleChoice: 'digit',
    sample: (label, fate) =>
      `a ${label}, ${{ accepted: 'right', refused: 'right and refused', strayed: 'astray', past: 'astray, past θ + m = π' }[fate]}`,
    fates: { accepted: 'right', refused: 'refused', strayed: 'astray', past: 'past π' },
    stages: {
      image: 'Image',
      embedding: 'Embedding',
      normalise: 'Direction',
      cosines: 'Cosines',
      angle: 'Angle',
      margin: 'Margin',
      scale: 'Scale',
      softmax: 'Softmax',
      loss: 'Loss',
      gradient: 'Gradient',
      place: 'New place',
    },
    stageOf: (number, count, name) => `Stage ${number} of ${count}: ${name}`,
    strip: 'Stages of the step',
    back: 'Back',
    next: 'Next',
    play: 'Play the step',
    pause: 'Pause',
    again: 'Play again',
    keys: 'Arrow keys go from stage to stage.',
    glance: 'The whole step at a glance',
    atAGlance: ({ own, fate, thetaRad, margin, chargedRad, psi, lossValue, after }) => {
      const charged =
        margin === 'none'
          ? ''
          : psi < -1
            ? ', and counts as worse than any angle'
            : `, and counts as ${turn(chargedRad)}`;
      return `A ${own}, ${{ accepted: 'right', refused: 'right and yet refused', strayed: 'astray', past: 'far astray' }[fate]}: it stands ${turn(thetaRad)} from its class weight${charged}. That costs it ${z2(lossValue)}; the arrow is the gradient’s answer. One step later it stands at ${turn(after.thetaRad)}.`;
    },
    say: {
      image: ({ own, batch, side }) =>
        `A handwritten ${own}, one of the ${batch} digits that this step learns from: ${side} × ${side} greys.`,
      embedding: ({ x, norm }) =>
        `The network makes two numbers of them, x = ${pair(x)}: a point of the plane, with a direction and a length, ‖x‖${NB}=${NB}${fixed(norm, 2)}.`,
      normalise: ({ scaledBy, rad, norm, loss }) =>
        scaledBy === 's'
          ? `Divided by its length, x lies on the circle. All that is left of it is a direction, ${degreesOf(rad, 0)}.`
          : scaledBy === 'feature'
            ? `${loss} divides the class weights by their lengths, and leaves x its own, ${fixed(norm, 2)}. The circle shows its direction, ${degreesOf(rad, 0)}; the length comes back at the scale.`
            : `${loss} divides nothing by its length. The circle shows directions alone, that of x is ${degreesOf(rad, 0)}; the lengths come back at the scale.`,
      cosines: ({ own, cos, rival, rivalCos }) =>
        `Ten cosines, one for each class weight: the weight’s shadow on the line through x. That of its own class ${own} is ${c3(cos)}, that of class ${rival} ${c3(rivalCos)}.`,
      angle: ({ own, thetaRad, nearest, nearestRad }) =>
        nearestRad < thetaRad
          ? `The own cosine, seen as an angle: θ${NB}=${NB}${turn(thetaRad)}, the arc from W of class ${own} to x. Class ${nearest} is nearer, ${turn(nearestRad)} away.`
          : `The own cosine, seen as an angle: θ${NB}=${NB}${turn(thetaRad)}, the arc from W of class ${own} to x. The next weight, of class ${nearest}, is ${turn(nearestRad)} away.`,
      margin: ({ margin, loss, m, lambda, thetaRad, chargedRad, cos, psi, fate, rival, scaledBy }) => {
        const refused =
          fate === 'refused' && scaledBy !== 'both'
            ? ` Now class ${rival} comes before: right, and refused.`
            : '';
        if (margin === 'none')
          return `${loss} has no margin. The own class is judged by the same angle as all others.`;
        if (margin === 'added' && fate === 'past')
          return `θ + m is past 180°, where the cosine would rise again. There ${loss} takes cos θ − m sin m instead: ${c3(psi)}, worse than any cosine.`;
        if (margin === 'added')
          return `The own angle, and no other, is charged ${degreesOf(m)} more: the loss sees cos ${turn(thetaRad + m)} = ${c3(psi)} in place of ${c3(cos)}.${refused}`;
        const as = psi < -1 ? 'worse than any cosine' : `as if θ were ${turn(chargedRad)}`;
        if (margin === 'cosine')
          return `${fixed(m, 2)} is taken off the own cosine, and off no other: ${c3(psi)} in place of ${c3(cos)}, ${as}.${refused}`;
        if (margin === 'multiplied') {
          const mixed =
            lambda > 0 ? ` (one part of it to ${fixed(lambda, 1)} parts of the plain cosine)` : '';
          return `The own angle, and no other, counts ${fixed(m, 0)}-fold${mixed}: ψ = ${c3(psi)} in place of ${c3(cos)}, ${as}.${refused}`;
        }
        return `In place of its own cosine, ${c3(cos)}, the loss sees ψ = ${c3(psi)}, ${as}.${refused}`;
      },
      scale: ({ scaledBy, hasBias, s, norm, own, logit, rival, rivalLogit }) => {
        const by =
          scaledBy === 's'
            ? `All ten are multiplied by s${NB}=${NB}${fixed(s, 0)}`
            : scaledBy === 'feature'
              ? `All ten are multiplied by the length of x, ${fixed(norm, 2)}: a longer feature sharpens its own verdict`
              : `Each is multiplied by the length of x, ${fixed(norm, 2)}, and of its own weight${hasBias ? ', and gets its bias' : ''}: three more ways to be sure`;
        return `${by}. These are the logits: ${z2(logit)} for class ${own}, ${z2(rivalLogit)} for class ${rival}.`;
      },
      softmax: ({ own, probability, rival, rivalProbability }) =>
        `e to the power of each, and its share of the sum: ten probabilities. Class ${own} gets ${percentOf(probability)}, class ${rival} ${percentOf(rivalProbability)}.`,
      loss: ({ probability, lossValue }) =>
        `L = −log ${percentOf(probability)} = ${z2(lossValue)}. On a ruler of powers the loss is the distance from certainty${lossValue < 0.1 ? ': here next to none' : ''}.`,
      gradient: ({ own, rival, probability, rivalProbability, slope, isTowardsOwn, normSlope, scaledBy }) => {
        const pulls = `Class ${own} pulls at x by 1 − p = ${c3(1 - probability)}, each other pushes by its p, class ${rival} by ${c3(rivalProbability)}.`;
        const along = `Along the tangent, ${isTowardsOwn ? 'towards its own weight' : 'away from its own weight'}, the loss falls by ${z2(slope)} a radian.`;
        if (scaledBy === 's')
          return `${pulls} ${along} Off the tangent there is nothing: the length does not count.`;
        const longer = `it falls by ${fixed(Math.abs(normSlope), 3)} a unit if x grows ${normSlope < 0 ? 'longer' : 'shorter'}`;
        return `${pulls} ${along} And ${longer}.`;
      },
      place: ({ parameters, batch, thetaRad, probability, lossValue, after }) =>
        `The step moves ${grouped(parameters)} numbers at once, for all ${batch} digits. θ was ${turn(thetaRad)} and is ${turn(after.thetaRad)}, p was ${percentOf(probability)} and is ${percentOf(after.probability)}, the loss of this digit was ${z2(lossValue)} and is ${z2(after.lossValue)}. ` +
        (after.isAsked
          ? `x turned by ${turn(after.turnRad)}, the way its gradient asked for.`
          : `x turned by ${turn(after.turnRad)}, against its own gradient: ${batch - 1} others pull at the same numbers.`),
    },
    value: values,
    bars: { cosine: 'cosine', logit: 'logit', probability: 'probability', pull: 'error p − [own]' },
    pictureOf: ({ own, thetaRad, loss }) =>
      `The circle of directions under ${loss}: ten class weights, and a feature of class ${own}, ${turn(thetaRad)} from its own.`,
    sure: 'sure',
    before: 'before',
    source: (step, seed, batch) =>
      `Step ${step + 1} of a run with seed ${seed}, batch of ${batch}, as the step itself saw it.`,
  },
  zh: {
    title: '慢放一步训练',
    gesture: '点“下一步”，或播放整步。',
    lossChoice: '损失',
    sampleChoice: '数字',
    sample: (label, fate) =>
      `一个 ${label}：${{ accepted: '判对', refused: '判对却被拒绝', strayed: '判错', past: '判错，且 θ + m 超过 π' }[fate]}`,
    fates: { accepted: '判对', refused: '被拒绝', strayed: '判错', past: '超过 π' },
    stages: {
      image: '图像',
      embedding: '嵌入向量',
      normalise: '方向',
      cosines: '余弦',
      angle: '夹角',
      margin: '间隔',
      scale: '缩放',
      softmax: 'softmax',
      loss: '损失',
      gradient: '梯度',
      place: '新位置',
    },
    stageOf: (number, count, name) => `第 ${number} 格，共 ${count} 格：${name}`,
    strip: '这一步的各格',
    back: '上一步',
    next: '下一步',
    play: '播放整步',
    pause: '暂停',
    again: '再放一遍',
    keys: '方向键逐格前进或后退。',
    glance: '整步一览',
    atAGlance: ({ own, fate, thetaRad, margin, chargedRad, psi, lossValue, after }) => {
      const charged = margin === 'none' ? '' : psi < -1 ? '，算作比任何角都差' : `，算作 ${turn(chargedRad)}`;
      return `一个 ${own}，${{ accepted: '判对', refused: '判对却被拒绝', strayed: '判错', past: '错得很远' }[fate]}：离自身类权重 ${turn(thetaRad)}${charged}。损失 ${z2(lossValue)}，箭头是梯度的回答。一步之后，它在 ${turn(after.thetaRad)}。`;
    },
    say: {
      image: ({ own, batch, side }) =>
        `一个手写的 ${own}，这一步要学的 ${batch} 个数字之一：${side} × ${side} 个灰度。`,
      embedding: ({ x, norm }) =>
        `网络把它们变成两个数，x = ${pair(x)}：平面上的一点，有方向，也有长度，‖x‖${NB}=${NB}${fixed(norm, 2)}。`,
      normalise: ({ scaledBy, rad, norm, loss }) =>
        scaledBy === 's'
          ? `除以模长，x 就落在圆上。它只剩一个方向：${degreesOf(rad, 0)}。`
          : scaledBy === 'feature'
            ? `${loss} 把类权重除以模长，x 则保留自己的模长 ${fixed(norm, 2)}。圆上看它的方向：${degreesOf(rad, 0)}；模长在“缩放”一格回来。`
            : `${loss} 什么都不除。圆上只看方向，x 的方向是 ${degreesOf(rad, 0)}；各个模长在“缩放”一格回来。`,
      cosines: ({ own, cos, rival, rivalCos }) =>
        `十个余弦，每个类权重一个：权重在 x 所在直线上的投影。自身类 ${own} 是 ${c3(cos)}，类别 ${rival} 是 ${c3(rivalCos)}。`,
      angle: ({ own, thetaRad, nearest, nearestRad }) =>
        nearestRad < thetaRad
          ? `把自身的余弦看作角：θ${NB}=${NB}${turn(thetaRad)}，即类别 ${own} 的 W 到 x 的弧。类别 ${nearest} 更近，只隔 ${turn(nearestRad)}。`
          : `把自身的余弦看作角：θ${NB}=${NB}${turn(thetaRad)}，即类别 ${own} 的 W 到 x 的弧。下一个权重属于类别 ${nearest}，隔 ${turn(nearestRad)}。`,
      margin: ({ margin, loss, m, lambda, thetaRad, chargedRad, cos, psi, fate, rival, scaledBy }) => {
        const refused =
          fate === 'refused' && scaledBy !== 'both' ? `这时类别 ${rival} 排到前面：判对，却被拒绝。` : '';
        if (margin === 'none') return `${loss} 没有间隔。自身类与其他类一样，按同一个角来判。`;
        if (margin === 'added' && fate === 'past')
          return `θ + m 超过 180°，余弦会重新上升。${loss} 在这里改用 cos θ − m sin m：${c3(psi)}，比任何余弦都差。`;
        if (margin === 'added')
          return `只有自身的角多算 ${degreesOf(m)}：损失看到的是 cos ${turn(thetaRad + m)} = ${c3(psi)}，而不是 ${c3(cos)}。${refused}`;
        const as = psi < -1 ? '比任何余弦都差' : `如同 θ 是 ${turn(chargedRad)}`;
        if (margin === 'cosine')
          return `只从自身的余弦里减去 ${fixed(m, 2)}：得 ${c3(psi)}，而不是 ${c3(cos)}，${as}。${refused}`;
        if (margin === 'multiplied') {
          const mixed = lambda > 0 ? `（它占一份，普通余弦占 ${fixed(lambda, 1)} 份）` : '';
          return `只有自身的角按 ${fixed(m, 0)} 倍算${mixed}：ψ = ${c3(psi)}，而不是 ${c3(cos)}，${as}。${refused}`;
        }
        return `损失看到的不是自身的余弦 ${c3(cos)}，而是 ψ = ${c3(psi)}，${as}。${refused}`;
      },
      scale: ({ scaledBy, hasBias, s, norm, own, logit, rival, rivalLogit }) => {
        const by =
          scaledBy === 's'
            ? `十个都乘以 s${NB}=${NB}${fixed(s, 0)}`
            : scaledBy === 'feature'
              ? `十个都乘以 x 的模长 ${fixed(norm, 2)}：特征越长，判得越死`
              : `各乘以 x 的模长 ${fixed(norm, 2)} 与自己权重的模长${hasBias ? '，再加上偏置' : ''}：把握又多了几条来路`;
        return `${by}。这就是 logit：类别 ${own} 得 ${z2(logit)}，类别 ${rival} 得 ${z2(rivalLogit)}。`;
      },
      softmax: ({ own, probability, rival, rivalProbability }) =>
        `各取 e 的幂，再看它在总和里占几成：十个概率。类别 ${own} 得 ${percentOf(probability)}，类别 ${rival} 得 ${percentOf(rivalProbability)}。`,
      loss: ({ probability, lossValue }) =>
        `L = −log ${percentOf(probability)} = ${z2(lossValue)}。在以幂为刻度的尺上，损失就是离“确定”有多远${lossValue < 0.1 ? '：这里几乎没有' : ''}。`,
      gradient: ({ own, rival, probability, rivalProbability, slope, isTowardsOwn, normSlope, scaledBy }) => {
        const pulls = `类别 ${own} 以 1 − p = ${c3(1 - probability)} 拉 x，其他类各以自己的 p 推它，类别 ${rival} 推 ${c3(rivalProbability)}。`;
        const along = `沿切线${isTowardsOwn ? '朝自身类权重' : '背离自身类权重'}走，每弧度损失降 ${z2(slope)}。`;
        if (scaledBy === 's') return `${pulls}${along}切线之外什么也没有：模长不算数。`;
        return `${pulls}${along}此外，x 每${normSlope < 0 ? '长' : '短'}一个单位，损失降 ${fixed(Math.abs(normSlope), 3)}。`;
      },
      place: ({ parameters, batch, thetaRad, probability, lossValue, after }) =>
        `这一步为全部 ${batch} 个数字同时改动 ${grouped(parameters)} 个数。θ 从 ${turn(thetaRad)} 到 ${turn(after.thetaRad)}，p 从 ${percentOf(probability)} 到 ${percentOf(after.probability)}，这个数字的损失从 ${z2(lossValue)} 到 ${z2(after.lossValue)}。` +
        (after.isAsked
          ? `x 转了 ${turn(after.turnRad)}，正是它的梯度所要的方向。`
          : `x 转了 ${turn(after.turnRad)}，与它自己的梯度相反：另外 ${batch - 1} 个数字也在拉同一批参数。`),
    },
    value: values,
    bars: { cosine: '余弦', logit: 'logit', probability: '概率', pull: '误差 p − [自身]' },
    pictureOf: ({ own, thetaRad, loss }) =>
      `${loss} 的方向圆：十个类权重，以及类别 ${own} 的一个特征，离自身类权重 ${turn(thetaRad)}。`,
    sure: '确定',
    before: '原处',
    source: (step, seed, batch) =>
      `种子 ${seed} 的一次训练，第 ${step + 1} 步，一批 ${batch} 个，数值即这一步自己所见。`,
  },
};
