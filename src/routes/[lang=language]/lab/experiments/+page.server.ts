import { measured } from '$lib/demo/experiments/figures';
import { demosOf, experiments } from '$lib/demo/experiments/registry';
import { tellExperiment } from '$lib/demo/experiments/tell';
import { writeQuery } from '$lib/demo/query';
import { loadExperimentsWords } from '$lib/i18n/experiments';
import { languages, type Language } from '$lib/i18n/languages';
import type { EntryGenerator, PageServerLoad } from './$types';

export const csr = true;

export const entries: EntryGenerator = () => languages.map((lang) => ({ lang }));

/** Written at build time: a browser fetches sentences and numbers, not what they are drawn from. */
export const load: PageServerLoad = async ({ params }) => {
  const words = await loadExperimentsWords(params.lang as Language);
  const demoIds = experiments.flatMap(demosOf).map(({ id }) => id);
  const { title, subtitle, lede, ruleTitle, rule, arm, chartKey, tryIt, choose, elsewhere, howTitle } = words;
  return {
    words: { title, subtitle, lede, ruleTitle, rule, arm, chartKey, tryIt, choose, elsewhere, howTitle },
    sections: experiments.map((experiment) => {
      const demos = demosOf(experiment);
      const { demos: names, picture = null } = words.byId[experiment.id];
      return {
        ...tellExperiment(experiment, measured, words),
        demos,
        demoNames: demos.map(({ id }) => names?.[id] ?? ''),
        /** Of each arm, the address on this page that trains it. */
        queries: experiment.arms.map(
          ({ demo, state = {} }) => writeQuery(state, demo, demoIds) || `?fig=${demo.id}`,
        ),
        page: experiment.page ?? null,
        picture,
      };
    }),
  };
};
