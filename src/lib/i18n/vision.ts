/** Words of the part on photographs and the camera: how a face is found, brought to a template, and compared. */
import type { VisionProblemCode } from '../vision/protocol';
import type { Language } from './languages';

type Step = 'detect' | 'landmarks' | 'warp' | 'aligned' | 'descriptor';
type CameraEnd = 'pressed' | 'left' | 'hidden' | 'unplugged';
type CameraProblem = 'refused' | 'none' | 'busy' | 'insecure';

interface VisionWords {
  readonly drop: string;
  readonly choose: string;
  readonly sample: string;
  /** What is loaded at the first press, and what leaves the device. */
  readonly cost: string;
  readonly loading: (loadedMb: string, totalMb: string) => string;
  readonly working: (name: string) => string;
  readonly pictures: string;
  readonly samples: readonly string[];
  readonly clear: string;
  readonly steps: Readonly<Record<Step, { readonly title: string; readonly text: string }>>;
  /** What a step's picture shows, for those who do not see it. */
  readonly stepLabels: {
    readonly detect: (faces: number, score: string) => string;
    readonly landmarks: string;
    readonly warp: (turnDeg: string, scale: string) => string;
    readonly aligned: string;
    readonly descriptor: string;
  };
  readonly padded: string;
  readonly noFace: (name: string) => string;
  readonly oneFace: (name: string) => string;
  readonly severalFaces: (name: string, count: number) => string;
  readonly whichFace: string;
  readonly face: (number: number) => string;
  readonly largest: string;
  readonly problems: Readonly<Record<VisionProblemCode, (name: string) => string>>;
  readonly again: string;
  readonly matchTitle: string;
  readonly matchText: (threshold: string) => string;
  readonly personName: string;
  readonly unnamed: (number: number) => string;
  readonly enrol: string;
  readonly enrolled: (name: string) => string;
  readonly nobody: string;
  readonly forget: (name: string) => string;
  readonly forgotten: (name: string) => string;
  readonly cosine: (value: string) => string;
  readonly verdict: (name: string, value: string, isSame: boolean) => string;
  readonly threshold: (value: string) => string;
  readonly camera: {
    readonly title: string;
    readonly text: string;
    readonly start: string;
    readonly asking: string;
    readonly isOn: string;
    readonly stop: string;
    readonly enrol: string;
    readonly faces: (count: number) => string;
    readonly nobodyEnrolled: string;
    readonly ended: Readonly<Record<CameraEnd, string>>;
    readonly problems: Readonly<Record<CameraProblem, string>>;
  };
}

export const visionWords: Readonly<Record<Language, VisionWords>> = {
  en: {
    drop: 'Drop photographs here, or choose some.',
    choose: 'Choose photographs',
    sample: 'Take made faces',
    cost: 'The first picture loads three ready-made networks, 7 MB. Pictures stay in this page: nothing is stored, nothing is sent.',
    loading: (loaded, total) => `Loading the networks: ${loaded} of ${total} MB`,
    working: (name) => `Looking at “${name}” …`,
    pictures: 'Pictures',
    samples: [
      'made person 1',
      'made person 1, turned',
      'made person 9',
      'two made people',
      'a picture of nobody',
    ],
    clear: 'Remove all pictures',
    steps: {
      detect: {
        title: 'Detect',
        text: 'A small network looks at the whole picture, brought to 224 pixels, and says where faces are.',
      },
      landmarks: {
        title: 'Mark',
        text: 'A second one places 68 landmarks in the box. Five points follow from them: two eyes, the tip of the nose, two corners of the mouth.',
      },
      warp: {
        title: 'Fit',
        text: 'One turn, one scale and one shift bring the five points (dots) as near to a template (crosses) as least squares can. This square will be cut.',
      },
      aligned: {
        title: 'Align',
        text: 'The cut square, 64×64: eyes and mouth now lie where they lie in every other face. On such pictures the networks of this site train.',
      },
      descriptor: {
        title: 'Represent',
        text: 'A third network turns a wider aligned square into 128 numbers, one bar each. It is dlib’s, trained on three million photographs with a loss over pairs.',
      },
    },
    stepLabels: {
      detect: (faces, score) =>
        faces === 1
          ? `The picture with a box around the face; the detector is ${score} sure.`
          : `The picture with ${faces} boxes; the detector is ${score} sure of the chosen face.`,
      landmarks: 'The face with 68 dots along jaw, brows, nose, eyes and mouth, five of them large.',
      warp: (turn, scale) =>
        `The square that will be cut, turned by ${turn}°; a pixel of the aligned face shows ${scale} of the picture.`,
      aligned: 'The aligned face.',
      descriptor: 'The 128 numbers as bars up and down.',
    },
    padded: 'The face was found only after the picture had been padded by half on every side.',
    noFace: (name) =>
      `No face was found in “${name}”: try a picture in which the face is larger, upright, lit from the front and not covered.`,
    oneFace: (name) => `One face was found in “${name}”.`,
    severalFaces: (name, count) =>
      `${count} faces were found in “${name}”; the largest is taken unless you choose another.`,
    whichFace: 'Which face',
    face: (number) => `Face ${number}`,
    largest: 'largest',
    problems: {
      models: () =>
        'The networks that find faces could not be loaded: check the connection and press Try again.',
      'worker-lost': (name) => `Looking at “${name}” ended too early, perhaps for lack of memory: try again.`,
      disposed: () => 'The page was left.',
      failed: (name) => `${name} could not be looked at: this browser may lack WebAssembly. Try another one.`,
      'no-image': (name) => `${name} is not an image that is read here: take a PNG, JPEG, GIF or PGM.`,
      damaged: (name) => `${name} is damaged: it cannot be read to its end.`,
      'too-many-pixels': (name) => `${name} has more than 40 megapixels: make it smaller first.`,
      'too-large': (name) => `${name} has more than 64 MB: make it smaller first.`,
      unreadable: (name) => `${name} could not be read where it lies.`,
    },
    again: 'Try again',
    matchTitle: 'Match',
    matchText: (threshold) =>
      `Enrol a face, then choose another picture. Two faces count as one person where the cosine of their vectors is above ${threshold}: on the ORL photographs one pair of strangers in a thousand is. Made faces are all of one construction, and the network finds strangers among them more alike than that: a threshold holds only for the kind of pictures that it was measured on.`,
    personName: 'Name',
    unnamed: (number) => `Person ${number}`,
    enrol: 'Enrol this face',
    enrolled: (name) => `${name} is enrolled.`,
    nobody: 'Nobody is enrolled yet.',
    forget: (name) => `Forget ${name}`,
    forgotten: (name) => `${name} is forgotten.`,
    cosine: (value) => `cosine ${value}`,
    verdict: (name, value, isSame) =>
      isSame
        ? `Most alike is ${name}: cosine ${value}, above the threshold, so the same person.`
        : `Most alike is ${name}: cosine ${value}, below the threshold, so another person.`,
    threshold: (value) => `threshold ${value}`,
    camera: {
      title: 'With the camera',
      text: 'The same steps on live video. The camera is asked for when you press the button and not before; it stops when you press Stop, scroll away, switch tabs or leave. Nothing is stored, nothing is sent; enrolled faces are forgotten with the page.',
      start: 'Switch the camera on',
      asking: 'Your browser asks whether this page may use the camera.',
      isOn: 'The camera is on',
      stop: 'Stop',
      enrol: 'Enrol the largest face',
      faces: (count) =>
        count === 0 ? 'No face in view.' : count === 1 ? 'One face in view.' : `${count} faces in view.`,
      nobodyEnrolled:
        'Nobody is enrolled yet: look into the camera, give a name and press Enrol; several people may be.',
      ended: {
        pressed: 'The camera is off.',
        left: 'The camera was switched off because it was out of view.',
        hidden: 'The camera was switched off because the tab was hidden.',
        unplugged: 'The camera stopped: was it unplugged, or taken by another program?',
      },
      problems: {
        refused:
          'The camera was not allowed: allow it for this page in the browser’s address bar, then press again.',
        none: 'No camera was found: plug one in, or use photographs above.',
        busy: 'The camera could not be started: another program may be using it.',
        insecure: 'Browsers give the camera only to pages that come over https: use photographs above.',
      },
    },
  },
  zh: {
    drop: '把照片拖到这里，或者选择照片。',
    choose: '选择照片',
    sample: '用合成人脸',
    cost: '看第一张图时加载三个现成的网络，共 7 MB。图片只留在这个页面里：不保存，不发送。',
    loading: (loaded, total) => `正在加载网络：${loaded} / ${total} MB`,
    working: (name) => `正在看“${name}”…`,
    pictures: '图片',
    samples: ['合成人物 1', '合成人物 1，侧转', '合成人物 9', '两个合成人物', '没有人的图'],
    clear: '移除全部图片',
    steps: {
      detect: { title: '检测', text: '一个小网络看整张图（缩到 224 像素），指出人脸在哪里。' },
      landmarks: {
        title: '标点',
        text: '第二个网络在框内标出 68 个关键点，由此得到五个点：两只眼睛、鼻尖、两个嘴角。',
      },
      warp: {
        title: '拟合',
        text: '用一次旋转、一次缩放、一次平移，使五个点（圆点）在最小二乘意义下最接近模板（十字）。将裁出这个方块。',
      },
      aligned: {
        title: '对齐',
        text: '裁出的方块，64×64：眼睛和嘴的位置与其他每张脸一致。本站的网络就在这样的图上训练。',
      },
      descriptor: {
        title: '表示',
        text: '第三个网络把一个更大的对齐方块变成 128 个数，每个一根竖条。它来自 dlib，用成对样本的损失在三百万张照片上训练而成。',
      },
    },
    stepLabels: {
      detect: (faces, score) =>
        faces === 1
          ? `图中的人脸加了框；检测器的把握为 ${score}。`
          : `图中有 ${faces} 个框；检测器对所选人脸的把握为 ${score}。`,
      landmarks: '人脸上的 68 个点，沿下颌、眉、鼻、眼、嘴分布，其中五个较大。',
      warp: (turn, scale) => `将要裁出的方块，转了 ${turn}°；对齐后的一个像素对应原图 ${scale} 个像素。`,
      aligned: '对齐后的人脸。',
      descriptor: '128 个数，画成上下的竖条。',
    },
    padded: '图片四周各补了一半之后才找到人脸。',
    noFace: (name) => `在“${name}”中没有找到人脸：请换一张脸更大、端正、正面受光、没有遮挡的图。`,
    oneFace: (name) => `在“${name}”中找到一张人脸。`,
    severalFaces: (name, count) => `在“${name}”中找到 ${count} 张人脸；默认取最大的一张，也可以另选。`,
    whichFace: '哪一张脸',
    face: (number) => `脸 ${number}`,
    largest: '最大',
    problems: {
      models: () => '检测人脸的网络无法加载：请检查网络连接，再按“重试”。',
      'worker-lost': (name) => `查看“${name}”时提前结束，可能是内存不足：请重试。`,
      disposed: () => '页面已离开。',
      failed: (name) => `“${name}”无法查看：这个浏览器可能没有 WebAssembly，请换一个。`,
      'no-image': (name) => `“${name}”不是这里能读的图像：请用 PNG、JPEG、GIF 或 PGM。`,
      damaged: (name) => `“${name}”已损坏，无法完整读取。`,
      'too-many-pixels': (name) => `“${name}”超过 4000 万像素，请先缩小。`,
      'too-large': (name) => `“${name}”超过 64 MB，请先缩小。`,
      unreadable: (name) => `“${name}”无法从原处读取。`,
    },
    again: '重试',
    matchTitle: '比较',
    matchText: (threshold) =>
      `先登记一张脸，再选另一张图。两个向量的余弦高于 ${threshold} 就算同一个人：在 ORL 照片上，一千对陌生人中有一对会超过它。合成人脸构造相同，网络觉得其中的陌生人彼此更像：阈值只对测定它的那一类图片有效。`,
    personName: '姓名',
    unnamed: (number) => `人物 ${number}`,
    enrol: '登记这张脸',
    enrolled: (name) => `已登记 ${name}。`,
    nobody: '还没有登记任何人。',
    forget: (name) => `删除 ${name}`,
    forgotten: (name) => `已删除 ${name}。`,
    cosine: (value) => `余弦 ${value}`,
    verdict: (name, value, isSame) =>
      isSame
        ? `最像的是 ${name}：余弦 ${value}，高于阈值，算同一个人。`
        : `最像的是 ${name}：余弦 ${value}，低于阈值，算另一个人。`,
    threshold: (value) => `阈值 ${value}`,
    camera: {
      title: '用摄像头',
      text: '在实时画面上走同样的步骤。只有按下按钮才会请求摄像头；按“停止”、滚动离开、切换标签页或离开页面时就关闭。不保存，不发送；登记的人脸随页面一起消失。',
      start: '打开摄像头',
      asking: '浏览器正在询问是否允许本页使用摄像头。',
      isOn: '摄像头已打开',
      stop: '停止',
      enrol: '登记最大的脸',
      faces: (count) => (count === 0 ? '画面中没有人脸。' : `画面中有 ${count} 张人脸。`),
      nobodyEnrolled: '还没有登记任何人：看着摄像头，填上姓名，按“登记”；可以登记多人。',
      ended: {
        pressed: '摄像头已关闭。',
        left: '画面已离开视野，摄像头已关闭。',
        hidden: '标签页已隐藏，摄像头已关闭。',
        unplugged: '摄像头停止了：是被拔下，还是被其他程序占用？',
      },
      problems: {
        refused: '没有获准使用摄像头：请在浏览器地址栏为本页允许摄像头，再按一次。',
        none: '没有找到摄像头：请接上一个，或使用上面的照片。',
        busy: '摄像头无法启动：可能正被其他程序使用。',
        insecure: '浏览器只把摄像头交给经 https 打开的页面：请使用上面的照片。',
      },
    },
  },
};
