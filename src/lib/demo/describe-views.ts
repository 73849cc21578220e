/** What the linked views show now, and what is marked in them, in words for readers who do not see it. */
import type { ViewWords } from '../i18n/figures/views';
import { fixed } from '../i18n/figures/numbers';
import type { Messages } from '../i18n/languages';
import { logitScaleOf } from '../loss/spec';
import { targetLogitAt } from '../loss/target-logit';
import { median } from '../metric/class-angles';
import { chargedAngle, hasMargin } from '../viz/charged-angle';
import { curveScale } from '../viz/curve-layout';
import { embeddingFacts } from '../viz/embedding-facts';
import type { EmbeddingInput } from '../viz/embedding-input';
import type { Mark } from '../viz/mark';
import { nearestRival, sampleAngles } from '../viz/sample-angles';
import { sampleReport } from './sample-report';

export function describeAngles(
  input: EmbeddingInput,
  step: number,
  messages: Messages,
  words: ViewWords,
): string {
  const { frame, spec, settings, labels_n, classNames } = input;
  const loss = messages.lossNames[spec.id] ?? spec.id;
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
  const loss = messages.lossNames[spec.id] ?? spec.id;
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
