/** English interface words, by id. Chinese must have the same ids: the type of this object is the contract. */

const number = (value: number, digits = 0): string => value.toFixed(digits);
const list = (items: readonly string[]): string => items.join(', ');

const lossNames: Record<string, string> = {
  softmax: 'Softmax',
  'modified-softmax': 'modified Softmax',
  normface: 'NormFace',
  'l-softmax': 'L-Softmax',
  'a-softmax': 'A-Softmax',
  cosface: 'CosFace',
  arcface: 'ArcFace',
  combined: 'combined margin',
  'sphereface-r': 'SphereFace-R',
  sphereface2: 'SphereFace2',
  adacos: 'AdaCos',
  'subcenter-arcface': 'sub-center ArcFace',
  contrastive: 'contrastive loss',
  triplet: 'triplet loss',
  'angular-triplet': 'angular triplet loss',
};

export const en = {
  languageName: 'English',
  siteName: 'Marginalia',
  siteTagline: 'Living articles on the losses behind face recognition',
  skipToText: 'Skip to the text',
  otherLanguage: '中文',
  articles: 'Articles',
  contents: 'Contents',
  whereYouAre: 'Where you are',
  theme: { label: 'Theme', auto: 'Auto', light: 'Light', dark: 'Dark' },
  footer: 'Every figure computes in your browser. Nothing that you do here leaves it.',
  glossary: 'Glossary',
  colophon: 'Set in Alegreya and Source Sans 3. Class colours after Petroff.',
  articleTitles: {
    'why-margins': 'Why margins',
    softmax: 'Softmax',
    'modified-softmax': 'Modified Softmax',
    'a-softmax': 'A-Softmax',
    cosface: 'CosFace',
    arcface: 'ArcFace',
    verification: 'Verification',
  } as Record<string, string>,
  articleLedes: {
    'why-margins':
      'Ten thousand known people, and then a stranger: from pairs and triplets to margins, and what each was an answer to.',
    softmax:
      'Ten rays, and no margin: what the last layer of a classifier asks of its features, and what it leaves open.',
    'modified-softmax':
      'Every class the same length: what changes when only angles decide between classes, and what still does not.',
    'a-softmax':
      'One multiplication, and the λ that takes most of it back: why m is a whole number, and how large it must be.',
    cosface:
      'One subtraction, and the room for it: why 0.35 fails on a circle, does well on a sphere, and how to choose it.',
    arcface: 'One addition, on an arc: train it here on real digits and move its margin while it learns.',
    verification:
      'One threshold, two kinds of mistakes: how a face recogniser is judged, on people whom it never met.',
  } as Record<string, string>,

  train: 'Train',
  pause: 'Pause',
  step: 'Step',
  reset: 'Reset',
  resetHint: 'Back to the preset, before the first step',
  restart: 'Again from the start',
  restartHint: 'Same seed, these settings, from step 0',
  retry: 'Try again',
  dismiss: 'Dismiss',

  lossNames,
  termNames: { center: 'center loss', intra: 'intra-loss', inter: 'inter-loss' } as Record<string, string>,
  parameterNames: {
    s: 'scale',
    noise: 'wrong labels',
    imbalance: 'imbalance',
    m: 'margin',
    m1: 'angle factor',
    m2: 'angular margin',
    m3: 'cosine margin',
    lambda: 'blend',
    filter: 'filter above',
    t: 'steepness',
    alpha: 'own share',
    K: 'sub-centers',
    slack: 'slack',
    'center-weight': 'center loss',
    'center-rate': 'rate of the centers',
    'intra-weight': 'intra-loss',
    'inter-weight': 'inter-loss',
  } as Record<string, string>,
  noWeights: (loss: string) =>
    `${loss} has no class weights: in their place stands each class's mean over 300 training digits, and a digit counts as the class whose mean is nearest.`,
  parameterLabel: (name: string, symbol: string) => `${name} ${symbol}`,
  degrees: (value: number) => `${number(value, 1)}°`,
  radiansWithDegrees: (value: number) => `${number(value, 2)} rad = ${number((value * 180) / Math.PI, 1)}°`,
  effective: (value: string) => `now ${value}`,

  stepLabel: 'step',
  lossLabel: 'loss',
  accuracyLabel: 'held-out accuracy',
  cosineAccuracyLabel: 'by angle',
  targetLabel: 'median angle',
  speedLabel: 'steps/s',
  backendLabel: 'backend',
  percent: (share: number) => `${number(100 * share, 1)} %`,
  none: '–',
  idle: 'nothing loaded yet',
  starting: 'getting ready',
  loadingData: (loaded: number, total: number) => `${loaded} of ${total} training digits here`,
  playing: 'training',
  paused: 'paused',
  waiting: 'Press Train: pictures that the network never sees in training will land here',

  runLabel: (loss: string, settings: readonly string[]) => `${loss}, ${list(settings)}`,
  viewLabel: (loss: string, view: string) => `${loss}: ${view}`,

  oneWay:
    'Lowering the margin hardly spreads the classes again: nothing in the loss pushes outward. To see this margin by itself, start again.',

  describeWaiting: (loss: string, classes: number) =>
    `${loss} before the first step: ${classes} class weights where they start; no digits yet.`,
  describeEmbedding: (facts: {
    loss: string;
    step: number;
    count: number;
    strayed: number;
    targetDeg: string;
    worst: string;
  }) =>
    `${facts.loss} after ${facts.step} steps: ${facts.count} held-out digits, of which ${facts.strayed} lie in another ` +
    `class's region; the median angle to the own class weight is ${facts.targetDeg}.` +
    (facts.worst ? ` Most often confused: ${facts.worst}.` : ''),
  describePair: (own: string, other: string, count: number) => `${own} taken for ${other} (${count})`,
  describeChart: (runs: readonly { label: string; accuracy: string; loss: string }[], step: number) =>
    runs.length
      ? `At step ${step}: ${list(runs.map((run) => `${run.label} has loss ${run.loss} and held-out accuracy ${run.accuracy}`))}.`
      : 'No steps yet.',

  noScript: 'The figures on this page train in your browser and need JavaScript; the text reads without it.',
};

export type Messages = typeof en;
