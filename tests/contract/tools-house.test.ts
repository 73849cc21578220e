import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../tools/find-browser.mjs';
import { isFresh, newestMs } from '../../tools/freshness.mjs';
import { countLine, heedExitCode, playwrightCounts, sum, vitestCounts } from '../../tools/test-counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'marginalia-tools-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the count of npm test', () => {
  it('takes each test of Vitest once, and a file that never ran as a failure', () => {
    const report = {
      testResults: [
        {
          status: 'passed',
          assertionResults: [{ status: 'passed' }, { status: 'skipped' }, { status: 'todo' }],
        },
        { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(vitestCounts(report)).toEqual({ passed: 2, failed: 2, skipped: 2 });
  });

  it('takes a flaky browser test and an error outside tests as failures', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });

  it('does not call a runner good that ended badly', () => {
    const fine = { passed: 3, failed: 0, skipped: 0 };
    expect(heedExitCode(fine, 1).failed).toBe(1);
    expect(heedExitCode({ ...fine, failed: 2 }, 1).failed).toBe(2);
    expect(heedExitCode(fine, 0).failed).toBe(0);
  });

  it('ends in one line, which names skipped tests only where there are some', () => {
    const total = sum([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 4 },
    ]);
    expect(countLine(total)).toBe('3 passed, 1 failed, 4 skipped');
    expect(countLine({ passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed');
  });
});

describe('freshness', () => {
  it('ends when a source is newer, was added or was deleted', () => {
    const source = join(folder, 'source');
    const product = join(folder, 'product');
    mkdirSync(join(source, 'deep'), { recursive: true });
    writeFileSync(join(source, 'deep/a'), '');
    expect(isFresh(product, [source])).toBe(false);
    writeFileSync(product, '');
    const at = (seconds: number, ...paths: string[]) =>
      paths.forEach((path) => utimesSync(path, seconds, seconds));
    at(1000, source, join(source, 'deep'), join(source, 'deep/a'));
    at(2000, product);
    expect(isFresh(product, [source, join(folder, 'never there')])).toBe(true);
    at(3000, join(source, 'deep/a'));
    expect(isFresh(product, [source])).toBe(false);
    at(1000, join(source, 'deep/a'));
    rmSync(join(source, 'deep/a'));
    expect(isFresh(product, [source])).toBe(false);
    expect(newestMs([join(folder, 'never there')])).toBe(-Infinity);
  });
});

describe('the search for a browser', () => {
  const program = (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, 0o755);
    return path;
  };

  it("takes CHROMIUM_PATH first, then an installed one, then Playwright's own", () => {
    const named = program('named');
    const installed = program('chromium');
    expect(findBrowser({ env: { CHROMIUM_PATH: named, PATH: folder }, own: () => '/own' })).toBe(named);
    expect(findBrowser({ env: { PATH: folder }, own: () => '/own' })).toBe(installed);
    expect(findBrowser({ env: { PATH: '' }, own: () => '/own' })).toBe('/own');
  });

  it('says in one sentence what to do where there is none', () => {
    expect(() => findBrowser({ env: { PATH: '' }, own: () => null })).toThrow(
      /^The browser tests need Chromium: .*\.$/,
    );
    expect(() => findBrowser({ env: { CHROMIUM_PATH: '/no/such' } })).toThrow('CHROMIUM_PATH names /no/such');
  });
});

describe('the guard of the commands', () => {
  const guard = readFileSync('tools/require-node.cjs', 'utf8');
  const runAs = (version: string) =>
    spawnSync(process.execPath, [
      '-e',
      `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });${guard};console.log('went on')`,
    ]);

  it.each(['14.21.3', '18.20.4', '20.18.0', '21.7.3', '22.11.0'])(
    'refuses Node %s in one sentence',
    (version) => {
      const { status, stdout, stderr } = runAs(version);
      expect([status, stdout.toString()]).toEqual([1, '']);
      expect(stderr.toString()).toMatch(
        new RegExp(`^Marginalia needs Node .*this is Node ${version} .*\\.\n$`),
      );
    },
  );

  it.each(['20.19.0', '22.12.0', '24.0.0'])('lets Node %s through', (version) => {
    expect(runAs(version).stdout.toString()).toBe('went on\n');
  });

  it("stands before every command that runs the project's own programs", () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const [name, command] of Object.entries(scripts)) {
      if (command.includes('tools/')) expect(command, name).toMatch(/^node -r \.\/tools\/require-node\.cjs /);
    }
  });
});
