/** Words of the figure that asks why m·sin(π − m) is subtracted. */
import type { Language } from '../languages';
import { degreesOf, fixed } from './numbers';

interface Point {
  readonly thetaRad: number;
  readonly psi: number;
  readonly slope: number;
  readonly turn: 'towards' | 'away' | 'nowhere';
}

export interface SafeguardWords {
  readonly title: string;
  readonly gesture: string;
  readonly choice: string;
  readonly safeguards: Readonly<Record<string, string>>;
  readonly plain: string;
  readonly slopeTitle: string;
  readonly switchAt: (switchRad: number) => string;
  readonly drop: (size: number) => string;
  readonly leap: (size: number) => string;
  readonly rises: string;
  /** In two lines. */
  readonly unguarded: readonly [string, string];
  readonly pulls: string;
  readonly pushes: string;
  readonly handle: string;
  readonly reset: string;
  /** What ψ does under this safeguard, with its numbers. */
  readonly course: (facts: {
    safeguard: string;
    marginRad: number;
    switchRad: number;
    jump: number;
    subtracted: number;
    psiAtPi: number;
  }) => string;
  readonly point: (point: Point) => string;
  readonly pointShort: (point: Point) => string;
}

const turnsEn = {
  towards: 'turns the feature towards its class',
  away: 'turns it further away from its class',
  nowhere: 'does not turn it at all',
} as const;
const turnsZh = {
  towards: '把特征转向自己的类',
  away: '把特征从自己的类推得更远',
  nowhere: '一点也不转动它',
} as const;

export const safeguardWords: Readonly<Record<Language, SafeguardWords>> = {
  en: {
    title: 'The target logit of ArcFace over the angle θ, in units of s',
    gesture: 'Pull m, and watch the end of the curve; then choose another safeguard.',
    choice: 'Past θ + m = π',
    safeguards: {
      none: 'nothing',
      linear: 'cos θ − m sin m',
      clamp: 'hold at −1',
      easy: 'margin below 90° only',
    },
    plain: 'cos θ',
    slopeTitle: 'slope',
    switchAt: (rad) => `π − m = ${degreesOf(rad)}`,
    drop: (size) => `drops by ${fixed(size, 3)}`,
    leap: (size) => `jumps up by ${fixed(size, 3)}`,
    rises: 'rises again',
    unguarded: ['unguarded', 'it rises'],
    pulls: 'pulls in',
    pushes: 'pushes away',
    handle: 'angle θ of a feature to its class',
    reset: 'Reset',
    course: ({ safeguard, marginRad, switchRad, jump, subtracted, psiAtPi }) => {
      const from = degreesOf(switchRad);
      if (marginRad === 0) return 'With m = 0 there is nothing to guard: the target is cos θ.';
      const m = `m\u00a0=\u00a0${fixed(marginRad, 2)}\u00a0rad (${degreesOf(marginRad)})`;
      switch (safeguard) {
        case 'linear':
          return `${m}: up to ${from} the target is cos(θ + m), from there cos\u00a0θ\u00a0−\u00a0${fixed(subtracted, 3)}. At the switch it drops by ${fixed(-jump, 3)}, and it falls on both sides.`;
        case 'clamp':
          return `${m}: from ${from} on the target stays at −1. It rewards nobody for turning away, and it pulls nobody back.`;
        case 'easy':
          return `${m}: the margin holds below 90° only. There the target jumps up by ${fixed(jump, 3)}, so a feature just past 90° is better off than one just before.`;
        default:
          return `${m}: past ${from} the target rises again, from −1 to ${fixed(psiAtPi, 3)} at 180°. A feature that lies there is rewarded for turning away.`;
      }
    },
    point: (point) =>
      `At θ\u00a0=\u00a0${degreesOf(point.thetaRad)} the target is ${fixed(point.psi, 3)} with slope ${fixed(point.slope, 3)}: a training step ${turnsEn[point.turn]}.`,
    pointShort: (point) =>
      `${degreesOf(point.thetaRad)}; target ${fixed(point.psi, 3)}; a step ${turnsEn[point.turn]}`,
  },
  zh: {
    title: 'ArcFace 的目标 logit 随夹角 θ 的变化，以 s 为单位',
    gesture: '拖动 m，看曲线的末端；再换一种保护分支。',
    choice: 'θ + m 超过 π 之后',
    safeguards: { none: '不处理', linear: 'cos θ − m sin m', clamp: '停在 −1', easy: '只在 90° 以内加间隔' },
    plain: 'cos θ',
    slopeTitle: '斜率',
    switchAt: (rad) => `π − m = ${degreesOf(rad)}`,
    drop: (size) => `下跌 ${fixed(size, 3)}`,
    leap: (size) => `上跳 ${fixed(size, 3)}`,
    rises: '重新上升',
    unguarded: ['不处理', '会上升'],
    pulls: '拉近',
    pushes: '推远',
    handle: '特征与自身类的夹角 θ',
    reset: '重置',
    course: ({ safeguard, marginRad, switchRad, jump, subtracted, psiAtPi }) => {
      const from = degreesOf(switchRad);
      if (marginRad === 0) return 'm = 0 时无需保护：目标值就是 cos θ。';
      const m = `m = ${fixed(marginRad, 2)} 弧度（${degreesOf(marginRad)}）`;
      switch (safeguard) {
        case 'linear':
          return `${m}：到 ${from} 为止，目标值是 cos(θ + m)，之后是 cos\u00a0θ\u00a0−\u00a0${fixed(subtracted, 3)}。切换处下跌 ${fixed(-jump, 3)}，两侧都在下降。`;
        case 'clamp':
          return `${m}：从 ${from} 起目标值停在 −1。它不奖励背离，也不把特征拉回来。`;
        case 'easy':
          return `${m}：只有 90° 以内才加间隔。目标值在 90° 处上跳 ${fixed(jump, 3)}，刚过 90° 的特征反而比刚好不到的更占便宜。`;
        default:
          return `${m}：过了 ${from}，目标值重新上升，从 −1 升到 180° 处的 ${fixed(psiAtPi, 3)}。落在那里的特征，越背离越受奖励。`;
      }
    },
    point: (point) =>
      `在 θ = ${degreesOf(point.thetaRad)} 处，目标值为 ${fixed(point.psi, 3)}，斜率 ${fixed(point.slope, 3)}：训练一步会${turnsZh[point.turn]}。`,
    pointShort: (point) =>
      `${degreesOf(point.thetaRad)}；目标值 ${fixed(point.psi, 3)}；训练一步会${turnsZh[point.turn]}`,
  },
};
