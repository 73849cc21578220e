/** Every demo of the site that stands in a frame of its own, and the page that it is from. */
import type { DemoSpec } from '$lib/demo/demo-spec';
import { demosOf, experiments } from '$lib/demo/experiments/registry';
import { failures } from '$lib/demo/failures';
import { margins } from '$lib/demo/margins';
import { noisyLabels } from '$lib/demo/noisy-labels';
import { articles } from './articles';
import { freeDemo } from '$lib/demo/lab-presets';

export interface HomedDemo {
  readonly spec: DemoSpec;
  /** Path of the page below `/<lang>/`, with the anchor of the figure. */
  readonly home: string;
}

export async function allDemos(): Promise<HomedDemo[]> {
  const ofArticles = await Promise.all(
    Object.entries(articles).map(async ([slug, article]) =>
      (await article.figures()).map((spec): HomedDemo => ({ spec, home: `${slug}/#${spec.id}` })),
    ),
  );
  const lab = (name: string, specs: readonly DemoSpec[]) =>
    specs.map((spec): HomedDemo => ({ spec, home: `lab/${name}/#${spec.id}` }));
  return [
    ...ofArticles.flat(),
    ...lab('margins', margins),
    ...lab('noise', [noisyLabels]),
    ...lab('experiments', experiments.flatMap(demosOf)),
    ...lab(
      'failures',
      failures.map(({ spec }) => spec),
    ),
    { spec: freeDemo, home: 'lab/' },
  ];
}
