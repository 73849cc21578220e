/** What a picture shows now, in words, for readers who do not see it. */
import type { Messages } from '../i18n/languages';
import { embeddingFacts } from '../viz/embedding-facts';
import type { EmbeddingInput } from '../viz/embedding-input';
import { runLabels } from './run-labels';
import type { Moment } from './session';

export function describeEmbedding(input: EmbeddingInput, step: number, messages: Messages): string {
  const loss = input.runName ?? messages.lossNames[input.spec.id] ?? input.spec.id;
  const facts = embeddingFacts(input);
  if (!facts) return messages.describeWaiting(loss, input.classNames.length);
  const worst = facts.confusions[0];
  return messages.describeEmbedding({
    loss,
    step,
    count: facts.count,
    strayed: facts.strayed,
    targetDeg: messages.degrees((facts.medianRad * 180) / Math.PI),
    worst: worst
      ? messages.describePair(input.classNames[worst.from], input.classNames[worst.into], worst.count)
      : '',
  });
}

export function describeChart(moment: Moment, messages: Messages): string {
  const labels = runLabels(moment.runs, messages);
  const runs = moment.runs
    .map(({ stats }, run) => ({ label: labels[run], stats }))
    .filter(({ stats }) => stats.accuracy !== undefined && stats.loss !== undefined)
    .map(({ label, stats }) => ({
      label,
      accuracy: messages.percent(stats.accuracy!),
      loss: stats.loss!.toFixed(2),
    }));
  return messages.describeChart(runs, moment.step);
}
