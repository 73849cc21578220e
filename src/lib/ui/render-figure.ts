/** Draws a figure to HTML where pages are built. Never part of what a browser loads: it knows every figure. */
import { render } from 'svelte/server';
import { compactPaths } from './compact-paths';
import { kindOf, type FigureComponent } from './figure-kinds';

const modules = import.meta.glob<{ default: FigureComponent }>(['./figures/*.svelte', './in-text/*.svelte'], {
  eager: true,
});
const components = new Map(Object.entries(modules).map(([path, module]) => [kindOf(path), module.default]));

/** Signature of `renderFigure`, for pages that hand it on. */
export type RenderFigure = typeof renderFigure;

/**
 * The markup of a figure in its opening state.
 *
 * @param idPrefix sets its ids apart from those of the page's other figures
 */
export function renderFigure(
  kind: string,
  props: Record<string, unknown>,
  context: Map<unknown, unknown>,
  idPrefix: string,
): string {
  const component = components.get(kind);
  if (!component) {
    throw new Error(
      `There is no figure of the kind "${kind}"; there are ${[...components.keys()].join(', ')}.`,
    );
  }
  return compactPaths(render(component, { props, context: context as Map<never, never>, idPrefix }).body);
}
