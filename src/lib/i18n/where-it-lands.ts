/** Words of the part of the page on faces where a head is changed before a network and seen to move on the sphere. */
import type { Language } from './languages';

/** People before the twins. */
const alone = 38;

interface WhereItLandsWords {
  readonly title: string;
  readonly text: string;
  readonly choose: (chosen: number, wanted: number) => string;
  /** @param index of a person of the made sets, from 0; the last two are the twins */
  readonly name: (index: number) => string;
  readonly openFigure: string;
  readonly notSix: (chosen: number, wanted: number) => string;
  readonly train: string;
  readonly pause: string;
  readonly again: string;
  readonly progress: (step: number, until: number) => string;
  readonly untrained: string;
  readonly failed: string;
  readonly sphere: (names: string) => string;
  readonly waiting: string;
  readonly who: string;
  /** Own class, its angle, the nearest other, its angle. */
  readonly lands: (own: string, ownDeg: string, other: string, otherDeg: string, isRight: boolean) => string;
  readonly stranger: (nearest: string, deg: string) => string;
  readonly sweepsTitle: string;
  readonly sweepsText: string;
  readonly sweep: (knob: string) => string;
  readonly sweepAll: string;
  readonly columns: readonly [knob: string, moved: string, taken: string];
  readonly taken: (mistaken: number, places: number) => string;
  readonly notYet: string;
}

export const whereItLandsWords: Readonly<Record<Language, WhereItLandsWords>> = {
  en: {
    title: 'Where it lands',
    text: 'Six people, one small network, three outputs: every picture is a point on a sphere. Train it here, then turn the knobs above and see the head move. What the network has learnt to forget moves the point little; what it takes for the person moves it far.',
    choose: (chosen, wanted) => `Whose sphere? ${chosen} of ${wanted} chosen`,
    name: (index) => (index < alone ? `person ${index + 1}` : `twin ${'AB'[index - alone]}`),
    openFigure: 'The same six in the article, beside Softmax',
    notSix: (chosen, wanted) =>
      chosen < wanted
        ? `Choose ${wanted - chosen} more: the sphere takes exactly ${wanted}.`
        : `Take ${chosen - wanted} away: the sphere takes exactly ${wanted}.`,
    train: 'Train',
    pause: 'Pause',
    again: 'Train on',
    progress: (step, until) => `Step ${step} of ${until}`,
    untrained: 'The network has learnt nothing yet: press Train.',
    failed: 'Training could not go on here. Reload the page to try again.',
    sphere: (names) =>
      `Sphere with the classes ${names}, held-out faces around them, and the head that you turn.`,
    waiting: 'Press Train.',
    who: 'Whose head?',
    lands: (own, ownDeg, other, otherDeg, isRight) =>
      isRight
        ? `The head of ${own} lies ${ownDeg} from its own class, ${otherDeg} from the nearest other, ${other}: rightly named.`
        : `The head of ${own} lies ${ownDeg} from its own class and only ${otherDeg} from ${other}: taken for somebody else.`,
    stranger: (nearest, deg) =>
      `This head is none of the six. It has to land somewhere all the same: ${deg} from ${nearest}. A closed set knows no strangers.`,
    sweepsTitle: 'What is identity, what is nuisance',
    sweepsText:
      'Each row moves one knob from end to end, the others as they stand above, and draws the way on the sphere. “Moved by” is the largest angle between two places of the way.',
    sweep: (knob) => `Sweep: ${knob}`,
    sweepAll: 'Sweep all of them',
    columns: ['knob', 'moved by', 'taken for another'],
    taken: (mistaken, places) => `${mistaken} of ${places}`,
    notYet: '–',
  },
  zh: {
    title: '落在哪里',
    text: '六个人，一个小网络，三个输出：每张图是球面上的一个点。先在这里训练，再转动上面的旋钮，看这个头像怎样移动。网络学会忽略的变化，只让点挪动一点；被它当作身份的变化，会把点推出很远。',
    choose: (chosen, wanted) => `球面上放谁？已选 ${chosen} 人，共需 ${wanted} 人`,
    name: (index) => (index < alone ? `第 ${index + 1} 人` : `双胞胎 ${'AB'[index - alone]}`),
    openFigure: '在文章里看这六个人，与 Softmax 并排',
    notSix: (chosen, wanted) =>
      chosen < wanted
        ? `还要再选 ${wanted - chosen} 人：球面上恰好放 ${wanted} 人。`
        : `请去掉 ${chosen - wanted} 人：球面上恰好放 ${wanted} 人。`,
    train: '训练',
    pause: '暂停',
    again: '继续训练',
    progress: (step, until) => `第 ${step} 步，共 ${until} 步`,
    untrained: '网络还什么都没学：请按“训练”。',
    failed: '训练无法继续。请重新加载本页再试。',
    sphere: (names) => `球面：${names} 各类、它们的留出人脸，以及你正在转动的头像。`,
    waiting: '请按“训练”。',
    who: '谁的头像？',
    lands: (own, ownDeg, other, otherDeg, isRight) =>
      isRight
        ? `${own} 的头像离自己的类 ${ownDeg}，离最近的另一类（${other}）${otherDeg}：认对了。`
        : `${own} 的头像离自己的类 ${ownDeg}，离 ${other} 却只有 ${otherDeg}：被认成了别人。`,
    stranger: (nearest, deg) =>
      `这个头像不是六人之一，可它总得落在某处：离 ${nearest} ${deg}。闭集里没有陌生人。`,
    sweepsTitle: '哪些是身份，哪些是干扰',
    sweepsText:
      '每一行把一个旋钮从一端转到另一端，其余保持上面的位置，并在球面上画出路径。“移动”是路径上任意两点间最大的夹角。',
    sweep: (knob) => `转一遍：${knob}`,
    sweepAll: '全部转一遍',
    columns: ['旋钮', '移动', '认成别人'],
    taken: (mistaken, places) => `${places} 处中有 ${mistaken} 处`,
    notYet: '–',
  },
};
