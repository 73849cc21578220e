/** The steps that lead to a site in `build/`, each skipped while what it makes is fresh. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildKernels } from './build-kernels.mjs';
import { newestMs, isFresh } from './freshness.mjs';
import { finishPages } from './finish-pages.mjs';
import { bin, run } from './processes.mjs';

/** Where the static site stands once it is built. */
export const buildFolder = 'build';
const stampFile = '.cache/build.json';
const mnistManifest = 'static/data/mnist/manifest.json';
const mnistSources = [
  'tools/pack-mnist.ts',
  'tools/pack-dataset.ts',
  'src/lib/data/pack.ts',
  'src/lib/data/idx.ts',
];
/** The made faces in three difficulties. */
const faceSets = ['faces-easy', 'faces', 'faces-hard'];
const faceSources = [
  'tools/pack-faces.ts',
  'tools/pack-dataset.ts',
  'src/lib/data/pack.ts',
  'src/lib/math/rng.ts',
  'src/lib/math/stream-seed.ts',
  'src/lib/face',
];
const siteSources = [
  'src',
  'content',
  'static',
  'tools',
  'svelte.config.js',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** Makes what the sources need before they are bundled, where it is missing or old. Throws where that fails. */
export async function prepare() {
  await buildKernels();
  await prepareData();
}

/** Packs the data that the site serves, where it is missing or older than its packer. */
async function prepareData() {
  const stands = (manifest, sources) => isFresh(manifest, sources) && shardsStand(manifest);
  if (!stands(mnistManifest, mnistSources)) {
    await step('Packing MNIST', [process.execPath, 'tools/run.mjs', 'tools/pack-mnist.ts']);
  }
  // Side by side: each takes a processor for some twenty seconds.
  await Promise.all(
    faceSets
      .filter((id) => !stands(`static/data/${id}/manifest.json`, faceSources))
      .map((id) =>
        step(`Rendering the set ${id}`, [
          process.execPath,
          'tools/run.mjs',
          'tools/pack-faces.ts',
          'static/data',
          id,
        ]),
      ),
  );
}

function shardsStand(manifestFile) {
  try {
    const { splits, unseen } = JSON.parse(readFileSync(manifestFile, 'utf8'));
    const folder = manifestFile.replace(/[^/]*$/, '');
    const shards = [...splits.train.shards, ...splits.probe.shards, ...(unseen?.shards ?? [])];
    return shards.every(({ file }) => existsSync(folder + file));
  } catch {
    return false;
  }
}

/** Builds the site, always. */
export async function build() {
  await prepare();
  const startedMs = Date.now();
  await step('Building the site', [bin('vite'), 'build']);
  finishPages(buildFolder);
  mkdirSync('.cache', { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ startedMs, settings: settings() }));
}

/** Builds the site where it is missing, older than its sources, or was built with other settings. */
export async function buildIfNeeded() {
  await prepare();
  if (!builtAsNow()) await build();
}

function builtAsNow() {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
    return (
      existsSync(`${buildFolder}/index.html`) &&
      JSON.stringify(stamp.settings) === JSON.stringify(settings()) &&
      newestMs(siteSources) <= stamp.startedMs
    );
  } catch {
    return false;
  }
}

/** What the built pages depend on besides files. */
function settings() {
  return { BASE_PATH: basePath(), SITE_URL: process.env.SITE_URL ?? '' };
}

/** The path that the site is built to stand at, without a last slash; '' at the root. */
export function basePath() {
  return process.env.BASE_PATH ?? '';
}

async function step(name, command) {
  console.log(`${name} ...`);
  // A program that runs through Vite (tools/run.mjs) is in development by Vite's word; what it builds is not.
  const { code } = await run(command, { env: { ...process.env, NODE_ENV: 'production' } });
  if (code !== 0) throw new Error(`${name} failed (exit ${code}).`);
}
