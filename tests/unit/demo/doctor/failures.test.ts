/**
 * Ways to fail, provoked with the real engine and the real digits; and losses that do well. Here those that are soon
 * over: `failures.spec.ts` provokes all ten in a browser, the long test beside this one from three seeds.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DemoSpec } from '../../../../src/lib/demo/demo-spec';
import { failures } from '../../../../src/lib/demo/failures';
import { loadDoctorWords, languages } from '../../../../src/lib/i18n/languages';
import { lossIds } from '../../../../src/lib/loss/registry';
import { loadInNode } from '../../../../tools/node-training';
import { watchOn, watchRun } from '../../../support/doctor-watch';

beforeAll(() => loadInNode('wasm'));

const brief = failures.filter(({ spec }) => spec.restStep! <= 100);

describe('ten ways to fail, seed 1', () => {
  it('are ten', () => {
    expect(failures).toHaveLength(10);
    expect(new Set(failures.map(({ diagnosis }) => diagnosis)).size).toBe(10);
  });

  it.each(brief)('$diagnosis is found, and nothing else on the way', async ({ spec, diagnosis }) => {
    const { last, said, session } = await watchRun(spec, spec.restStep!);
    session.dispose();
    expect(said).toEqual([diagnosis]);
    expect(last!.diagnosis.id).toBe(diagnosis);
    for (const language of languages) {
      const words = await loadDoctorWords(language);
      expect(words.sentences[diagnosis](last!.diagnosis.figures)).not.toMatch(
        /undefined|NaN(?! 最先| appeared| in|\.| 。|。)/,
      );
    }
  });

  it('the remedy of a NaN ends it: the same seed, the same course, no NaN', async () => {
    const { spec } = failures.find(({ diagnosis }) => diagnosis === 'not-finite')!;
    const { last, session } = await watchRun(spec, 60);
    expect(session.status.problem?.code).toBe('diverged');
    for (const [key, value] of Object.entries(last!.diagnosis.remedy)) session.set(key, value);
    const cured = await watchOn(session, 60);
    session.dispose();
    expect(cured.session.status).toMatchObject({ step: 60, problem: null });
    expect(cured.said).toEqual([]);
  });
});

describe('a healthy run draws no diagnosis, mlp, 100 steps, seed 1', () => {
  it.each(lossIds)('%s', async (loss) => {
    const spec: DemoSpec = { id: 'healthy', losses: [loss], net: 'mlp', sliders: [], views: [] };
    const { said, session } = await watchRun(spec, 100);
    session.dispose();
    expect(said).toEqual([]);
  });
});
