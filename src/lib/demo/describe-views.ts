/** What the linked views show now, and what is marked in them, in words for readers who do not see it. */
import type { ViewWords } from '../i18n/figures/views';
import { fixed } from '../i18n/figures/numbers';
import type { Messages } from '../i18n/languages';
import { logitScaleOf } from '../loss/spec';
import { refusalProbe, sphereWeights, weightsPerClass } from '../loss/sphere-regions';
import { targetLogitAt } from '../loss/target-logit';
import { median } from '../metric/class-angles';
import { chargedAngle, hasMargin } from '../viz/charged-angle';
import { curveScale } from '../viz/curve-layout';
import { embeddingFacts } from '../viz/embedding-facts';
import type { EmbeddingInput } from '../viz/embedding-input';
import type { Mark } from '../viz/mark';
import { pairFacts } from '../viz/pair-facts';
import { pairRoc, tarAt } from '../viz/pair-roc';
import { PairSample } from '../viz/pair-sample';
import { nearestRival, sampleAngles } from '../viz/sample-angles';
import { describeEmbedding } from './describe';
import { sampleReport } from './sample-report';

/** Directions that are asked about; spread evenly, so that each stands for as much of the sphere. */
const askedDirections = 1000;

export function describeSphere(
  input: EmbeddingInput,
  step: number,
  messages: Messages,
  words: ViewWords,
): string {
  return words.describeSphere(describeEmbedding(input, step, messages), bandShare(input));
}

/** The share of all directions in which the class that wins refuses its own samples; null without a margin. */
function bandShare({ frame, spec, settings }: EmbeddingInput): number | null {
  if (!frame || frame.shape.dim !== 3 || !hasMargin(spec, settings)) return null;
  const refused = refusalProbe(spec, settings, sphereWeights(spec, frame), weightsPerClass(frame));
  if (!refused) return null;
  let count = 0;
  for (let i = 0; i < askedDirections; i++) {
    // Fibonacci's lattice: even heights, and the golden angle from one to the next.
    const z = 1 - (2 * i + 1) / askedDirections;
    const reach = Math.sqrt(1 - z * z);
    const rad = i * Math.PI * (3 - Math.sqrt(5));
    if (refused(reach * Math.cos(rad), reach * Math.sin(rad), z) >= 0) count++;
  }
  return count / askedDirections;
}

export function describeAngles(
  input: EmbeddingInput,
  step: number,
  messages: Messages,
  words: ViewWords,
): string {
  const { frame, spec, settings, labels_n, classNames } = input;
  const loss = input.runName ?? messages.lossNames[spec.id] ?? spec.id;
  if (!frame) return messages.describeWaiting(loss, classNames.length);
  const { probes, classes } = frame.shape;
  const angleRad_nc = new Float32Array(probes * classes);
  sampleAngles(frame, angleRad_nc);
  const isCharged = hasMargin(spec, settings);
  const rivalRad_n = new Float32Array(probes);
  let refused = 0;
  for (let n = 0; n < probes; n++) {
    const rival = nearestRival(angleRad_nc, n, classes, labels_n[n]);
    rivalRad_n[n] = rival < 0 ? NaN : angleRad_nc[n * classes + rival];
    if (chargedAngle(spec, settings, frame.targetRad_n[n]) > rivalRad_n[n]) refused++;
  }
  const thetaRad = median(frame.targetRad_n);
  return words.describeAngles({
    loss,
    step,
    count: probes,
    thetaRad,
    chargedRad: isCharged ? chargedAngle(spec, settings, thetaRad) : null,
    rivalRad: median(rivalRad_n),
    refused,
  });
}

export function describeCurve(
  input: EmbeddingInput,
  step: number,
  messages: Messages,
  words: ViewWords,
): string {
  const { frame, spec, settings, classNames } = input;
  const loss = input.runName ?? messages.lossNames[spec.id] ?? spec.id;
  if (!frame) return messages.describeWaiting(loss, classNames.length);
  const thetaRad = median(frame.targetRad_n);
  const scale = curveScale(spec, settings);
  return words.describeCurve({
    loss,
    step,
    thetaRad,
    charged: fixed(scale * targetLogitAt(spec, settings, thetaRad).psi, 2),
    plain: fixed(scale * Math.cos(thetaRad), 2),
    isOverNorm: logitScaleOf(spec) !== 's',
  });
}

export function describePairs(
  input: EmbeddingInput,
  step: number,
  messages: Messages,
  words: ViewWords,
): string {
  const { loss, pairs } = pairsIn(input, messages);
  if (!pairs) return messages.describeWaiting(loss, input.classNames.length);
  return words.describePairs({ loss, step, ...pairs.counted, ...pairFacts(...pairs.anglesRad) });
}

export function describeRoc(
  input: EmbeddingInput,
  step: number,
  messages: Messages,
  words: ViewWords,
): string {
  const { loss, pairs } = pairsIn(input, messages);
  const roc = pairs && pairRoc(...pairs.anglesRad);
  if (!roc) return messages.describeWaiting(loss, input.classNames.length);
  const { equalError, auc } = roc;
  return words.describeRoc({ loss, step, ...pairs.counted, tar: tarAt(roc, 0.01), equalError, auc });
}

/** The angles of a moment's pairs, of one class and of two; none before there is a frame. */
function pairsIn({ frame, spec, runName, labels_n }: EmbeddingInput, messages: Messages) {
  const loss = runName ?? messages.lossNames[spec.id] ?? spec.id;
  if (!frame) return { loss, pairs: null };
  const sample = new PairSample(labels_n.subarray(0, frame.shape.probes));
  sample.measure(frame.embeddings_nd, frame.shape.dim);
  const { positive, negative, positiveRad, negativeRad, isExact } = sample;
  const counted = { count: (positive.length + negative.length) / 2, isExact };
  return { loss, pairs: { counted, anglesRad: [positiveRad, negativeRad] as const } };
}

/** What is marked; a word for nothing where nothing is. */
export function describeMark(input: EmbeddingInput | null, mark: Mark, words: ViewWords): string {
  if (!input?.frame) return words.nothingMarked;
  const { frame, spec, settings, labels_n, classNames } = input;
  if (mark.sample !== null) {
    const report = sampleReport(spec, settings, frame, labels_n, mark.sample);
    if (!report) return words.nothingMarked;
    return words.markedSample({
      own: classNames[report.own],
      decided: classNames[report.decided],
      thetaRad: report.thetaRad,
      chargedRad: report.chargedRad,
      rival: classNames[report.rival] ?? '',
      rivalRad: report.angleRad_c[report.rival] ?? NaN,
    });
  }
  const facts = mark.classIndex === null ? null : embeddingFacts(input)?.classes[mark.classIndex];
  return facts ? words.markedClass({ name: classNames[mark.classIndex!], ...facts }) : words.nothingMarked;
}
