/** Words of the figure of free points. Angles and temperatures come as text. */
import type { Language } from '../languages';
import type { Place } from '../../points/parameters';
import { degreesOf, fixed } from './numbers';

interface Facts {
  readonly loss: string;
  /** Root mean square angles, radians; the last is null where the loss has no margin now. */
  readonly nowRad: number;
  readonly theoryRad: number;
  readonly ghostRad: number | null;
}

export interface FreePointsWords {
  readonly gesture: readonly [before: string, after: string];
  readonly ring: (points: number, classes: number) => string;
  readonly weight: (className: string) => string;
  readonly weightAt: (degrees: number) => string;
  readonly lossChoice: string;
  readonly temperature: string;
  readonly norm: string;
  /** Of points in the plane, the norm that none exceeds. */
  readonly wall: string;
  readonly noMargin: string;
  readonly well: string;
  readonly ghost: string;
  readonly boundary: (className: string) => string;
  readonly outside: (points: number) => string;
  /** Around the spread as it is and as theory has it. */
  readonly readings: readonly [beforeNow: string, beforeTheory: string, after: string];
  readonly spread: string;
  readonly wellOf: (className: string) => string;
  readonly degrees: (rad: number) => string;
  readonly describe: (facts: Facts) => string;
  /** The choice of where the points are free. */
  readonly place: string;
  readonly places: Readonly<Record<Place, string>>;
  readonly placeMissing: string;
}

export const freePointsWords: Readonly<Record<Language, FreePointsWords>> = {
  en: {
    gesture: ['Pull ', ' to 0, then push it back.'],
    ring: (points, classes) =>
      `${points} free points around ${classes} class weights on a circle. Each weight can be turned.`,
    weight: (name) => `class weight ${name}`,
    weightAt: (degrees) => `at ${fixed(degrees, 0)}°`,
    lossChoice: 'loss',
    temperature: 'temperature',
    norm: 'feature norm',
    wall: 'largest norm, a wall',
    noMargin: 'This loss has no margin.',
    well: 'L(θ), the well',
    ghost: 'without m',
    boundary: (name) => `boundary to ${name}`,
    outside: (points) => `${points} further out`,
    readings: ['', ' now, ', ' in theory'],
    spread: 'Spread of the points (root mean square angle to their weight)',
    wellOf: (name) => `The well of class ${name} and its points.`,
    degrees: (rad) => degreesOf(rad),
    describe: ({ loss, nowRad, theoryRad, ghostRad }) =>
      `${loss}. The points stand ${degreesOf(nowRad)} from the weights of their classes (root mean square); ` +
      `exp(−L/T) says ${degreesOf(theoryRad)}` +
      (ghostRad === null ? '.' : `, and ${degreesOf(ghostRad)} without a margin.`),
    place: 'free in',
    places: { plane: 'the plane', circle: 'the circle', sphere: 'the sphere' },
    placeMissing: 'This part of the page could not be fetched. Choose again once there is a network.',
  },
  zh: {
    gesture: ['把 ', ' 拉到 0，再推回去。'],
    ring: (points, classes) => `圆上 ${classes} 个类权重，周围有 ${points} 个自由点。每个类权重都可以转动。`,
    weight: (name) => `类权重 ${name}`,
    weightAt: (degrees) => `位于 ${fixed(degrees, 0)}°`,
    lossChoice: '损失',
    temperature: '温度',
    norm: '特征模长',
    wall: '最大模长（围墙）',
    noMargin: '这个损失没有间隔。',
    well: 'L(θ)',
    ghost: '没有 m',
    boundary: (name) => `与 ${name} 的边界`,
    outside: (points) => `更远处 ${points} 个`,
    readings: ['此刻 ', '，理论值 ', ''],
    spread: '点的散布（与自身权重夹角的均方根）',
    wellOf: (name) => `类 ${name} 的势阱与它的点。`,
    degrees: (rad) => degreesOf(rad),
    describe: ({ loss, nowRad, theoryRad, ghostRad }) =>
      `${loss}。各点与自身类权重夹角的均方根为 ${degreesOf(nowRad)}；` +
      `按 exp(−L/T) 应为 ${degreesOf(theoryRad)}` +
      (ghostRad === null ? '。' : `，没有间隔时为 ${degreesOf(ghostRad)}。`),
    place: '自由点在',
    places: { plane: '平面上', circle: '圆上', sphere: '球面上' },
    placeMissing: '这一部分没能取到。有网络时请再选一次。',
  },
};
