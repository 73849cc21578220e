import type { ExperimentsPageWords } from '../experiments';

export const en: ExperimentsPageWords = {
  title: 'Seven questions',
  subtitle: 'put to experiments',
  lede: 'Keep the last ReLU or not? How deep a network, how large an m, does alignment matter? Seven questions that everyone who trains such a network meets, each answered by training it: every variant from three seeds, all else equal. Charts, tables and conclusions on this page are drawn from those runs and from nothing else, and each can be trained again here.',
  ruleTitle: 'How a conclusion is drawn',
  rule: 'By a rule, not by taste. One variant is said to be above another only where each of its seeds is above every seed of the other, and the means are further apart than the larger standard deviation. Otherwise the page says that the seeds show no difference. Three seeds lie apart like this by chance once in ten times, so even a clear verdict is a strong hint and no proof.',
  arm: 'Variant',
  measures: {
    accuracy: 'Accuracy',
    cosineAccuracy: 'Accuracy by angle',
    arcDeg: 'Arc in use',
    interDeg: 'Nearest two classes',
    targetDeg: 'Median target angle',
    intraDeg: 'Inside a class',
    rarestAccuracy: 'Accuracy on the rarest class',
    weightRatio: 'Rarest weight ÷ commonest',
    auc: 'AUC on strangers',
    tar1: 'TAR at FAR 1\u00a0%',
    precision: 'Wrong among the dropped',
  },
  apart: ({ measure, first, second, firstValue, secondValue, difference }) =>
    `${measure}: ${firstValue} with “${first}”, ${secondValue} with “${second}”. They are ${difference} apart, and no seed of the one lies among the other’s.`,
  same: ({ measure, first, second, firstValue, secondValue, seeds }) =>
    `${measure}: ${firstValue} with “${first}”, ${secondValue} with “${second}”. That is no difference that ${seeds === 3 ? 'three' : seeds} seeds can show.`,
  points: (points) => `${points} points`,
  chartTitle: (measure) => `${measure}, by variant`,
  chartKey: 'A dot for each seed, an upright line at their mean.',
  tryIt: 'Train it yourself',
  choose: 'Network',
  elsewhere: 'Trained side by side on a page of its own',
  howTitle: 'How this was measured',
  how: ({ command, net, dims, steps, batch, seeds, trained, backend }) =>
    `${command}: ${net}, ${dims} dimensions, ${steps} steps of ${batch} images, Adam, seeds ${seeds}, ${trained} trainings on ${backend} in Node. Values are mean ± standard deviation over the seeds.`,
  byId: {
    relu: {
      question: 'Does the last ReLU do harm?',
      why: 'A classifier often ends in a ReLU before its last layer. Where that layer’s input is the embedding, no number of it can be negative any more. In two dimensions that leaves a quarter of the circle. Softmax and ArcFace learn digits with the ReLU and without it; all else is equal.',
      arms: {
        'softmax-kept': 'Softmax, ReLU kept',
        'softmax-removed': 'Softmax, ReLU removed',
        'arcface-kept': 'ArcFace, ReLU kept',
        'arcface-removed': 'ArcFace, ReLU removed',
      },
      leads: {
        above:
          'Remove it. Behind a ReLU ten classes have to share a quarter of the circle, and by angle ArcFace tells fewer of them apart.',
        below: 'Here the ReLU helped ArcFace, against what its geometry suggests. Do not build on it.',
        none: 'These runs show no harm to ArcFace.',
      },
      limits:
        'Two dimensions are the hardest case: in 512, directions without a negative number still have room for very many classes. Features that the ReLU throws to zero have no direction, and are left out of the arc, which holds 99 % of the others.',
      gesture: 'Tick the box, press Train, and watch where the classes end up.',
    },
    bias: {
      question: 'Does Softmax need a bias?',
      why: 'A last layer computes w·x + b. For features that will be compared by angle, b is in the way: it can tell two classes apart that lie in one direction, by length alone. Softmax learns digits with a bias for each class and without one.',
      arms: { kept: 'bias kept', removed: 'bias removed' },
      leads: {
        above:
          'Leave it out. By angle, which is how faces are compared, the network without a bias is right more often.',
        below: 'Here the bias helped even by angle, against what its geometry suggests.',
        none: 'By angle these runs show no gain from leaving it out.',
      },
      limits:
        'Two dimensions and ten classes: there is little room, so classes come to share a direction more easily than they would in 512 dimensions.',
      gesture: 'Untick the box, press Train, and compare both accuracies.',
    },
    imbalance: {
      question: 'Do unit weights help rare classes?',
      why: 'Where one class is rare, Softmax gives it a shorter weight vector, and a short vector wins seldom. Modified Softmax and NormFace divide every weight by its length. Here the 9 is ten or fifty times rarer in training than the 0, the digits between along a curve; the digits that judge are equally frequent.',
      arms: {
        'softmax-10': 'Softmax, 10 times rarer',
        'modified-softmax-10': 'modified Softmax, 10 times',
        'normface-10': 'NormFace, 10 times',
        'softmax-50': 'Softmax, 50 times rarer',
        'modified-softmax-50': 'modified Softmax, 50 times',
        'normface-50': 'NormFace, 50 times',
      },
      leads: {
        above: 'On the rarest class, yes: with unit weights more of the 9s are recognised.',
        below: 'On the rarest class, no: with unit weights fewer of the 9s are recognised.',
        none: 'The cure that the argument promises does not show. Lengths of weights are even, and the 9 fares no better for it beyond what seeds do.',
      },
      limits:
        'One rare digit out of ten, of which training saw a few dozen images; seeds differ more than losses do. In faces hundreds of identities are rare, and no seed decides for all of them.',
      gesture: 'Pull r, press Train, and watch the rare digits.',
    },
    depth: {
      question: 'Does a deeper network pay?',
      why: 'SphereFace’s authors report that their margin gains with the depth of the network, from 4 to 64 convolutions. Here are 4, 10 and 20 of them, an eighth as wide, under A-Softmax on made faces, judged on twenty people whom no network saw.',
      arms: { 'cnn-4': '4 convolutions', 'cnn-10': '10 convolutions', 'cnn-20': '20 convolutions' },
      leads: {
        above: 'From 4 to 20 convolutions it pays.',
        below: 'Not here: after as many steps the network of 20 convolutions is worse than that of 4.',
        none: 'From 4 to 20 convolutions these runs show no gain.',
      },
      limits:
        'Forty people and 640 images are very few, and 400 steps are few for a deep network: authors train on half a million images. No rate was tuned for any depth, and no layer between is normalised.',
      gesture: 'Choose a depth and press Train. The deepest takes three times as long.',
      demos: { 'depth-4': '4 convolutions', 'depth-10': '10 convolutions', 'depth-20': '20 convolutions' },
    },
    margin: {
      question: 'How large an m for A-Softmax?',
      why: 'A-Softmax multiplies the angle to the own class by m, a whole number; m = 1 is no margin. The floor of λ is 0, so that the margin stands in full. Four values, in three and in two dimensions, from the same starts.',
      arms: {
        'm1-3d': '3-D, m = 1',
        'm2-3d': '3-D, m = 2',
        'm3-3d': '3-D, m = 3',
        'm4-3d': '3-D, m = 4',
        'm1-2d': '2-D, m = 1',
        'm2-2d': '2-D, m = 2',
        'm3-2d': '2-D, m = 3',
        'm4-2d': '2-D, m = 4',
      },
      leads: {
        above:
          'Here digits lie farther from their class weight with m = 4 than with m = 1, against all that is known of it.',
        below: 'Large: with m = 4 digits lie closer to their class weight than with m = 1.',
        none: 'These runs show no effect of m on the width of classes.',
      },
      limits:
        'Digits are well learnt by all four, so accuracy has little room. In two dimensions ten weights pinned round a circle do most of the work already.',
      gesture: '',
    },
    alignment: {
      question: 'Must faces be aligned?',
      why: 'Every published recogniser turns, scales and shifts each face until eyes and mouth lie in fixed places. Our made faces come nearly so. Here the strangers’ pictures are spoiled before they are compared, each turned by up to 15°, scaled by up to a tenth and shifted by up to 6 of 64 pixels, by a draw of its own. One network was trained on faces as they come, one on faces that are shifted anew in every step.',
      arms: {
        'still-framed': 'trained as they come, judged as they come',
        'still-moved': 'trained as they come, judged askew',
        'shifted-framed': 'trained shifted, judged as they come',
        'shifted-moved': 'trained shifted, judged askew',
      },
      leads: {
        above:
          'Yes. A network that has seen faces upright and in their place knows them less well once they are askew.',
        below: 'Here the spoiled pictures were compared better, against all that is known.',
        none: 'These runs show no loss from pictures that are askew.',
      },
      limits:
        'Both images of a pair are spoiled, each in its own way, without any attempt to find the eyes. Made faces vary in their place by themselves, by a pixel or two. Training shifts but does not turn.',
      gesture:
        'Choose a way of training and press Train. The angles are those of held-out pictures of the people it trains on.',
      picture: 'Above: six strangers as they come. Below: the same pictures set askew, as they are judged.',
      demos: { 'trained-still': 'as they come', 'trained-shifted': 'shifted' },
    },
    cleaning: {
      question: 'Can wrong labels be cleaned away?',
      why: 'Of the training labels 30 % name another person, as happens in sets that machines gather. ArcFace trains on them for a while; then the images that lie farthest from where their label says are dropped, as many as labels are wrong, and a new network trains on what is left.',
      arms: { right: 'all labels right', wrong: '30 % wrong', cleaned: '30 % wrong, then cleaned' },
      leads: {
        above: 'It helps: the network that was trained on what is left tells strangers apart better.',
        below: 'Not like this: what was dropped was missed more than the wrong labels were.',
        none: 'Not visibly: dropping the farthest gained nothing that seeds do not.',
      },
      limits:
        'How many are to be dropped is known here and would have to be guessed elsewhere. Wrong labels are spread evenly over people, which those of real sets are not. With 16 images of each person five of them wrong is a hard case.',
      gesture:
        'Press Train, look for wrong labels after about a hundred steps, and pull η to 0 for the clean case.',
    },
  },
};
