/** Absolute addresses, for those who must have them; null where SITE_URL was not set at build time. */
const origin: string = import.meta.env.VITE_SITE_URL ?? '';

export const siteUrl = origin
  ? (path: string): string => new URL(path.replace(/^\//, ''), origin).href
  : null;
