/**
 * The head without features: a stack of sections from the crown down to the chin and back under it. Each section is
 * a superellipse with a width, a front and a back.
 */
import type { Identity } from './identity';
import { curveThrough, step } from './smooth';

export interface Point {
  x: number;
  y: number;
  z: number;
}

/** What all points of one height share. */
export interface Section {
  readonly y: number;
  readonly halfWidth: number;
  readonly front: number;
  readonly back: number;
  /** How far the section rises at its sides and back. */
  readonly rise: number;
}

/** What all points in one direction from the middle share: shares of the width and of the front or back. */
export interface Direction {
  readonly across: number;
  readonly along: number;
  /** Share of the section's rise. */
  readonly raised: number;
}

export interface Skull {
  readonly crownY: number;
  readonly bottomY: number;
  section(y: number): Section;
  /** `lonRad` runs from the front (0) to the viewer's right (π/2). */
  direction(lonRad: number): Direction;
}

/** Where the sections' middle lies. */
const middleZ = -0.06;

/** The point of a section in a direction. */
export function skullPoint(section: Section, { across, along, raised }: Direction, into: Point): void {
  into.x = section.halfWidth * across;
  into.y = section.y + section.rise * raised;
  into.z = middleZ + (along > 0 ? section.front : section.back) * along;
}

export function skullOf(identity: Identity): Skull {
  const { crownY, chinY, foreheadWidth, cheekWidth, jawWidth, chinWidth, faceDepth, squareness } = identity;
  const bottomY = chinY - 0.05;
  const jawY = identity.mouthY + 0.01;
  const top = crownY - 0.48;
  const width = curveThrough([
    [bottomY, chinWidth * 0.6],
    [chinY + 0.02, chinWidth * 0.98],
    [chinY + 0.16, (chinWidth * 1.3 + jawWidth * 0.42) / 1.42],
    [jawY, jawWidth],
    [-0.3, (jawWidth + cheekWidth) / 2 + identity.cheekFullness * 0.5 + 0.02],
    [0, cheekWidth],
    [0.4, (cheekWidth + foreheadWidth) / 2 + 0.015],
    [top, foreheadWidth + 0.015],
  ]);
  // The crown is a quarter of an ellipse, so that it closes with a level tangent.
  const dome = (y: number): number => {
    const t = Math.min(1, Math.max(0, (y - top) / (crownY - top)));
    return Math.sqrt(Math.max(0, 1 - t * t));
  };
  const front = curveThrough([
    [bottomY, faceDepth - 0.32],
    [chinY + 0.01, faceDepth - 0.14 + identity.chinForward],
    [chinY + 0.13, faceDepth - 0.07 + identity.chinForward],
    [identity.mouthY, faceDepth],
    [identity.noseBaseY, faceDepth + 0.01],
    [0.05, faceDepth + 0.005],
    [0.35, faceDepth + 0.015],
    [top, faceDepth - 0.1],
  ]);
  const back = curveThrough([
    [bottomY, -0.05],
    [-0.55, 0.55],
    [-0.1, 0.86],
    [0.35, 0.98],
    [top, 0.9],
  ]);
  return {
    crownY,
    bottomY,
    section(y) {
      const roof = dome(y);
      return {
        y,
        halfWidth: width(y) * roof,
        front: front(y) * roof,
        back: back(y) * roof,
        // The jaw's edge rises from the chin to the ears; so do the sections.
        rise: 0.3 * step(-0.45, chinY, y),
      };
    },
    direction(lonRad) {
      const sin = Math.sin(lonRad);
      const cos = Math.cos(lonRad);
      const power = 2 / squareness;
      return {
        across: Math.sign(sin) * Math.abs(sin) ** power,
        along: Math.sign(cos) * Math.abs(cos) ** power,
        raised: step(0.95, -0.1, cos),
      };
    },
  };
}
