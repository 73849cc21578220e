/**
 * `npm run conformance -- FILE...`: every result of every golden file, through the float64 reference and the tensor
 * head. Prints each failure in one line and ends with `N passed, N failed`; exit 1 if one failed. Without a file it
 * takes the project's own copies.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { failureOf } from './conformance/check';
import { readGoldenFile, type GoldenResult } from './conformance/golden';

export interface Tally {
  readonly passed: number;
  readonly failures: readonly string[];
}

/** Where the project's own copies of the goldens stand. */
export const goldenFolder = fileURLToPath(new URL('../tests/golden/data/', import.meta.url));

/** The project's own golden files. */
export const goldenFiles = (): string[] =>
  readdirSync(goldenFolder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => `${goldenFolder}${name}`);

/** Checks every result; each is counted once, whatever fails of it. */
export async function tallyResults(results: readonly GoldenResult[]): Promise<Tally> {
  const failures: string[] = [];
  for (const result of results) {
    const failure = await failureOf(result);
    if (failure) failures.push(`${result.where}: ${failure}`);
  }
  return { passed: results.length - failures.length, failures };
}

/** Checks one file; one that cannot be read counts as one failure. */
export async function tallyFile(path: string): Promise<Tally> {
  let results: GoldenResult[];
  try {
    results = readGoldenFile(path);
  } catch (error) {
    return { passed: 0, failures: [`${path} ${(error as Error).message}`] };
  }
  return tallyResults(results);
}

export async function main(args: readonly string[]): Promise<number> {
  let passed = 0;
  let failed = 0;
  for (const path of args.length > 0 ? args : goldenFiles()) {
    const tally = await tallyFile(path);
    for (const failure of tally.failures) console.log(`FAILED ${failure}`);
    passed += tally.passed;
    failed += tally.failures.length;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
