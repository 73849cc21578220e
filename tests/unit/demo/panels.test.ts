/** Which views a run gets, by its loss, its dimensions and what was asked for. */
import { describe, expect, it } from 'vitest';
import { viewIds, type ViewId } from '../../../src/lib/demo/demo-spec';
import { panelsOf } from '../../../src/lib/demo/panels';
import { dims } from '../../../src/lib/demo/schema';
import { losses } from '../../../src/lib/loss/registry';
import { hasUnitFeatures } from '../../../src/lib/loss/spec';

const of = (ids: readonly string[]) => ids.map((id) => losses.find((loss) => loss.id === id)!);
const viewsOf = (ids: readonly string[], views: readonly ViewId[], dim: number) =>
  panelsOf(of(ids), views, dim).runs.map((panel) => panel.views);

describe('in two dimensions', () => {
  it('one run gets every view, in order, but the chart, which is of all runs', () => {
    const views: ViewId[] = ['angles', 'circle', 'plane', 'chart', 'curve'];
    const panels = panelsOf(of(['arcface']), views, 2);
    expect(panels.runs[0].views).toEqual(['angles', 'circle', 'plane', 'curve']);
    expect(panels).toMatchObject({ hasChart: true, others: [], pictures: ['circle', 'plane'] });
    expect(panelsOf(of(['arcface']), ['circle'], 2).hasChart).toBe(false);
  });

  it('side by side, each run gets the picture that suits it: the circle where features have no length', () => {
    const wanted: ViewId[] = ['plane', 'circle', 'angles'];
    const shown = viewsOf(
      losses.map(({ id }) => id),
      wanted,
      2,
    );
    losses.forEach((loss, run) =>
      expect(shown[run], loss.id).toEqual([hasUnitFeatures(loss) ? 'circle' : 'plane', 'angles']),
    );
    expect(viewsOf(['softmax', 'arcface'], ['circle'], 2)).toEqual([['circle'], ['circle']]);
  });
});

describe.each([2, 3])('in %i dimensions', (dim) => {
  const draws = (view: ViewId) => viewsOf(['arcface'], [view], dim)[0].includes(view);

  it('some view draws the embedding, and a view that cannot gives its place to one that does', () => {
    const [picture] = viewIds.filter(
      (view) => !draws(view) || panelsOf(of(['arcface']), [view], dim).pictures[0] === view,
    );
    expect(picture).toBeDefined();
    for (const view of viewIds) {
      if (view === 'chart' || draws(view)) continue;
      const panels = panelsOf(of(['arcface']), ['angles', view, 'curve'], dim);
      expect(panels.others).toEqual([view]);
      expect(panels.pictures).toHaveLength(1);
      expect(panels.runs[0].views).toEqual(['angles', panels.pictures[0], 'curve']);
    }
  });

  it('what was asked for and fits stays, and takes no stand-in', () => {
    const fits = viewIds.filter((view) => view !== 'chart' && draws(view));
    const panels = panelsOf(of(['arcface']), viewIds, dim);
    expect(panels.runs[0].views).toEqual(fits);
  });

  it('five runs side by side get one picture each', () => {
    for (const views of viewsOf(
      losses.map(({ id }) => id),
      viewIds,
      dim,
    )) {
      const pictures = views.filter(
        (view) => !['angles', 'pairs', 'roc', 'curve', 'boundary'].includes(view),
      );
      expect(pictures).toHaveLength(1);
    }
  });
});

describe.each(dims.map(Number).filter((dim) => dim > 3))('in %i dimensions, which nothing draws', (dim) => {
  it('the angles stand in, once', () => {
    const panels = panelsOf(of(['arcface']), ['circle', 'plane', 'curve', 'chart'], dim);
    expect(panels.runs[0].views).toEqual(['angles', 'curve']);
    expect(panels).toMatchObject({ others: ['circle', 'plane'], pictures: ['angles'], hasChart: true });
    expect(viewsOf(['arcface'], ['sphere', 'curve', 'angles'], dim)).toEqual([['curve', 'angles']]);
    expect(viewsOf(['softmax', 'triplet'], ['circle'], dim)).toEqual([['angles'], ['angles']]);
  });
});
