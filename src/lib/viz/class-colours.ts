/** The colours of the classes, by the custom properties that hold them. Apart from `theme.ts`, which only canvases need. */

/** Classes past the tenth begin the colours again; their glyphs still tell them apart. */
export const classColours = 10;

/** The custom property that colours the marks of a class, for use in SVG styles. */
export const markOf = (classIndex: number): string => `var(--c${classIndex % classColours})`;

/** The custom property that colours the glyph of a class. */
export const glyphOf = (classIndex: number): string => `var(--t${classIndex % classColours})`;
