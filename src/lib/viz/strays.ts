import { levelOf } from './ridge';

/** Sizes at which strays are spelled out, largest first, as shares of a view's side, with bounds in CSS pixels. */
const sizes = [
  { share: 0.023, min: 11, max: 13.5 },
  { share: 0.018, min: 9.5, max: 11 },
  { share: 0.015, min: 8.5, max: 9 },
];

/** Ground that one glyph needs to be read, in squares of its size. */
const groundPerGlyph = 1.9;

export interface StrayVoice {
  /** Size of a spoken glyph, CSS pixels. */
  readonly glyphPx: number;
  /** How many glyphs the ground holds at that size. */
  readonly room: number;
}

/** The largest glyph at which all strays can be spelled out on this ground; the smallest, where none will do. */
export function strayVoice(strays: number, sidePx: number, groundPx2: number): StrayVoice {
  let voice = { glyphPx: 0, room: 0 };
  for (const { share, min, max } of sizes) {
    const glyphPx = Math.max(min, Math.min(max, sidePx * share));
    voice = { glyphPx, room: Math.floor(groundPx2 / (groundPerGlyph * glyphPx ** 2)) };
    if (strays <= voice.room) break;
  }
  return voice;
}

/**
 * Marks in `spoken_n` the strays that are spelled out. Chosen by a level of their own, not by order, so that a
 * sample that speaks goes on speaking while others come and go.
 */
export function chooseSpoken(
  strayed_n: Uint8Array,
  strays: number,
  room: number,
  spoken_n: Uint8Array,
): void {
  for (let i = 0; i < strayed_n.length; i++) {
    spoken_n[i] = strayed_n[i] && levelOf(i * 7) * strays <= room ? 1 : 0;
  }
}
