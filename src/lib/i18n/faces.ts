/** Words of the page on faces. */
import type { Language } from './languages';

interface FacesWords {
  readonly title: string;
  readonly subtitle: string;
  readonly lede: string;
  readonly photographsTitle: string;
  readonly photographsLede: string;
  readonly photographsNoScript: string;
  readonly photographsFailed: string;
  readonly again: string;
  readonly ownTitle: string;
  readonly cardsTitle: string;
  readonly cardsText: string;
  readonly cardCounts: (images: number, classes: number) => string;
  readonly madeTitle: string;
  readonly madeText: string;
  readonly who: string;
  readonly person: (number: number) => string;
  readonly headLabel: (number: number, yawDeg: number, lightDeg: number) => string;
  readonly knobs: Readonly<Record<'yaw' | 'pitch' | 'light' | 'smile' | 'blur' | 'noise', string>>;
  readonly glasses: string;
  readonly hidden: string;
  readonly neutral: string;
}

export const facesWords: Readonly<Record<Language, FacesWords>> = {
  en: {
    title: 'Faces',
    subtitle: 'What the networks look at',
    lede: 'No photograph of a person ships with this site. You can bring your own: they are read in this browser, stay on this device, and are sent nowhere.',
    photographsTitle: 'Photographs, step by step',
    photographsLede:
      'Every face recogniser takes the same four steps: find the face, align it, represent it as a vector, compare vectors by their angle. Here you see each of them on your own photographs.',
    photographsNoScript: 'Finding faces needs JavaScript.',
    photographsFailed: 'This part could not be loaded; is the network there?',
    again: 'Try again',
    ownTitle: 'Bring your own',
    cardsTitle: 'The sets that come with the site',
    cardsText:
      'Where each is from, who agreed to it, what is lopsided in it, and what must not be concluded from it.',
    cardCounts: (images, classes) => `${images} images of ${classes} classes`,
    madeTitle: 'Made here',
    madeText:
      'The faces that come with the site are computed: a head of some sixty measures, which are the person, under pose, light, expression, glasses and a camera’s faults, which are not. A network that recognises people must keep the first and forget the second. Nobody is shown, and nothing follows from these heads about real faces.',
    who: 'Twelve of the forty people who are trained on',
    person: (number) => `person ${number}`,
    headLabel: (number, yawDeg, lightDeg) => `Person ${number}, turned by ${yawDeg}°, lit from ${lightDeg}°.`,
    knobs: { yaw: 'turn', pitch: 'nod', light: 'light from', smile: 'smile', blur: 'blur', noise: 'noise' },
    glasses: 'glasses',
    hidden: 'something in the way',
    neutral: 'As on a passport',
  },
  zh: {
    title: '人脸',
    subtitle: '网络看的是什么',
    lede: '本站不附带任何人的照片。你可以用自己的：照片只在这个浏览器里读取，留在这台设备上，不会发往任何地方。',
    photographsTitle: '照片：一步一步看',
    photographsLede:
      '每个人脸识别系统都走同样四步：找到人脸，对齐，表示成向量，再用夹角比较向量。这里可以在你自己的照片上看到每一步。',
    photographsNoScript: '检测人脸需要 JavaScript。',
    photographsFailed: '这一部分无法加载；网络是否正常？',
    again: '重试',
    ownTitle: '用自己的照片',
    cardsTitle: '随站自带的数据集',
    cardsText: '每个数据集从哪里来，谁同意过，偏在哪里，以及不能由它得出什么。',
    cardCounts: (images, classes) => `${classes} 类，${images} 张图`,
    madeTitle: '这里合成的人脸',
    madeText:
      '本站自带的人脸是算出来的：约六十个尺寸决定一个人，姿态、光照、表情、眼镜和相机的缺陷则与身份无关。识别人的网络必须留住前者、忘掉后者。图中没有真人，也不能由这些头像推断真实人脸的任何结论。',
    who: '参与训练的四十人中的十二人',
    person: (number) => `第 ${number} 人`,
    headLabel: (number, yawDeg, lightDeg) => `第 ${number} 人，转头 ${yawDeg}°，光从 ${lightDeg}° 来。`,
    knobs: { yaw: '转头', pitch: '点头', light: '光的方向', smile: '微笑', blur: '模糊', noise: '噪声' },
    glasses: '眼镜',
    hidden: '有遮挡',
    neutral: '恢复证件照',
  },
};
