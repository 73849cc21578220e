/** Words of free points in the plane and on the sphere; they come with those. Angles and norms come as numbers. */
import type { Language } from '../languages';
import { degreesOf, fixed } from './numbers';

interface Facts {
  readonly loss: string;
  /** Root mean square angles, radians. */
  readonly nowRad: number;
  readonly theoryRad: number;
}

export interface FreeSpaceWords {
  readonly disc: (points: number, classes: number, wall: string) => string;
  readonly globe: (points: number, classes: number) => string;
  /** Of the sphere as something that turns. */
  readonly turning: string;
  readonly weightAt: (degrees: number, nearest: string, isBehind: boolean) => string;
  /** At the wall, in the picture. */
  readonly wallAt: (norm: string) => string;
  readonly anyNorm: string;
  readonly hint: string;
  readonly anglesOf: (className: string) => string;
  readonly normsOf: (className: string) => string;
  readonly lossOf: (className: string) => string;
  readonly onAllBearings: string;
  readonly areaAlone: string;
  readonly withoutMargin: string;
  readonly outside: (points: number) => string;
  readonly unseenNorm: string;
  readonly wallNeeded: string;
  readonly noRoom: string;
  readonly describeDisc: (facts: Facts & { readonly seesNorm: boolean }) => string;
  readonly describeGlobe: (facts: Facts) => string;
}

export const freeSpaceWords: Readonly<Record<Language, FreeSpaceWords>> = {
  en: {
    disc: (points, classes, wall) =>
      `${points} free points in the plane, in direction and norm, inside a wall at ‖x‖ = ${wall}, with ${classes} class weights at the rim. Each weight can be turned.`,
    globe: (points, classes) =>
      `${points} free points on a sphere with ${classes} class weights. Each weight can be moved.`,
    turning: 'The sphere. Arrow keys turn it; plus and minus zoom; Backspace turns it back.',
    weightAt: (degrees, nearest, isBehind) =>
      `${fixed(degrees, 0)}° from weight ${nearest}, its nearest${isBehind ? '; on the far side' : ''}`,
    wallAt: (norm) => `wall at ‖x‖ = ${norm}`,
    anyNorm: 'any ‖x‖ up to the wall',
    hint: 'Drag the sphere to turn it, and a weight to move it.',
    anglesOf: (name) => `Angles of the points of class ${name} to their weight.`,
    normsOf: (name) => `Norms of the points of class ${name}.`,
    lossOf: (name) => `The loss of class ${name} over the angle to its weight.`,
    onAllBearings: 'L at θ, on all sides of the weight',
    areaAlone: 'area alone',
    withoutMargin: 'without m',
    outside: (points) => `${points} further out`,
    unseenNorm:
      'This loss divides features by their norm, so it does not see ‖x‖: the points fill the disc from the middle to the wall, as area alone would spread them.',
    wallNeeded:
      'This loss keeps the norm and sees it: a right point gains by every step outwards, so that without the wall there would be no place to rest. The colder it is, the more of them gather at the wall.',
    noRoom:
      'On the weight itself the points would stand most densely, yet there is no room: a ring at θ is 2π sin θ long.',
    describeDisc: ({ loss, nowRad, theoryRad, seesNorm }) =>
      `${loss}, in the plane. The points stand ${degreesOf(nowRad)} from the weights of their classes (root mean square); exp(−L/T) inside the wall says ${degreesOf(theoryRad)}. ` +
      (seesNorm ? 'The loss sees their norm.' : 'The loss does not see their norm.'),
    describeGlobe: ({ loss, nowRad, theoryRad }) =>
      `${loss}, on the sphere. The points stand ${degreesOf(nowRad)} from the weights of their classes (root mean square); exp(−L/T) says ${degreesOf(theoryRad)}.`,
  },
  zh: {
    disc: (points, classes, wall) =>
      `平面上 ${points} 个自由点，方向和模长都自由，限制在 ‖x‖ = ${wall} 的围墙之内；边缘有 ${classes} 个类权重，每个都可以转动。`,
    globe: (points, classes) => `球面上 ${points} 个自由点和 ${classes} 个类权重，每个类权重都可以移动。`,
    turning: '球面。方向键转动，加减号缩放，退格键转回原位。',
    weightAt: (degrees, nearest, isBehind) =>
      `与最近的类权重 ${nearest} 相距 ${fixed(degrees, 0)}°${isBehind ? '，在背面' : ''}`,
    wallAt: (norm) => `围墙 ‖x‖ = ${norm}`,
    anyNorm: '‖x‖ 任意，至围墙为止',
    hint: '拖动球面使它转动，拖动类权重使它移动。',
    anglesOf: (name) => `类 ${name} 的点与自身类权重的夹角。`,
    normsOf: (name) => `类 ${name} 的点的模长。`,
    lossOf: (name) => `类 ${name} 的损失随夹角的变化。`,
    onAllBearings: 'θ 处各个方位的 L',
    areaAlone: '只按面积',
    withoutMargin: '没有 m',
    outside: (points) => `更远处 ${points} 个`,
    unseenNorm: '这个损失先把特征除以模长，所以看不见 ‖x‖：点从圆心到围墙铺满整个圆盘，与只按面积撒开一样。',
    wallNeeded:
      '这个损失保留模长，也看得见它：判对的点每向外一步，损失都会下降，没有围墙就无处停留。温度越低，聚到围墙边的点越多。',
    noRoom: '类权重所在之处点本该最密，可那里没有地方：夹角为 θ 的一圈长 2π sin θ。',
    describeDisc: ({ loss, nowRad, theoryRad, seesNorm }) =>
      `${loss}，平面。各点与自身类权重夹角的均方根为 ${degreesOf(nowRad)}；按围墙之内的 exp(−L/T) 应为 ${degreesOf(theoryRad)}。` +
      (seesNorm ? '损失看得见它们的模长。' : '损失看不见它们的模长。'),
    describeGlobe: ({ loss, nowRad, theoryRad }) =>
      `${loss}，球面。各点与自身类权重夹角的均方根为 ${degreesOf(nowRad)}；按 exp(−L/T) 应为 ${degreesOf(theoryRad)}。`,
  },
};
