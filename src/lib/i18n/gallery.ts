/** Words of the gallery: its page shows both languages beside each other. */
import type { Language } from './languages';

type Pair = Readonly<Record<Language, string>>;

export const galleryWords = {
  title: { en: 'Gallery', zh: '图集' },
  lede: {
    en: 'Every view and every figure of this site in the states that tell something, on paper and at night. What you see is drawn now, from recorded runs of the site’s own engine; the same pictures are compared, at every change, with ones that were looked at.',
    zh: '本站的每个视图和每种图，各取几个说明问题的状态，浅色深色并列。它们此刻才画出来，数据是本站引擎记录下来的训练；每次改动之后，这些画面都要和人看过的存图比对。',
  },
  wordsIn: { en: 'Words in the pictures', zh: '图中文字' },
  seeIt: { en: 'in the article', zh: '在文章中' },
  light: { en: 'light', zh: '浅色' },
  dark: { en: 'dark', zh: '深色' },
  figures: { en: 'Figures', zh: '文章中的图' },
  losses: { en: 'Every loss, before any training', zh: '各种损失，训练之前' },
  failed: { en: 'This picture could not be drawn: ', zh: '这幅图没有画出来：' },
  noScript: {
    en: 'The pictures are drawn by script, which is switched off here.',
    zh: '这些图由脚本绘制，而这里关闭了脚本。',
  },
} as const satisfies Readonly<Record<string, Pair>>;

/** What the figures are called here, by kind. */
export const galleryFigures: Readonly<Record<string, Pair>> = {
  trainer: { en: 'a trainer', zh: '训练器' },
  lab: { en: 'the lab', zh: '实验台' },
  'free-points': { en: 'free points', zh: '自由点' },
  'two-classes': { en: 'two classes', zh: '两个类别' },
  'margin-arc': { en: 'the margin’s arc', zh: '间隔的弧' },
  safeguard: { en: 'the safeguard', zh: '保护分支' },
  formula: { en: 'the formula', zh: '公式' },
  'loss-formula': { en: 'the formula of a loss', zh: '损失的公式' },
  'slow-motion': { en: 'one step in slow motion', zh: '慢放的一步' },
  code: { en: 'a loss as code', zh: '写成代码的损失' },
  advisor: { en: 'the advisor', zh: '取值顾问' },
  conventions: { en: 'how others write it', zh: '别处的写法' },
  'batch-forms': { en: 'one batch, two forms', zh: '同一批，两种写法' },
  challenge: { en: 'a question', zh: '先猜后看' },
  layer: { en: 'the last layer', zh: '最后一层' },
  overflow: { en: 'an overflow', zh: '上溢' },
  'm-min': { en: 'how large m must be', zh: 'm 至少多大' },
  'plane-boundary': { en: 'a boundary in the plane', zh: '平面上的边界' },
  'last-layer': { en: 'how the last layer grows', zh: '最后一层的大小' },
  threshold: { en: 'a threshold', zh: '阈值' },
  landmarks: { en: 'ten works', zh: '十项工作' },
  combinations: { en: 'pairs and triplets counted', zh: '数一数图像对与三元组' },
  folds: { en: 'ten folds', zh: '十折' },
  'gallery-size': { en: 'a growing gallery', zh: '变大的底库' },
  'verification-lab': { en: 'the verification lab', zh: '验证实验台' },
};

/** What each tile should show, so that whoever looks at it can tell whether it does. */
export const galleryCaptions = {
  landmarks: {
    en: 'Ten works as points, their shapes by the kind of loss; the chosen one is told in a sentence.',
    zh: '十项工作各是一个点，形状按损失的种类；选中的那项用一句话说明。',
  },
  combinations: {
    en: 'Four counts as bars by their power of ten; beside them the triplets of strangers: wrong, within the margin, silent.',
    zh: '四个数目，条长按十的几次方；旁边是陌生人的三元组：错的、间隔之内的、沉默的。',
  },
  threshold: {
    en: 'Pairs of one person above the line, of two below it, and a threshold through both heaps; its place on the curve of all thresholds is the dot.',
    zh: '线上是同一个人的图像对，线下是两个人的；阈值从两堆中穿过，它在全部阈值连成的曲线上的位置就是那个点。',
  },
  folds: {
    en: 'Ten bars of unlike height, each with the threshold of the nine others below it; the mean is a dashed line.',
    zh: '十根高低不一的柱子，柱下是其余九折选出的阈值；平均值是一条虚线。',
  },
  gallerySize: {
    en: 'Three falling lines: the larger the gallery, the rarer the right person comes first.',
    zh: '三条下降的线：底库越大，本人排在首位的越少。',
  },
  verificationLab: {
    en: 'The lab on networks that were trained ahead: pairs, ROC, wrong pairs, a table, and the match curve.',
    zh: '实验台，打开时是事先训练好的网络：图像对、ROC、判错的对、数字表和匹配曲线。',
  },
  planeStart: {
    en: 'Softmax before its first step: the features lie in one heap, and the ten regions meet wherever the random weights put them.',
    zh: 'Softmax 在第一步之前：特征挤成一团，十个区域的交界由随机权重决定。',
  },
  planeTrained: {
    en: 'Softmax after 600 steps: ten rays that leave the origin. Length is kept, so a sure digit lies far out. There is no margin, and nothing is hatched.',
    zh: 'Softmax 训练 600 步之后：十条射线从原点散开。长度没有除掉，网络越有把握，点离原点越远。没有间隔，所以没有斜线。',
  },
  planeClass: {
    en: 'One class is pointed at: its ray stands out, the others step back.',
    zh: '指着一个类别：它的射线突出，其余退后。',
  },
  planeStray: {
    en: 'A digit that fell to another class is pointed at: a halo marks it, inside a region that is not its own.',
    zh: '指着一个落到别的类别里的数字：光圈标出它，它正处在不属于自己的区域中。',
  },
  circleWaiting: {
    en: 'Before the first frame: ten weights stand evenly, each with its region and the hatched margin at both of its ends; no digit yet.',
    zh: '第一帧之前：十个权重均匀排列，各有自己的区域，区域两端的斜线是间隔；还没有数字。',
  },
  circleStart: {
    en: 'ArcFace at step 0: digits of every class lie in one heap on a side of the circle, nearly all of them as strays.',
    zh: 'ArcFace 第 0 步：各类数字挤在圆的一侧，几乎全都判错。',
  },
  circleTrained: {
    en: 'ArcFace after 600 steps: ten narrow ridges over their weights, almost nothing between them, and few strays inside.',
    zh: 'ArcFace 训练 600 步之后：十座窄峰立在各自的权重上，峰间几乎无点，环内判错的很少。',
  },
  circleNoMargin: {
    en: 'The same digits with m pulled to 0: the hatching is gone, regions and ridges stay.',
    zh: '同样的数字，把 m 拉到 0：斜线消失，区域和峰都不变。',
  },
  circleWide: {
    en: 'The same with m = 1: the margin takes the regions from both ends and leaves hardly a sliver.',
    zh: '同样的数字，m = 1：间隔从两端吞掉区域，几乎不留空隙。',
  },
  circleClass: {
    en: 'Class 3 is pointed at: its ridge and region stand out.',
    zh: '指着类别 3：它的峰和区域突出。',
  },
  circleStray: {
    en: 'The stray furthest from home is pointed at, with the angle θ from its own weight drawn in.',
    zh: '指着离家最远的错分的数字，并画出它到自己权重的角度 θ。',
  },
  sphereWaiting: {
    en: 'Ten weights on the sphere before any training: each side that faces us is painted by region, hatched along the boundaries where m is charged.',
    zh: '训练之前球面上的十个类权重：朝向我们的一面按区域上色，边界两侧要收间隔的地方画斜线。',
  },
  sphereWide: {
    en: 'The same with m = 0.8: the hatched bands take most of each region.',
    zh: '同一个球面，m = 0.8：间隔带占去区域的大半。',
  },
  sphereTrained: {
    en: 'ArcFace on the sphere after training: ten tight heaps, each on its weight, most of each region free of digits.',
    zh: '训练之后球面上的 ArcFace：十个紧凑的小堆，各自落在类权重上，区域里大半没有数字。',
  },
  sphereStray: {
    en: 'A digit that fell to another class is pointed at; where it lies behind the sphere its ring is dashed.',
    zh: '指着一个错分的数字；它在球的背面时，光圈画成虚线。',
  },
  sphereSoftmax: {
    en: 'Softmax keeps lengths; here its digits are projected onto the sphere, and a button shows them in space. Nothing is hatched.',
    zh: 'Softmax 保留长度；这里把数字投影到球面上，按钮可以换回空间里的样子。没有斜线。',
  },
  mapStart: {
    en: 'The whole sphere in equal areas at step 0: the digits lie in one heap, across regions of many classes.',
    zh: '第 0 步，等积投影下的整个球面：数字挤成一团，跨着好几个类的区域。',
  },
  mapTrained: {
    en: 'After training: ten regions, a tight heap on each weight, the margin hatched along every boundary.',
    zh: '训练之后：十个区域，每个类权重上一个紧凑的小堆，每条边界两侧的斜线是间隔。',
  },
  mapClass: {
    en: 'Class 2 is pointed at: its region and its digits stand out.',
    zh: '指着类别 2：它的区域和数字突出。',
  },
  pairsSoftmax: {
    en: 'Angles of pairs under Softmax: pairs of one class above, of two classes below, and the angle that tells them apart best.',
    zh: 'Softmax 的成对夹角：上方是同类对，下方是异类对，竖线是最能分开两者的夹角。',
  },
  pairsArcface: {
    en: 'The same under ArcFace, from the same start: pairs of one class stand closer, and fewer lie on the wrong side of the line.',
    zh: '同一起点的 ArcFace：同类对更近，落在竖线另一侧的更少。',
  },
  rocSoftmax: {
    en: 'Pairs told by their angle under Softmax: at every threshold at once, the share of pairs of one class that is let in over the share of pairs of two.',
    zh: 'Softmax 下按夹角判断样本对：所有阈值一次画出，纵轴是放进的同类对，横轴是误放的异类对。',
  },
  rocArcface: {
    en: 'The same under ArcFace: the curve stands higher where few pairs of two classes are let in, which is the part that a door needs.',
    zh: '同样的曲线，ArcFace：在误放很少的左端更高，门禁要的正是这一段。',
  },
  anglesStart: {
    en: 'Angles at step 0: own and other angles cover the same range; nothing tells them apart.',
    zh: '第 0 步的角度：到自己权重的角和到别的权重的角范围相同，无从分辨。',
  },
  anglesTrained: {
    en: 'Angles after 600 steps: own angles in a narrow ridge near 0°, with the hatched m behind it, the others in waves below.',
    zh: '600 步之后的角度：到自己权重的角集中在 0° 附近的窄峰，后面的斜线是 m，其余的角在下方起伏。',
  },
  anglesStray: {
    en: 'A stray is pointed at: its own angle above the axis, its angles to the other classes below.',
    zh: '指着一个错分的数字：轴上方是它到自己权重的角，下方是它到其余权重的角。',
  },
  curveTrained: {
    en: 'The target logit over θ with the digits on it: the solid line lies below the plain cosine, and nearly all digits stand at its left end.',
    zh: '目标 logit 随 θ 的曲线，点是数字：实线在普通余弦之下，几乎所有数字都在左端。',
  },
  curveWide: {
    en: 'The same with m = 1: the line turns where θ + m reaches 180°, where the safeguard takes over.',
    zh: '同一条曲线，m = 1：在 θ + m 到 180° 处拐弯，保护分支从那里接手。',
  },
  curveRefused: {
    en: 'A digit that is right and far from its weight is pointed at: what it is charged and what it would be without the margin.',
    zh: '指着一个判对了、但离权重很远的数字：标出有间隔时和无间隔时各是多少。',
  },
  boundaryTrained: {
    en: 'The two classes that are confused most, in the plane of their angles: on either side of the diagonal a hatched band, the margin.',
    zh: '最容易混淆的两个类别，画在两个角的平面上：对角线两侧各有一条间隔带，就是间隔。',
  },
  boundarySoftmax: {
    en: 'Softmax in the same plane: one boundary, no band.',
    zh: '同一平面上的 Softmax：只有一条边界，没有间隔带。',
  },
  boundaryStray: {
    en: 'A stray is pointed at, on the wrong side of the diagonal; the pair is its own class and the one that took it.',
    zh: '指着一个错分的数字，它在对角线的另一侧；这两个类别是它自己的和夺走它的。',
  },
  chartAlone: {
    en: 'One run: the loss falls, the held-out accuracy rises, the hatched stretch is where m grows.',
    zh: '一次训练：损失下降，测试准确率上升，斜线段里 m 正在增大。',
  },
  chartBeside: {
    en: 'Two runs in lock-step, each line with its name at its end.',
    zh: '两次同步训练，每条线的末端有名字。',
  },
  chartFive: {
    en: 'Five runs in lock-step: five lines in each panel, told apart by their names.',
    zh: '五次同步训练：每格五条线，凭名字分辨。',
  },
  lab: {
    en: 'The lab: a trainer and, below it, everything that can be set of it.',
    zh: '实验台：训练器，下面是它的一切可调之处。',
  },
  trainer: {
    en: 'A trainer as an article opens it: recorded run, slider, buttons, read-outs.',
    zh: '文章里训练器打开时的样子：记录的训练、滑块、按钮和读数。',
  },
  freePoints: {
    en: '2,400 points in the wells of ArcFace with m = 0.5: ten narrow heaps, and the histogram on the density exp(−L/T).',
    zh: '2400 个点落在 ArcFace（m = 0.5）的势阱里：十个窄堆，直方图贴着密度 exp(−L/T)。',
  },
  freePointsWide: {
    en: 'The same with m = 0: the heaps are more than twice as wide, and nothing is hatched.',
    zh: '同样的点，m = 0：堆宽了一倍多，没有斜线。',
  },
  freePointsSoftmax: {
    en: 'Free points of Softmax, which keeps ‖x‖: a slider for the norm stands in the place of s.',
    zh: 'Softmax 的自由点。它保留 ‖x‖，所以滑块管的是范数，不是 s。',
  },
  freePointsSphere: {
    en: 'The points free on the sphere: ten heaps in the middle of their regions, those on the far side pale, and the density of θ, which is 0 on the weight itself.',
    zh: '点在球面上自由：十堆点在各自区域的中央，背面的颜色浅；θ 的密度在类权重所在之处为 0。',
  },
  freePointsPlane: {
    en: 'Softmax in the plane at T = 0.4: the norms gather at the wall, further out than area alone would have them.',
    zh: '平面上的 Softmax，T = 0.4：模长聚向围墙，比只按面积撒开更靠外。',
  },
  twoClasses: {
    en: 'A feature nearest to its own weight, in the hatched strip: right, and still refused.',
    zh: '特征离自己的权重最近，但落在间隔带里：判对了，仍被拒绝。',
  },
  twoClassesAccepted: {
    en: 'The feature past the strip: accepted, with a small gradient.',
    zh: '特征越过间隔带：被接受，梯度很小。',
  },
  twoClassesWrong: {
    en: 'Nearer to the other weight: wrong, and the gradient pulls it back.',
    zh: '离另一个权重更近：判错了，梯度把它拉回来。',
  },
  twoClassesSoftmax: {
    en: 'Softmax: no strip; the feature’s length counts.',
    zh: 'Softmax：没有间隔带，特征的长度也算数。',
  },
  marginArc: {
    en: 'The arc θ from the weight to the feature, and behind it the hatched arc m.',
    zh: '从权重到特征的弧 θ，后面接着斜线的弧 m。',
  },
  safeguardLinear: {
    en: 'The usual safeguard: past π − m the curve steps down and goes on falling.',
    zh: '通常的保护分支：过了 π − m，曲线向下跳一级，继续下降。',
  },
  safeguardNone: {
    en: 'Without a safeguard and with m = 1: the end of the curve rises, and the arrow points away from the class.',
    zh: '没有保护分支、m = 1：曲线末端上升，箭头指向离开类别的方向。',
  },
  safeguardEasy: {
    en: 'Margin below 90° only: the curve jumps up where the margin ends.',
    zh: '只在 90° 以内加间隔：间隔结束处曲线向上跳。',
  },
  formula: {
    en: 'ArcFace’s formula with the terms that can be pulled: m in carmine, θ in lapis, s in ochre; the ledger beneath.',
    zh: 'ArcFace 的公式，可以拉动的项：m 洋红，θ 青金，s 赭石；下面是账目。',
  },
  slowMotion: {
    en: 'One training step of one digit at a glance: the image, the circle with the way that its feature goes, the terms and their numbers.',
    zh: '一个数字的一步训练，一眼看全：图像、圆上特征走过的路、各项和它们的数值。',
  },
  code: {
    en: 'ArcFace in PyTorch, with s = 16 and m = 0.5 written in; the other languages a choice away.',
    zh: '用 PyTorch 写的 ArcFace，s = 16、m = 0.5 已经写进去；选一下就换成别的语言。',
  },
  advisor: {
    en: 'Which s and m have room: the bounds as curves, where the reader stands as a point, and why in a sentence.',
    zh: '哪些 s 和 m 有余地：界限是曲线，当前取值是一个点，理由写成一句话。',
  },
  conventions: {
    en: 'Two public implementations side by side: their target logits, what their backward passes make of the slope, and where they part.',
    zh: '两个公开实现并排：各自的目标 logit、反向传播里的斜率，以及从哪里开始分道。',
  },
  batchForms: {
    en: 'Center loss by its authors and by a popular code: the same points with arrows twice as long on the right, the centers (squares) moving less there.',
    zh: '作者的 center loss 与一份流行的代码：点相同，右边的箭头长一倍，而中心（方块）移动得更少。',
  },
  challengeOpen: {
    en: 'A question before a guess: the course is shown up to the change and no further; the ring waits in its tray.',
    zh: '猜之前：曲线只画到改变处，圆环在托盘里等着。',
  },
  challengeShown: {
    en: 'The same after a guess: what the runs did, with the spread of their seeds, and the guess beside it.',
    zh: '猜之后：几次训练的结果、种子间的差别，旁边是刚才的猜测。',
  },
  layer: {
    en: 'Five numbers of a feature on the templates of 1, 7 and 0: frames filled as far as they fit, three logits, the 1 with most of the share.',
    zh: '特征的五个数叠在 1、7、0 的模板上：方框按合的程度填满，三个 logit，1 的份额最大。',
  },
  overflow: {
    en: 'Three logits past the right end of what 32 bits can exponentiate: ∞ and NaN as written, 66.5 % and its like with the largest subtracted.',
    zh: '三个 logit 越过 32 位能取指数的右端：照式直算得 ∞ 和 NaN，先减最大值得 66.5% 等。',
  },
  overflowBelow: {
    en: 'The same at the left end: no NaN yet, and the shares as written are wrong.',
    zh: '同一幅图，左端：还没有 NaN，但照式直算的份额已经错了。',
  },
  planeBoundary: {
    en: 'Weights of lengths 1 and 2: the line of equal logits leans away from the dashed one of equal angles, and the feature stands in the grey wedge between.',
    zh: '模长为 1 与 2 的两个权重：logit 相等的线偏离夹角相等的虚线，特征落在两线之间的灰色楔形里。',
  },
  planeBoundaryBias: {
    en: 'Weights of one length and a bias: two parallel lines, and a grey strip between them.',
    zh: '两个一样长的权重加上偏置：两条平行线，中间一条灰色的带子。',
  },
  mMin: {
    en: 'Two weights 100° apart and m = 3: the bar of the angle inside a class is longer than that between two.',
    zh: '两个类权重相隔 100°，m = 3：类内夹角的横条比类间的长。',
  },
  mMinMany: {
    en: 'Ten classes all round and m = 4: equal wedges with hatched gaps between, and the upper bar is the shorter one.',
    zh: '十个类排满一圈，m = 4：楔形一样大，中间空着的弧画了斜线，上面的横条更短。',
  },
  lastLayer: {
    en: 'A straight line on two logarithmic scales: 85,000 classes in 512 dimensions, far above the dashed line of the rest of the network.',
    zh: '双对数坐标上的一条直线：512 维、85 000 个类，远在表示网络其余部分的虚线之上。',
  },
} as const satisfies Readonly<Record<string, Pair>>;

/** Tiles that every loss gets by itself. */
export const galleryLossCaptions: Readonly<
  Record<'regions' | 'curve' | 'formula', Readonly<Record<Language, (loss: string) => string>>>
> = {
  regions: {
    en: (loss) => `${loss} on ten even weights: the regions, and a hatched band where it asks for a margin.`,
    zh: (loss) => `${loss}，十个均匀的权重：各类区域；要求间隔之处有斜线。`,
  },
  curve: {
    en: (loss) => `${loss}: the target logit over the angle, beside the plain cosine.`,
    zh: (loss) => `${loss}：目标 logit 随角度的曲线，旁边是普通余弦。`,
  },
  formula: {
    en: (loss) =>
      `${loss} as a formula, a slider for each of its parameters, and what one feature makes of it.`,
    zh: (loss) => `${loss} 的公式、每个参数的滑块，以及一个特征代入后的数值。`,
  },
};

export type GalleryCaption = keyof typeof galleryCaptions;

/** What stands on the gallery's question. */
export const galleryQuestion: Readonly<
  Record<
    Language,
    { axis: string; before: string; after: string; never: string; kept: string; because: string }
  >
> = {
  en: {
    axis: 'median angle to the own weight',
    before: 'm = 0.5',
    after: 'm = 0',
    never: 'never a margin',
    kept: 'margin kept',
    because: 'Nothing pushes the classes apart again.',
  },
  zh: {
    axis: '目标角中位数',
    before: 'm = 0.5',
    after: 'm = 0',
    never: '从无间隔',
    kept: '间隔不变',
    because: '没有什么会把各类再推开。',
  },
};
