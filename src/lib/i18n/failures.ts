/** Words of the page with ten ways to fail, by the id of each demo. */
import type { Language } from './languages';

interface FailureWords {
  /** As people put it. */
  readonly symptom: string;
  /** What happens, and why. */
  readonly story: string;
  /** What to do about it in one's own code. */
  readonly cure: string;
  /** Where it is asked; empty where we know of no one place. */
  readonly asked: string;
}

interface FailuresWords {
  readonly title: string;
  readonly subtitle: string;
  readonly kicker: string;
  readonly lede: string;
  readonly gesture: string;
  readonly cure: string;
  readonly asked: string;
  readonly byId: Readonly<Record<string, FailureWords>>;
}

export const failuresWords: Readonly<Record<Language, FailuresWords>> = {
  en: {
    title: 'Ten ways to fail',
    subtitle: 'and how to see which one it is',
    kicker: 'The lab',
    lede: 'A loss that will not fall says little about why. Here are ten networks, each set up to go wrong for one reason, and all ten reasons are asked about again and again. Train one: the doctor beneath it watches, names the cause with the number that shows it, and offers the cure. The same doctor watches every figure of this site.',
    gesture: 'Press Train.',
    cure: 'In your own code',
    asked: 'Asked at',
    byId: {
      'fail-nan': {
        symptom: 'The loss is NaN',
        story:
          'This network differentiates ArcFace through acos, as much public code does. All goes well until one feature comes so close to its class weight that the cosine rounds to 1 in single precision. There acos has an infinite slope, the sine beside it is 0, and their product is NaN. One sample suffices; a step later every weight is NaN.',
        cure: 'Clamp the cosine before acos or before the root, not after: where() keeps one branch’s value, and both branches’ gradients. Better, write the gradient along the tangent, as the other figures here do; it is finite at every angle.',
        asked: 'InsightFace_TF #12, Angular-Penalty-Softmax #15, FR-Loss-on-Mnist #2',
      },
      'fail-rate-too-high': {
        symptom: 'The loss jumps about and never settles',
        story:
          'A learning rate of 0.5, twenty-five times what suits this loss. Adam divides each gradient by its usual size, so every weight moves by about the rate in every step, however small the gradient is. Steps of that length cannot end anywhere.',
        cure: 'Lower the rate by ten, see whether the curve becomes smooth, and let it decay. Losses with a scale of 16 to 64 have gradients as many times larger, and with plain SGD they want a smaller rate than Softmax.',
        asked: 'insightface #313, MobileFaceNet_TF #21',
      },
      'fail-rate-too-low': {
        symptom: 'It learns, but it takes for ever',
        story:
          'A learning rate of 0.0001. Nothing is wrong with the direction: the loss falls where the ramps let it, and accuracy rises. It only does so two hundred times more slowly than it could.',
        cure: 'Raise the rate by ten until the curve becomes restless, then go back one step. Copied rates belong to the batch size, the optimiser and the scale that they were found with.',
        asked: '',
      },
      'fail-scale': {
        symptom: 'The loss stops falling far above zero',
        story:
          'The scale is 1. Cosines lie between −1 and 1, and a softmax of such numbers cannot be sure of anything: with ten classes on the circle a perfect digit gets 21 %, so the loss ends at 1.54. This is what happens where somebody normalises and forgets the scale.',
        cure: 'Take s from the bound s ≥ (C − 1)/C · ln((C − 1)P/(1 − P)), where P is the probability that a perfect feature should get, or somewhat higher.',
        asked: 'AMSoftmax #23, face.evoLVe #30',
      },
      'fail-margin': {
        symptom: 'The paper’s margin does not work on my data',
        story:
          'CosFace with its paper’s m = 0.35, in two dimensions. Ten directions on a circle are 36° apart, and the neighbour of a perfect digit has a cosine of 0.81. With 0.35 taken off, the digit itself has 0.65. Every digit is refused for ever, the loss stays high, and the network is pulled about by demands that nothing can meet.',
        cure: 'A margin must fit between neighbours: m < 1 − cos δ for CosFace, m < δ for ArcFace, where δ is the angle between neighbouring weights. It is 36° here and nearly 90° in 512 dimensions, where the paper’s value was found.',
        asked: 'AMSoftmax #23, STgram-MFN #12',
      },
      'fail-safeguard': {
        symptom: 'Some samples run to the opposite side',
        story:
          'ArcFace without its safeguard. Past θ = π − m the sum θ + m exceeds π, and cos(θ + m) rises again: a sample there lowers its loss by turning farther from its own weight. In two dimensions many samples begin there; in 512 hardly one does, which is why much public code has no safeguard and nobody notices.',
        cure: 'Use the other branch past π − m: cos θ − m sin m, or a clamp at −1. The curve beside the circle shows where it begins.',
        asked: 'keras-arcface #11, arcface-pytorch #2, insightface #348',
      },
      'fail-weights': {
        symptom: 'Two classes become one',
        story:
          'A scale of 64 and no margin. The softmax is so sharp that only the nearest competitor counts, and while the network still knows little, classes that look alike are pushed onto one direction. Once two weights coincide, every digit of the one is as near to the other: the two gradients cancel.',
        cure: 'Begin with a small scale and let it grow, start the weights far apart, and keep a margin: it is what pushes neighbours from each other.',
        asked: '',
      },
      'fail-batch': {
        symptom: 'With a small batch it learns nothing',
        story:
          'Batches of two, and batch normalisation. Two numbers, made to have mean 0 and variance 1, are +1 and −1, whatever they were before. What the layers below compute decides only the sign, so that hardly any gradient reaches them.',
        cure: 'Normalise over more samples, by groups of channels or not at all. And set the layer to its running moments when you test: a single face has no batch.',
        asked: '',
      },
      'fail-dead': {
        symptom: 'The loss stands at ln C from the start',
        story:
          'A ReLU on the embedding, no normalisation, and a first step that is too long. It throws every embedding below 0; the ReLU makes 0 of them, and its slope there is 0 as well. No gradient comes through any more, and the loss stays at ln 10 = 2.30, that of a guess.',
        cure: 'No ReLU after the last layer: the embedding needs all directions. If a network is dead, only other first weights, a smaller rate or a normalisation help; waiting does not.',
        asked: 'insightface #313',
      },
      'fail-lengths': {
        symptom: 'Good accuracy, useless features',
        story:
          'Plain Softmax with a rate somewhat too high and no normalisation. By its own rule the network is right on three digits of four. Compare its features by angle, as face verification does, and it is right on one of four: the lengths of weights and features and the biases do the work.',
        cure: 'Judge features as you will use them. If that is by angle, train by angle: divide weights and features by their lengths, and drop the bias.',
        asked: 'sphereface #117, align_uniform #4',
      },
    },
  },
  zh: {
    title: '失败的十种样子',
    subtitle: '以及怎么认出是哪一种',
    kicker: '实验台',
    lede: '损失降不下去，却不说为什么。这里有十个网络，每个都按一种原因设好，必定出错；这十种原因，总有人在问。训练其中一个：下面的诊断会一直看着它，说出原因和证据，并给出一个按钮来治。本站的每张图都由同一个诊断看着。',
    gesture: '按“训练”。',
    cure: '在你自己的代码里',
    asked: '出处',
    byId: {
      'fail-nan': {
        symptom: '损失变成 NaN',
        story:
          '这个网络像许多公开代码那样，让 ArcFace 的梯度经过 acos。起初一切正常，直到有一个特征离类权重太近，余弦在单精度下舍入成 1。acos 在那里斜率无穷大，旁边的正弦却是 0，相乘得 NaN。一个样本就够了；再过一步，所有权重都是 NaN。',
        cure: '在 acos 或开方之前截断余弦，而不是之后：where() 只留一支的值，却留下两支的梯度。更好的办法是沿切线写梯度，本站其他的图就是这样；它在任何角度都是有限的。',
        asked: 'InsightFace_TF #12，Angular-Penalty-Softmax #15，FR-Loss-on-Mnist #2',
      },
      'fail-rate-too-high': {
        symptom: '损失乱跳，停不下来',
        story:
          '学习率 0.5，是合适值的二十五倍。Adam 把每个梯度除以它平时的大小，所以无论梯度多小，每个权重每步都移动约一个学习率。这么大的步子，在哪里都停不住。',
        cure: '把学习率降到十分之一，看曲线是否变平滑，再让它衰减。缩放系数取 16 到 64 的损失，梯度也大同样的倍数；若用普通 SGD，学习率要比 Softmax 的更小。',
        asked: 'insightface #313，MobileFaceNet_TF #21',
      },
      'fail-rate-too-low': {
        symptom: '在学，但慢得没有尽头',
        story:
          '学习率 0.0001。方向没有错：在预热允许的范围内，损失在降，准确率在升，只是比本来可以的慢两百倍。',
        cure: '每次把学习率乘以十，直到曲线开始不安，再退回一档。抄来的学习率，只适合它原来的批量大小、优化器和缩放系数。',
        asked: '',
      },
      'fail-scale': {
        symptom: '损失离零还远就不再下降',
        story:
          '缩放系数是 1。余弦在 −1 和 1 之间，这样的数经过 softmax 什么也确定不了：圆上有十类，最好的数字也只得 21%，损失止于 1.54。做了归一化却忘了缩放，就是这样。',
        cure: '按下界 s ≥ (C − 1)/C · ln((C − 1)P/(1 − P)) 取 s，或再大一些；P 是你希望最好的特征得到的概率。',
        asked: 'AMSoftmax #23，face.evoLVe #30',
      },
      'fail-margin': {
        symptom: '论文里的间隔在我的数据上不管用',
        story:
          'CosFace 用论文的 m = 0.35，但只有二维。圆上十个方向相隔 36°，最好的数字与邻类的余弦是 0.81；减去 0.35，它自己只剩 0.65。于是每个数字永远被拒绝，损失居高不下，网络被做不到的要求拉来拉去。',
        cure: '间隔必须放得进相邻两类之间：CosFace 要 m < 1 − cos δ，ArcFace 要 m < δ，δ 是相邻权重的夹角。这里是 36°；论文的值是在 512 维找到的，那里接近 90°。',
        asked: 'AMSoftmax #23，STgram-MFN #12',
      },
      'fail-safeguard': {
        symptom: '有些样本跑到了对面',
        story:
          '没有保护分支的 ArcFace。过了 θ = π − m，θ + m 就超过 π，cos(θ + m) 又往上升：那里的样本只要离自己的权重再远些，损失就更小。二维时许多样本一开始就在那里；512 维时几乎没有，所以许多公开代码不加保护，也没人发觉。',
        cure: '过了 π − m 换另一支：cos θ − m sin m，或截断在 −1。圆旁的曲线画出了它从哪里开始。',
        asked: 'keras-arcface #11，arcface-pytorch #2，insightface #348',
      },
      'fail-weights': {
        symptom: '两类并成了一类',
        story:
          '缩放系数 64，没有间隔。softmax 太尖，只有最近的对手算数；网络还不懂多少时，相像的类就被挤到同一个方向上。两个权重一旦重合，一类的数字离另一类也一样近：两边的梯度互相抵消。',
        cure: '缩放系数从小开始，慢慢增大；让权重一开始就隔得远；并保留间隔：正是它把相邻的类推开。',
        asked: '',
      },
      'fail-batch': {
        symptom: '批一小就什么也学不到',
        story:
          '批量大小为 2，又有批归一化。两个数变成均值 0、方差 1，就是 +1 和 −1，不管原来是多少。下面各层算出的东西只决定正负号，几乎没有梯度传得到那里。',
        cure: '用更多样本归一化，或按通道分组，或干脆不用。测试时要用滑动平均的统计量：一张人脸没有批。',
        asked: '',
      },
      'fail-dead': {
        symptom: '损失一开始就停在 ln C',
        story:
          '嵌入向量上有 ReLU，没有归一化，第一步又太大。它把所有嵌入向量都甩到 0 以下；ReLU 把它们变成 0，那里的斜率也是 0。从此没有梯度通过，损失停在 ln 10 = 2.30，与瞎猜一样。',
        cure: '最后一层之后不要 ReLU：嵌入向量需要所有方向。网络死了，只有换初始权重、降学习率或加归一化；等是等不来的。',
        asked: 'insightface #313',
      },
      'fail-lengths': {
        symptom: '准确率不错，特征却没用',
        story:
          '普通 Softmax，学习率略大，没有归一化。按自己的规则，网络四个数字对三个；像人脸验证那样只比夹角，四个只对一个：起作用的是权重和特征的模长，还有偏置。',
        cure: '你将来怎么用特征，就怎么评判它。若用夹角，就按夹角训练：权重和特征都除以模长，去掉偏置。',
        asked: 'sphereface #117，align_uniform #4',
      },
    },
  },
};
