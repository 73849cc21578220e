/**
 * Plain data with arrays of floats inside, such as a trainer's checkpoint, as text and one list of floats. What the data
 * is for is not known here, so a checkpoint may grow without a change of the format.
 */

export type PlainTree =
  | null
  | boolean
  | number
  | string
  | Float32Array
  | readonly PlainTree[]
  | { readonly [key: string]: PlainTree };

/** Stands for an array of so many floats; numbers that JSON has no word for stand as text beside it. */
interface Mark {
  readonly $floats?: number;
  readonly $number?: string;
}

/** Text that holds everything but the floats, and the floats one array after the other. */
export function writeTree(tree: PlainTree): { text: string; floats: Float32Array } {
  const arrays: Float32Array[] = [];
  const text = JSON.stringify(marked(tree, arrays));
  const floats = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    floats.set(array, at);
    at += array.length;
  }
  return { text, floats };
}

/** What `writeTree` wrote. @throws Error where text and floats do not belong together */
export function readTree(text: string, floats: Float32Array): PlainTree {
  const state = { floats, at: 0 };
  const tree = filled(JSON.parse(text), state);
  if (state.at !== floats.length) throw new Error('Floats are left over.');
  return tree;
}

function marked(tree: PlainTree, arrays: Float32Array[]): unknown {
  if (tree instanceof Float32Array) {
    arrays.push(tree);
    return { $floats: tree.length } satisfies Mark;
  }
  if (typeof tree === 'number' && !Number.isFinite(tree)) return { $number: String(tree) } satisfies Mark;
  if (Array.isArray(tree)) return tree.map((part: PlainTree) => marked(part, arrays));
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, part]) => [key, marked(part as PlainTree, arrays)]),
  );
}

function filled(json: unknown, state: { readonly floats: Float32Array; at: number }): PlainTree {
  if (Array.isArray(json)) return json.map((part) => filled(part, state));
  if (typeof json !== 'object' || json === null) return json as PlainTree;
  const { $floats, $number } = json as Mark;
  if ($number !== undefined) return Number($number);
  if ($floats !== undefined) {
    const end = state.at + $floats;
    if (!Number.isInteger($floats) || $floats < 0 || end > state.floats.length)
      throw new Error('Floats are missing.');
    const array = state.floats.slice(state.at, end);
    state.at = end;
    return array;
  }
  return Object.fromEntries(Object.entries(json).map(([key, part]) => [key, filled(part, state)]));
}
