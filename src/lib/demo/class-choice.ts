/**
 * Which classes of a set a demo may be told to train on alone: the URL key `people`, class numbers of the set from 0, as the
 * manifest counts them. What is chosen gets new numbers from 0, in the order chosen.
 */
import { subsetSize } from '../data/class-subset';
import { setNameOf } from '../data/store/set-name';
import type { DemoSpec, DemoValue } from './demo-spec';
import type { KeySchema } from './schema';

/** Classes of the sets that the site serves. The three face sets show the same 40 people. */
const classCounts: Readonly<Record<string, number>> = {
  mnist: 10,
  faces: 40,
  'faces-easy': 40,
  'faces-hard': 40,
};

/** A reader's own set may have as many as labels of a byte can name; the trainer refuses those that it has not. */
const mostClasses = 256;

const numbersBelow = (count: number): readonly string[] => Array.from({ length: count }, (_, c) => String(c));

/** True where class c of one set is class c of the other. */
function sharesClasses(data: string, other: string): boolean {
  const isMade = (name: string): boolean => setNameOf(name) === null && name.startsWith('faces');
  return data === other || (isMade(data) && isMade(other));
}

/** The key `people` of a demo that trains on `data`; an author's choice stands where the set has the same classes. */
export function peopleKey(spec: DemoSpec, data: string): KeySchema {
  const isPresets = sharesClasses(data, spec.data ?? 'mnist');
  return {
    type: 'list',
    default: isPresets ? (spec.people ?? []).map(String) : [],
    values: numbersBelow(classCounts[data] ?? mostClasses),
    ...subsetSize,
    takesAll: true,
    phase: 'reset',
  };
}

/** The chosen classes by number; undefined where all are trained on. */
export function chosenClasses(value: DemoValue | undefined): readonly number[] | undefined {
  const chosen = (value ?? []) as readonly string[];
  return chosen.length > 0 ? chosen.map(Number) : undefined;
}

/** True where a choice of classes that was made in one set says nothing in the other. */
export const losesChoice = (before: DemoValue, after: DemoValue): boolean =>
  !sharesClasses(String(before), String(after));
