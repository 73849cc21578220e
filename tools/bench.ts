/**
 * `npm run bench [-- node|browser|margin] [--full] [--write] [--as-built]`: one JSON object a line, then tables. Ratios count;
 * times are this machine's. `--full` trains the plain page of the cold start to its end; `--write` keeps the results
 * in docs/bench; `margin` measures what a margin costs, alone; `--as-built` measures the site that stands in build/ even where the sources are newer.
 */
import { benchInBrowser } from './bench/browser-part';
import { describeMachine } from './bench/machine';
import { benchMargin } from './bench/margin';
import { benchInNode } from './bench/node-part';
import { groups, writeResults } from './bench/results';
import type { Row } from './bench/rows';
import { buildIfNeeded } from './site.mjs';

export async function main(args: string[]): Promise<number> {
  const part = args.find((arg) => !arg.startsWith('-'));
  const rows: Row[] = [];
  const report = (row: Row) => {
    rows.push(row);
    console.log(JSON.stringify(row));
  };
  report(describeMachine());
  if (part === 'margin') {
    await benchMargin(report);
    return 0;
  }
  if (part !== 'browser') await benchInNode(report);
  if (part !== 'node' && !args.includes('--as-built')) await buildIfNeeded();
  if (part !== 'node') await benchInBrowser(report, { full: args.includes('--full') });
  for (const [, of] of groups(rows)) console.table(of);
  if (args.includes('--write')) console.log(`Kept in ${await writeResults(rows, new Date())}`);
  return 0;
}
