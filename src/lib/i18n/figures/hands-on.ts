/** Words of what readers do to a demo with their own hands: a weight pulled elsewhere, a digit drawn. */
import type { Language } from '../languages';
import { degreesOf, fixed, percentOf } from './numbers';

export interface HandsOnWords {
  readonly draw: {
    readonly title: string;
    readonly gesture: string;
    readonly pad: string;
    readonly clear: string;
    readonly ours: string;
    readonly ourDigit: (name: string) => string;
    readonly seen: string;
    readonly how: string;
    /** No network is here to be asked. */
    readonly recorded: string;
    readonly train: string;
    readonly starting: string;
    /** The network of an earlier moment is not kept. */
    readonly past: string;
    readonly result: (facts: { decided: string; rad: number; next: string; nextRad: number }) => string;
    readonly angles: string;
    /** Beside the mark in the picture. */
    readonly mark: string;
  };
  readonly weight: {
    readonly title: string;
    readonly gesture: string;
    /** In three dimensions. */
    readonly sphereGesture: string;
    readonly choose: string;
    readonly className: (name: string) => string;
    readonly turn: string;
    readonly turned: (rad: number) => string;
    /** In three dimensions: the way that it is turned, counted from the way to the nearest other class. */
    readonly bearing: string;
    readonly bears: (rad: number, nearest: string) => string;
    readonly putBack: string;
    readonly now: (facts: {
      loss: number;
      trainedLoss: number;
      accuracy: number;
      trainedAccuracy: number;
    }) => string;
    readonly rest: string;
    /** A ring in the picture that can be pulled. */
    readonly handle: (name: string) => string;
  };
}

export const handsOnWords: Readonly<Record<Language, HandsOnWords>> = {
  en: {
    draw: {
      title: 'Draw a digit',
      gesture: 'Draw one digit, large.',
      pad: 'Pad to draw a digit on',
      clear: 'Clear',
      ours: 'or take one of ours:',
      ourDigit: (name) => `a ${name} of ours`,
      seen: 'What the network sees',
      how: 'Fitted into 20 × 20 and drawn with a pen as thick as MNIST’s; the centre of mass in the middle of 28 × 28, as there.',
      recorded:
        'A recording stands here, and the network that made it is gone: train one, and it says where your digit lands.',
      train: 'Train',
      starting: 'Training begins; your digit appears with its first frame.',
      past: 'You look at an earlier moment, whose network is not kept: go to the newest.',
      result: ({ decided, rad, next, nextRad }) =>
        `It lands ${degreesOf(rad)} from class ${decided}, which wins; the nearest other class is ${next}, ${degreesOf(nextRad)} away.`,
      angles: 'angle to every class weight',
      mark: 'yours',
    },
    weight: {
      title: 'Move a class weight',
      gesture: 'Pull a ring along the circle.',
      sphereGesture: 'Pull an arrow over the sphere by its head.',
      choose: 'class',
      className: (name) => `class ${name}`,
      turn: 'turned by',
      turned: (rad) => `${degreesOf(rad, 0)} from its trained place`,
      bearing: 'bearing',
      bears: (rad, nearest) => `bearing ${degreesOf(rad, 0)}; 0° is towards class ${nearest}, the nearest`,
      putBack: 'Put it back',
      now: ({ loss, trainedLoss, accuracy, trainedAccuracy }) =>
        `Loss of the held-out digits ${fixed(loss, 2)}, trained ${fixed(trainedLoss, 2)}; accuracy ${percentOf(accuracy)}, trained ${percentOf(trainedAccuracy)}.`,
      rest: 'The features stay: this asks what if. Training goes on from the trained weights.',
      handle: (name) => `weight of class ${name}`,
    },
  },
  zh: {
    draw: {
      title: '画一个数字',
      gesture: '画一个数字，画大些。',
      pad: '画数字的画板',
      clear: '清除',
      ours: '或用现成的：',
      ourDigit: (name) => `现成的 ${name}`,
      seen: '网络看到的',
      how: '缩放到 20 × 20，用与 MNIST 一样粗的笔重画，重心移到 28 × 28 的中央，与 MNIST 相同。',
      recorded: '这里放的是记录，当时的网络已经不在：先训练一个，它就会说出你的数字落在哪里。',
      train: '训练',
      starting: '训练开始了，第一帧到来时就能看到你的数字。',
      past: '你在看较早的一刻，那时的网络没有留下：请回到最新一刻。',
      result: ({ decided, rad, next, nextRad }) =>
        `它离类别 ${decided} ${degreesOf(rad)}，判为 ${decided}；最近的其他类是 ${next}，隔 ${degreesOf(nextRad)}。`,
      angles: '到每个类权重的夹角',
      mark: '你的',
    },
    weight: {
      title: '挪动类权重',
      gesture: '沿圆拖动一个小环。',
      sphereGesture: '捏住箭头的尖，在球面上拖动。',
      choose: '类别',
      className: (name) => `类别 ${name}`,
      turn: '转动',
      turned: (rad) => `离训练所得的位置 ${degreesOf(rad, 0)}`,
      bearing: '方位',
      bears: (rad, nearest) => `方位 ${degreesOf(rad, 0)}；0° 朝向最近的类别 ${nearest}`,
      putBack: '放回去',
      now: ({ loss, trainedLoss, accuracy, trainedAccuracy }) =>
        `留出数字的损失 ${fixed(loss, 2)}，训练所得 ${fixed(trainedLoss, 2)}；准确率 ${percentOf(accuracy)}，训练所得 ${percentOf(trainedAccuracy)}。`,
      rest: '特征不动，这里只问“如果”。再训练时，从训练所得的权重接着走。',
      handle: (name) => `类别 ${name} 的权重`,
    },
  },
};
