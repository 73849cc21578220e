/** Strands: noise drawn out along the way that hair lies, for its tone and for its ragged edge. */
import type { Identity } from './identity';
import { valueNoise } from './pattern';
import { clamp } from './smooth';
import type { Surface } from './surface';
import { hairTone } from './tones';

export interface HairPaint {
  /** Whether a strand is there, where `cover` of the ground is hair. */
  readonly isThere: (lonRad: number, y: number, cover: number) => boolean;
  readonly paint: (lonRad: number, y: number, surface: Surface) => void;
}

export function hairPaintOf(identity: Identity): HairPaint {
  const { hairCurl, hairPartX, patternSeed } = identity;
  const tone = hairTone(identity);
  /** Fine strands and the locks that they gather in, each 0 to 1. */
  const strand = (lonRad: number, y: number, perRad: number, perUnit: number): number => {
    const sway = hairCurl * 1.6 * valueNoise(2.5 * lonRad + 10, 6 * y + 10, patternSeed + 11);
    const lean = 0.35 * (lonRad - hairPartX) * y;
    return valueNoise(
      perRad * (lonRad + lean) + sway * 3 + 100,
      perUnit * (1 + 3 * hairCurl) * y + 100,
      patternSeed + 13,
    );
  };
  return {
    isThere: (lonRad, y, cover) => cover > 0.3 + 0.4 * strand(lonRad, y, 26, 1.6),
    paint: (lonRad, y, surface) => {
      const fine = strand(lonRad, y, 30, 1.4);
      const lock = strand(lonRad, y, 9, 1);
      surface.set(tone, 0.3);
      surface.scale(clamp(0.45 + 0.55 * fine + 0.6 * lock, 0.3, 1.6));
      surface.gloss = 0.12 + 0.3 * fine * (1 - 0.6 * hairCurl);
      surface.openness = 0.65 + 0.35 * lock;
    },
  };
}
