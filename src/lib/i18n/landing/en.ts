import type { LandingWords } from '../landing';

export const en: LandingWords = {
  lede: 'A face recogniser is shaped by its loss: one line of mathematics that says which pictures belong together, and by how much. These articles let you hold that line in your hand. You read, you pull a term, and a network on the page answers.',
  gesture: 'Press Train.',
  caption:
    'A small network has learnt handwritten digits with the ArcFace loss. Each dot is a digit that it never trained on, at the direction the network gives it; the hatched ends of the regions are the margin. What you see first is a recorded run. Train starts one of your own, from random weights.',
  forWhom:
    'For those who want to know why a loss works, and not only how it is called. It helps to have met a neural network and a logarithm. Teachers can open any state of a figure by its address.',
  labTitle: 'The lab',
  lab: {
    experiments: {
      title: 'Seven questions',
      lede: 'ReLU, bias, rare classes, depth, m, alignment, wrong labels: each put to an experiment from three seeds.',
    },
    failures: {
      title: 'Ten ways to fail',
      lede: 'Networks that go wrong, each for one reason, and a doctor who finds it.',
    },
    noise: {
      title: 'Wrong labels',
      lede: 'Softmax and ArcFace learn from labels of which a part is wrong, or from classes that are rare.',
    },
    conventions: {
      title: 'One name, many losses',
      lede: 'Twenty-three public implementations, two at a time: where they part, forwards and backwards.',
    },
    margins: {
      title: 'One, two, three, four',
      lede: 'A-Softmax with m from 1 to 4 from one start: spheres, and the angles of pairs.',
    },
  },
  hereTitle: 'Everything happens here',
  here: 'The networks train in your browser, on your own processor or graphics card. No picture, no number and no click is sent anywhere. Numbers in the text were measured with the engine that runs on the page, or carry the name of the paper that they come from.',
};
