/** Brings a component to life in a document: the framework comes with it, and not before. */
import { hydrate, mount, unmount } from 'svelte';
import type { FigureComponent } from './figure-kinds';

/**
 * @param target what the server wrote, or empty
 * @returns how to take it down
 */
export function revive(
  component: FigureComponent,
  target: Element,
  props: Record<string, unknown>,
  context: Map<unknown, unknown>,
): () => void {
  const begin = target.hasChildNodes() ? hydrate : mount;
  const instance = begin(component, { target, props, context });
  return () => void unmount(instance);
}
