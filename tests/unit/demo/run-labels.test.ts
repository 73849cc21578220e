/** What runs are called, and how long their bars are. */
import { expect, it } from 'vitest';
import { barShares } from '../../../src/lib/demo/figures-table';
import { runLabels } from '../../../src/lib/demo/run-labels';
import { languages, loadMessages } from '../../../src/lib/i18n/languages';
import { aSoftmax } from '../../../src/lib/loss/a-softmax';
import { softmax } from '../../../src/lib/loss/softmax';
import { settingsOf } from '../../../src/lib/loss/spec';

it.each(languages)('runs of one loss are told apart by what differs, in %s', async (language) => {
  const messages = await loadMessages(language);
  const run = (m: number, lambda = 0) => ({ spec: aSoftmax, settings: settingsOf(aSoftmax, { m, lambda }) });
  const alone = { spec: softmax, settings: settingsOf(softmax) };
  const [one, two, other] = runLabels([run(1), run(2), alone], messages);
  expect(one).toContain('A-Softmax');
  expect(one).toContain('m = 1');
  expect(two).toContain('m = 2');
  expect(one).not.toContain('λ');
  expect(other).toBe(messages.lossNames.softmax);
  expect(runLabels([run(1), run(1, 5)], messages)[1]).toContain('λ = 5');
  expect(runLabels([run(3)], messages)).toEqual([messages.lossNames['a-softmax']]);
});

it('bars of a share fill at the whole, others at the largest; what is absent has none', () => {
  const stats = [{ accuracy: 0.95, targetDeg: 20 }, { accuracy: 0.5, targetDeg: 5 }, {}];
  expect(barShares(stats, 'accuracy')).toEqual([0.95, 0.5, 0]);
  expect(barShares(stats, 'targetDeg')).toEqual([1, 0.25, 0]);
  expect(barShares([{}, {}], 'loss')).toEqual([0, 0]);
});
