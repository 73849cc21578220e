/** Where a face's bars stand in a picture: beside its box where there is room, else along its lower edge. */
import type { PixelBox } from '../../vision/rgb-image';

/** In percent of the picture; `top` is null where `bottom` counts. */
export interface BarPlace {
  readonly left: number;
  readonly width: number;
  readonly top: number | null;
  readonly bottom: number | null;
}

/** Bars narrower than these cannot be read. */
const leastShare = 0.26;
const mostShare = 0.4;

/** @param width size of the picture that the box lies in @param height the same */
export function besideBox(box: PixelBox, width: number, height: number): BarPlace {
  const percent = (share: number): number => 100 * Math.min(1, Math.max(0, share));
  const [leftRoom, rightRoom] = [box.x / width, 1 - (box.x + box.width) / width];
  const room = Math.max(leftRoom, rightRoom);
  if (room >= leastShare) {
    const share = Math.min(room, mostShare);
    const left = rightRoom >= leftRoom ? 1 - rightRoom : leftRoom - share;
    return {
      left: percent(left),
      width: percent(share),
      // High enough for a few names.
      top: percent(Math.min(box.y / height, 0.6)),
      bottom: null,
    };
  }
  const share = Math.max(leastShare, Math.min(box.width / width, 1));
  return {
    left: percent(Math.min(Math.max(box.x / width, 0), 1 - share)),
    width: percent(share),
    top: null,
    bottom: percent(1 - (box.y + box.height) / height),
  };
}
