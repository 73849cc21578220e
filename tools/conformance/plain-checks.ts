/**
 * Golden files that hold numbers without a loss behind them (metrics, theory): each result is compared field by field
 * with what ours computes from its case.
 */
import { differenceOfNumber, notFinite, type Tolerance } from './compare';
import type { Check } from './checks';

export type Json = Record<string, unknown>;

/** Ours for one result: the fields that the reference states, under the same names, from the case and the result's inputs. */
export type Compute = (golden_case: Json, result: Json) => Json;

/** What ours computes where a result of this case, reference and convention stands; null where nobody knows. */
export type Find = (golden_case: Json, ref: string, convention: string) => Compute | null;

/** Fields of a result that are no results. */
const LABELS = ['ref', 'convention', 'note', 'error', 'dtype', 'params'];

const tolerance: Tolerance = { relative: 1e-9, floor: 1e-15 };

/** One check for each result of each case. `inputs` names fields of a result that say what was asked. */
export function plainChecks(golden: unknown, find: Find, inputs: readonly string[]): Check[] {
  const { header, cases } = golden as { header?: Json; cases: Json[] };
  return cases.flatMap((golden_case) =>
    (golden_case.results as Json[]).map((result) => {
      const [ref, convention] = [String(result.ref), String(result.convention ?? '')];
      const asked = inputs.filter((name) => name in result).map((name) => `${name} ${String(result[name])}`);
      return {
        where: [String(header?.loss), String(golden_case.id), ref, `"${convention}"`, ...asked].join(' '),
        label: `${String(header?.loss)} · ${ref} · ${convention}`,
        failure: () =>
          Promise.resolve(failure(golden_case, result, find(golden_case, ref, convention), inputs)),
      };
    }),
  );
}

function failure(
  golden_case: Json,
  result: Json,
  compute: Compute | null,
  inputs: readonly string[],
): string | null {
  if (!compute) return 'this program does not know what this (case, reference, convention) computes';
  let ours: Json;
  try {
    ours = compute(golden_case, result);
  } catch (error) {
    return `ours throws: ${(error as Error).message}`;
  }
  // Where the reference itself failed ours must be finite.
  if ('error' in result) return notFinite('ours', Object.values(ours).flat() as number[]);
  const theirs = Object.entries(result).filter(([key]) => !LABELS.includes(key) && !inputs.includes(key));
  return (
    theirs.map(([key, value]) => difference(key, ours[key], value)).find((found) => found !== null) ?? null
  );
}

/** What differs first, in words; null where all that the reference states agrees. */
export function difference(name: string, ours: unknown, theirs: unknown): string | null {
  if (ours === undefined) return `${name}: ours states none`;
  if (typeof theirs === 'number') return differenceOfNumber(name, Number(ours), theirs, tolerance);
  if (Array.isArray(theirs)) {
    const list = Array.from(ours as ArrayLike<unknown>);
    if (list.length !== theirs.length) return `${name} has ${list.length} entries, theirs ${theirs.length}`;
    return first(theirs.map((value, i) => difference(`${name}[${i}]`, list[i], value)));
  }
  if (typeof theirs === 'object' && theirs !== null)
    return first(
      Object.entries(theirs).map(([key, value]) => difference(`${name}.${key}`, (ours as Json)[key], value)),
    );
  return ours === theirs ? null : `${name} is ${String(ours)}, theirs ${String(theirs)}`;
}

const first = (found: (string | null)[]): string | null => found.find((text) => text !== null) ?? null;
