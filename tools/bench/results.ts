/** Keeps a run's rows in docs/bench and the tables of the last one in its README. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import type { Row } from './rows';

const folder = 'docs/bench';
const [from, to] = ['<!-- latest: begin -->', '<!-- latest: end -->'];

/** Writes `docs/bench/<date>-<commit>.jsonl` and the tables; returns the file's path. */
export async function writeResults(rows: readonly Row[], now: Date): Promise<string> {
  const name = `${now.toISOString().slice(0, 10)}-${commit()}.jsonl`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}`, rows.map((row) => JSON.stringify(row) + '\n').join(''));
  const readme = `${folder}/README.md`;
  const text = readFileSync(readme, 'utf8');
  if (!text.includes(from) || !text.includes(to))
    throw new Error(`${readme} has lost its marks for the tables.`);
  const [before, after] = [text.split(from)[0], text.split(to)[1]];
  const tables = [`From [${name}](${name}).`, ...groups(rows).map(([bench, of]) => table(bench, of))];
  const next = [before + from, ...tables, to + after].join('\n\n');
  writeFileSync(readme, await format(next, { ...(await resolveConfig(readme)), filepath: readme }));
  return `${folder}/${name}`;
}

/** Rows by what they measure, in the order of their first one. */
export function groups(rows: readonly Row[]): [string, Row[]][] {
  const byBench = new Map<string, Row[]>();
  for (const row of rows) byBench.set(String(row.bench), [...(byBench.get(String(row.bench)) ?? []), row]);
  return [...byBench];
}

function table(bench: string, rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => name !== 'bench');
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const cell = (value: Row[string] | undefined) => {
    if (value === true) return 'yes';
    if (value === false) return '**no**';
    return value === null || value === undefined ? '–' : String(value);
  };
  return [
    `### ${bench[0].toUpperCase()}${bench.slice(1)}`,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((name) => cell(row[name])))),
  ].join('\n');
}

/** The commit that was measured, marked where files differ from it. */
function commit(): string {
  const { stdout, status } = spawnSync('git', ['describe', '--always', '--dirty=-changed', '--exclude=*'], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : 'unknown';
}
