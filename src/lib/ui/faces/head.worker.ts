/** Renders made heads away from the page, which stays free to move. */
import { neutralNuisance, type Nuisance } from '../../face/nuisance';
import { renderFace } from '../../face/render';
import { trainedPeople } from '../../face/sets';

export interface HeadRequest {
  readonly id: number;
  /** Index among the people who are trained on. */
  readonly person: number;
  /** What differs from the neutral picture. */
  readonly change: Partial<Nuisance>;
  readonly sizePixels: number;
}

export interface HeadPicture {
  readonly id: number;
  readonly sizePixels: number;
  /** [size, size, 3] */
  readonly rgb_hwc: Uint8Array;
  /** [size, size], rounded to 16 levels as the packed sets are. */
  readonly grey_hw: Uint8Array;
}

const scope = self as unknown as DedicatedWorkerGlobalScope;
const people = trainedPeople();

scope.onmessage = ({ data: { id, person, change, sizePixels } }: MessageEvent<HeadRequest>) => {
  const { identity } = people[person];
  const usual = { ...neutralNuisance, glasses: identity.glassesHabit > 0.5 };
  const { rgb_hwc, grey_hw } = renderFace(identity, { ...usual, ...change }, sizePixels);
  const rounded = grey_hw.map((level) => 17 * Math.round(level / 17));
  const picture: HeadPicture = { id, sizePixels, rgb_hwc, grey_hw: rounded };
  scope.postMessage(picture, [rgb_hwc.buffer, rounded.buffer]);
};
