/** A golden file as checks, one for each result: what kind of file it is decides who computes ours. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { failureOf } from './check';
import { parseGolden } from './golden';
import { metricChecks } from './metrics';
import { pairwiseChecks, pairwiseFiles } from './pairwise';
import { theoryChecks } from './theory';

/** One golden result, the unit that is counted. */
export interface Check {
  /** Where it stands, for messages. */
  readonly where: string;
  /** File, reference and convention: what results are counted by. */
  readonly label: string;
  /** Why it fails, in one line; null when it passes. */
  failure(): Promise<string | null>;
}

/** Files that hold no margin loss, by the name that their header gives them. */
const others: Readonly<Record<string, (golden: unknown) => Check[]>> = {
  metrics: metricChecks,
  theory: theoryChecks,
  ...Object.fromEntries(pairwiseFiles.map((file) => [file, pairwiseChecks])),
};

/** Every result of a golden file. @throws Error, in one sentence, if the file is missing or is not one. */
export function readChecks(path: string): Check[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`cannot be read: ${(error as Error).message}`);
  }
  let golden: unknown;
  try {
    golden = JSON.parse(text);
  } catch (error) {
    throw new Error(`is not JSON: ${(error as Error).message}`);
  }
  return checksOf(golden, basename(path, '.json'));
}

/** Every result of a parsed golden file; `name` stands in where its header names no loss. */
export function checksOf(golden: unknown, name: string): Check[] {
  const { header, cases } = (golden ?? {}) as { header?: Record<string, unknown>; cases?: unknown[] };
  if (!Array.isArray(cases)) throw new Error('is not a golden file: it has no list of cases');
  const file = typeof header?.loss === 'string' ? header.loss : name;
  const checks = Object.hasOwn(others, file)
    ? others[file](golden)
    : parseGolden(golden, name).map((result) => ({
        where: result.where,
        label: `${result.file} · ${result.ref} · ${result.convention}`,
        failure: () => failureOf(result),
      }));
  if (checks.length === 0) throw new Error('is not a golden file: it holds no results');
  return checks;
}
