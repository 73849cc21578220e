/**
 * `npm test`: check, build, the tests in Node, the tests in a browser. Each step runs even where one before it
 * failed; the last line counts all of them. `--full` adds the long ones (files named `*.long.test.ts`).
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findBrowser } from './find-browser.mjs';
import { bin, run } from './processes.mjs';
import {
  brokenRun,
  countLine,
  heedExitCode,
  oneStep,
  playwrightCounts,
  sum,
  vitestCounts,
} from './test-counts.mjs';

const full = process.argv.includes('--full');
const reports = '.cache/reports';
const vitestReport = `${reports}/vitest.json`;
const playwrightReport = `${reports}/playwright.json`;

/** Budgets in seconds, on two cores; a step is ended at three times its budget. */
const steps = [
  { name: 'check', budgetS: 90, work: byExit([process.execPath, 'tools/check.mjs']) },
  { name: 'build', budgetS: 120, work: byExit([process.execPath, 'tools/build.mjs']) },
  { name: 'unit, contract and golden tests', budgetS: full ? 1800 : 240, work: vitest },
  { name: 'browser tests', budgetS: full ? 1800 : 480, work: playwright },
];

mkdirSync(reports, { recursive: true });
const counts = [];
for (const { name, budgetS, work } of steps) {
  console.log(`\n== ${name} (budget ${budgetS} s)`);
  const startMs = Date.now();
  const result = await work(budgetS * 3000);
  const tookS = (Date.now() - startMs) / 1000;
  const over = tookS > budgetS ? ', OVER its budget' : '';
  console.log(`== ${name}: ${countLine(result)} in ${tookS.toFixed(1)} of ${budgetS} s${over}`);
  counts.push(result);
}
const total = sum(counts);
console.log(`\n${countLine(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

function byExit(command) {
  return async (limitMs) => oneStep((await run(command, { limitMs })).code === 0);
}

async function vitest(limitMs) {
  const choice = full ? [] : ['--exclude', '**/*.long.test.ts'];
  const command = [
    bin('vitest'),
    'run',
    ...choice,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ];
  return runAndCount(command, { env: process.env, limitMs }, vitestReport, vitestCounts);
}

async function playwright(limitMs) {
  let browser;
  try {
    browser = findBrowser({ install: true });
  } catch (error) {
    console.error(error.message);
    return brokenRun;
  }
  const env = { ...process.env, CHROMIUM_PATH: browser, MARGINALIA_REPORT: playwrightReport };
  if (full) env.MARGINALIA_FULL = '1';
  return runAndCount([bin('playwright'), 'test'], { env, limitMs }, playwrightReport, playwrightCounts);
}

async function runAndCount(command, options, report, count) {
  rmSync(report, { force: true });
  const { code, timedOut } = await run(command, options);
  if (timedOut) console.error('The step took three times its budget and was ended.');
  try {
    return heedExitCode(count(JSON.parse(readFileSync(report, 'utf8'))), code);
  } catch {
    console.error(`No usable report was left in ${report}.`);
    return brokenRun;
  }
}
