/** English words of the doctor, fetched when a training begins. Chinese must have the same ids. */

type Figures = Readonly<Record<string, number | string>>;

const percent = (share: number | string): string => `${(100 * Number(share)).toFixed(0)} %`;
const degrees = (value: number | string, digits = 1): string => `${Number(value).toFixed(digits)}°`;
const short = (value: number | string): string => String(Number(Number(value).toPrecision(2)));

const tensorName = ({ kind, tensor }: Figures): string =>
  kind === 'loss' ? 'the loss' : kind === 'gradient' ? `the gradient of ${tensor}` : String(tensor);

export const en = {
  title: 'Diagnosis',
  /** Before the sentence, where several losses train side by side. */
  of: (loss: string) => `${loss}:`,
  sentences: {
    'not-finite': (f: Figures) =>
      f.throughAcos
        ? `In step ${f.step} the first NaN appeared in ${tensorName(f)}. A feature came so close to its class weight that cos θ rounded to 1, where acos has an infinite slope, and ∞ · 0 is NaN.`
        : `In step ${f.step} the first number that is none appeared in ${tensorName(f)}: the numbers before it had outgrown single precision.`,
    'ran-away': (f: Figures) =>
      `The loss grew beyond all bounds before step ${f.step}: at a learning rate of ${short(f.rate)} each step overshoots farther than the one before.`,
    'dead-network': (f: Figures) =>
      `${percent(f.zeroShare)} of the embeddings are exactly 0 behind the ReLU, so the gradient of every layer below is ${short(f.gradient)}. Nothing can wake this network.`,
    'tiny-batch': (f: Figures) =>
      `Batch normalisation over ${f.batch} samples: it makes +1 and −1 of any two numbers, so what came before hardly matters. The gradient that reaches ${f.layer} is ${Number(f.gradient).toExponential(0)}, and accuracy stays at ${percent(f.accuracy)}.`,
    'one-corner': (f: Figures) =>
      `The ReLU on the embedding leaves it one corner of ${f.corners}, and ${percent(f.zeroShare)} of the digits exactly at 0. Class weights that point elsewhere (${f.outOfReach} of them have no positive number) are never reached.`,
    'rate-too-high': (f: Figures) =>
      `The learning rate ${short(f.rate)} is ${short(f.times)} times what suits this loss: the steps are too long to settle, and after ${f.step} of them accuracy is ${percent(f.accuracy)}.`,
    'margin-too-wide': (f: Figures) =>
      f.unit === 'rad'
        ? `The margin is ${degrees((Number(f.m) * 180) / Math.PI)}, but neighbouring classes have only ${degrees(f.roomDeg)} between them: a digit exactly on its weight scores ${Number(f.own).toFixed(2)}, its neighbour ${Number(f.neighbour).toFixed(2)}, so even a perfect digit is refused.`
        : `The margin takes ${short(f.m)} off the cosine, but neighbouring classes are ${degrees(f.roomDeg)} apart: a digit exactly on its weight scores ${Number(f.own).toFixed(2)}, its neighbour ${Number(f.neighbour).toFixed(2)}, so even a perfect digit is refused.`,
    'scale-too-small': (f: Figures) =>
      `With s = ${short(f.s)} a perfect digit, exactly on its weight, gets a probability of ${percent(f.probability)}: the loss cannot fall below ${Number(f.floor).toFixed(2)}, and stands at ${Number(f.loss).toFixed(2)}.`,
    'turned-away': (f: Figures) =>
      `${percent(f.share)} of the digits stand past ${degrees(f.switchDeg)}, where θ + m exceeds π and the logit rises again: the loss rewards them for turning farther away.`,
    'blended-away': (f: Figures) =>
      `λ = ${short(f.lambda)} makes ${percent(f.share)} of the target plain cos θ: near its weight a digit feels m ≈ ${Number(f.worth).toFixed(1)}, not ${f.m}.`,
    'wrong-labels': (f: Figures) =>
      `${percent(f.noise)} of the training labels are wrong, so that the loss asks for what cannot be learnt: it stands at ${Number(f.loss).toFixed(2)}, and ${percent(f.accuracy)} of the held-out digits, whose labels are right, are found.`,
    'weights-coincide': (f: Figures) =>
      `The class weights of ${f.a} and ${f.b} are ${degrees(f.angleDeg)} apart: by angle the two are one class now, and nothing pushes them apart. Accuracy ${percent(f.accuracy)}.`,
    'rate-too-low': (f: Figures) =>
      `The learning rate ${short(f.rate)} is ${short(f.times)} times smaller than what suits this loss: it is on its way, but after ${f.step} steps accuracy is only ${percent(f.accuracy)}.`,
    'lengths-decide': (f: Figures) =>
      `By its own rule the network is right on ${percent(f.accuracy)}, by angle on ${percent(f.cosineAccuracy)}: lengths and biases decide, and features compared by angle would be of little use.`,
    saturated: (f: Figures) =>
      `Of the digits that are right, ${percent(f.share)} already have 99 % probability at a median angle of ${degrees(f.targetDeg, 0)}: their gradient is gone, so the classes stay as wide as they are.`,
  },
  remedy: (changes: readonly string[]) => `Set ${changes.join(' and ')}, start again`,
  /** Only where there is nothing to set. */
  startAgain: 'Start again',
  /** How a setting is named on the button; others by their symbol. */
  setting: {
    lr: (value: string) => `the learning rate to ${value}`,
    batch: (value: string) => `the batch to ${value}`,
    noise: () => 'the labels right',
    norm: () => 'batch normalisation on',
    relu: () => 'the ReLU off',
    acos: () => 'the gradient without acos',
    lambda: (value: string) => `λ to ${value}`,
    safeguard: () => 'the safeguard',
  } as Record<string, (value: string) => string>,
  anySetting: (name: string, value: string) => `${name} to ${value}`,
  measured: 'What was measured',
  vitals: {
    step: 'step',
    loss: 'loss, mean of 20 batches',
    accuracy: 'accuracy, own rule',
    cosineAccuracy: 'accuracy by angle',
    targetDeg: 'median angle to the weight',
    closest: (a: number, b: number) => `closest weights (${a} and ${b})`,
    turnedAway: 'rewarded for turning away',
    sure: 'sure among the right ones',
    zero: 'embeddings that are 0',
    gradients: 'gradient norms by layer',
  },
  degrees: (value: number) => degrees(value),
  percent: (share: number) => percent(share),
  none: '–',
};

export type DoctorWords = typeof en;
