/** The kinds of figures that an article may place, by id, and how the code of each is fetched. */
import type { Component } from 'svelte';

/** A figure takes plain props of its own kind; what they are is the figure's affair. */
export type FigureComponent = Component<Record<string, unknown>>;
export type LoadFigure = () => Promise<{ default: FigureComponent }>;

const modules = import.meta.glob<{ default: FigureComponent }>([
  './figures/*.svelte',
  // Small parts within a line of text.
  './in-text/*.svelte',
]);

/** `./figures/FreePoints.svelte` is the kind `free-points`, `MMin.svelte` is `m-min`. */
export const kindOf = (path: string): string =>
  path
    .replace(/^.*\/|\.svelte$/g, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-')
    .toLowerCase();

export const figureKinds: Readonly<Record<string, LoadFigure>> = Object.fromEntries(
  Object.entries(modules).map(([path, load]) => [kindOf(path), load]),
);
