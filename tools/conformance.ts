/**
 * `npm run conformance -- FILE...`: every result of every golden file, through the float64 reference and the tensor
 * head. Prints each failure in one line and ends with `N passed, N failed`; exit 1 if one failed. Without a file it
 * takes the project's own copies.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readChecks, type Check } from './conformance/checks';

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

/** Runs every check; each is counted once, whatever fails of it. */
export async function tallyChecks(checks: readonly Check[]): Promise<Tally> {
  const failures: string[] = [];
  for (const { where, failure } of checks) {
    const found = await failure();
    if (found) failures.push(`${where}: ${found}`);
  }
  return { passed: checks.length - failures.length, failures };
}

/** Checks one file; one that cannot be read counts as one failure. */
export async function tallyFile(path: string): Promise<Tally> {
  let checks: Check[];
  try {
    checks = readChecks(path);
  } catch (error) {
    return { passed: 0, failures: [`${path} ${(error as Error).message}`] };
  }
  return tallyChecks(checks);
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
