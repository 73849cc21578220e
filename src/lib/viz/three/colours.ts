import { Color, SRGBColorSpace } from 'three';
import type { Theme } from '../theme';

/** A colour of the page as the shaders take it: red, green and blue as they are on the screen, 0 to 1. */
export function rgbOf(css: string): [number, number, number] {
  const { r, g, b } = new Color().setStyle(css, SRGBColorSpace);
  return [r, g, b];
}

/** Ten colours, flat, for an array of vec3. */
export const paletteOf = (colours: Theme['classMarks']): number[] => colours.flatMap(rgbOf);

/** True in the dark theme. */
export function isDark({ paper }: Theme): boolean {
  const [r, g, b] = rgbOf(paper);
  return r + g + b < 1.5;
}
