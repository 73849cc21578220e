/** What a tile of the gallery shows: one view at one moment, or one figure as it opens. */
import type { DemoSpec, DemoState, ViewId } from '$lib/demo/demo-spec';
import type { Moment } from '$lib/demo/session';
import type { GalleryCaption } from '$lib/i18n/gallery';
import type { Language } from '$lib/i18n/languages';
import type { Mark } from '$lib/viz/mark';

interface Tile {
  /** Kebab-case, unique in the gallery; names the kept picture too. */
  readonly id: string;
  /** What the picture should show: one of the written captions, or a text in each language. */
  readonly caption: GalleryCaption | Readonly<Record<Language, string>>;
  /** The demo or figure of an article in which it can be had. */
  readonly from?: { readonly slug: string; readonly id: string };
  /** About how tall each of its two panels is, CSS pixels: the room that is kept until it is drawn. */
  readonly heightPx: number;
  /** Twice as wide, the themes one above the other; else beside each other. */
  readonly isWide?: boolean;
}

/** A view on a recorded run, or before the first frame of a demo that has none. */
export interface ViewState extends Tile {
  readonly view: ViewId;
  readonly demo: DemoSpec;
  /** Which run of a lock-step set. */
  readonly run?: number;
  /** The recorded moment nearest to this step; without it the last. */
  readonly step?: number;
  /** What the reader has set, by the keys of the address. */
  readonly set?: DemoState;
  /** What the reader points at. */
  readonly mark?: (moment: Moment, run: number) => Mark;
}

/** A figure of an article by its kind. */
export interface FigureState extends Tile {
  readonly figure: string;
  readonly props: (language: Language) => Readonly<Record<string, unknown>>;
  /** What a reader does to it before it is looked at. */
  readonly act?: (root: HTMLElement) => void;
}

export type GalleryState = ViewState | FigureState;

export const isViewState = (state: GalleryState): state is ViewState => 'view' in state;
