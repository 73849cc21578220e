import { classColours, glyphOf, markOf } from './class-colours';

/** The colours of the page as plain strings, for canvas and WebGL, which do not resolve custom properties. */
export interface Theme {
  readonly paper: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly rule: string;
  readonly margin: string;
  readonly theta: string;
  readonly scale: string;
  readonly touch: string;
  /** Share of class colour in a region, 0 to 1. */
  readonly tint: number;
  /** Marks of the classes, c0 to c9. */
  readonly classMarks: readonly string[];
  /** Glyphs and text of the classes, t0 to t9. */
  readonly classGlyphs: readonly string[];
  readonly sans: string;
  readonly serif: string;
}

export { classColours, glyphOf, markOf };

/** Reads the tokens that hold at `element`. Costs a style calculation: call it on a change, never per frame. */
export function readTheme(element: Element): Theme {
  const style = element.ownerDocument.defaultView!.getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const ten = (letter: string): string[] => Array.from({ length: classColours }, (_, i) => token(letter + i));
  return {
    paper: token('paper'),
    ink: token('ink'),
    ink2: token('ink-2'),
    ink3: token('ink-3'),
    rule: token('rule'),
    margin: token('margin'),
    theta: token('theta'),
    scale: token('scale'),
    touch: token('touch'),
    tint: Number(token('tint')) || 0.17,
    classMarks: ten('c'),
    classGlyphs: ten('t'),
    sans: token('sans') || 'sans-serif',
    serif: token('serif') || 'serif',
  };
}

/** Calls back when the theme or the fonts that a drawing was made with may have changed. Returns a function that stops. */
export function watchTheme(element: Element, onChange: () => void): () => void {
  const document = element.ownerDocument;
  const window = document.defaultView!;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const observer = new window.MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  dark.addEventListener('change', onChange);
  document.fonts?.addEventListener('loadingdone', onChange);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', onChange);
    document.fonts?.removeEventListener('loadingdone', onChange);
  };
}
