/**
 * The face sets that the site serves: who is in them, and which picture is which. All three difficulties show the same
 * people under the same draws; only the strength of the nuisances differs.
 */
import { createRng } from '../math/rng';
import { streamSeed } from '../math/stream-seed';
import { drawIdentity, twinOf, type Identity } from './identity';
import { drawNuisance, type Nuisance } from './nuisance';

export interface FaceSet {
  readonly id: 'faces-easy' | 'faces' | 'faces-hard';
  /** k of `drawNuisance`; chosen by measurement (docs/data.md). */
  readonly strength: number;
}

export const faceSets: readonly FaceSet[] = [
  { id: 'faces-easy', strength: 0.3 },
  { id: 'faces', strength: 0.55 },
  { id: 'faces-hard', strength: 0.75 },
];

/** Pictures of each person: to train on, to judge the trained people by, and of people never trained on. */
export const viewsPerPerson = { train: 16, probe: 4, unseen: 10 } as const;

export type FaceSplit = keyof typeof viewsPerPerson;

export interface Person {
  readonly name: string;
  readonly identity: Identity;
}

const setSeed = 20_241;
const trainedAlone = 38;
const unseenCount = 20;

function person(number: number): Person {
  const name = `person ${String(number).padStart(2, '0')}`;
  return { name, identity: drawIdentity(streamSeed(setSeed, name)) };
}

/** The 40 people who are trained on; the last two are as close as twins. */
export function trainedPeople(): Person[] {
  const twinSeed = streamSeed(setSeed, 'twins');
  const twin = drawIdentity(twinSeed);
  return [
    ...Array.from({ length: trainedAlone }, (_, k) => person(k + 1)),
    { name: 'twin A', identity: twin },
    { name: 'twin B', identity: twinOf(twin, twinSeed) },
  ];
}

/** The 20 people who are never trained on; verification is judged on them. */
export function unseenPeople(): Person[] {
  return Array.from({ length: unseenCount }, (_, k) => person(trainedAlone + k + 1));
}

/** The nuisances of one picture: number `view` of a person in a split. */
export function viewNuisance(
  set: FaceSet,
  split: FaceSplit,
  { name, identity }: Person,
  view: number,
): Nuisance {
  const rng = createRng(streamSeed(setSeed, `${split}/${name}/${view}`));
  return drawNuisance(rng, identity, set.strength);
}
