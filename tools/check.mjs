/** `npm run check`: types, lint, format, layers and unused code, two at a time. Prints what fails, and why. */
import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { buildKernels } from './build-kernels.mjs';
import { layerProblems } from './imports.mjs';
import { bin, run } from './processes.mjs';

const byProgram =
  (...command) =>
  async () => {
    const { code, output } = await run(command, { quiet: true });
    return { ok: code === 0, output };
  };

const types = byProgram(
  bin('svelte-check'),
  '--tsconfig',
  './tsconfig.json',
  '--incremental',
  '--output',
  'human',
  '--fail-on-warnings',
);
const layers = async () => {
  const problems = layerProblems('.');
  return { ok: problems.length === 0, output: problems.join('\n') };
};

/** Slow ones first, so that two lanes end together. @type {[string, () => Promise<{ ok: boolean, output: string }>][]} */
const checks = [
  ['types', types],
  [
    'lint',
    byProgram(bin('eslint'), '.', '--cache', '--cache-location', '.cache/eslint/', '--max-warnings', '0'),
  ],
  [
    'format',
    byProgram(
      bin('prettier'),
      '--check',
      '.',
      '--cache',
      '--cache-location',
      '.cache/prettier',
      '--log-level',
      'warn',
    ),
  ],
  ['unused', byProgram(bin('knip'), '--no-progress')],
  ['layers', layers],
];

/** Runs every check. @returns {Promise<{ name: string, ok: boolean }[]>} */
export async function check() {
  mkdirSync('.cache', { recursive: true });
  await buildKernels();
  // First, and alone: types and lint both read what it writes.
  const sync = await run([bin('svelte-kit'), 'sync'], { quiet: true });
  if (sync.code !== 0) console.log(sync.output.trimEnd());
  const results = [{ name: 'sync', ok: sync.code === 0 }];
  const waiting = [...checks];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, work] = next;
      const startMs = Date.now();
      const { ok, output } = await work();
      console.log(
        `${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(7)} ${((Date.now() - startMs) / 1000).toFixed(1)} s`,
      );
      if (!ok) console.log(output.trimEnd());
      results.push({ name, ok });
    }
  };
  await Promise.all([lane(), lane()]);
  return results;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const results = await check();
  if (results.some(({ ok }) => !ok)) process.exitCode = 1;
}
