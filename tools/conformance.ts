/**
 * `npm run conformance -- FILE...`: every result of every golden file, through the float64 reference and the tensor
 * head. Prints each failure in one line, then how many results of each loss, reference and convention passed, and ends
 * with `N passed, N failed`; exit 1 if one failed. Without a file it takes the project's own copies.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readChecks, type Check } from './conformance/checks';

export interface Tally {
  readonly passed: number;
  readonly failures: readonly string[];
  /** Results and failures by loss, reference and convention. */
  readonly byLabel: ReadonlyMap<string, { readonly passed: number; readonly failed: number }>;
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
  const byLabel = new Map<string, { passed: number; failed: number }>();
  for (const { where, label, failure } of checks) {
    const found = await failure();
    if (found) failures.push(`${where}: ${found}`);
    const { passed, failed } = byLabel.get(label) ?? { passed: 0, failed: 0 };
    byLabel.set(label, found ? { passed, failed: failed + 1 } : { passed: passed + 1, failed });
  }
  return { passed: checks.length - failures.length, failures, byLabel };
}

/** Checks one file; one that cannot be read counts as one failure. */
export async function tallyFile(path: string): Promise<Tally> {
  let checks: Check[];
  try {
    checks = readChecks(path);
  } catch (error) {
    return { passed: 0, failures: [`${path} ${(error as Error).message}`], byLabel: new Map() };
  }
  return tallyChecks(checks);
}

export async function main(args: readonly string[]): Promise<number> {
  let passed = 0;
  let failed = 0;
  for (const path of args.length > 0 ? args : goldenFiles()) {
    const tally = await tallyFile(path);
    for (const failure of tally.failures) console.log(`FAILED ${failure}`);
    for (const [label, { passed: own, failed: bad }] of tally.byLabel) {
      console.log(`${String(own).padStart(4)} passed${bad ? `, ${bad} failed` : ''}  ${label}`);
    }
    passed += tally.passed;
    failed += tally.failures.length;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
