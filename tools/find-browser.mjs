/**
 * The Chromium that tests drive, and the flags that it needs on a machine without a screen or a GPU.
 * `node tools/find-browser.mjs [--install]` prints its path.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** No sandbox: tests run as root in containers. The rest keeps the browser from calling out. */
export const quietFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** WebGL by SwiftShader: emulated and slow, for functional tests. */
export const webglFlags = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
/** Pages painted by the processor all the same: SwiftShader is slow at it, and loses parts of some drawings. */
export const paintFlags = ['--disable-gpu-rasterization'];
/** WebGPU by SwiftShader: the same. */
export const webgpuFlags = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const otherPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium: CHROMIUM_PATH, an installed Chrome or Chromium, Playwright's own download, and, where
 * `install` is set on Debian as root, the package chromium. Throws one clear sentence otherwise.
 * @param {{ install?: boolean, env?: NodeJS.ProcessEnv, own?: () => string | null }} [options] own: Playwright's download
 */
export function findBrowser({ install = false, env = process.env, own = playwrightsOwn } = {}) {
  if (env.CHROMIUM_PATH) {
    if (isProgram(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which is no program here.`);
  }
  const found = installed(env) ?? own() ?? (install ? (installOnDebian(), installed(env)) : null);
  if (found) return found;
  throw new Error(
    'The browser tests need Chromium: install Chrome or Chromium, run "npx playwright install chromium", ' +
      'or let CHROMIUM_PATH name one.',
  );
}

function installed(env) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    ...commands.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...otherPlaces,
  ];
  return candidates.find(isProgram) ?? null;
}

function playwrightsOwn() {
  try {
    const path = createRequire(import.meta.url)('@playwright/test').chromium.executablePath();
    return isProgram(path) ? path : null;
  } catch {
    return null;
  }
}

function installOnDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  console.error('No browser was found; installing the Debian package chromium ...');
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(findBrowser({ install: process.argv.includes('--install') }));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
