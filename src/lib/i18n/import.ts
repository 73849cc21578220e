/** Words of the importer: what it takes, how it goes, what it left out, and what it keeps. */
import type { ImportErrorCode, RefusalCode } from '../data/import/import-error';
import type { ImportSummary } from '../data/import/import-set';
import type { DatasetCard } from '../data/dataset';
import type { Language } from './languages';

interface ImportWords {
  readonly lede: string;
  readonly drop: string;
  readonly chooseFolder: string;
  readonly chooseFile: string;
  readonly noScript: string;
  readonly chosen: (files: number) => string;
  readonly chosenZip: (name: string) => string;
  readonly name: string;
  readonly storedAs: (name: string) => string;
  readonly align: string;
  readonly alignNote: string;
  readonly start: string;
  readonly cancel: string;
  readonly again: string;
  readonly stages: Readonly<
    Record<'reading' | 'packing' | 'storing', (done: number, total: number) => string>
  >;
  readonly cancelled: string;
  readonly doneTitle: (name: string) => string;
  /** What the set holds, in one or two sentences. */
  readonly done: (summary: ImportSummary) => string;
  readonly otherFiles: (count: number) => string;
  readonly withoutFace: (count: number) => string;
  readonly leftOutTitle: string;
  /** One sentence for each thing that was left out; `count` is above 1 where several go together. */
  readonly refusals: Readonly<Record<RefusalCode, (name: string, count: number) => string>>;
  readonly more: (count: number) => string;
  readonly problems: Readonly<Record<ImportErrorCode, string>>;
  readonly storedTitle: string;
  readonly none: string;
  readonly set: (identities: number, images: number, size: string) => string;
  readonly total: (size: string) => string;
  readonly card: string;
  /** The link to the lab, where a set is trained on. */
  readonly train: (name: string) => string;
  readonly cardFields: Readonly<Record<Exclude<keyof DatasetCard, 'title' | 'licenceUrl'>, string>>;
  readonly remove: (name: string, size: string) => string;
  readonly removed: (name: string, size: string) => string;
}

/** Bytes as people read them. */
export const sizeInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const identities = (s: ImportSummary): number => s.trainingIdentities + s.unseenIdentities;
const images = (s: ImportSummary): number => s.trainImages + s.probeImages + s.unseenImages;

export const importWords: Readonly<Record<Language, ImportWords>> = {
  en: {
    lede: 'A folder or a zip in which each person has a folder, with two images or more in it: PNG, JPEG, GIF or PGM. Photographs from which only the face was cut serve best as they are; in others the face can be found and aligned first. The ORL database, Labeled Faces in the Wild, olivettifaces.mat and sets like Fashion-MNIST (idx files) are read as they come.',
    drop: 'Drop a folder or a zip here, or choose one.',
    chooseFolder: 'Choose a folder',
    chooseFile: 'Choose a zip or a file',
    noScript: 'The importer needs JavaScript.',
    chosen: (files) => `${plural(files, 'file', 'files')} chosen.`,
    chosenZip: (name) => `${name} chosen.`,
    name: 'Name of the set',
    storedAs: (name) => `It is kept as ${name}.`,
    align: 'Find and align the faces',
    alignNote:
      'Each photograph’s largest face is turned and scaled to one template before it becomes 64×64; photographs without a face are left out. Networks of 0.6 MB are loaded for it once. Without it the middle of the photograph is taken. Olivetti and idx files stay as they are.',
    start: 'Import',
    cancel: 'Cancel',
    again: 'Choose another',
    stages: {
      reading: (done, total) => `Reading image ${done} of ${total}`,
      packing: () => 'Packing',
      storing: () => 'Keeping it on this device',
    },
    cancelled: 'The import was cancelled; nothing was kept.',
    doneTitle: (name) => `${name} is on this device`,
    done: (s) => {
      const who = s.kind === 'idx' ? 'classes' : 'people';
      const unseen = s.unseenIdentities
        ? ` The last ${s.unseenIdentities} ${who} by name (${s.unseenImages} images) are never trained on: verification is judged on them.`
        : '';
      return `${images(s)} images of ${identities(s)} ${who}. ${s.trainImages} are for training, ${s.probeImages} of the same ${who} are held out.${unseen}`;
    },
    otherFiles: (count) =>
      count === 1
        ? 'One other file is no image and was passed over.'
        : `${count} other files are no images and were passed over.`,
    withoutFace: (count) =>
      count === 1
        ? 'In one photograph no face was found; it was left out.'
        : `In ${count} photographs no face was found; they were left out.`,
    leftOutTitle: 'Left out',
    refusals: {
      'no-image': (name) => `${name} is not an image, whatever its name says.`,
      damaged: (name) => `${name} is damaged: it cannot be read to its end.`,
      'too-many-pixels': (name) => `${name} has more than 40 megapixels: make it smaller first.`,
      'too-large': (name) => `${name} has more than 64 MB: make it smaller first.`,
      unreadable: (name) => `${name} could not be read where it lies.`,
      'no-folder': (name) => `${name} lies in no folder, and the folder says whom it shows.`,
      climbs: (name) => `${name} has a path that leads out of its archive.`,
      'nested-zip': (name) => `${name} is an archive among the files: unpack it first.`,
      packing: (name) => `${name} is locked, or packed in a way that is not read: pack it as a plain zip.`,
      'no-face': (name) => `${name}: no face was found in it.`,
      'few-images': (name, count) =>
        count === 1
          ? `${name} has fewer than two usable images, and a person needs two.`
          : `${count} people have fewer than two usable images, and a person needs two: ${name}`,
      'too-many-people': (name, count) =>
        `${plural(count, 'person is', 'people are')} more than a set can train on; the 256 with the most images were kept. Left out: ${name}`,
      'too-many-images': (name, count) =>
        `${plural(count, 'image is', 'images are')} more than the ${name} that a set can hold.`,
    },
    more: (count) => `And ${count} more.`,
    problems: {
      'zip-bomb':
        'This archive would unpack to far more than photographs need, so nothing of it was read: unpack it yourself and choose the folder.',
      zip: 'This zip archive is damaged, cut short or of a kind that is not read: pack or download it again.',
      mat: 'This MAT file is not the Olivetti faces, or it is cut short: download or copy olivettifaces.mat again.',
      idx: 'These idx files are damaged or do not fit together: one file of images and one of labels are needed.',
      'no-images':
        'Here is nobody with two usable images in a folder of their own: make one folder a person, and choose the folder above them.',
      'one-identity': 'Only one person is left, and a set needs two at least: add another folder.',
      'storage-full':
        'The storage of this browser is full, so the set was not kept: delete a set below or free some space, then import again.',
      'storage-refused':
        'This browser does not let the site keep files (a private window may be the reason), so the set was not kept.',
      'set-missing': 'This set is no longer on this device.',
      aligner:
        'The networks that find faces could not be loaded, so nothing was kept: try again, or import without aligning.',
      failed:
        'The import ended before it was done, and nothing was kept: try again, with fewer images if it happens again.',
    },
    storedTitle: 'On this device',
    none: 'No sets yet.',
    set: (people, count, size) => `${people} identities, ${count} images, ${size}`,
    total: (size) => `${size} together.`,
    card: 'Card',
    train: (name) => `Train on ${name}`,
    cardFields: {
      source: 'Source',
      credit: 'Credit',
      licence: 'Licence',
      processing: 'Processing',
      splits: 'Splits',
      consent: 'Consent',
      bias: 'Known bias',
      notConclude: 'Not to be concluded',
    },
    remove: (name, size) => `Delete ${name}, frees ${size}`,
    removed: (name, size) => `${name} was deleted; ${size} are free again.`,
  },
  zh: {
    lede: '一个文件夹或 zip，其中每人一个文件夹，每个文件夹里至少两张图：PNG、JPEG、GIF 或 PGM。只裁出人脸的照片可直接使用；其他照片可以先检测并对齐人脸。ORL 人脸库、Labeled Faces in the Wild、olivettifaces.mat，以及 Fashion-MNIST 一类的数据集（idx 文件）都可直接读取。',
    drop: '把文件夹或 zip 拖到这里，或者选择一个。',
    chooseFolder: '选择文件夹',
    chooseFile: '选择 zip 或文件',
    noScript: '导入需要 JavaScript。',
    chosen: (files) => `已选 ${files} 个文件。`,
    chosenZip: (name) => `已选 ${name}。`,
    name: '数据集名称',
    storedAs: (name) => `将保存为 ${name}。`,
    align: '检测并对齐人脸',
    alignNote:
      '先把每张照片中最大的人脸转正、缩放到同一模板，再变成 64×64；找不到人脸的照片不收入。为此加载一次 0.6 MB 的网络。不选时取照片正中的方块。Olivetti 和 idx 文件保持原样。',
    start: '导入',
    cancel: '取消',
    again: '另选',
    stages: {
      reading: (done, total) => `正在读取第 ${done} 张，共 ${total} 张`,
      packing: () => '正在打包',
      storing: () => '正在存到这台设备上',
    },
    cancelled: '导入已取消，没有保存任何内容。',
    doneTitle: (name) => `${name} 已在这台设备上`,
    done: (s) => {
      const who = s.kind === 'idx' ? '类' : '人';
      const unseen = s.unseenIdentities
        ? `按名称排在最后的 ${s.unseenIdentities} ${who}（${s.unseenImages} 张）从不参与训练，用来检验人脸验证。`
        : '';
      return `${identities(s)} ${who}，共 ${images(s)} 张图。${s.trainImages} 张用于训练，同样这些${who}的 ${s.probeImages} 张留出。${unseen}`;
    },
    otherFiles: (count) => `另有 ${count} 个文件不是图像，已跳过。`,
    withoutFace: (count) => `有 ${count} 张照片没有找到人脸，未收入。`,
    leftOutTitle: '未收入',
    refusals: {
      'no-image': (name) => `${name} 并不是图像，尽管文件名像是。`,
      damaged: (name) => `${name} 已损坏，无法完整读取。`,
      'too-many-pixels': (name) => `${name} 超过 4000 万像素，请先缩小。`,
      'too-large': (name) => `${name} 超过 64 MB，请先缩小。`,
      unreadable: (name) => `${name} 无法从原处读取。`,
      'no-folder': (name) => `${name} 不在任何文件夹里，而文件夹才说明图中是谁。`,
      climbs: (name) => `${name} 的路径指向压缩包之外。`,
      'nested-zip': (name) => `${name} 是夹在文件中的压缩包，请先解压。`,
      packing: (name) => `${name} 被加密，或压缩方式无法读取，请打包成普通 zip。`,
      'no-face': (name) => `${name} 里没有找到人脸。`,
      'few-images': (name, count) =>
        count === 1
          ? `${name} 可用的图不足两张，而每人至少要两张。`
          : `${count} 人可用的图不足两张，而每人至少要两张：${name}`,
      'too-many-people': (name, count) =>
        `有 ${count} 人超出一个数据集能训练的上限，保留了图最多的 256 人。未收入：${name}`,
      'too-many-images': (name, count) => `有 ${count} 张图超出一个数据集 ${name} 张的上限。`,
    },
    more: (count) => `还有 ${count} 项。`,
    problems: {
      'zip-bomb': '这个压缩包解开后远远超过照片所需的大小，因此没有读取任何内容；请自行解压后选择文件夹。',
      zip: '这个 zip 已损坏、不完整，或格式无法读取；请重新打包或下载。',
      mat: '这个 MAT 文件不是 Olivetti 人脸，或不完整；请重新下载或复制 olivettifaces.mat。',
      idx: '这些 idx 文件已损坏或互不匹配；需要一个图像文件和一个标签文件。',
      'no-images': '没有人在自己的文件夹里有两张可用的图；请每人建一个文件夹，再选择它们的上一级文件夹。',
      'one-identity': '只剩一个人，而一个数据集至少要两人；请再加一个文件夹。',
      'storage-full': '浏览器的存储空间已满，数据集没有保存；请在下面删除一个数据集或腾出空间，再导入一次。',
      'storage-refused': '浏览器不允许本站保存文件（可能因为这是无痕窗口），数据集没有保存。',
      'set-missing': '这个数据集已不在这台设备上。',
      aligner: '检测人脸的网络无法加载，没有保存任何内容；请再试一次，或不做对齐直接导入。',
      failed: '导入中途结束，没有保存任何内容；请再试一次，若再次发生，请减少图像数量。',
    },
    storedTitle: '这台设备上的数据集',
    none: '还没有数据集。',
    set: (people, count, size) => `${people} 个身份，${count} 张图，${size}`,
    total: (size) => `共占 ${size}。`,
    card: '数据卡',
    train: (name) => `用 ${name} 训练`,
    cardFields: {
      source: '来源',
      credit: '致谢',
      licence: '许可',
      processing: '处理',
      splits: '划分',
      consent: '知情同意',
      bias: '已知偏差',
      notConclude: '不能据此得出',
    },
    remove: (name, size) => `删除 ${name}，释放 ${size}`,
    removed: (name, size) => `已删除 ${name}，释放了 ${size}。`,
  },
};
