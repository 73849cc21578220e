/** Six people on a sphere, and a head that is changed before the same network: the demo, and what is measured of it. */
import { angleBetween } from '../math/angle';
import type { DemoSpec } from './demo-spec';

/** So many people stand on the sphere. */
export const sixPeople = 6;

/** One network under ArcFace on six people, as the article's figure trains it; it rests where the faces have parted. */
export const whereItLands: DemoSpec = {
  id: 'where-it-lands',
  losses: ['arcface'],
  data: 'faces',
  people: [0, 1, 2, 3, 4, 5],
  net: 'cnn-4',
  dim: 3,
  batch: 32,
  lr: 0.005,
  sliders: [],
  views: ['sphere'],
  restStep: 300,
};

/** Address of the article's figure, relative to a page of the same language, with these people on its spheres. */
export const figureOfSix = (people: readonly number[]): string =>
  `../arcface/?fig=arcface-six-faces&people=${people.join(',')}#arcface-six-faces`;

/** What a change of one thing from end to end did to where the head lies. */
export interface Sweep {
  /** Largest angle between two of its places, radians. */
  readonly spreadRad: number;
  /** Places at which another class was nearest. */
  readonly mistaken: number;
  readonly places: number;
}

/**
 * @param places_3 embeddings [3] along the sweep
 * @param nearest the class whose weight is nearest at each of them
 * @param own the head's own class
 */
export function sweepOf(
  places_3: readonly ArrayLike<number>[],
  nearest: readonly number[],
  own: number,
): Sweep {
  let spreadRad = 0;
  for (const [i, a] of places_3.entries()) {
    for (const b of places_3.slice(0, i)) spreadRad = Math.max(spreadRad, angleBetween(a, b));
  }
  return { spreadRad, mistaken: nearest.filter((c) => c !== own).length, places: places_3.length };
}
