/** One point of a surface while it is painted: its reflectance in linear light and how it shines. */
import type { Tone } from './tones';

export class Surface {
  red = 0;
  green = 0;
  blue = 0;
  /** Strength of the highlight. */
  gloss = 0;
  /** Share of the light from all around that reaches this point past folds and brows. */
  openness = 1;
  /** 1 in an eye, which is neither soft nor shaded like skin. */
  wetness = 0;

  set(tone: Tone, gloss: number): void {
    this.red = tone[0];
    this.green = tone[1];
    this.blue = tone[2];
    this.gloss = gloss;
    this.openness = 1;
    this.wetness = 0;
  }

  /** Towards another tone by a share. */
  blend(tone: Tone, share: number): void {
    this.red += (tone[0] - this.red) * share;
    this.green += (tone[1] - this.green) * share;
    this.blue += (tone[2] - this.blue) * share;
  }

  /** Darker by a share; the red goes last, as light that went through skin. */
  darken(share: number): void {
    this.red *= 1 - 0.9 * share;
    this.green *= 1 - share;
    this.blue *= 1 - share;
  }

  scale(factor: number): void {
    this.red *= factor;
    this.green *= factor;
    this.blue *= factor;
  }
}
