/** Parts of posters: still pictures in SVG for pages that are read without script. Colours are the page's tokens. */
import { glyphOf, markOf } from '../theme';

/** Side of a poster in its own units; the page scales it. */
export const posterSide = 600;

export const short = (value: number): string => String(Math.round(value * 10) / 10);

/** Tenths of a unit are fine enough for a still picture, and a third fewer bytes. */
export const coarse = (d: string): string => d.replace(/\d+\.\d+/g, (value) => short(Number(value)));

/** Whole units are finer than a screen's points at the size of a poster, and half the bytes of the dots. */
const whole = (value: number): string => String(Math.round(value));

/** A dot for each point of `xy_n2` that `isShown` picks, a path a class: many dots in few bytes. */
export function dots(
  xy_n2: ArrayLike<number>,
  labels_n: ArrayLike<number>,
  classes: number,
  radius: number,
  isShown: (n: number) => boolean,
): string {
  const paths = Array.from({ length: classes }, () => '');
  for (let n = 0; n < labels_n.length; n++) {
    const [x, y] = [xy_n2[2 * n], xy_n2[2 * n + 1]];
    if (isShown(n) && Number.isFinite(x) && Number.isFinite(y))
      paths[labels_n[n]] += `M${whole(x)},${whole(y)}h0`;
  }
  const drawn = paths.map((d, c) => (d ? `<path d="${d}" style="stroke:${markOf(c)}"/>` : '')).join('');
  return `<g fill="none" stroke-linecap="round" stroke-width="${2 * radius}">${drawn}</g>`;
}

/** The glyph of a class, its middle at (x, y). */
export function glyph(name: string, c: number, x: number, y: number, px: number): string {
  return `<text x="${short(x)}" y="${short(y + px * 0.31)}" font-size="${short(px)}" style="fill:${glyphOf(c)}">${escaped(name)}</text>`;
}

/** Glyphs stand on a rim of paper, so that they are read on any ground. */
export const glyphGroup = (content: string): string =>
  `<g text-anchor="middle" style="font-family:var(--serif);paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round">${content}</g>`;

/** A whole poster around the middle of its square, or of another box. */
export function poster(ariaLabel: string, content: string, height = posterSide, width = posterSide): string {
  return (
    `<svg viewBox="${-width / 2} ${-height / 2} ${width} ${height}" role="img" aria-label="${escaped(ariaLabel)}">` +
    `${content}</svg>`
  );
}

/** Text as markup takes it. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
