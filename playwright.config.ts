import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { findBrowser, paintFlags, quietFlags, webglFlags } from './tools/find-browser.mjs';

/** Tests of the built site in a real browser. They read `build/`; nothing here builds it. */
if (!existsSync('build')) throw new Error('There is no build/ to test: run "npm run build" first.');
const base = process.env.BASE_PATH ?? '';

export default defineConfig({
  testDir: 'tests/browser',
  testIgnore: process.env.MARGINALIA_FULL ? [] : ['**/*.long.*'],
  // Long tests that share a file with quick ones.
  grepInvert: process.env.MARGINALIA_FULL ? undefined : /@long/,
  outputDir: '.cache/playwright',
  fullyParallel: false,
  // Two cores: the page, its worker and the emulated GPU already fill them; two files at a time took as long.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  // What is waited for comes late where two browsers share a slow machine; what never comes still fails.
  expect: { timeout: 20_000 },
  reporter: process.env.MARGINALIA_REPORT
    ? [['list'], ['json', { outputFile: process.env.MARGINALIA_REPORT }]]
    : [['list']],
  use: {
    // The server takes any free port and says which; Playwright puts the named group into the environment.
    baseURL: `http://127.0.0.1:${process.env.MARGINALIA_PORT ?? ''}${base}/`,
    browserName: 'chromium',
    launchOptions: { executablePath: findBrowser(), args: [...quietFlags, ...webglFlags, ...paintFlags] },
    locale: 'en-GB',
    // What a service worker fetches passes by the routes of a test; offline.spec.ts allows it.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `node tools/serve.mjs build --port 0 --base "${base}"`,
    wait: { stdout: /port (?<MARGINALIA_PORT>\d+)/ },
    stdout: 'ignore',
    timeout: 20_000,
  },
});
