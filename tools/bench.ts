/** `npm run bench [-- node|browser]`: one JSON object a line, then a table. Ratios count; times are this machine's. */
import { benchInBrowser } from './bench/browser-part';
import { benchInNode } from './bench/node-part';

export async function main([part]: string[]): Promise<number> {
  const rows: Record<string, string | number | boolean>[] = [];
  const report = (row: (typeof rows)[number]) => {
    rows.push(row);
    console.log(JSON.stringify(row));
  };
  if (part !== 'browser') await benchInNode(report);
  if (part !== 'node') await benchInBrowser(report);
  for (const bench of new Set(rows.map((row) => row.bench)))
    console.table(rows.filter((row) => row.bench === bench));
  return 0;
}
