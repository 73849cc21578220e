import type { PageLoad } from './$types';

export const load: PageLoad = async () => ({
  // Vite drops the branch, and with it every figure, from what a browser loads.
  renderFigure: import.meta.env.SSR ? (await import('$lib/ui/render-figure')).renderFigure : null,
});
