import type { ExperimentsPageWords } from '../experiments';

export const zh: ExperimentsPageWords = {
  title: '七个问题',
  subtitle: '让实验回答',
  lede: '最后的 ReLU 留不留？网络要多深，m 取多大，人脸要不要对齐？训练这类网络的人都会碰到这七个问题；这里每个都用训练来回答：每种做法三个随机种子，其余全同。本页的图、表和结论只出自这些训练，每一个你都能在这里重做。',
  ruleTitle: '结论是怎么得出的',
  rule: '按规则，不凭感觉。一种做法的每个种子都高过另一种的所有种子，均值之差又大于两者中较大的标准差，才说它更高；否则只说这几个种子看不出差别。其实没有差别时，三个种子对三个种子也有十分之一的机会这样分开，所以再清楚的判定也只是有力的线索，不是证明。',
  arm: '做法',
  measures: {
    accuracy: '准确率',
    cosineAccuracy: '只看夹角的准确率',
    arcDeg: '用到的弧',
    interDeg: '最近两类的夹角',
    targetDeg: '目标角中位数',
    intraDeg: '类内夹角',
    rarestAccuracy: '最少一类的准确率',
    weightRatio: '最少类与最多类的权重模长之比',
    auc: '陌生人的 AUC',
    tar1: '误识率 1% 时的 TAR',
    precision: '丢掉的图中标错的比例',
  },
  apart: ({ measure, first, second, firstValue, secondValue, difference }) =>
    `${measure}：“${first}”为 ${firstValue}，“${second}”为 ${secondValue}，相差 ${difference}，两边的种子互不交错。`,
  same: ({ measure, first, second, firstValue, secondValue, seeds }) =>
    `${measure}：“${first}”为 ${firstValue}，“${second}”为 ${secondValue}。${seeds === 3 ? '三个' : `${seeds} 个`}种子看不出差别。`,
  points: (points) => `${points} 个百分点`,
  chartTitle: (measure) => `${measure}（各种做法）`,
  chartKey: '每个点是一个种子，竖线是均值。',
  tryIt: '自己训练一次',
  choose: '网络',
  elsewhere: '另有一页把它们并排训练',
  howTitle: '怎么测的',
  how: ({ command, net, dims, steps, batch, seeds, trained, backend }) =>
    `${command}：${net}，${dims} 维，${steps} 步，每步 ${batch} 张图，Adam，随机种子 ${seeds}，在 Node 里用 ${backend} 训练 ${trained} 次。数值是各种子的均值 ± 标准差。`,
  byId: {
    relu: {
      question: '最后的 ReLU 有害吗？',
      why: '分类网络常在最后一层之前放一个 ReLU。若那里正是嵌入向量，它的每个数就都不能为负；二维时，圆只剩下四分之一。Softmax 和 ArcFace 各学两遍手写数字，一遍带 ReLU，一遍不带，其余全同。',
      arms: {
        'softmax-kept': 'Softmax，保留 ReLU',
        'softmax-removed': 'Softmax，去掉 ReLU',
        'arcface-kept': 'ArcFace，保留 ReLU',
        'arcface-removed': 'ArcFace，去掉 ReLU',
      },
      leads: {
        above: '去掉它。有了 ReLU，十个类只能挤在四分之一个圆里，ArcFace 凭夹角分得清的就少了。',
        below: '在这里 ReLU 反而帮了 ArcFace，与几何上的道理相反，不足为据。',
        none: '这几次训练看不出它害了 ArcFace。',
      },
      limits:
        '二维是最难的情形：512 维时，只取非负的方向也还容得下许多类。被 ReLU 压成零的特征没有方向，不算在弧里；弧包住其余的 99%。',
      gesture: '勾选 ReLU，按“训练”，看各类最后挤到哪里。',
    },
    bias: {
      question: 'Softmax 需要偏置吗？',
      why: '最后一层算的是 w·x + b。特征将来只比夹角，b 就碍事了：两个类即使方向相同，它也能单凭长短把它们分开。Softmax 学手写数字，一遍每类一个偏置，一遍没有偏置。',
      arms: { kept: '保留偏置', removed: '去掉偏置' },
      leads: {
        above: '不要它。人脸比的是夹角；只看夹角，没有偏置的网络答对得更多。',
        below: '在这里，即使只看夹角，偏置也有帮助，与几何上的道理相反。',
        none: '只看夹角，这几次训练看不出去掉偏置有什么好处。',
      },
      limits: '只有二维，却有十个类：余地很小，类与类比在 512 维时更容易撞到同一方向。',
      gesture: '取消勾选，按“训练”，比较两种准确率。',
    },
    imbalance: {
      question: '权重归一化能帮到稀少的类吗？',
      why: '某一类很少时，Softmax 给它的权重向量就短，短的难赢。Modified Softmax 和 NormFace 把每个权重都除以模长。这里训练用的 9 比 0 少十倍或五十倍，其间的数字沿曲线递减；用来评判的数字各类一样多。',
      arms: {
        'softmax-10': 'Softmax，少 10 倍',
        'modified-softmax-10': 'modified Softmax，少 10 倍',
        'normface-10': 'NormFace，少 10 倍',
        'softmax-50': 'Softmax，少 50 倍',
        'modified-softmax-50': 'modified Softmax，少 50 倍',
        'normface-50': 'NormFace，少 50 倍',
      },
      leads: {
        above: '对最少的一类，能：权重归一化之后，认出的 9 更多。',
        below: '对最少的一类，不能：权重归一化之后，认出的 9 反而更少。',
        none: '道理上的好处没有显出来。权重是一样长了，9 的处境却没有好过种子之间的起伏。',
      },
      limits:
        '十个数字里只有一个最少，训练时只见过几十张；种子之间的差别比损失之间的还大。人脸数据里稀少的身份成百上千，不会由一个种子决定。',
      gesture: '拖动 r，按“训练”，看稀少的数字。',
    },
    depth: {
      question: '网络深一些值得吗？',
      why: 'SphereFace 的作者报告，网络从 4 层卷积加到 64 层，间隔的好处越来越大。这里是 4、10、20 层卷积，宽度是他们的八分之一，用 A-Softmax 学合成人脸，再用从没见过的二十个人来评判。',
      arms: { 'cnn-4': '4 层卷积', 'cnn-10': '10 层卷积', 'cnn-20': '20 层卷积' },
      leads: {
        above: '从 4 层到 20 层，值得。',
        below: '在这里不值得：训练步数相同，20 层卷积不如 4 层。',
        none: '从 4 层到 20 层，这几次训练看不出好处。',
      },
      limits:
        '四十个人、640 张图太少，400 步对深的网络也太少：论文用的是近五十万张图。各种深度都没有单独调学习率，中间各层也没有归一化。',
      gesture: '选一种深度，按“训练”。最深的要花三倍时间。',
      demos: { 'depth-4': '4 层卷积', 'depth-10': '10 层卷积', 'depth-20': '20 层卷积' },
    },
    margin: {
      question: 'A-Softmax 的 m 取多大？',
      why: 'A-Softmax 把到自身类的夹角乘以整数 m，m = 1 就没有间隔。这里 λ 的下限取 0，让间隔完全生效。四个取值，三维和二维各一组，起点相同。',
      arms: {
        'm1-3d': '三维，m = 1',
        'm2-3d': '三维，m = 2',
        'm3-3d': '三维，m = 3',
        'm4-3d': '三维，m = 4',
        'm1-2d': '二维，m = 1',
        'm2-2d': '二维，m = 2',
        'm3-2d': '二维，m = 3',
        'm4-2d': '二维，m = 4',
      },
      leads: {
        above: '在这里，m = 4 时数字离类权重反而比 m = 1 时更远，与已知的都相反。',
        below: '取大些：m = 4 时，数字离自己的类权重比 m = 1 时更近。',
        none: '这几次训练看不出 m 对类的宽窄有什么影响。',
      },
      limits:
        '四种取值都把手写数字学得很好，准确率没有多少余地。二维时，十个权重钉满一圈，已经做了大部分工作。',
      gesture: '',
    },
    alignment: {
      question: '人脸非对齐不可吗？',
      why: '公开的人脸识别方法，都先把脸旋转、缩放、平移，让眼睛和嘴落在固定的位置。我们合成的脸本来就差不多对齐。这里在比对之前把陌生人的图弄歪：每张各自随机旋转至多 15°，缩放至多一成，平移至多 6 个像素（图宽 64）。一个网络用原样的脸训练，另一个每一步都把脸重新平移。',
      arms: {
        'still-framed': '原样训练，原样评判',
        'still-moved': '原样训练，弄歪后评判',
        'shifted-framed': '平移训练，原样评判',
        'shifted-moved': '平移训练，弄歪后评判',
      },
      leads: {
        above: '是的。只见过端正人脸的网络，脸一歪，就认得差了。',
        below: '在这里弄歪的图反而比得更准，与已知的都相反。',
        none: '这几次训练看不出弄歪有什么损失。',
      },
      limits:
        '一对图里的两张都弄歪了，各歪各的，也没有去找眼睛。合成的脸本身就有一两个像素的出入。训练时只平移，不旋转。',
      gesture: '选一种训练方式，按“训练”。图上的夹角属于训练过的人的留出图。',
      picture: '上排：六个陌生人的原图。下排：同样的图弄歪以后，评判用的就是它们。',
      demos: { 'trained-still': '原样', 'trained-shifted': '平移' },
    },
    cleaning: {
      question: '错误标签清得掉吗？',
      why: '训练标签里有 30% 写成了别人，由机器收集的数据就会这样。ArcFace 先用它们训练一阵，再把离标签所说位置最远的图丢掉，错多少丢多少；然后用剩下的图训练一个新网络。',
      arms: { right: '标签全对', wrong: '30% 标错', cleaned: '30% 标错，清理后重训' },
      leads: {
        above: '有用：用剩下的图训练的网络，更能分清陌生人。',
        below: '这样清不行：丢掉图的损失，比标错的损失还大。',
        none: '看不出来：丢掉最远的那些，并没有胜过种子之间的起伏。',
      },
      limits:
        '该丢多少，这里是知道的，换个地方就得猜。标错的图平均摊在每个人身上，真实数据并不这样。每人只有 16 张图，其中约 5 张标错，已经是很难的情形。',
      gesture: '按“训练”，约一百步后寻找错误标签；把 η 拖到 0 就是全对的情形。',
    },
  },
};
