/** What is said beside a listing of the lab, where the run computes something else. */
import { describe, expect, it } from 'vitest';
import { lossIds, lossById, termById, termIds } from '../../../src/lib/loss/registry';
import { settingsOf } from '../../../src/lib/loss/spec';
import { differences } from '../../../src/lib/snippets/differences';
import { snippetOf } from '../../../src/lib/snippets/registry';

const specOf = (id: string) => (lossById(id) ?? termById(id))!;
const of = (id: string, settings = {}) => {
  const spec = specOf(id);
  return differences(snippetOf(id)!, spec, settingsOf(spec, settings));
};

describe('differences between a run and its code', () => {
  it('are none at the site’s own settings, but for the safeguard of the combined margin', () => {
    const found = [...lossIds, ...termIds].filter((id) => of(id).length > 0);
    expect(found).toEqual(['combined']);
    expect(of('combined')).toEqual([{ name: 'safeguard', inCode: 'none', inRun: 'clamp' }]);
    expect(of('combined', { safeguard: 'none' })).toEqual([]);
  });

  it('are the options and parameters that the code has no place for', () => {
    expect(of('triplet', { mining: 'batch-hard', m: 0.7, penalty: 'soft' })).toEqual([
      { name: 'mining', inCode: 'semi-hard', inRun: 'batch-hard' },
      { name: 'penalty', inCode: 'hinge', inRun: 'soft' },
    ]);
    expect(of('contrastive', { slack: 0.2 })).toEqual([{ name: 'slack', inCode: 0, inRun: 0.2 }]);
    // Written in as defaults of the function, so the code does compute them.
    expect(of('adacos', { scale: 'fixed', s: 9 })).toEqual([]);
    expect(of('center', { 'center-weight': 0.5, 'center-rule': 'gradient' })).toEqual([
      { name: 'center-rule', inCode: 'authors', inRun: 'gradient' },
    ]);
  });
});
