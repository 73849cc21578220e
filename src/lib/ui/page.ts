/** What a page tells its figures: words, and which demos it holds, in order. Free of the framework. */
import type { EmbedTarget } from '../demo/embed/target';
import type { SessionStatus } from '../demo/session-status';
import type { Language, Messages } from '../i18n/languages';
import type { RenderFigure } from './render-figure';

/** As `prerender/openings.ts` makes them. */
export interface Openings {
  /** Still pictures, SVG by `<demo>/<view>/<run>`. */
  readonly pictures: Readonly<Record<string, string>>;
  /** Figures by demo. */
  readonly statuses: Readonly<Record<string, SessionStatus>>;
}

export interface PageContext {
  readonly language: Language;
  readonly messages: Messages;
  /** Ids of the page's demos in order: `fig` in the query names one of them. */
  readonly demoIds: readonly string[];
  /** Draws figures to HTML where the page is built; null in browsers. */
  readonly renderFigure: RenderFigure | null;
  /** Takes a demo's session over once there is one: an embed tells its host of it. Returns how to let go. */
  readonly adopt?: (session: EmbedTarget) => () => void;
  /** What trainers open on, drawn where the page is built; null in browsers. */
  readonly openings: Openings | null;
}

export const pageKey = Symbol('page');
/** What a figure finds around it where it is brought to life by itself. */
export const contextOf = (page: PageContext): Map<unknown, unknown> => new Map([[pageKey, page]]);
